"""Whatever the table is like, reading it ends, and no word of it disappears silently."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from files.papers import Cell, Paper, Paragraph, Row, Table
from roadmaps.importing.grid import grid_of
from roadmaps.importing.outline import outline_of
from roadmaps.importing.rows import RowKind
from roadmaps.importing.understanding import explain

HEADINGS = st.sampled_from(
    [
        ["№ п/п", "Мероприятия", "Сроки", "Ответственные"],
        ["№", "Мероприятие", "Срок", "Исполнитель", "Ожидаемый результат"],
        ["Мероприятия", "Дата", "Результат", "Примечание"],
        ["Управление образования", "Школы района", "Методическая служба", "Срок"],
        ["Этап", "Содержание работы", "Срок", "Кто отвечает", "Бюджет"],
        ["Мероприятие", "Начало", "Окончание", "Ответственный"],
    ]
)
WORDS = st.sampled_from(
    "семинар мониторинг Анализ «Мост» школ ШНОР, результатов; (базовых) методист Иванова И.И. "
    "отдел план-график 2024 года. март апрель–май постоянно до 15.04.2024 "
    "Раздел I. 1.2. II - –".split()
)
TEXT = st.one_of(st.just(""), st.lists(WORDS, min_size=1, max_size=6).map(" ".join))
LINES = st.sampled_from(["", "Раздел 2. Кадры", "2.1. Сельские школы", "Дорожная карта", "3"])
FEW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def tables(draw, heading, first):
    """Rows of every kind under the heading, or without one: full, merged, empty, torn."""
    width = len(heading)
    rows = [Row([Cell(text) for text in heading], number=1)] if first else []
    for number in range(len(rows) + 1, draw(st.integers(3, 12))):
        kind = draw(st.sampled_from(["plain", "plain", "plain", "wide", "down", "heading"]))
        if kind == "wide":
            cells = [Cell(draw(TEXT), colspan=width)]
        elif kind == "heading":
            cells = [Cell(text) for text in heading]
        else:
            cells = [Cell(draw(TEXT)) for _ in heading]
            if kind == "down" and rows and len(rows[-1].cells) == width:
                cells[draw(st.integers(0, width - 1))] = Cell(continues=True)
        rows.append(Row(cells, number=number))
    return Table(rows)


@st.composite
def papers(draw):
    """A plan of one table or several, with lines between them that may announce sections."""
    heading = draw(HEADINGS)
    blocks = [Paragraph(draw(TEXT)), draw(tables(heading, True))]
    for _ in range(draw(st.integers(0, 2))):
        blocks += [Paragraph(draw(LINES)) for _ in range(draw(st.integers(0, 2)))]
        blocks.append(draw(tables(heading, draw(st.booleans()))))
    return Paper("docx", blocks)


@FEW
@given(papers())
def test_every_word_of_the_plan_is_kept_or_named(paper):
    found = explain(paper)
    words = []
    for section in found.plan.sections:
        words += [section.number, section.title]
        for measure in section.measures:
            words += [measure.number, measure.expected_result, measure.indicator, measure.note]
            words += [action.text for action in measure.actions]
            words += [measure.deadline_text, measure.responsible_text]
    kept = set(" ".join(words).split())
    skipped = {one.row.number for one in found.rows if one.kind == RowKind.SKIP}
    named = {one.row.place for one in found.rows if one.kind == RowKind.SKIP}
    assert named <= {finding.where for finding in found.plan.warnings}
    for row in found.rows:
        if row.row.number not in skipped:
            assert set(" ".join(row.row.texts).split()) <= kept, row


@FEW
@given(papers())
def test_every_row_of_the_file_is_accounted_for(paper):
    """A row is a section, a measure, a tail or left out by name; only headings are not listed."""
    found = explain(paper)
    if found.table is None:
        return
    listed = {(one.row.table, one.row.in_file) for one in found.rows}
    heading = [cell.text for cell in paper.tables[0].rows[0].cells]
    is_named = bool(found.table.left_aside)
    for index, table in enumerate(paper.tables):
        for row in grid_of(table, index):
            is_heading = not row.filled or row.texts == heading
            assert is_heading or is_named or (index, row.number) in listed, row


@FEW
@given(papers())
def test_outline_is_json_and_reading_is_repeatable(paper):
    first = json.dumps(outline_of(explain(paper).plan), ensure_ascii=False)
    again = Paper.from_json(json.loads(json.dumps(paper.as_json(), default=str)))
    assert json.dumps(outline_of(explain(again).plan), ensure_ascii=False) == first


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.builds(Cell, text=st.text(max_size=30), colspan=st.integers(1, 4))), max_size=8
    )
)
def test_any_table_at_all_is_endured(rows):
    table = Table([Row(cells, number=index) for index, cells in enumerate(rows, start=1)])
    outline_of(explain(Paper("docx", [Paragraph("План"), table])).plan)
