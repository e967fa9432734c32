"""The order on the appraisal of programmes: its lists are what the program knows."""

import pytest

from documents.operations import fill_annex
from documents.typical import TYPICAL, blank_order, create_typical
from schools.models import RoleKind
from tests.factories import make_person, make_post, make_role, make_school, make_user
from tests.schools.appraisals import make_appraisal, make_at, make_sheet

pytestmark = pytest.mark.django_db


def test_order_on_the_appraisal_names_programmes_experts_and_criteria():
    school = make_school(short_name="Лесная СОШ", name="МБОУ «Лесная СОШ»")
    place, clerk = school.municipality, make_user()
    sheet = make_sheet(place)
    programme = make_at("appraisal", school, kind="concept")
    make_at("sent", school, kind="development")
    make_at("draft", school, kind="plan")
    expert = make_role(RoleKind.METHODOLOGIST, place).user
    person = make_person(place, surname="Ёлкина", user=expert)
    make_post(person, title="методист")
    make_appraisal(programme, sheet, expert=expert)

    order = blank_order(place, "order")
    typical = TYPICAL["appraisal"]
    order.title, order.signatory, order.signatory_post = typical.title, person, "Начальник"
    create_typical(order, typical, by=clerk)
    annexes = {annex.kind: annex for annex in order.annexes.all()}
    assert list(annexes) == ["programmes", "experts", "criteria"]
    found = {}
    for kind, annex in annexes.items():
        fill_annex(annex, by=clerk)
        assert fill_annex(annex, by=clerk) == 0  # all is there already
        found[kind] = [row.cells for row in annex.rows.order_by("position")]
    assert found == {
        "programmes": [
            ["МБОУ «Лесная СОШ»", "Концепция развития, 2026", ""],
            ["МБОУ «Лесная СОШ»", "Программа развития, 2026", ""],
        ],
        "experts": [[str(person), "методист", "группа экспертов"]],
        "criteria": [["Критерий 1", "Цели", "2", "1"], ["Критерий 2", "Мероприятия", "3", "2"]],
    }
