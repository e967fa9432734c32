"""The school's card: everything about it on one page, and the same as its dossier."""

import datetime
import io

import docx
import pytest
from django.urls import reverse

from accounts.models import AuditEntry, AuditVerb
from monitoring.models import ExamResult
from monitoring.school_card import programmes
from monitoring.school_card.card import PARTS, dossier_of
from monitoring.school_card.part import Seen
from schools.access import access_to
from schools.models import ListingAct, Publication, RoleKind
from tests.factories import (
    make_assignment,
    make_checkpoint,
    make_factor,
    make_listing,
    make_measure,
    make_pair,
    make_person,
    make_post,
    make_programme,
    make_risk,
    make_role,
    make_school,
    make_user,
    move,
)
from tests.monitoring.visits.factories import make_visit
from tests.schools.appraisals import add_file
from tests.schools.pages import cost, signed_in_as

pytestmark = pytest.mark.django_db

D = datetime.date
HEADINGS = [
    "О школе",
    "Люди",
    "Перечни ШНОР и ШССУ",
    "Пары школ",
    "Тьютор",
    "План совместной работы с тьютором",
    "Последние посещения",
    "Риски",
    "Программы",
    "Размещение на сайте школы",
    "Контрольные точки",
    "Что ещё не сдано",
    "Школьные дорожные карты",
    "Результаты: сколько участников ниже порога",
]


@pytest.fixture
def school():
    """A school about which everything is known."""
    school = make_school(short_name="Лесная", site="https://lesnaya.example", is_leader=True)
    move(make_listing(school, basis="приказ № 5"), ListingAct.SUPPORT, D(2021, 2, 1))
    make_role(
        RoleKind.SCHOOL_COORDINATOR, school=school, user=make_user(name="Ёлкина Вера Павловна")
    )
    tutor = make_person(school.municipality, surname="Дубов", first_name="Пётр")
    make_assignment(tutor, school)
    leader = make_school(school.municipality, short_name="Лицей", is_leader=True)
    make_pair(leader, school, directions="алгебра")
    long_ago = D(2021, 3, 1)
    make_visit(school, tutor=tutor, planned_on=long_ago, aim="Посмотреть уроки")
    make_post(make_person(school.municipality, surname="Рябинина"), school=school, title="директор")
    programme = make_programme(school)
    add_publication(programme)
    make_risk(school, make_factor(school.municipality, name="Мало учителей"), is_chosen=True)
    factor = make_factor(school.municipality, name="Слабая мотивация")
    make_risk(school, factor, value="31 из 100", is_chosen=True, programme=programme)
    make_checkpoint(school=school, text="Сдать справку")
    add_result(school, 2026, 40, 12)
    add_result(school, 2025, 8, 7)
    return school


def add_result(school, year, participants, below, grade=5):
    ExamResult.objects.create(
        municipality=school.municipality,
        school=school,
        year=year,
        procedure="vpr",
        subject="mathematics",
        grade=grade,
        participants=participants,
        below_threshold=below,
    )


def add_publication(programme):
    version = add_file(programme, by=make_user())
    Publication.objects.create(
        programme=programme,
        programme_version=version,
        address=f"https://lesnaya.example/{programme.pk}",
        published_on=D(2026, 4, 10),
        is_found=False,
        checked_by=make_user(),
        checked_at=programme.municipality.now(),
    )


def address(school, *form):
    name = "monitoring:school-dossier" if form else "monitoring:school"
    return reverse(name, args=[school.municipality.slug, school.pk, *form])


KNOWN = [
    "https://lesnaya.example",
    "Ёлкина Вера Павловна",
    "Дубов",
    "Рябинина",
    "поддерживается",
    "приказ № 5",
    "Лицей",
    "алгебра",
    "нет соглашения",
    "Посмотреть уроки",
    "Мало учителей",
    "нет программы",
    "31 из 100",
    "https://lesnaya.example/",
    "документ не найден",
    "просрочено на",
    "Антирисковая программа, 2026",
    "готовится",
    "Сдать справку",
    "ВПР-5 математика",
    "30 % (12 из 40)",
    "мало участников (7 из 8)",
]


def test_card_tells_everything_on_one_page(school):
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    page = client.get(address(school)).content.decode().replace("\u00a0", " ")
    assert [words for words in KNOWN if words not in page] == []
    assert all(f'id="{part.code}"' in page and f'href="#{part.code}"' in page for part in PARTS)


def test_dossier_tells_the_same(school):
    client = signed_in_as(RoleKind.DIRECTOR, school.municipality, school=school)
    answer = client.get(address(school, "docx"))
    paper = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(line.text for line in paper.paragraphs), *cells]).replace("\u00a0", " ")
    assert "ДОСЬЕ ШКОЛЫ" in words
    assert school.name in words
    assert [known for known in KNOWN if known not in words] == []
    entry = AuditEntry.objects.get(verb=AuditVerb.EXPORT)
    assert entry.object_label == "Лесная"
    pdf = client.get(address(school, "pdf"))
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    assert client.get(address(school, "xlsx")).status_code == 404


def test_dossier_of_an_empty_school_says_what_is_not_known():
    school = make_school()
    user = make_role(RoleKind.COORDINATOR, school.municipality).user
    paper = dossier_of(Seen(school, access_to(user, school.municipality), D(2026, 5, 1)))
    assert [table.heading for table in paper.tables] == [
        heading for heading in HEADINGS if heading != "Что ещё не сдано"
    ]
    assert all(table.rows or table.empty for table in paper.tables)


def test_card_costs_the_same_for_one_row_and_for_thirty(school):
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    one = cost(client, address(school))
    measure = make_measure(make_checkpoint(school=school).measure.section, schools=True)
    for number in range(29):
        day = D(2026, 1, 1) + datetime.timedelta(days=number)
        make_checkpoint(school=school, measure=measure, due_on=day)
        programme = make_programme(school, starts_on=day + datetime.timedelta(days=1))
        add_publication(programme)
        make_risk(school, is_chosen=True, programme=programme)
        make_risk(school, year=2001 + number)
        make_pair(make_school(school.municipality), school)
        make_assignment(school=school)
        make_visit(school, planned_on=day)
        add_result(school, 2000 + number, 20, 5, grade=6)
        make_post(make_person(school.municipality), school=school)
    listing = make_listing(school, category="disadvantaged")
    for month in range(1, 13):
        act = ListingAct.PROLONG if month % 2 == 0 else ListingAct.SUPPORT
        move(listing, act, D(2021, month, 1))
    assert cost(client, address(school)) == one
    page = client.get(address(school)).content.decode()
    assert page.count('class="state state-') > 0
    assert page.count("до ") >= 30


def test_the_newest_programme_stands_first():
    school = make_school()
    years = (2024, 2026, 2025)
    for year in years:
        make_programme(school, kind="quality", starts_on=D(year, 1, 1), ends_on=D(year, 12, 31))
    director = make_role(RoleKind.DIRECTOR, school=school).user
    found = programmes.read(Seen(school, access_to(director, school.municipality), D(2026, 5, 1)))
    assert [one.starts_on.year for one in found] == sorted(years, reverse=True)
