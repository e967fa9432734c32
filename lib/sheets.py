"""Sheets of a spreadsheet as they were read: plain data, whoever has read them."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """What a person sees in a cell; `date` is that of a real date of the spreadsheet."""

    text: str = ""
    date: datetime.date | None = None
    # Covered by a cell merged down from above.
    is_covered: bool = False


@dataclass(frozen=True)
class SheetRow:
    """A row with its number in the file."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: list[SheetRow] = field(default_factory=list)

    def as_json(self):
        """Plain values; from_json() makes the sheet of them again."""
        rows = [[row.number, [_cell_as_json(cell) for cell in row.cells]] for row in self.rows]
        return {"name": self.name, "rows": rows}

    @classmethod
    def from_json(cls, data):
        rows = [
            SheetRow(number, tuple(_cell_from_json(*cell) for cell in cells))
            for number, cells in data["rows"]
        ]
        return cls(data["name"], rows)


@dataclass(frozen=True)
class Book:
    """The visible sheets, and what a person should know of the reading: hidden rows and sheets."""

    sheets: list[Sheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_json(self):
        return {"sheets": [sheet.as_json() for sheet in self.sheets], "notes": self.notes}

    @classmethod
    def from_json(cls, data):
        return cls([Sheet.from_json(sheet) for sheet in data["sheets"]], data["notes"])


def _cell_as_json(cell):
    return [cell.text, cell.date and cell.date.isoformat(), cell.is_covered]


def _cell_from_json(text, date, is_covered):
    return Cell(text, date and datetime.date.fromisoformat(date), is_covered)
