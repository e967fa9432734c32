"""Finding the plan among the tables of a paper, and its rows on the plan's columns.

A plan may be one table, a table for every page, or a table for every section; a passport, lists
of schools and signatures are tables as well (domain.md 3.7).
"""

import re
from dataclasses import dataclass, field

from files.papers import Cell, Paragraph
from roadmaps.importing.grid import GridRow, grid_of
from roadmaps.importing.header import (
    CONTENT_ROLES,
    Header,
    Leaf,
    column_at,
    find_header,
    is_counting,
    is_repeated,
)
from roadmaps.importing.plan import Role
from roadmaps.importing.sections import names_section, number_and_title
from roadmaps.importing.wording import is_row_number

ANNEX = re.compile(r"^\W*приложение\b", re.IGNORECASE)
# Between two tables of one plan there are at most a section's heading and its lead.
MOST_BETWEEN = 4
LONGEST_SECTION = 300
NO_SECTION = re.compile(r"\W*(?:продолжение|окончание|таблица|лист|стр)\b", re.IGNORECASE)


@dataclass
class SourceRow:
    """A row of the plan: a cell for every column, covered ones with the text from above."""

    number: int
    cells: list[Cell]
    coverings: list[str]
    # How many of the plan's columns each cell covers.
    spans: list[int]
    # The first row of a page: of a table, or after the heading was repeated.
    is_after_break: bool = False
    announced: list[str] = field(default_factory=list)
    # Row of the sheet or of the document's table, as people count it.
    in_file: int = 0
    table: int = 0

    @property
    def texts(self):
        """Own texts of the columns, covered ones empty."""
        return ["" if cell.continues else cell.text.strip() for cell in self.cells]

    @property
    def filled(self):
        """Indexes of the columns with a text of their own."""
        return [index for index, text in enumerate(self.texts) if text]

    @property
    def is_covered(self):
        """Some column is covered by a cell that began above."""
        return any(cell.continues for cell in self.cells)


@dataclass
class PlanTable:
    """The plan as it lies in the paper."""

    leaves: list[Leaf]
    rows: list[SourceRow]
    # Blocks of the paper that it takes, by their index.
    blocks: list[int]
    # Rows of the first table that stand above the heading (a sheet has its title there).
    above: list[str] = field(default_factory=list)
    has_header: bool = True
    # Rows of other tables that look like a plan too and were left aside.
    left_aside: list[int] = field(default_factory=list)


@dataclass
class Piece:
    """One table that belongs to the plan, its heading found or None."""

    block: int
    rows: list[GridRow]
    header: Header | None
    announced: list[str] = field(default_factory=list)


def find_plan(paper):
    """The PlanTable of the paper, or None when no table looks like a plan."""
    groups = [group for group in groups_of(paper) if group]
    if not groups:
        return headless_plan(paper)
    weights = [sum(weight_of(piece) for piece in group) for group in groups]
    chosen = weights.index(max(weights))
    plan = assemble(groups[chosen])
    announce_first(paper, plan)
    others = [group for index, group in enumerate(groups) if index != chosen]
    plan.left_aside = [sum(len(piece.rows) for piece in group) for group in others]
    return plan


def groups_of(paper):
    """Runs of tables that continue each other, each beginning with a plan's heading."""
    groups, between, table_number = [], [], -1
    for index, block in enumerate(paper.blocks):
        if isinstance(block, Paragraph):
            between.append(block.text.strip())
            continue
        table_number += 1
        piece = Piece(index, rows := grid_of(block, table_number), rows and find_header(rows))
        between = [text for text in between if text]
        if groups and rows and continues(groups[-1], piece, between):
            piece.announced = between
            groups[-1].append(piece)
        elif piece.header:
            groups.append([piece])
        between = []
    return groups


def continues(group, piece, between):
    """True when the table goes on with the plan of the group."""
    header = group[0].header
    if any(ANNEX.match(text) for text in between):
        return False
    if piece.header:
        return alike_columns(header, piece.header) and fits_between(between)
    cells = [len(row.slots) for row in piece.rows]
    widest = max(cells)
    return (
        len(between) <= 1
        and fits_between(between)
        and (widest == len(header.leaves) or piece.rows[0].width == group[-1].rows[0].width)
    )


def fits_between(between):
    return len(between) <= MOST_BETWEEN and all(len(text) <= LONGEST_SECTION for text in between)


def alike_columns(first, second):
    """True when the roles are the same, or one table merely lacks some columns of the other."""
    one, two = ({role for role in header.roles if role} for header in (first, second))
    if len(first.leaves) == len(second.leaves) and one == two:
        return True
    return (
        bool(one & two & CONTENT_ROLES) and Role.TITLE in one & two and (one <= two or two <= one)
    )


