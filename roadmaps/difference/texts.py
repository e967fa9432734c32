"""An edition as texts alone, joined to other editions by lineage: what is compared."""

from dataclasses import dataclass, field
from uuid import UUID

from roadmaps.models import ColumnKind

# A kind of cell that a layout has no column for is compared too: control may rest on it.
UNPRINTED = {
    ColumnKind.ACTION: "Мероприятие",
    ColumnKind.DEADLINE: "Срок",
    ColumnKind.RESPONSIBLE: "Ответственный",
    ColumnKind.RESULT: "Ожидаемый результат",
    ColumnKind.INDICATOR: "Показатель",
    ColumnKind.NOTE: "Примечание",
}


@dataclass(frozen=True)
class Words:
    """A named text: a cell under the heading of its column, a property of the plan."""

    label: str
    text: str


@dataclass(frozen=True)
class Item:
    """What has a place in the plan: a column, a block, a section, a row.

    `words` are its texts by key; `control` is what is not printed but put on control.
    """

    lineage: UUID
    number: str = ""
    title: str = ""
    kind: str = ""
    # The section of a row; nothing else stands in something.
    group: UUID | None = None
    words: dict = field(default_factory=dict)
    control: dict = field(default_factory=dict)

    def text(self, key):
        """Text under the key; empty when there is none."""
        return self.words[key].text if key in self.words else ""


@dataclass(frozen=True)
class PlanText:
    """An edition as texts."""

    number: int
    facts: dict  # {key: Words} of heading, period, schools, numbering
    columns: tuple
    blocks: tuple
    sections: tuple
    rows: tuple
    shows_sections: bool = True

    def rows_of(self, section):
        """Rows of the section, in order."""
        return [row for row in self.rows if row.group == section.lineage]


def text_of(plan):
    """PlanText of a Plan that was read whole (roadmaps.reports.plan_of)."""
    lineages = {column.pk: column.lineage for column in plan.columns}
    return PlanText(
        number=plan.edition.number,
        facts=facts_of(plan.edition),
        columns=tuple(column_item(column, plan) for column in plan.columns),
        blocks=tuple(map(block_item, plan.blocks)),
        sections=tuple(map(section_item, plan.sections)),
        rows=tuple(
            row_item(row, section.section.lineage, plan.columns, lineages)
            for section in plan.sections
            for row in section.rows
        ),
        shows_sections=plan.shows_sections,
    )


def facts_of(edition):
    """Words of the edition as a whole, by key."""
    schools = sorted(map(str, edition.schools.all()))
    return {
        "heading": Words("Заголовок", edition.heading),
        "period": Words("Срок плана", f"{edition.starts_on:%d.%m.%Y} – {edition.ends_on:%d.%m.%Y}"),
        "schools": Words("Школы плана", ", ".join(schools)),
        "section_numbering": Words("Номера разделов", edition.get_section_numbering_display()),
        "row_numbering": Words("Номера мероприятий", edition.get_row_numbering_display()),
        "orientation": Words("Лист", edition.get_orientation_display()),
    }


def column_item(column, plan):
    """Item of a column; who answers for an actor is control."""
    answering = "; ".join(map(str, plan.by_actor.get(column.pk, ())))
    return Item(
        lineage=column.lineage,
        title=column.heading,
        kind=column.kind,
        words={
            "heading": Words("Заголовок графы", column.heading),
            "width": Words("Ширина графы, %", str(column.width)),
        },
        control={"executors": Words("Кто отчитывается", answering)},
    )


def block_item(block):
    """Item of a text before the table."""
    return Item(
        lineage=block.lineage,
        title=block.title or block.get_kind_display().capitalize(),
        kind=block.kind,
        words={"title": Words("Заголовок", block.title), "text": Words("Текст", block.text)},
    )


def section_item(section):
    """Item of a section with its printed number."""
    return Item(
        lineage=section.section.lineage,
        number=section.number,
        title=section.section.title,
        words={
            "title": Words("Название", section.section.title),
            "level": Words("Уровень", str(section.section.level)),
        },
    )


def row_item(row, section, columns, lineages):
    """Item of a measure: its cells by the lineage of the column, or by the kind if unprinted."""
    kinds = {column.kind for column in columns}
    words = {
        column.lineage: Words(column.heading, row.cell(column))
        for column in columns
        if column.kind != ColumnKind.NUMBER
    }
    for kind, label in UNPRINTED.items():
        if kind not in kinds and (text := unprinted_text(row, kind, lineages)):
            words[kind.value] = Words(label, text)
    dates = ", ".join(f"{day:%d.%m.%Y}" for day in row.control_dates)
    return Item(
        lineage=row.measure.lineage,
        number=row.number,
        title=row.title,
        group=section,
        words=words,
        control={
            "dates": Words("Контрольные даты", dates),
            "executors": Words("Кто отчитывается", "; ".join(map(str, row.responsible))),
        },
    )


def unprinted_text(row, kind, lineages):
    """Text of the kind that stands in no column of the layout."""
    if kind == ColumnKind.ACTION:
        return "\n".join(a.text for a in row.actions if a.actor_id not in lineages)
    return {
        ColumnKind.DEADLINE: row.measure.deadline_text,
        ColumnKind.RESPONSIBLE: row.measure.responsible_text,
        ColumnKind.RESULT: row.measure.expected_result,
        ColumnKind.INDICATOR: row.measure.indicator,
        ColumnKind.NOTE: row.measure.note,
    }[kind]
