"""A plan in another of the layouts than its own (domain.md 3.2; docs/decisions/0015)."""

import copy
import re
from dataclasses import dataclass, field

from roadmaps.models import Column, ColumnKind, ResponsibleKind, SectionNumbering
from roadmaps.numbering import row_numbers, row_prefixes, section_numbers
from roadmaps.reports import Plan, PlanSection
from schools.models import UnitKind

SCHOOLS, SERVICE, DEPARTMENT = "schools", "service", "department"
CLASS_WORDS = (
    (SCHOOLS, re.compile(r"школ|общеобразовательн|директор|\bО[ОУ]\b", re.IGNORECASE)),
    (SERVICE, re.compile(r"методи|служб|\b(?:РМК|ММС|ИМЦ|ММЦ|РМО)\b", re.IGNORECASE)),
)
CLASS_OF_UNIT = {UnitKind.SERVICE: SERVICE, UnitKind.ASSOCIATION: SERVICE}
PARTIES_END = re.compile(r"[,;\n]")
# How a text is called where it stands in the column of another.
LINES = {
    ColumnKind.RESPONSIBLE: "Ответственный",
    ColumnKind.RESULT: "Ожидаемый результат",
    ColumnKind.INDICATOR: "Показатель",
    ColumnKind.NOTE: "Примечание",
}
# Where a text goes whose column the layout has not; the first that it has takes it.
NEIGHBOURS = {
    ColumnKind.RESPONSIBLE: (ColumnKind.INDICATOR, ColumnKind.ACTION, ColumnKind.ACTOR),
    ColumnKind.RESULT: (ColumnKind.INDICATOR,),
    ColumnKind.INDICATOR: (ColumnKind.RESULT,),
    ColumnKind.NOTE: (),
}


@dataclass
class RelaidPlan(Plan):
    """A Plan as it prints in another layout; `unshown` names what has no place there."""

    unshown: list = field(default_factory=list)


@dataclass
class RelaidRow:
    """A row in the columns of another layout."""

    number: str
    cells: dict  # {position of the column: text}

    def cell(self, column):
        """Printed text of the cell in the column."""
        return self.number if column.kind == ColumnKind.NUMBER else self.cells[column.position]


def relaid(plan, layout):
    """The RelaidPlan of the Plan in the Layout: every text has its column, a neighbour's, or is
    named in `unshown`."""
    edition = copy.copy(plan.edition)  # for printing alone, never saved
    edition.section_numbering = layout.section_numbering
    edition.row_numbering = layout.row_numbering
    edition.orientation = layout.orientation
    laying = Laying(plan, columns_of(layout, plan.actors))
    sections = [section.section for section in plan.sections]
    headings = section_numbers(sections, layout.section_numbering)
    numbers = row_numbers(
        [[row.measure for row in section.rows] for section in plan.sections],
        layout.row_numbering,
        row_prefixes(sections),
    )
    return RelaidPlan(
        edition=edition,
        columns=laying.columns,
        blocks=plan.blocks,
        sections=[
            PlanSection(
                section.section,
                # The one section of a plain list has no name, so nothing to number.
                headings[section.section.pk] if section.section.title else "",
                [RelaidRow(numbers[r.measure.pk], laying.cells(r)) for r in section.rows],
                section.is_group,
            )
            for section in plan.sections
        ],
        unshown=laying.unshown(edition),
    )


def columns_of(layout, actors):
    """Unsaved columns of the layout; actors of the plan keep their names."""
    names = [actor.heading for actor in actors]
    columns = []
    for column in layout.columns.all():
        heading = column.heading
        if column.kind == ColumnKind.ACTOR and names:
            heading = names.pop(0)
        columns.append(
            Column(position=column.position, kind=column.kind, heading=heading, width=column.width)
        )
    return columns


