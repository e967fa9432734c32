"""The matrix as paper and as a spreadsheet."""

import re
from dataclasses import dataclass
from functools import cache
from math import ceil
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.models import OrderKind, profile_of
from lib.dates import dotted_date, page_date
from lib.excel import workbook
from monitoring.in_force import words_of
from monitoring.matrix import Matrix, short_date
from monitoring.states import ICONS, word_of

SYMBOL = re.compile(r'<symbol id="([a-z]+)"[^>]*>(.*?)</symbol>')


@dataclass(frozen=True)
class Paper:
    """A sheet: its name for CSS, millimetres of the measures, most schools side by side."""

    name: str
    label: str
    measures: int
    schools: int


PAPERS = {paper.name: paper for paper in (Paper("A4", "A4", 75, 12), Paper("A3", "A3", 95, 20))}


def matrix_html(seen, edition, rows_filter):
    """Full HTML to print: the schools are divided among sheets, each with its heads.

    The filter's address also names the paper; anything unknown is A4.
    """
    paper = PAPERS.get(rows_filter.data.get("paper"), PAPERS["A4"])
    municipality, matrix = seen.municipality, Matrix(edition, rows_filter, seen)
    number = max(1, ceil(len(matrix.columns) / paper.schools))
    size = ceil(len(matrix.columns) / number)
    parts = [matrix.columns[at : at + size] for at in range(0, len(matrix.columns), size or 1)]
    context = {
        "title": f"Матрица исполнения: {matrix.edition.roadmap}",
        "author": municipality.department,
        "style": profile_of(municipality, OrderKind.ORDER),
        "municipality": municipality,
        "roadmap": matrix.edition.roadmap,
        "today": matrix.today,
        "chosen": words_of(rows_filter),
        "paper": paper,
        "legend": [(code, word_of(code)) for code in matrix.codes],
        "pictures": [(code, picture(icon)) for code, icon in ICONS.items()],
        "tables": [printed_table(matrix, columns) for columns in parts],
        "schools": len(matrix.columns),
    }
    return render_to_string("print/matrix.html", context)


@cache
def _symbols():
    """{name: drawing} of the sprite."""
    text = (settings.BASE_DIR / "static" / "icons.svg").read_text(encoding="utf-8")
    return dict(SYMBOL.findall(text))


@cache
def picture(icon):
    """`data:` address of a picture of the sprite, black, for a print style."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="11" height="11" viewBox="0 0 16 16" '
        'fill="none" stroke="#000" stroke-width="1.7" stroke-linecap="round" '
        f'stroke-linejoin="round">{_symbols()[icon]}</svg>'
    )
    return SafeString(f"data:image/svg+xml,{quote(drawing)}")


def printed_table(matrix, columns):
    """(columns, body) of one part of the schools."""
    return columns, SafeString(
        "\n".join(_printed_row(matrix, line, columns) for line in matrix.lines)
    )


def _printed_row(matrix, line, columns):
    if line.heading:
        return format_html(
            '<tr class="section"><th colspan="{}">{}</th></tr>', len(columns) + 1, line.heading
        )
    name = format_html('<tr><th scope="row">{} {}</th>', line.number, line.title)
    cells = (matrix.cells.get((line.key, column.key)) for column in columns)
    return f"{name}{''.join(_printed_cell(cell, matrix.today) for cell in cells)}</tr>"


def _printed_cell(cell, today):
    """A state by its picture, a date, and how many dates there are when there are several."""
    if cell is None:
        return "<td></td>"
    number = f" ×{cell.number}" if cell.number > 1 else ""
    return f'<td class="{cell.code}">{short_date(cell.due_on, today)}{number}</td>'


def matrix_book(seen, edition, rows_filter):
    """Bytes of the XLSX: measures down, schools across, the state in words with its date."""
    matrix = Matrix(edition, rows_filter, seen)
    notes = [
        f"{matrix.seen.municipality.name}. {matrix.edition.roadmap}",
        f"Состояние на {page_date(matrix.today)}. В ячейке — самое срочное состояние и его срок, "
        "в скобках — сколько сроков у школы по мероприятию.",
        *filter(None, [words_of(rows_filter)]),
    ]
    heading = ["Мероприятие", *(column.name for column in matrix.columns)]
    widths = [70, *[18] * len(matrix.columns)]
    rows = (_book_row(matrix, line) for line in matrix.lines)
    return workbook("Матрица", heading, rows, notes=notes, widths=widths, frozen=1)


def _book_row(matrix, line):
    if line.heading:
        return [line.heading]
    cells = (matrix.cells.get((line.key, column.key)) for column in matrix.columns)
    return [f"{line.number} {line.title}".strip(), *map(_words, cells)]


def _words(cell):
    """«просрочено, 15.04.2026 (3)»."""
    if cell is None:
        return ""
    number = f" ({cell.number})" if cell.number > 1 else ""
    return f"{word_of(cell.code)}, {dotted_date(cell.due_on)}{number}"
