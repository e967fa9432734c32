"""What a reader has found in a file, before anybody asks what it means: texts and tables.

The readers run in a jailed child and hand the paper over as JSON, so it is plain data.
"""

import datetime
from dataclasses import dataclass, field, fields


@dataclass(slots=True)  # there may be tens of thousands
class Cell:
    """A cell of a table; the lines of its text are divided by line feeds."""

    text: str = ""
    # Columns and rows that it covers.
    colspan: int = 1
    rowspan: int = 1
    # Covered by a cell that began in a row above; its text is empty.
    continues: bool = False
    # A real date of a spreadsheet (its text is the same day as «15.04.2026»).
    date: datetime.date | None = None
    is_bold: bool = False


@dataclass
class Row:
    """A row of a table; the widths of its cells add up to the same number in every row."""

    cells: list[Cell] = field(default_factory=list)
    # Marked in Word as «repeat as header row at the top of each page».
    is_header: bool = False
    # Number of the row in the file: of a sheet its own, of a document's table from 1.
    number: int = 0


@dataclass
class Table:
    """A table of a document or a whole sheet of a book."""

    rows: list[Row] = field(default_factory=list)
    # Title of the sheet; empty in a document.
    name: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph outside tables; the label of an automatic list stands in its text."""

    text: str = ""
    is_bold: bool = False
    is_heading: bool = False


@dataclass
class Paper:
    """A file as it was read: paragraphs and tables in their order."""

    kind: str  # "docx", "xlsx" or "pasted"
    blocks: list[Paragraph | Table] = field(default_factory=list)
    # What a person should know of the reading: sheets that were passed over, hidden rows.
    notes: list[str] = field(default_factory=list)

    @property
    def tables(self):
        return [block for block in self.blocks if isinstance(block, Table)]

    @property
    def paragraphs(self):
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    def as_json(self):
        """Plain values for json.dumps(…). A cell that is only text is told by its text alone: the
        answer for a sheet of 60 000 cells must fit into the web process."""
        return {
            "kind": self.kind,
            "notes": self.notes,
            "blocks": [_block_as_json(block) for block in self.blocks],
        }

    @classmethod
    def from_json(cls, data):
        """The paper that as_json() has described."""
        return cls(data["kind"], [_block(block) for block in data["blocks"]], data["notes"])


def _block_as_json(block):
    if isinstance(block, Paragraph):
        return {item.name: getattr(block, item.name) for item in fields(Paragraph)}
    rows = [
        {
            "cells": [_cell_as_json(cell) for cell in row.cells],
            "is_header": row.is_header,
            "number": row.number,
        }
        for row in block.rows
    ]
    return {"name": block.name, "rows": rows}


def _cell_as_json(cell):
    values = {
        item.name: getattr(cell, item.name)
        for item in fields(Cell)
        if item.name != "text" and getattr(cell, item.name) != item.default
    }
    if not values:
        return cell.text
    if cell.date:
        values["date"] = cell.date.isoformat()
    return {"text": cell.text, **values}


def _block(data):
    if "rows" not in data:
        return Paragraph(**data)
    return Table([_row(row) for row in data["rows"]], data["name"])


def _row(data):
    return Row([_cell(cell) for cell in data["cells"]], data["is_header"], data["number"])


def _cell(data):
    if isinstance(data, str):
        return Cell(data)
    date = data.get("date")
    return Cell(**data | {"date": date and datetime.date.fromisoformat(date)})
