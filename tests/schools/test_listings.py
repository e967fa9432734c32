"""Pages of the lists: forms of the moves, the lists of any day, the moves of a year."""

import datetime
from functools import partial
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEntry, AuditVerb
from schools.models import ListingAct, ListingStage, RoleKind, SupportListing
from schools.stages import annul_last
from tests.factories import make_listing, make_municipality, make_school, make_user, move
from tests.posting import post
from tests.schools.pages import cost, signed_in_as, url
from tests.schools.test_stages import candidate

pytestmark = pytest.mark.django_db

A, S, D = ListingAct, ListingStage, datetime.date
INCLUDE = {"category": "low", "act": "include", "on": "15.01.2026", "basis": "приказ № 12"}


@pytest.fixture
def school(municipality):
    return make_school(municipality, short_name="Лесная")


def card(client, school):
    address = reverse("monitoring:school", args=[school.municipality.slug, school.pk])
    return client.get(address).content.decode()


def test_coordinator_leads_a_school_from_candidate_to_leaving(
    client, municipality, coordinator, school
):
    begun = post(
        client, url("listing-create", municipality, school.pk), INCLUDE | {"act": "propose"}
    )
    assert begun.status_code == 302
    listing = SupportListing.objects.get()
    assert (listing.stage, listing.since) == (S.CANDIDATE, None)
    page = card(client, school)
    assert "кандидат" in page
    assert ">Включить<" in page
    for version, act in enumerate(("include", "support", "leave"), start=1):
        address = url("listing-lead", municipality, listing.pk, act)
        data = {"version": version, "on": f"0{version}.02.2026", "basis": "приказ № 5"}
        data |= {"reason": "результаты выше порога"}
        assert client.get(address).status_code == 200
        assert post(client, address, data).status_code == 302
    page = card(client, school)
    assert "Год наблюдения — по 2 февраля 2027 г." in page.replace("\u00a0", " ")
    assert page.count("приказ № 5") >= 3
    assert str(coordinator) in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": ""}, "Укажите дату так"),
        ({"basis": " "}, "Укажите документ"),
        ({"reason": ""}, "Укажите причину"),
        ({"on": "01.01.2020"}, "Укажите день не раньше 02.01.2020"),
    ],
)
def test_wrong_move_is_told_and_what_was_typed_is_kept(
    client, municipality, coordinator, school, changes, words
):
    listing = make_listing(school)
    address = url("listing-lead", municipality, listing.pk, "leave")
    data = {"version": 1, "on": "01.02.2026", "basis": "приказ № 77", "reason": "выше порога"}
    answer = post(client, address, data | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "приказ № 77" in page or "basis" in changes
    assert listing.moves.count() == 1


@pytest.mark.parametrize("until", [None, D(2026, 5, 1)])
def test_school_is_not_in_one_list_twice_at_a_time(
    client, municipality, coordinator, school, until
):
    make_listing(school, until=until)
    answer = post(client, url("listing-create", municipality, school.pk), INCLUDE)
    assert answer.status_code == 422
    assert "Школа уже в этом перечне: с 01.01.2020" in answer.content.decode()
    assert SupportListing.objects.count() == 1


def test_second_of_two_editors_is_told(client, municipality, coordinator, school):
    listing = make_listing(school)
    move(listing, A.SUPPORT, D(2026, 1, 1))
    data = {"version": 1, "on": "01.02.2026", "basis": "приказ № 3", "reason": "выше порога"}
    answer = post(client, url("listing-lead", municipality, listing.pk, "leave"), data)
    assert answer.status_code == 409
    assert "изменил другой человек" in answer.content.decode()
    assert "приказ № 3" in answer.content.decode()


def test_mistake_is_taken_back_and_corrected_on_pages(client, municipality, coordinator, school):
    listing = make_listing(school)
    move(listing, A.SUPPORT, D(2026, 1, 1))
    data = {"version": 2, "on": "01.02.2026", "basis": "приказ № 3", "reason": "ошибка"}
    assert post(client, url("listing-annul", municipality, listing.pk), data).status_code == 302
    entered = listing.moves.get(place=1)
    address = url("listing-move-correct", municipality, entered.pk)
    assert post(client, address, data | {"version": 3, "on": "01.09.2020"}).status_code == 302
    listing.refresh_from_db()
    assert (listing.stage, listing.since) == (S.INCLUDED, D(2020, 9, 1))
    # What was corrected once is not corrected again.
    assert client.get(address).status_code == 403
    history = client.get(url("listing-move-list", municipality)).content.decode()
    assert history.count("<s>") == 2


def test_leaving_is_corrected_though_the_school_came_back_that_very_day(
    client, municipality, coordinator, school
):
    left = make_listing(school, until=D(2025, 8, 31))
    make_listing(school, since=D(2025, 9, 1))
    address = url("listing-move-correct", municipality, left.moves.get(act="leave").pk)
    data = {"version": 2, "on": "02.09.2025", "basis": "приказ № 8", "reason": "выше порога"}
    answer = post(client, address, data)
    assert answer.status_code == 422
    assert "Школа уже в этом перечне: с 01.09.2025" in answer.content.decode()
    assert post(client, address, data | {"on": "01.09.2025"}).status_code == 302
    assert left.moves.get(act="correct").basis == "приказ № 8"


def leave(school):
    return make_listing(school, until=D(2025, 8, 31))


def decline(school):
    listing = candidate(school)
    move(listing, A.DECLINE, D(2025, 12, 2))
    return listing


@pytest.mark.parametrize("ended", [leave, decline])
@pytest.mark.parametrize(
    ("begin_again", "words"),
    [
        (candidate, "Школа уже кандидат в этот перечень"),
        (partial(make_listing, since=D(2026, 2, 1)), "Школа уже в этом перечне: с 01.02.2026"),
    ],
)
def test_end_is_not_taken_back_while_another_entry_is_open(
    client, municipality, coordinator, school, ended, begin_again, words
):
    listing = ended(school)
    begin_again(school)
    data = {"version": 2, "on": "01.03.2026", "basis": "приказ № 3", "reason": "ошибка"}
    answer = post(client, url("listing-annul", municipality, listing.pk), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not listing.moves.filter(act=A.ANNUL).exists()


def test_lists_of_a_day_and_moves_of_a_year(client, municipality, coordinator):
    names = {"Ушла": D(2025, 12, 31), "Осталась": None}
    for name, until in names.items():
        make_listing(make_school(municipality, short_name=name), until=until)
    candidate(make_school(municipality, short_name="Кандидат"))

    def shown(**conditions):
        page = client.get(url("listing-list", municipality), conditions).content.decode()
        return {name for name in (*names, "Кандидат") if f">{name}</a>" in page}

    assert shown(day="31.12.2025") == {"Ушла", "Осталась"}
    assert shown(day="01.01.2026") == {"Осталась"}
    assert shown(day="01.01.2026", stage="left") == {"Ушла"}
    assert shown(day="01.01.2026", stage="any") == {"Ушла", "Осталась", "Кандидат"}
    assert shown(day="31.12.2019", stage="any") == set()
    assert client.get(url("listing-list", municipality), {"day": "31.02.2026"}).status_code == 200
    moves = client.get(url("listing-move-list", municipality), {"year": "2026"}).content.decode()
    assert (">Ушла</a>" in moves, ">Осталась</a>" in moves) == (True, False)


def test_end_of_follow_up_is_reminded_of(client, municipality, coordinator, school):
    today = municipality.today()
    leaving = partial(make_listing, category="low")
    soon = leaving(school, until=today.replace(year=today.year - 1))
    leaving(make_school(municipality), until=today - datetime.timedelta(days=30))
    again = leaving(make_school(municipality), until=today.replace(year=today.year - 1))
    make_listing(again.school, since=today)
    for address in (url("listing-list", municipality), reverse_work(municipality)):
        page = client.get(address)
        assert page.context["endings"] == [soon]
        assert "Наблюдение заканчивается" in page.content.decode()
    reader = signed_in_as(RoleKind.OBSERVER, municipality)
    assert reader.get(url("listing-list", municipality)).context["endings"] == []


def reverse_work(municipality):
    return reverse("monitoring:work", args=[municipality.slug])


def test_director_sees_the_places_of_the_own_school_only(client, municipality, school):
    make_listing(school)
    other = make_listing(make_school(municipality, short_name="Чужая"))
    director = signed_in_as(RoleKind.DIRECTOR, municipality, school=school)
    for name in ("listing-list", "listing-move-list"):
        page = director.get(url(name, municipality)).content.decode()
        assert (">Лесная</a>" in page, ">Чужая</a>" in page) == (True, False)
    assert director.get(url("listing-annul", municipality, other.pk)).status_code == 403
    assert "Включить или предложить" not in card(director, school)


def sheet_of(client, address, **conditions):
    """Rows of the book under its heading."""
    book = load_workbook(BytesIO(client.get(address, conditions).content))
    return [[cell.value for cell in row] for row in book.active.iter_rows(min_row=3)]


def test_excel_has_the_lists_of_the_day_and_the_moves_of_the_year(municipality, school):
    client = signed_in_as(RoleKind.OBSERVER, municipality)
    listing = make_listing(school, since=D(2024, 9, 1), basis="=приказ № 7")
    move(listing, ListingAct.SUPPORT, D(2026, 2, 1))
    candidate(make_school(municipality, short_name="Кандидат"))
    address = url("listing-export", municipality)
    assert sheet_of(client, address, day="01.01.2026") == [
        ["Лесная", school.name, "ШНОР", "включена", datetime.datetime(2024, 9, 1), "=приказ № 7"]
    ]
    assert len(sheet_of(client, address, stage="any")) == 2
    moves = url("listing-move-export", municipality)
    rows = sheet_of(client, moves, year="2026", school=school.pk)
    assert [row[:5] for row in rows] == [
        ["Лесная", datetime.datetime(2026, 2, 1), "ШНОР", "включена → поддерживается", "да"]
    ]
    entries = AuditEntry.objects.filter(verb=AuditVerb.EXPORT).order_by("pk")
    assert [entry.changes["вид"] for entry in entries][0] == "Перечни ШНОР и ШССУ на 01.01.2026"
    assert entries.count() == 3
    wrong = client.get(address, {"day": "31.02.2026"})
    assert wrong.status_code == 403
    assert "Условия отбора не распознаны" in wrong.content.decode()
    director = signed_in_as(RoleKind.DIRECTOR, municipality, school=school)
    assert [row[0] for row in sheet_of(director, address)] == ["Лесная"]


def test_what_was_taken_back_is_marked_in_excel(municipality, school):
    client = signed_in_as(RoleKind.COORDINATOR, municipality)
    listing = make_listing(school, since=D(2024, 9, 1))
    move(listing, ListingAct.SUPPORT, D(2025, 2, 1))
    annul_last(
        listing,
        on=D(2025, 3, 1),
        basis="ошибка",
        reason="не тот день",
        seen_version=listing.version,
        by=make_user(),
    )
    rows = sheet_of(client, url("listing-move-export", municipality))
    assert "отменено" in {row[4] for row in rows}


@pytest.mark.parametrize(
    "name", ["listing-list", "listing-move-list", "listing-export", "listing-move-export"]
)
def test_registers_cost_the_same_for_one_row_and_for_thirty(name, client):
    municipality = make_municipality()
    client = signed_in_as(RoleKind.COORDINATOR, municipality)
    make_listing(make_school(municipality), until=D(2025, 12, 31))
    one = cost(client, url(name, municipality))
    for _ in range(29):
        make_listing(make_school(municipality), until=D(2025, 12, 31))
    assert cost(client, url(name, municipality)) == one
