"""A table of HTML being read: cells that reach down take their columns in the rows below."""

from dataclasses import dataclass, field

from files.readers import limits
from files.readers.drafts import CellDraft, RowDraft, TableDraft


@dataclass
class OpenTable(TableDraft):
    is_header: bool = False  # the rows of thead are being read
    # By column: (rows still to cover, width) of cells begun above the open row, and in it.
    reaching: dict = field(default_factory=dict)
    begun: dict = field(default_factory=dict)
    at: int = 0  # the next column of the open row

    def open_row(self):
        self.count += 1
        self.row = RowDraft(self.count, is_header=self.is_header)
        self.begun, self.at = {}, 0

    def open_cell(self, colspan, rowspan):
        """A new cell in the first free columns; a rowspan of 0 reaches to the end of the table."""
        self._pass_covered()
        colspan = limits.require_columns(max(colspan, 1))
        rows = (rowspan or limits.MAX_ROWS) - 1
        if rows:
            self.begun[self.at] = rows, colspan
        self.row.cell = CellDraft(colspan, "restart" if rows else None)
        self.at = limits.require_columns(self.at + colspan)
        # A wide cell lies over what reaches down into its columns: such a table is at fault.
        self.reaching = {at: cell for at, cell in self.reaching.items() if at >= self.at}
        return self.row.cell

    def close_cell(self):
        self.row.cells.append(self.row.cell)
        self.row.cell = None

    def close_row(self):
        while self.reaching:
            self._pass_covered()
            if self.reaching:  # a gap before the next covered column
                self.row.cells.append(CellDraft())
                self.at += 1
        self.reaching = {at: (rows, span) for at, (rows, span) in self.begun.items() if rows}
        self.rows.append(self.row)
        self.row = None

    def _pass_covered(self):
        """Put covered cells into the row up to the next free column."""
        while self.at in self.reaching:
            rows, span = self.reaching.pop(self.at)
            if rows > 1:
                self.begun[self.at] = rows - 1, span
            self.row.cells.append(CellDraft(span, "continue"))
            self.at += span
