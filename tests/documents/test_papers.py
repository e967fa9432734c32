"""Papers of an order: what they hold, and which of them there are."""

import datetime

import pytest
from django.urls import reverse

from documents.models import Annex, Clause
from documents.models.profile import AnnexMark
from documents.papers import PAPERS, said_whole, watched_clauses
from documents.posts import post_at_school, post_with_place
from documents.printing import printed_annex
from schools.models import Post, RoleKind, School, Unit
from tests.factories import make_order, make_person, make_profile, make_user_as

SCHOOL = "МБОУ СОШ № 1"
DEPARTMENT = Unit(name="Отдел образования администрации района", aliases="отдел образования")
OFFICE = Unit(name="Районный методический кабинет")


@pytest.mark.parametrize(
    ("title", "name", "words"),
    [
        ("директор школы", SCHOOL, "директор МБОУ СОШ № 1"),
        ("директор", SCHOOL, "директор МБОУ СОШ № 1"),
        ("учитель математики", SCHOOL, "учитель математики МБОУ СОШ № 1"),
        (
            "заместитель директора школы по учебной работе",
            SCHOOL,
            "заместитель директора по учебной работе МБОУ СОШ № 1",
        ),
        ("методист", "Луговская школа", "методист Луговской школы"),
        (
            "директор",
            "Муниципальное бюджетное учреждение «Школа № 2»",
            "директор Муниципального бюджетного учреждения «Школа № 2»",
        ),
    ],
)
def test_post_is_said_with_its_school(title, name, words):
    post = Post(title=title, school=School(name=name))
    assert post_at_school(post) == post_with_place(post) == words


@pytest.mark.parametrize(
    ("title", "unit", "words"),
    [
        ("специалист отдела образования", DEPARTMENT, "специалист отдела образования"),
        ("заведующий отделом образования", DEPARTMENT, "заведующий отделом образования"),
        ("муниципальный тьютор", OFFICE, "муниципальный тьютор, Районный методический кабинет"),
        (
            "заведующая районным методическим кабинетом",
            OFFICE,
            "заведующая районным методическим кабинетом",
        ),
        ("методист", None, "методист"),
    ],
)
def test_unit_is_said_once(title, unit, words):
    assert post_with_place(Post(title=title, unit=unit)) == words


NUMBERS = ["1.", "2.", "2.1.", "2.2.", "2.2.1.", "3."]


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        (["1."], ["1."]),
        (["2."], ["2.", "2.1.", "2.2.", "2.2.1."]),
        (["2.1."], ["2.", "2.1."]),
        (["2.2.1.", "3."], ["2.", "2.2.", "2.2.1.", "3."]),
        ([], []),
    ],
)
def test_extract_takes_the_clauses_that_give_the_chosen_ones_sense(chosen, kept):
    assert [NUMBERS[place] for place in sorted(said_whole(NUMBERS, chosen))] == kept


@pytest.mark.django_db
def test_control_copy_says_whom_what_and_when():
    order = make_order()
    clauses = (
        ("1.", "", "Утвердить план.", ""),
        ("2.", "Директорам школ:", "", ""),
        ("2.1.", "", "Составить план.", "Срок: до 1 мая"),
        ("2.2.", "Методистам", "помочь школам.", ""),
        ("2.3.", "", "Прислать отчёт.", ""),
        ("2.4.", "", "Провести совет.", "июнь"),
        ("3.", "", "Контроль оставляю за собой.", ""),
    )
    for position, (number, addressee, text, deadline) in enumerate(clauses):
        Clause.objects.create(
            order=order,
            position=position,
            number=number,
            addressee=addressee,
            text=text,
            deadline_line=deadline,
        )
    assert watched_clauses(order) == [
        ("2.1.", "Директорам школ", "Составить план.", "до 1 мая", ""),
        ("2.2.", "Методистам", "помочь школам.", "", ""),
        ("2.3.", "Директорам школ", "Прислать отчёт.", "", ""),
        ("2.4.", "то же", "Провести совет.", "июнь", ""),
    ]


@pytest.mark.django_db
def test_sheet_without_rows_is_not_offered(client):
    order = make_order()
    client.force_login(make_user_as(RoleKind.HEAD, municipality=order.municipality))
    args = [order.municipality.slug, order.pk]
    sheet = reverse("documents:order-paper", args=[*args, "visas"])
    papers = reverse("documents:order-papers", args=args)
    assert client.get(sheet).status_code == 404
    assert "Лист согласования" not in client.get(papers).content.decode()
    order.visas.create(position=1, person=make_person(order.municipality), post="Юрист")
    assert client.get(sheet).status_code == 200
    assert "Лист согласования" in client.get(papers).content.decode()


@pytest.mark.django_db
def test_sheets_name_the_order_in_the_case_of_their_name():
    order = make_order(kind="directive")
    order.state, order.number, order.signed_on = "signed", "8-р", datetime.date(2020, 9, 10)
    html = PAPERS["readers"].html(order).replace("\u00a0", " ")
    assert "с распоряжением от 10.09.2020 №" in html
    html = PAPERS["visas"].html(order).replace("\u00a0", " ")
    assert "к распоряжению от 10.09.2020 №" in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mark", "lines"), [(AnnexMark.ANNEX, (3, 0)), (AnnexMark.APPROVED, (1, 3))]
)
def test_annex_names_its_act_once(mark, lines):
    order = make_order()
    make_profile(order.municipality, annex_mark=mark)
    annex = Annex.objects.create(
        order=order, position=1, kind="text", heading="ПОРЯДОК", is_approved_document=True
    )
    printed = printed_annex(annex, [annex])
    assert (len(printed.mark), len(printed.grif)) == lines
    assert printed.mark[0] == "Приложение"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Утвердить план (приложение № 1).", "Приложение № 1"),
        ("Утвердить план согласно приложению 1 к настоящему приказу.", "Приложение № 1"),
        ("Утвердить план (приложение).", "Приложение"),
        (
            "Внести изменения, изложив приложение № 1 в редакции согласно приложению "
            "к настоящему приказу.",
            "Приложение",
        ),
        ("Внести изменения в приложении № 12: строку 3 исключить.", "Приложение"),
    ],
)
def test_only_annex_is_numbered_as_the_text_numbers_it(text, mark):
    order = make_order()
    Clause.objects.create(order=order, position=1, number="1.", text=text)
    annex = Annex.objects.create(order=order, position=1, kind="text", heading="ПЛАН")
    assert printed_annex(annex, [annex]).mark[0] == mark