def weight_of(piece):
    """How much of the plan stands in the table: full rows count more than the heading's words."""
    return sum(len(row.filled) > 1 for row in piece.rows) + (5 if piece.header else 0)


def headless_plan(paper):
    """The largest table of three columns or more; its columns are judged by contents alone."""
    tables = [grid_of(table, index) for index, table in enumerate(paper.tables)]
    tables = [rows for rows in tables if rows and max(len(row.slots) for row in rows) >= 3]
    if not tables:
        return None
    rows = max(tables, key=len)
    widest = max(rows, key=lambda row: len(row.slots))
    header = Header(0, 0, [Leaf(slot.start, slot.end, []) for slot in widest.slots])
    block = [index for index, block in enumerate(paper.blocks) if hasattr(block, "rows")]
    plan = assemble([Piece(block[rows[0].table], rows, header)])
    plan.has_header = False
    return plan


def assemble(group):
    """The PlanTable of the pieces; headings and counting rows are left out."""
    headers = [piece.header for piece in group if piece.header]
    widest = max(headers, key=lambda header: len(header.leaves))
    plan = PlanTable(widest.leaves, [], [piece.block for piece in group])
    plan.above = [
        " ".join(dict.fromkeys(text for text in row.texts if text))
        for row in group[0].rows[: headers[0].index]
        if row.filled
    ]
    header = headers[0]
    for piece in group:
        header = piece.header or header
        add_rows(plan, piece, header, widest)
    return plan


def add_rows(plan, piece, header, widest):
    """Put the rows of one table into the plan, whose columns are those of the widest heading."""
    rows = piece.rows[piece.header.after :] if piece.header else piece.rows
    order = order_of(widest, header)
    is_after_break, announced = bool(plan.rows), sections_in(piece.announced)
    for row in rows:
        if is_counting(row) or (header.count and is_repeated(row, header)):
            is_after_break = True
            continue
        if row.is_empty:
            continue
        source = on_columns(row, header.leaves, order)
        source.number = len(plan.rows) + 1
        source.is_after_break, source.announced = is_after_break, announced
        plan.rows.append(source)
        is_after_break, announced = False, []


def order_of(widest, header):
    """For every column of the plan the place of the same column in this heading, or None."""
    if header is widest or header.roles == widest.roles:
        return list(range(len(widest.leaves)))
    roles = header.roles
    return [roles.index(role) if role in roles else None for role in widest.roles]


def sections_in(lines):
    """Sections that paragraphs before a table announce; a line without a number goes on."""
    sections = []
    for line in lines:
        if NO_SECTION.match(line):
            continue
        if sections and not (names_section(line) or number_and_title(line)[0]):
            sections[-1] = f"{sections[-1]} {line}"
        else:
            sections.append(line)
    return sections


def announce_first(paper, plan):
    """Where the later tables have sections announced above them, the first table has one too."""
    if not plan.rows or not any(row.announced for row in plan.rows):
        return
    index = plan.blocks[0] - 1
    while index >= 0 and isinstance(paper.blocks[index], Paragraph):
        text = paper.blocks[index].text.strip()
        if text:
            if names_section(text) or number_and_title(text)[0]:
                plan.rows[0].announced = [text]
                plan.blocks.insert(0, index)
            return
        index -= 1


def on_columns(row, leaves, order):
    """The row's cells on the plan's columns: by count when all are there, else by their edges."""
    cells = [Cell() for _ in leaves]
    coverings, spans = [""] * len(leaves), [1] * len(leaves)
    by_order = len(row.slots) == len(leaves)
    for place, slot in enumerate(row.slots):
        column = place if by_order else column_at(slot, leaves)
        span = 1 if by_order else covered_columns(slot, leaves)
        if span > 1 and not is_row_number(slot.text):
            column = min(column, first_column(slot, leaves))
        if cells[column].text and slot.text:
            slot.cell.text = f"{cells[column].text}\n{slot.text}"
        elif cells[column].text:
            continue
        cells[column], coverings[column], spans[column] = slot.cell, slot.covering, span
    return SourceRow(
        0,
        [Cell() if column is None else cells[column] for column in order],
        ["" if column is None else coverings[column] for column in order],
        [1 if column is None else spans[column] for column in order],
        in_file=row.number,
        table=row.table,
    )


def covered_columns(slot, leaves):
    """How many columns lie for the most part under the cell."""
    inside = [
        min(slot.end, leaf.end) - max(slot.start, leaf.start) > (leaf.end - leaf.start) / 2
        for leaf in leaves
    ]
    return max(sum(inside), 1)


def first_column(slot, leaves):
    """Index of the leftmost column under the cell."""
    return next((i for i, leaf in enumerate(leaves) if leaf.end > slot.start), 0)
