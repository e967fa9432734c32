"""Writing XLSX: one cell writer, so that data never becomes a formula (design rule 6)."""

import datetime
from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write_cell(sheet, value, *, bold=False):
    """Cell with the value as data: text stays text whatever it begins with."""
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"
    else:
        cell = WriteOnlyCell(sheet, value=value)
        if isinstance(value, datetime.date):
            cell.number_format = "DD.MM.YYYY"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def workbook(title, heading, rows, *, notes=(), widths=()):
    """Bytes of a one-sheet book: notes above, a bold heading, then the rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=title[:31])
    for column, width in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", widths, strict=False):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = f"A{len(notes) + 2}"
    for note in notes:
        sheet.append([write_cell(sheet, note)])
    sheet.append([write_cell(sheet, text, bold=True) for text in heading])
    for row in rows:
        sheet.append([write_cell(sheet, value) for value in row])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsx_response(content, filename):
    """Download of the book; the name may be Russian (RFC 6266)."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, filename)
    return response
