"""Reading a whole edition at once: what the page, the editor, the print and control need."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import zip_longest

from django.utils.text import Truncator

from roadmaps.models import (
    Action,
    Block,
    ColumnKind,
    ControlDate,
    Edition,
    EditionColumn,
    Measure,
    Responsible,
    Section,
    SectionNumbering,
)
from roadmaps.numbering import row_numbers, row_prefixes, section_numbers


@dataclass
class PlanRow:
    """A measure with everything that stands in its row."""

    measure: Measure
    number: str
    actions: list
    control_dates: list
    responsible: list
    by_actor: dict  # responsible of the actor columns, {column pk: references}

    @property
    def title(self):
        """Text of the first action."""
        return self.actions[0].text if self.actions else ""

    @property
    def label(self):
        """How the row is called in a list: its number, or the beginning of its text."""
        return self.number.rstrip(".") or f"«{Truncator(self.title).words(4) or 'без текста'}»"

    @property
    def has_executors(self):
        """Somebody answers for every action."""
        return all(self.responsible_of(action) for action in self.actions)

    def responsible_of(self, action):
        """Who answers for the action: its actor column, else the measure itself."""
        if action.actor_id and not self.responsible:
            return self.by_actor.get(action.actor_id, [])
        return self.responsible

    def cell(self, column):
        """Printed text of the cell in the column."""
        if column.kind == ColumnKind.ACTOR:
            return next((a.text for a in self.actions if a.actor_id == column.pk), "")
        return {
            ColumnKind.NUMBER: self.number,
            ColumnKind.ACTION: self.title,
            ColumnKind.DEADLINE: self.measure.deadline_text,
            ColumnKind.RESPONSIBLE: self.measure.responsible_text,
            ColumnKind.RESULT: self.measure.expected_result,
            ColumnKind.INDICATOR: self.measure.indicator,
            ColumnKind.NOTE: self.measure.note,
        }[column.kind]


@dataclass
class PlanSection:
    """A section with its printed number and rows."""

    section: Section
    number: str
    rows: list
    is_group: bool = False  # subsections follow it

    @property
    def heading(self):
        """«1. Название» as printed; empty for a plan without sections."""
        return " ".join(filter(None, (self.number, self.section.title)))

    @property
    def label(self):
        """How the section is called in a list."""
        return f"раздел «{Truncator(self.heading).words(6)}»"


@dataclass
class Plan:
    """An edition read whole, in seven queries whatever its size."""

    edition: Edition
    columns: list
    blocks: list
    sections: list = field(default_factory=list)
    by_actor: dict = field(default_factory=dict)  # {actor column pk: its references}

    @property
    def shows_sections(self):
        """False for a plain list: its one section is not printed."""
        return self.edition.section_numbering != SectionNumbering.ABSENT

    @property
    def rows(self):
        """Every measure of the plan, in printed order."""
        return [row for section in self.sections for row in section.rows]

    @property
    def actors(self):
        """Columns that are actors; empty for the ordinary layouts."""
        return [column for column in self.columns if column.kind == ColumnKind.ACTOR]


def plan_of(edition, *, words_only=False):
    """The Plan of the edition; `words_only`: the table as printed, without blocks, control dates
    and references, three queries fewer."""
    columns = list(EditionColumn.objects.filter(edition=edition))
    sections = list(Section.objects.filter(edition=edition))
    measures = grouped(Measure.objects.filter(section__edition=edition), "section_id")
    by_measure, by_actor = _responsible(edition, skip=words_only)
    details = _details(edition, by_measure, by_actor, skip_dates=words_only)
    numbers = row_numbers(
        [measures[section.pk] for section in sections],
        edition.row_numbering,
        row_prefixes(sections),
    )
    headings = section_numbers(sections, edition.section_numbering)
    return Plan(
        edition=edition,
        columns=columns,
        blocks=[] if words_only else list(Block.objects.filter(edition=edition)),
        sections=[
            PlanSection(
                section,
                headings[section.pk],
                [details(measure, numbers[measure.pk]) for measure in measures[section.pk]],
                is_group=bool(after) and after.level > section.level,
            )
            for section, after in zip_longest(sections, sections[1:])
        ],
        by_actor=by_actor,
    )


def _responsible(edition, *, skip):
    """References of the edition, ordered: {measure pk: list} and {actor column pk: list}."""
    references = Responsible.objects.filter(edition=edition)
    references = [] if skip else list(references.select_related("person", "unit", "school"))
    return grouped(references, "measure_id"), grouped(references, "actor_id")


def _details(edition, by_measure, by_actor, *, skip_dates):
    """Function that makes a PlanRow of a measure, over details read in two queries."""
    actions = Action.objects.filter(measure__section__edition=edition).select_related("actor")
    actions = grouped(actions, "measure_id")
    dates = ControlDate.objects.filter(measure__section__edition=edition)
    dates = grouped([] if skip_dates else dates, "measure_id")

    def row(measure, number):
        return PlanRow(
            measure=measure,
            number=number,
            actions=actions[measure.pk],
            control_dates=[date.due_on for date in dates[measure.pk]],
            responsible=by_measure[measure.pk],
            by_actor=by_actor,
        )

    return row


def grouped(rows, key):
    """{value of the key: list of rows}; an absent value gives an empty list."""
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def measures_of(row):
    """Measures that are deleted together with the row."""
    return list(row.measures.all()) if isinstance(row, Section) else []


def stamp_of(row, measures=()):
    """Text that differs as soon as the row or a measure under it is changed, added or deleted."""
    return "-".join(str(n) for n in (row.version, len(measures), sum(m.version for m in measures)))


def draft_stamp(edition):
    """Text that differs as soon as anything in the draft is changed, added or deleted."""
    rows = [
        *Block.objects.filter(edition=edition),
        *Section.objects.filter(edition=edition),
        *Measure.objects.filter(section__edition=edition),
    ]
    return stamp_of(edition, rows)
