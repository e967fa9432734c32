"""The checker on what the program keeps: editions and orders."""

import datetime

import pytest
from django.urls import reverse

from documents.models import Clause
from roadmaps.checking import check
from roadmaps.checking.document import Place
from roadmaps.checking.records import document_of_edition, document_of_order
from roadmaps.models import Block, EditionColumn, Responsible
from schools.models import SchoolAlias
from tests.factories import (
    make_edition,
    make_listing,
    make_measure,
    make_order,
    make_person,
    make_roadmap,
    make_section,
)

pytestmark = pytest.mark.django_db

MARCH = datetime.date(2026, 3, 31)


@pytest.fixture
def roadmap(municipality):
    """A plan of next year, whatever today is."""
    year = municipality.today().year + 1
    return make_roadmap(
        municipality,
        starts_on=datetime.date(year, 1, 1),
        ends_on=datetime.date(year, 12, 31),
    )


@pytest.fixture
def section(roadmap):
    return make_section(make_edition(roadmap))


def measure(section, **values):
    """A measure without a fault in the plan of the section."""
    year = section.edition.roadmap.starts_on.year
    whole = {
        "deadline_text": f"март {year} года",
        "due_on": datetime.date(year, 3, 31),
        "expected_result": "Программа семинара",
    }
    return make_measure(section, **whole | values)


def found(edition):
    return {finding.code: finding for finding in check(document_of_edition(edition))}


def test_whole_plan_has_no_findings(section):
    measure(section)
    assert found(section.edition) == {}


def test_finding_leads_to_its_place_in_the_editor(section):
    measure(section)
    faulty = measure(section, expected_result="", text="Провести слёт «Лад")
    edition = section.edition
    editor = reverse("roadmaps:edition", args=[edition.municipality.slug, edition.pk])
    findings = found(edition)
    assert set(findings) == {"result-absent", "quotes-unpaired"}
    for finding in findings.values():
        assert finding.where == "мероприятие 1.2"
        assert finding.link == f"{editor}#{faulty.anchor}"


def test_numbers_written_by_hand(section):
    measure(section)
    measure(section, number="1.1.", text="Провести слёт")
    assert set(found(section.edition)) == {"number-repeat"}


def test_what_will_not_be_put_under_control(section):
    measure(section)
    bare = measure(section, due_on=None, text="Провести слёт")
    Responsible.objects.filter(measure=bare).delete()
    findings = found(section.edition)
    assert set(findings) == {"control-date-absent", "executor-absent"}
    assert findings["executor-absent"].where == "мероприятие 1.2"


def test_form_of_the_plan(section):
    measure(section)
    EditionColumn.objects.filter(edition=section.edition, kind="action").update(width=50)
    assert "Ширина граф" in found(section.edition)["plan-form"].text


def test_date_outside_the_plan_in_words_or_set_by_hand(section):
    measure(section, due_on=MARCH.replace(year=2001))
    assert "Контрольная дата 31.03.2001" in found(section.edition)["date-outside-plan"].text
    measure(section, deadline_text="март 2001 года", text="Провести слёт")
    findings = [
        one
        for one in check(document_of_edition(section.edition))
        if one.code == "date-outside-plan"
    ]
    assert [one.where for one in findings] == ["мероприятие 1.2", "мероприятие 1.1"]


def test_dates_that_a_person_has_set_leave_nothing_to_review(section):
    measure(section, deadline_text="по особому графику школы")
    assert found(section.edition) == {}


def test_passport_and_card_say_different_periods(section):
    measure(section)
    Block.objects.create(
        edition=section.edition,
        position=1,
        kind="passport",
        title="Срок реализации",
        text="2001–2003 годы",
    )
    finding = found(section.edition)["period-conflict"]
    assert "срок плана в карточке" in finding.text
    assert "#block-" in finding.link


def test_edition_is_explained_by_its_order(section, municipality):
    """It spells the abbreviation and creates the group; its own faults are not the plan's."""
    order = make_order(municipality, basis="Поддержка школ (далее – ШНРО)", title="О мерах «Лад")
    Clause.objects.create(order=order, position=1, number="1.", text="Создать экспертную группу.")
    measure(section, text="Поддержка ШНРО", responsible_text="Экспертная группа")
    edition = section.edition
    edition.annex = order.annexes.create(kind="roadmap")
    edition.save()
    assert found(edition) == {}


def test_directory_of_the_municipality(section, municipality, school):
    make_person(municipality, surname="Гуцина", first_name="Анна", patronymic="Петровна")
    SchoolAlias.objects.create(school=school, name="Калиновская СОШ")
    make_listing(school)
    measure(section, responsible_text="Гущина А.П., Сосновская СОШ")
    findings = found(section.edition)
    assert set(findings) == {"person-unknown", "school-unknown"}
    assert "«Гуцина А.П.»" in findings["person-unknown"].text
    # Beside the right name the other one is a slip; a school is known by all its names.
    measure(section, text="Провести слёт", responsible_text="Гуцина А.П., Калиновская СОШ")
    assert set(found(section.edition)) == {"person-spelling", "school-unknown"}


def test_order_is_checked_with_its_annexes(section, municipality):
    measure(section, expected_result="")
    order = make_order(municipality)
    for position, text in enumerate(
        ["Утвердить план (приложение 1).", "Школам исполнить план (приложение 2)."], start=1
    ):
        Clause.objects.create(order=order, position=position, number=f"{position}.", text=text)
    edition = section.edition
    edition.annex = order.annexes.create(kind="roadmap")
    edition.save()
    findings = {one.code: one for one in check(document_of_order(order))}
    assert set(findings) == {"annex-absent", "control-absent", "result-absent"}
    page = reverse("documents:order", args=[municipality.slug, order.pk])
    assert findings["annex-absent"].link == f"{page}#clause-{order.clauses.last().pk}"
    assert "/editions/" in findings["result-absent"].link


def test_order_fills_in_dates_and_marks_by_itself(municipality):
    order = make_order(municipality)
    Clause.objects.create(
        order=order,
        position=1,
        number="1.",
        text="Контроль за исполнением приказа оставляю за собой.",
    )
    assert check(document_of_order(order)) == []


def test_what_another_app_found_in_a_regulation_is_told_with_the_rest(municipality):
    document = document_of_order(make_order(municipality))
    document.of_regulations = [(Place("приложение 1", "/annex/"), "Кворум разный.", "Исправьте.")]
    found = {one.code: one for one in check(document)}["regulation-parameters"]
    assert (found.where, found.link, found.text) == ("приложение 1", "/annex/", "Кворум разный.")


def test_number_of_queries_does_not_grow_with_the_plan(section, django_assert_max_num_queries):
    for _ in range(3):
        measure(section)
    with django_assert_max_num_queries(20) as few:
        check(document_of_edition(section.edition))
    for _ in range(30):
        measure(section)
    with django_assert_max_num_queries(len(few)):
        check(document_of_edition(section.edition))
