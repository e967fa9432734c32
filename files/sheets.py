"""Sheets of an Excel file, read in the jail."""

import datetime

from files.jail import run_jailed
from lib.sheets import Cell, Sheet, SheetRow

READER = "files.readers.xlsx:read"


def read_sheets(path):
    """Visible sheets of the book at the path; files.gate.Refused with a reason for a person."""
    paper = run_jailed(READER, path)
    return [
        Sheet(table["name"], [_row(row) for row in table["rows"]])
        for table in paper["blocks"]
        if "rows" in table
    ]


def _row(row):
    """Row whose cells stand each in its own column, merged ones in their first."""
    cells = []
    for cell in row["cells"]:
        cell = {"text": cell} if isinstance(cell, str) else cell
        date = cell.get("date")
        date = date and datetime.date.fromisoformat(date)
        cells.append(Cell(cell["text"], date, cell.get("continues", False)))
        cells += [Cell()] * (cell.get("colspan", 1) - 1)
    return SheetRow(row["number"], tuple(cells))
