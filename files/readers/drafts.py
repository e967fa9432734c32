"""Tables while they are being read."""

from dataclasses import dataclass, field


@dataclass
class CellDraft:
    span: int = 1
    # Merged down: "restart" begins, "continue" is covered.
    merge: str | None = None
    is_joined: bool = False  # merged with the cell on its left in the old way
    blocks: list = field(default_factory=list)  # Paragraph and Table


@dataclass
class RowDraft:
    number: int
    before: int = 0  # columns of the grid left out at its beginning
    is_header: bool = False
    is_deleted: bool = False
    cells: list = field(default_factory=list)
    cell: CellDraft | None = None  # the open one


@dataclass
class TableDraft:
    widths: list = field(default_factory=list)  # of the grid, in twentieths of a point
    rows: list = field(default_factory=list)
    row: RowDraft | None = None  # the open one
    count: int = 0  # rows begun
