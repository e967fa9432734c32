"""The heading rows of a table: where they are, which columns they make, where they recur."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from roadmaps.importing.headings import (
    MONTH_STEMS,
    is_actor_heading,
    is_mark_heading,
    is_year_heading,
    role_of_heading,
)
from roadmaps.importing.plan import Role
from roadmaps.importing.wording import COUNTER, folded, is_row_number, one_line

# A title, a passport and lists may stand above the heading row of a sheet.
LOOK_AT = 40
MOST_ROWS = 3
LONGEST_HEADING = 350
# Two heading rows are the same in spite of errors of recognition.
SAME_HEADING = 75
SAME_ROW = 0.6
# A cell with such words is a deadline, not a heading.
DEADLINE_LIKE = re.compile(
    r"^(постоянно|ежегодно|ежемесячно|ежеквартально|в течение|по мере|по отдельн|по график"
    rf"|по план|до \d|систематически)|(?:{'|'.join(MONTH_STEMS)})\w*,? 20\d\d"
)
CONTENT_ROLES = frozenset(
    {
        Role.DEADLINE,
        Role.DEADLINE_START,
        Role.DEADLINE_MARK,
        Role.RESPONSIBLE,
        Role.EXPECTED_RESULT,
        Role.INDICATOR,
    }
)


@dataclass
class Leaf:
    """A column of the table: the grid columns it covers and its heading from top to bottom."""

    start: int
    end: int
    headings: list[str]

    @property
    def heading(self):
        """Headings of the group and of the column as one text."""
        return one_line(" ".join(self.headings))

    @property
    def role(self):
        """Role by the words: the lowest heading decides, then the whole, then the group's.

        Under a group an actor stays an actor, and a year under «Срок» is a column of marks.
        """
        if len(self.headings) > 1:
            if is_actor_heading(self.headings[-1]):
                return None
            of_group = role_of_heading(self.headings[0])
            if is_year_heading(self.headings[-1]) and of_group == Role.DEADLINE:
                return Role.DEADLINE_MARK
        candidates = [*self.headings[::-1][:1], self.heading, *self.headings[:1]]
        return next(filter(None, map(role_of_heading, candidates)), None)


@dataclass
class Header:
    """Heading rows: the index of the first one, how many there are, and the columns."""

    index: int
    count: int
    leaves: list[Leaf]

    @property
    def roles(self):
        return [leaf.role for leaf in self.leaves]

    @property
    def after(self):
        """Index of the first row below."""
        return self.index + self.count


def find_header(rows):
    """The Header of the first rows that look like a plan's; None when there is none."""
    for index, row in enumerate(rows[:LOOK_AT]):
        if len(row.filled) < 2 or is_numbered(row):
            continue
        header = header_at(rows, index)
        if names_columns(header):
            return header
    return None


def header_at(rows, index):
    """The Header that would begin in the row."""
    count = depth_of(rows, index)
    return Header(index, count, leaves_of(rows[index : index + count]))


def depth_of(rows, index):
    """How many rows the heading takes: what covers rows below, or has parts below."""
    first = rows[index]
    count = max((slot.cell.rowspan for slot in first.slots if slot.text), default=1)
    below = rows[index + 1] if index + 1 < len(rows) else None
    if count == 1 and below and (is_subheading(first, below) or is_loose_subheading(first, below)):
        count = 2
    count = min(count, MOST_ROWS, len(rows) - index)
    while count > 1 and not all(is_heading_like(row) for row in rows[index : index + count]):
        count -= 1
    return count


def is_subheading(first, second):
    """True when the row below divides a group of the heading and leaves the rest empty."""
    groups = [slot for slot in first.filled if slot.end - slot.start > 1]
    below = second.filled
    if not below or len(first.filled) < 2 or is_counting(second):
        return False
    inside = [s for s in below if any(g.start <= s.start < g.end for g in groups)]
    return len(inside) == len(below) and all(names_part(slot.text) for slot in inside)


def is_loose_subheading(first, second):
    """The same where nothing is merged: «Срок | (empty)» above «начало | окончание»."""
    below = second.filled
    if not below or len(first.slots) != len(second.slots) or is_counting(second):
        return False
    above = {role_of_heading(slot.text) for slot in first.filled}
    if Role.DEADLINE not in above or len(above - {None}) < 2:
        return False  # only a term is divided in two
    empty = [slot.start for slot in first.slots if not slot.text]
    over_empty = [slot for slot in below if slot.start in empty]
    return bool(over_empty) and all(names_part(slot.text) for slot in below)


def names_part(text):
    """True for what divides a heading: «начало», «I квартал», «2024 год», any known role."""
    return bool(role_of_heading(text)) or is_mark_heading(text) or is_year_heading(text)


def is_heading_like(row):
    return all(len(text) <= LONGEST_HEADING for text in row.texts)


