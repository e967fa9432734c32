"""How the paper is printed: its columns and its numbering, in the terms of our layouts."""

import re
from collections import Counter

from roadmaps.importing.plan import Role
from roadmaps.importing.wording import ROMAN, ROMAN_LOOK_ALIKE, is_row_number
from roadmaps.models import Column, ColumnKind, RowNumbering, SectionNumbering

KIND_OF_ROLE = {
    Role.NUMBER: ColumnKind.NUMBER,
    Role.TITLE: ColumnKind.ACTION,
    Role.ACTOR: ColumnKind.ACTOR,
    Role.DEADLINE: ColumnKind.DEADLINE,
    Role.DEADLINE_START: ColumnKind.DEADLINE,
    Role.DEADLINE_END: ColumnKind.DEADLINE,
    Role.DEADLINE_MARK: ColumnKind.DEADLINE,
    Role.RESPONSIBLE: ColumnKind.RESPONSIBLE,
    Role.EXPECTED_RESULT: ColumnKind.RESULT,
    Role.INDICATOR: ColumnKind.INDICATOR,
    Role.NOTE: ColumnKind.NOTE,
    Role.OTHER: ColumnKind.NOTE,
}
# Parts of the sheet, before they are made to add up to a hundred.
WEIGHT = {
    ColumnKind.NUMBER: 6,
    ColumnKind.ACTION: 34,
    ColumnKind.ACTOR: 26,
    ColumnKind.DEADLINE: 14,
    ColumnKind.RESPONSIBLE: 20,
    ColumnKind.RESULT: 26,
    ColumnKind.INDICATOR: 20,
    ColumnKind.NOTE: 16,
}
SHARED_HEADING = {ColumnKind.DEADLINE: "Срок реализации", ColumnKind.NOTE: "Примечание"}


def columns_of(readings):
    """Unsaved Columns in the paper's order; columns of one kind, save actors, become one."""
    has_actors = any(reading.role == Role.ACTOR for reading in readings)
    columns, count = [], Counter()
    for reading in readings:
        kind = KIND_OF_ROLE.get(reading.role)
        if kind == ColumnKind.ACTION and has_actors:
            kind = ColumnKind.ACTOR
        if kind is None:
            continue
        count[kind] += 1
        if kind == ColumnKind.ACTOR or count[kind] == 1:
            columns.append(Column(kind=kind, heading=reading.heading[:400]))
    ensure_subject(columns)
    for column in columns:
        if (count[column.kind] > 1 or not column.heading) and column.kind != ColumnKind.ACTOR:
            column.heading = SHARED_HEADING.get(
                column.kind, column.heading or column.get_kind_display()
            )
    return fitted(columns)


def ensure_subject(columns):
    """A plan prints at least what is done."""
    if not {column.kind for column in columns} & {ColumnKind.ACTION, ColumnKind.ACTOR}:
        columns.insert(0, Column(kind=ColumnKind.ACTION, heading="Мероприятия"))


def fitted(columns):
    """The columns with positions and widths that make up the sheet."""
    whole = sum(WEIGHT[column.kind] for column in columns)
    for position, column in enumerate(columns, start=1):
        column.position = position
        column.width = max(round(WEIGHT[column.kind] * 100 / whole), 1)
    excess = sum(column.width for column in columns) - 100
    while excess:
        # One per cent at a time off the widest, or onto the narrowest.
        pick = max if excess > 0 else min
        column = pick(columns, key=lambda one: one.width)
        column.width -= 1 if excess > 0 else -1
        excess += -1 if excess > 0 else 1
    return columns


def numbering_of(sections):
    """SectionNumbering by the printed numbers of the sections."""
    if len(sections) == 1 and not sections[0].title and not sections[0].number:
        return SectionNumbering.ABSENT
    numbers = [section.number for section in sections if section.number]
    if not numbers:
        return SectionNumbering.NONE
    roman = [n for n in numbers if re.fullmatch(rf"{ROMAN}\W*", n.translate(ROMAN_LOOK_ALIKE))]
    return SectionNumbering.ROMAN if len(roman) > len(numbers) / 2 else SectionNumbering.ARABIC


def row_numbering_of(numbers):
    """RowNumbering by the printed numbers of the measures: what most of them look like."""
    numbers = [number for number in numbers if is_row_number(number)]
    if not numbers:
        return RowNumbering.NONE
    styles = Counter(map(style_of, numbers))
    return styles.most_common(1)[0][0]


def style_of(number):
    if len(re.findall(r"\d+", number)) > 1:
        return RowNumbering.BY_SECTION
    return RowNumbering.RUNNING_DOT if number.rstrip().endswith(".") else RowNumbering.RUNNING