class Laying:
    """Puts the texts of the rows of a plan into other columns."""

    def __init__(self, plan, columns):
        self.plan, self.columns = plan, columns
        self.kinds = {column.kind for column in columns}
        self.actors = [column for column in columns if column.kind == ColumnKind.ACTOR]
        self.left = set()  # kinds of the texts that had no place

    def cells(self, row):
        """{position of the column: text} of the row."""
        texts = self._texts(row)
        lines = {column.position: [] for column in self.columns}
        for column in self.columns:
            if text := texts.get(column.kind):
                lines[column.position].append(text)
        main = self._put_actions(row, texts, lines)
        for kind in NEIGHBOURS:
            if (text := texts.get(kind)) and kind not in self.kinds:
                self._put_aside(kind, text, lines, main)
        return {position: "\n".join(found) for position, found in lines.items()}

    def _texts(self, row):
        """{kind: text} of everything but the actions."""
        measure = row.measure
        acting = [a.heading for a in self.plan.actors if a.pk in {x.actor_id for x in row.actions}]
        return {
            ColumnKind.DEADLINE: measure.deadline_text,
            # Who acts, the heading of the column has told.
            ColumnKind.RESPONSIBLE: measure.responsible_text
            or ("\n".join(acting) if ColumnKind.RESPONSIBLE in self.kinds else ""),
            ColumnKind.RESULT: measure.expected_result,
            ColumnKind.INDICATOR: measure.indicator,
            ColumnKind.NOTE: measure.note,
        }

    def _put_actions(self, row, texts, lines):
        """Put what is done; returns the position of the column where the first of it stands."""
        if self.actors:
            return self._put_by_actor(row, texts, lines)
        column = next(c for c in self.columns if c.kind == ColumnKind.ACTION)
        names = {actor.pk: short(actor.heading) for actor in self.plan.actors}
        acting = [action for action in row.actions if action.actor_id in names]
        # One actor alone is named by the column «Ответственный», where there is one.
        is_told = len(acting) == 1 and texts[ColumnKind.RESPONSIBLE] in {
            a.heading for a in self.plan.actors
        }
        for action in row.actions:
            name = "" if is_told else names.get(action.actor_id, "")
            lines[column.position].append(f"{name}: {action.text}" if name else action.text)
        return column.position

    def _put_by_actor(self, row, texts, lines):
        """Into the column of the actor (the last one takes those too many) or of who leads."""
        own = {actor.pk: place for place, actor in enumerate(self.plan.actors)}
        taken = []
        for action in row.actions:
            place = own.get(action.actor_id)
            text = action.text
            if place is None:
                column = self._column_of(class_of(row, texts[ColumnKind.RESPONSIBLE]))
            else:
                column = self.actors[min(place, len(self.actors) - 1)]
                if place >= len(self.actors):
                    text = f"{short(self.plan.actors[place].heading)}: {text}"
            lines[column.position].append(text)
            taken.append(column.position)
        return min(taken, default=self.actors[0].position)

    def _column_of(self, wanted):
        named = (c for c in self.actors if class_of_words(c.heading) == wanted)
        return next(named, self.actors[0])

    def _put_aside(self, kind, text, lines, main):
        """Put the text as a line of its own into a neighbour's column, or remember it as left."""
        for neighbour in NEIGHBOURS[kind]:
            if neighbour in self.kinds:
                column = next(c for c in self.columns if c.kind == neighbour)
                is_main = neighbour in (ColumnKind.ACTION, ColumnKind.ACTOR)
                lines[main if is_main else column.position].append(f"{LINES[kind]}: {text}")
                return
        self.left.add(kind)

    def unshown(self, edition):
        """Names of what has no place in this layout, in words."""
        found = [LINES[kind].lower() for kind in LINES if kind in self.left]
        had_sections = self.plan.shows_sections and any(s.heading for s in self.plan.sections)
        if edition.section_numbering == SectionNumbering.ABSENT and had_sections:
            found.append("названия разделов")
        had_numbers = any(row.number for row in self.plan.rows)
        if ColumnKind.NUMBER not in self.kinds and had_numbers:
            found.append("номера мероприятий")
        return found


def class_of(row, words):
    """Class of who leads: schools, the methodical service, the department."""
    lead = row.responsible[0] if row.responsible else None
    if lead and lead.kind in (ResponsibleKind.SCHOOLS, ResponsibleKind.SCHOOL):
        return SCHOOLS
    if lead and lead.kind == ResponsibleKind.UNIT:
        return CLASS_OF_UNIT.get(lead.unit.kind, DEPARTMENT)
    return class_of_words(PARTIES_END.split(words)[0])


def class_of_words(words):
    """The same by the words alone."""
    return next((name for name, found in CLASS_WORDS if found.search(words)), DEPARTMENT)


def short(heading):
    """Name of an actor without its list of schools."""
    return heading.split(" (")[0]
