"""A table laid out on columns: every row has one slot for each of its cells."""

from dataclasses import dataclass, field, replace

from files.papers import Cell
from roadmaps.importing.wording import unbroken


@dataclass
class Slot:
    """A cell in its place: it covers the grid columns from `start` up to, not including, `end`."""

    cell: Cell
    start: int
    end: int
    # Text of the cell above that covers this one; its own text when it is not covered.
    covering: str = ""

    @property
    def text(self):
        """Own text in one piece; empty in a covered cell."""
        return "" if self.cell.continues else self.cell.text.strip()


@dataclass
class GridRow:
    """A row of one table of the paper."""

    slots: list[Slot]
    is_header: bool = False
    # Which table of the paper, from 0, and which row of the file.
    table: int = 0
    number: int = 0
    # Sections that paragraphs between the tables have announced just before this row.
    announced: list[str] = field(default_factory=list)

    @property
    def texts(self):
        return [slot.text for slot in self.slots]

    @property
    def filled(self):
        """Slots that have a text of their own."""
        return [slot for slot in self.slots if slot.text]

    @property
    def width(self):
        return self.slots[-1].end if self.slots else 0

    @property
    def is_empty(self):
        """Nothing of its own and nothing from above."""
        return not self.filled and not any(slot.cell.continues for slot in self.slots)


def grid_of(table, index):
    """Rows of a papers.Table with every cell in its columns; rows without cells are left out."""
    above, rows = {}, []
    for row in table.rows:
        slots, column = [], 0
        for cell in row.cells:
            end = column + max(cell.colspan, 1)
            if "-\n" in cell.text:
                cell = replace(cell, text=unbroken(cell.text))
            covering = above.get(column, "") if cell.continues else cell.text.strip()
            slots.append(Slot(cell, column, end, covering))
            above[column] = covering
            column = end
        if slots:
            rows.append(GridRow(slots, row.is_header, index, row.number))
    return rows
