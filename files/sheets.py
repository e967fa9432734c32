"""Sheets of an Excel file, read in the jail."""

from files.kinds import FileKind
from files.readers import read_file
from lib.sheets import Book, Cell, Sheet, SheetRow


def read_book(source):
    """The Book in a StoredFile or in a file at the path; files.gate.Refused with a reason."""
    paper = read_file(source, FileKind.XLSX)
    sheets = [Sheet(table.name, [_row(row) for row in table.rows]) for table in paper.tables]
    return Book(sheets, paper.notes)


def _row(row):
    """Row whose cells stand each in its own column, merged ones in their first."""
    cells = []
    for cell in row.cells:
        cells.append(Cell(cell.text, cell.date, cell.continues))
        cells += [Cell()] * (cell.colspan - 1)
    return SheetRow(row.number, tuple(cells))
