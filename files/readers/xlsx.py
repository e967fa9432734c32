"""An Excel book as a paper: every visible sheet is a table. Runs in the jail (files.jail)."""

from files.papers import Paper
from files.readers.excel.book import Looks, Strings, Workbook
from files.readers.excel.grid import build_table
from files.readers.excel.sheet import SheetCells, column_letters
from files.readers.limits import Budget
from files.readers.package import Package

HIDDEN_SHEET = "Скрытый лист «{sheet}» не прочитан."
HIDDEN_ROWS = "На листе «{sheet}» есть скрытые строки ({rows}). Они прочитаны вместе с остальными."
HIDDEN_COLUMNS = (
    "На листе «{sheet}» есть скрытые столбцы ({columns}). Они прочитаны вместе с остальными."
)
MOST_NAMED = 5


def read(path):
    """JSON of the Paper in the file; raises files.jailed.Unreadable with a reason for a person."""
    with Package(path) as package:
        return _Book(package).paper().as_json()


class _Book:
    def __init__(self, package):
        self._package = package
        self._main = package.main_part()
        self._workbook, self._strings, self._looks = Workbook(), Strings(), Looks()
        package.walk(self._main, self._workbook)
        for kind, listener in {"sharedStrings": self._strings, "styles": self._looks}.items():
            if part := package.related(self._main, kind):
                package.walk(part, listener)
        self._budget = Budget()

    def paper(self):
        paper = Paper("xlsx")
        parts = {
            key: target
            for key, kind, target in self._package.relationships(self._main)
            if kind == "worksheet"
        }
        for sheet in self._workbook.sheets:
            if sheet.relationship not in parts:
                continue  # a chart or a dialogue
            if sheet.is_hidden:
                paper.notes.append(HIDDEN_SHEET.format(sheet=sheet.name))
                continue
            cells = self._cells(sheet, parts[sheet.relationship])
            if table := build_table(cells, sheet, self._budget):
                paper.blocks.append(table)
                paper.notes += _notes(sheet, cells, table)
        return paper

    def _cells(self, sheet, part):
        cells = SheetCells(
            sheet.name,
            strings=self._strings.found,
            looks=self._looks,
            is_1904=self._workbook.is_1904,
            budget=self._budget,
        )
        self._package.walk(part, cells)
        return cells


def _notes(sheet, cells, table):
    """What is hidden in the used part of the sheet."""
    notes = []
    numbers = {row.number for row in table.rows}
    if rows := [str(row) for row in cells.hidden_rows if row in numbers]:
        notes.append(HIDDEN_ROWS.format(sheet=sheet.name, rows=_some(rows)))
    used = {column for row in cells.rows.values() for column in row}
    columns = [
        column_letters(column)
        for column in sorted(used)
        if any(first <= column <= last for first, last in cells.hidden_columns)
    ]
    if columns:
        notes.append(HIDDEN_COLUMNS.format(sheet=sheet.name, columns=_some(columns)))
    return notes


def _some(names):
    """«3, 4, 5, 6, 7 и другие»."""
    return ", ".join(names[:MOST_NAMED]) + (" и другие" if len(names) > MOST_NAMED else "")
