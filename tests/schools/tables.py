"""Excel files as people fill them in: the headings of a template and any cells under them."""

import datetime
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from files.kinds import FileKind
from files.store import store_bytes
from lib.sheets import Book, Cell, Sheet, SheetRow
from schools.models import TableImport

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book(kind, *rows, headings=None):
    """Bytes of a book with the kind's headings and the rows, dicts by the keys of its columns."""
    sheet = Workbook().active
    sheet.append(headings or [column.heading for column in kind.columns])
    for row in rows:
        sheet.append([row.get(column.key) for column in kind.columns])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, datetime.date):
                cell.number_format = "DD.MM.YYYY"
    stream = BytesIO()
    sheet.parent.save(stream)
    return stream.getvalue()


def upload(content, name="Таблица.xlsx"):
    return SimpleUploadedFile(name, content, EXCEL)


def make_import(kind, municipality, by, *rows):
    """A loaded file of the rows (texts, or dates) that was not read in the jail."""
    read = [
        SheetRow(
            number,
            tuple(cell_of(row.get(column.key)) for column in kind.columns),
        )
        for number, row in enumerate(rows, start=2)
    ]
    heading = SheetRow(1, tuple(Cell(column.heading) for column in kind.columns))
    return TableImport.objects.create(
        municipality=municipality,
        kind=kind.code,
        file=store_bytes(book(kind, *rows), "Таблица.xlsx", kind=FileKind.XLSX, by=by),
        rows=Book([Sheet("Лист1", [heading, *read])]).as_json(),
        uploaded_by=by,
        uploaded_at=municipality.now(),
    )


def plan_of(kind, municipality, by, *rows):
    """What the kind makes of a file of the rows."""
    return kind.plan_of(make_import(kind, municipality, by, *rows))


def faults(plan):
    """(row, column, what is wrong) of each."""
    return [(fault.row, fault.column, fault.wrong) for fault in plan.faults]


def cell_of(value):
    if isinstance(value, datetime.date):
        return Cell(f"{value:%d.%m.%Y}", value)
    return Cell("" if value is None else str(value))
