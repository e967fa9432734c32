"""Writing XLSX: one cell writer, so that data never becomes a formula (design rule 6)."""

import datetime
import re
from dataclasses import dataclass, field
from io import BytesIO
from tempfile import TemporaryFile

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


TEXT_FORMAT = "@"
# Rows of a template in which a list to choose from drops down.
TEMPLATE_ROWS = 2000
HOW_TO = "Как заполнять"
HOW_TO_HEADING = ("Столбец", "Обязательно", "Что писать", "Пример")


def write_cell(sheet, value, *, bold=False):
    """Cell with the value as data: text stays text whatever it begins with."""
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"
    else:
        cell = WriteOnlyCell(sheet, value=value)
        if isinstance(value, datetime.date):
            cell.number_format = "DD.MM.YYYY"
        elif isinstance(value, float):
            cell.number_format = "0.0"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def workbook(title, heading, rows, **how):
    """Bytes of the book of workbook_file."""
    with workbook_file(title, heading, rows, **how) as book:
        return book.read()


def workbook_file(title, heading, rows, *, notes=(), widths=(), frozen=0):
    """Open temporary file with a one-sheet book: notes above, a bold heading, then the rows.

    The heading stays in sight, and so do the first `frozen` columns. The rows may be an iterator:
    each is written and forgotten, so that a book of any length takes the same memory.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=title[:31])
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{len(notes) + 2}"
    for note in notes:
        sheet.append([write_cell(sheet, note)])
    sheet.append([write_cell(sheet, text, bold=True) for text in heading])
    for row in rows:
        sheet.append([write_cell(sheet, value) for value in row])
    stream = TemporaryFile()  # noqa: SIM115 — closed by who sends it
    book.save(stream)
    stream.seek(0)
    return stream


@dataclass
class Sheet:
    """A sheet of a book: lines above, a bold heading, rows (some bold), lines below."""

    title: str
    heading: list
    rows: list
    bold: set = field(default_factory=set)  # places of bold rows
    above: list = field(default_factory=list)
    below: list = field(default_factory=list)
    widths: list = field(default_factory=list)


# What Excel does not take in the name of a sheet.
FORBIDDEN = re.compile(r"[\\/*?:\[\]]")


def book_of(sheets):
    """Bytes of a book of the Sheets; each name once."""
    book = Workbook(write_only=True)
    for number, told in enumerate(sheets, start=1):
        title = FORBIDDEN.sub(" ", told.title)[:28]
        taken = {sheet.title.casefold() for sheet in book.worksheets}
        sheet = book.create_sheet(title if title.casefold() not in taken else f"{title} {number}")
        for place, width in enumerate(told.widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        write_sheet(sheet, told)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_sheet(sheet, told):
    """Write the lines and rows of the Sheet."""
    if told.heading:
        sheet.freeze_panes = f"A{len(told.above) + 2}"
    for line in told.above:
        sheet.append([write_line(sheet, line)])
    if told.heading:
        sheet.append([write_cell(sheet, text, bold=True) for text in told.heading])
    for place, row in enumerate(told.rows):
        sheet.append([write_cell(sheet, value, bold=place in told.bold) for value in row])
    for line in told.below:
        sheet.append([write_line(sheet, line)])


def write_line(sheet, text):
    """Cell with a line of text that runs over its neighbours, which are empty."""
    cell = write_cell(sheet, text)
    cell.alignment = Alignment(wrap_text=False, vertical="top")
    return cell


def template(title, columns, rules):
    """Bytes of a book to fill in: the columns with an example, and a sheet that explains them.

    `columns` are lib.columns.Column, `rules` lines about the table as a whole.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=title[:31])
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        if column.is_code:
            sheet.column_dimensions[letter].number_format = TEXT_FORMAT
        if column.options:
            sheet.data_validations.append(_list_of(column.options, letter))
    sheet.freeze_panes = "A2"
    sheet.append([write_cell(sheet, column.heading, bold=True) for column in columns])
    sheet.append([_example_cell(sheet, column) for column in columns])
    _explain(book.create_sheet(title=HOW_TO), columns, rules)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _list_of(options, letter):
    """A list that drops down in the cells of the column; the texts are our own."""
    formula = '"{}"'.format(",".join(options))
    place = f"{letter}2:{letter}{TEMPLATE_ROWS}"
    # A word that is not in the list is told of by us, with what to do, not by Excel.
    return DataValidation("list", formula1=formula, allow_blank=True, sqref=place)


def _example_cell(sheet, column):
    is_number = column.example.isdecimal() and not column.is_code
    cell = write_cell(sheet, int(column.example) if is_number else column.example)
    cell.font = Font(italic=True, color="52606F")
    if column.is_code:
        cell.number_format = TEXT_FORMAT
    return cell


def _explain(sheet, columns, rules):
    """Write the sheet «Как заполнять»."""
    for letter, width in zip("ABCD", (28, 14, 70, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    for rule in rules:
        sheet.append([None, None, write_cell(sheet, rule)])
    sheet.append([write_cell(sheet, text, bold=True) for text in HOW_TO_HEADING])
    for column in columns:
        needed = "да" if column.is_required else "нет"
        row = (column.heading, needed, column.help, column.example)
        sheet.append([write_cell(sheet, value) for value in row])


def xlsx_response(content, filename):
    """Download of the book, bytes or an open file; the name may be Russian (RFC 6266)."""
    if not isinstance(content, bytes):
        # Closed by the response when it has been sent.
        return FileResponse(
            content, as_attachment=True, filename=filename, content_type=CONTENT_TYPE
        )
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, filename)
    return response
