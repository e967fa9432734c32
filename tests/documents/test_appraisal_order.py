"""The order on the appraisal of programmes: its lists are what the program knows."""

import datetime

import pytest

from documents.operations import fill_annex
from documents.typical import TYPICAL, blank_order, create_typical
from schools.models import RoleKind
from tests.factories import make_person, make_post, make_role, make_school, make_user
from tests.schools.appraisals import make_appraisal, make_at, make_sheet

pytestmark = pytest.mark.django_db


def order_on_appraisal(place, signatory, clerk):
    """{kind: annex} of the draft of the typical order."""
    order = blank_order(place, "order")
    typical = TYPICAL["appraisal"]
    order.title, order.signatory, order.signatory_post = typical.title, signatory, "Начальник"
    create_typical(order, typical, by=clerk)
    return {annex.kind: annex for annex in order.annexes.all()}


def cells_of(annex):
    return [row.cells for row in annex.rows.order_by("position")]


def test_order_on_the_appraisal_names_programmes_experts_and_criteria():
    school = make_school(short_name="Лесная СОШ", name="МБОУ «Лесная СОШ»")
    place, clerk = school.municipality, make_user()
    sheet = make_sheet(place)
    programme = make_at("appraisal", school, kind="concept")
    make_at("sent", school, kind="development")
    make_at("draft", school, kind="plan")
    expert = make_role(RoleKind.METHODOLOGIST, place).user
    person = make_person(place, surname="Ёлкина", user=expert)
    make_post(person, title="учитель", until=place.today() - datetime.timedelta(days=1))
    make_post(person, title="методист", since=place.today())
    make_appraisal(programme, sheet, expert=expert)

    annexes = order_on_appraisal(place, person, clerk)
    assert list(annexes) == ["programmes", "experts", "criteria"]
    found = {}
    for kind, annex in annexes.items():
        fill_annex(annex, by=clerk)
        assert fill_annex(annex, by=clerk) == 0  # all is there already
        found[kind] = cells_of(annex)
    assert found == {
        "programmes": [
            ["МБОУ «Лесная СОШ»", "Концепция развития, 2026", ""],
            ["МБОУ «Лесная СОШ»", "Программа развития, 2026", ""],
        ],
        "experts": [[str(person), "методист", "группа экспертов"]],
        "criteria": [["Критерий 1", "Цели", "2", "1"], ["Критерий 2", "Мероприятия", "3", "2"]],
    }


def test_filled_again_the_lists_get_what_is_new_and_nothing_twice():
    school, clerk = make_school(name="Лесная"), make_user()
    place = school.municipality
    make_sheet(place)
    make_at("sent", school, kind="concept")
    annexes = order_on_appraisal(place, make_person(place), clerk)
    del annexes["experts"]
    for annex in annexes.values():
        fill_annex(annex, by=clerk)
    make_at("sent", school, kind="development")
    make_sheet(place, number=2, rows=(("Цели", 2, 1), ("Мероприятия", 3, 2), ("Сроки", 3, 1)))
    assert [fill_annex(annex, by=clerk) for annex in annexes.values()] == [1, 1]
    found = {kind: [cells[:2] for cells in cells_of(annex)] for kind, annex in annexes.items()}
    assert found == {
        "programmes": [
            ["Лесная", "Концепция развития, 2026"],
            ["Лесная", "Программа развития, 2026"],
        ],
        "criteria": [
            ["Критерий 1", "Цели"],
            ["Критерий 2", "Мероприятия"],
            ["Критерий 3", "Сроки"],
        ],
    }
