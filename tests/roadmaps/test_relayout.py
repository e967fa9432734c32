"""Every plan in every layout: no word of a cell is lost, or the page says which."""

import pytest

from roadmaps.details import replace_details
from roadmaps.layouts import install_layouts
from roadmaps.models import ColumnKind, Layout
from roadmaps.printing import edition_html
from roadmaps.relayout import LINES, relaid
from roadmaps.reports import plan_of
from schools.models import RoleKind
from tests.factories import make_measure, make_unit
from tests.roadmaps.addresses import url

CODES = ("L1", "L2", "L3", "L4", "L5")
TEXTS = {
    ColumnKind.DEADLINE: ("deadline_text", "срок-слово"),
    ColumnKind.RESPONSIBLE: ("responsible_text", "ответственный-слово"),
    ColumnKind.RESULT: ("expected_result", "результат-слово"),
    ColumnKind.INDICATOR: ("indicator", "показатель-слово"),
    ColumnKind.NOTE: ("note", "примечание-слово"),
}
pytestmark = pytest.mark.django_db


def fill(edition):
    """A measure with a word of its own in every cell; returns the words by kind."""
    kinds = {column.kind: column for column in edition.columns.all()}
    words = {kind: text for kind, text in TEXTS.items() if kind in kinds}
    section = edition.sections.first() or edition.sections.create(position=1, title="Раздел-слово")
    fields = {name: text for name, text in words.values()}
    blank = {"deadline_text": "", "responsible_text": ""}
    measure = make_measure(section, text="действие-слово", **blank | fields)
    actors = [c for c in edition.columns.all() if c.kind == ColumnKind.ACTOR]
    found = {kind: text for kind, (_, text) in words.items()}
    if actors:
        measure.actions.all().delete()
        actions = {actor: f"действие-слово-{n}" for n, actor in enumerate(actors)}
        replace_details(measure, actions=actions, control_dates=[], responsible=[])
        return found | {actor.pk: text for actor, text in actions.items()}
    return found | {ColumnKind.ACTION: "действие-слово"}


@pytest.mark.parametrize("target", CODES)
@pytest.mark.parametrize("source", CODES)
def test_no_word_is_lost_silently(make_plan, source, target):
    edition = make_plan(source)
    words = fill(edition)
    layout = Layout.objects.get(code=target)
    plan = relaid(plan_of(edition), layout)
    (row,) = plan.rows
    printed = {column.kind: row.cell(column) for column in plan.columns}
    everything = "\n".join(row.cell(column) for column in plan.columns)
    for kind, text in words.items():
        if kind in printed and kind != ColumnKind.NUMBER:
            assert text in printed[kind]
        if text not in everything:
            assert LINES[kind].lower() in plan.unshown
    assert [c.kind for c in plan.columns] == [c.kind for c in layout.columns.all()]
    assert edition_html(edition, layout)


def test_the_nameless_section_of_a_plain_list_has_no_heading(make_plan):
    edition = make_plan("L2")
    fill(edition)
    plan = relaid(plan_of(edition), Layout.objects.get(code="L4"))
    assert [section.heading for section in plan.sections] == [""]


def test_a_matrix_of_actors_becomes_a_line_for_each(make_plan):
    edition = make_plan("L5")
    fill(edition)
    plan = relaid(plan_of(edition), Layout.objects.get(code="L1"))
    cells = {column.kind: plan.rows[0].cell(column) for column in plan.columns}
    assert cells["action"].splitlines() == [
        "Орган управления образованием: действие-слово-0",
        "Методическая служба: действие-слово-1",
        "Школы — участницы плана: действие-слово-2",
    ]
    assert cells["responsible"].splitlines() == [
        "Орган управления образованием",
        "Методическая служба",
        "Школы — участницы плана",
    ]
    assert cells["number"] == "1.1."


@pytest.mark.parametrize(
    ("reference", "words", "place"),
    [
        ({"kind": "schools"}, "ОУ", 2),
        ({"kind": "unit", "unit": "service"}, "РМК", 1),
        ({"kind": "unit", "unit": "department"}, "Отдел", 0),
        ({"kind": "text", "text": "Директора"}, "Директора школ, РМК", 2),
        ({"kind": "text", "text": "Методисты"}, "Методисты ММС, школы", 1),
        ({"kind": "text", "text": "Капустина"}, "Капустина Н. В.", 0),
    ],
)
def test_a_list_becomes_a_matrix_by_who_leads(make_plan, reference, words, place):
    edition = make_plan("L2")
    measure = make_measure(edition.sections.get(), text="Дело", responsible_text=words)
    if "unit" in reference:
        reference = reference | {"unit": make_unit(edition.municipality, kind=reference["unit"])}
    replace_details(measure, actions={}, control_dates=[], responsible=[reference])
    plan = relaid(plan_of(edition), Layout.objects.get(code="L5"))
    cells = [plan.rows[0].cell(c) for c in plan.columns if c.kind == ColumnKind.ACTOR]
    assert cells[place] == f"Дело\nОтветственный: {words}"
    assert not any(cells[:place] + cells[place + 1 :])


def test_page_offers_layouts_and_says_what_is_not_shown(make_plan, client_as):
    edition = make_plan("L1")
    fill(edition)
    client = client_as(RoleKind.COORDINATOR)
    page = client.get(url("edition-preview", edition, edition.pk) + "?layout=L5").content.decode()
    assert "Не показаны: ожидаемый результат, номера мероприятий" in page
    assert 'value="L5" selected' in page
    assert "Методическая служба" in page
    pdf = client.get(url("edition-pdf", edition, edition.pk) + "?layout=L5")
    assert pdf.content.startswith(b"%PDF")
    assert client.get(url("edition-pdf", edition, edition.pk) + "?layout=L9").status_code == 404


def test_own_form_is_printed_as_before(make_plan):
    install_layouts()
    edition = make_plan("L3")
    fill(edition)
    own, same = edition_html(edition), edition_html(edition, Layout.objects.get(code="L3"))
    assert own == same