def leaves_of(rows):
    """Columns that the heading rows divide the table into."""
    edges = {edge for row in rows for slot in row.slots for edge in (slot.start, slot.end)}
    if len(rows) == 1:
        return [Leaf(s.start, s.end, [s.text]) for s in rows[0].slots]
    edges = sorted(edges)
    leaves = []
    for start, end in zip(edges, edges[1:], strict=False):
        over = [over_column(row, start, row is rows[0]) for row in rows]
        headings = list(dict.fromkeys(s.text for s in over if s.text))
        leaves.append(Leaf(start, end, headings))
    return leaves


def over_column(row, start, is_top):
    """The slot above the column; over an empty one of the top row stands its left neighbour."""
    inside = (i for i, slot in enumerate(row.slots) if slot.start <= start < slot.end)
    place = next(inside, len(row.slots) - 1)
    while (
        is_top and place > 0 and not row.slots[place].text and not row.slots[place].cell.continues
    ):
        place -= 1
    return row.slots[place]


def names_columns(header):
    """True when the cells are headings of a plan: something done, and when, who or what for."""
    roles = header.roles
    known = {role for role in roles if role not in (None, Role.OTHER, Role.DEADLINE_MARK)}
    marks = [leaf for leaf in header.leaves if leaf.role == Role.DEADLINE_MARK]
    others = [leaf.heading for leaf in header.leaves if leaf not in marks]
    if len(header.leaves) < 2 or len(marks) == 1 or any(map(is_contents, others)):
        return False
    if len(marks) > 1:
        known.add(Role.DEADLINE)
    unnamed = [leaf for leaf in header.leaves if leaf.role is None and leaf.heading]
    if len(header.leaves) == 2:  # a passport has two columns as well
        return known == {Role.TITLE, Role.DEADLINE}
    if Role.TITLE in known:
        return bool(known & CONTENT_ROLES)
    if Role.SECTION in known and {Role.DEADLINE, Role.RESPONSIBLE} <= known:
        return True  # «Направления деятельности» is all that says what is done
    return Role.DEADLINE in known and len(unnamed) >= 2


def is_contents(text):
    """True for what stands under a heading, never in it."""
    return len(text) > LONGEST_HEADING or bool(DEADLINE_LIKE.search(folded(text)))


def is_repeated(row, header):
    """True when the row is the heading again, as at the top of a page."""
    # In some files the mark of a header row stands on every row: the words must agree.
    if row.is_header and row.number <= MOST_ROWS + 1 and names_roles(row) > 1:
        return True
    headings = [leaf.headings[-1] if leaf.headings else "" for leaf in header.leaves]
    tops = [leaf.headings[0] if leaf.headings else "" for leaf in header.leaves]
    if len(row.filled) < 2 or len(row.slots) > len(header.leaves):
        return False
    alike = max(likeness(row, headings, header), likeness(row, tops, header))
    return alike >= SAME_ROW or has_same_roles(row, header)


def names_roles(row):
    """How many cells of the row are headings that name a role."""
    roles = [role_of_heading(text) for text in row.texts if len(text) < 80]
    return sum(role is not None and role != Role.DEADLINE_MARK for role in roles)


def has_same_roles(row, header):
    """True when the cells are other words for the same headings, all of them."""
    if len(row.slots) != len(header.leaves):
        return False
    pairs = [
        (role_of_heading(slot.text), leaf.role)
        for slot, leaf in zip(row.slots, header.leaves, strict=True)
        if slot.text
    ]
    same = sum(role == wanted and role is not None for role, wanted in pairs)
    return same >= 3 and same == len(pairs)


def is_foreign_heading(row, header):
    """True for the heading row of another table: «№ | Школа | Дата | Консультант»."""
    if len(row.filled) < 2 or is_repeated(row, header) or is_numbered(row):
        return False
    texts = [slot.text for slot in row.filled]
    if any(map(is_contents, texts)) or any(len(text) > 60 for text in texts):
        return False
    begins = role_of_heading(texts[0])
    different = len({role_of_heading(text) for text in texts})
    return begins == Role.NUMBER or (names_roles(row) == len(texts) and different > 2)


def likeness(row, headings, header):
    """Share of the row's filled cells that say what the heading of their column says."""
    by_order = len(row.slots) == len(header.leaves)
    same = 0
    for place, slot in enumerate(row.slots):
        if not slot.text:
            continue
        column = place if by_order else column_at(slot, header.leaves)
        same += fuzz.ratio(folded(slot.text), folded(headings[column])) >= SAME_HEADING
    return same / len(row.filled)


def column_at(slot, leaves):
    """Index of the column that the cell shares most with."""
    shared = [min(slot.end, leaf.end) - max(slot.start, leaf.start) for leaf in leaves]
    return max(range(len(leaves)), key=lambda index: shared[index])


def is_counting(row):
    """True for the row «1 2 3 4 5» under a heading."""
    texts = [text.strip(" .") for text in row.texts if text]
    if len(texts) < 3 or not all(COUNTER.fullmatch(text) for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2


def is_numbered(row):
    """True when the row begins with a number, as a measure does."""
    return bool(row.slots) and is_row_number(row.slots[0].text)
