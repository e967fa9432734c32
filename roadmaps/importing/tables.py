"""The plan's rows on the plan's columns, put together of its tables."""

from dataclasses import dataclass, field

from files.papers import Cell
from roadmaps.importing.header import (
    Leaf,
    column_at,
    is_counting,
    is_foreign_heading,
    is_repeated,
)
from roadmaps.importing.wording import is_row_number, one_line

ROWS_OF_TABLE = 100_000
LONGEST_LABEL = 120


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

    # «таблица 2, » where the plan has several.
    of_table: str = ""

    @property
    def key(self):
        """Number of the row that stays while the reading of the paper changes."""
        return self.table * ROWS_OF_TABLE + self.in_file

    @property
    def place(self):
        """Where it stands in the file: «строка 4», «таблица 2, строка 4»."""
        return f"{self.of_table}строка {self.in_file}"

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
    # «label — text» rows above the heading: a passport on the same sheet.
    pairs: list[tuple[str, str]] = field(default_factory=list)
    has_header: bool = True
    # Rows of other tables that look like a plan too and were left aside.
    left_aside: list[int] = field(default_factory=list)


def assemble(group):
    """The PlanTable of the pieces; headings and counting rows are left out."""
    headers = [piece.header for piece in group if piece.header]
    widest = max(headers, key=lambda header: len(header.leaves))
    plan = PlanTable(widest.leaves, [], [piece.block for piece in group])
    for row in group[0].rows[: headers[0].index]:
        texts = list(dict.fromkeys(text for text in row.texts if text))
        if len(texts) == 2 and len(texts[0]) < LONGEST_LABEL:
            plan.pairs.append((one_line(texts[0]), texts[1]))
        elif texts:
            plan.above.append(" ".join(texts))
    header = headers[0]
    for piece in group:
        header = piece.header or header
        add_rows(plan, piece, header, widest)
    return plan


def add_rows(plan, piece, header, widest):
    """Put the rows of one table into the plan, whose columns are those of the widest heading."""
    rows = list(piece.rows)
    if piece.header:
        # Above the first heading stands the title; above a later one the rows of the page before.
        above = rows[: piece.header.index] if piece.block != plan.blocks[0] else []
        rows = above + rows[piece.header.after :]
    order = order_of(widest, header)
    is_after_break, announced = bool(plan.rows), list(piece.announced)
    for place, row in enumerate(rows):
        if header.count and is_foreign_heading(row, header):
            while plan.rows and len(plan.rows[-1].filled) == 1:
                plan.rows.pop()  # the name of the table that begins here
            plan.left_aside.append(len(rows) - place - 1)
            return
        if is_counting(row) or (header.count and is_repeated(row, header)):
            is_after_break = True
            continue
        if row.is_empty:
            continue
        source = on_columns(row, header.leaves, order)
        source.number = len(plan.rows) + 1
        source.of_table = f"таблица {row.table + 1}, " if len(plan.blocks) > 1 else ""
        source.is_after_break, source.announced = is_after_break, announced
        plan.rows.append(source)
        is_after_break, announced = False, []


def order_of(widest, header):
    """For every column of the plan the place of the same column in this heading, or None."""
    if header is widest or header.roles == widest.roles:
        return list(range(len(widest.leaves)))
    roles = header.roles
    return [roles.index(role) if role in roles else None for role in widest.roles]


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
