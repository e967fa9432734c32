"""A Paper as HTML for printing and for Word, and as an Excel book."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from documents.word import docx
from lib import pdf
from lib.dates import dotted_date
from lib.excel import Sheet, book_of
from lib.pdf import MAX_CHARACTERS, NotPrinted
from monitoring.reporting.paper import Band

TOO_LARGE = (
    "Отчёт слишком велик, чтобы напечатать его одним файлом. Сузьте период, выберите одну школу "
    "или исполнителя — или скачайте таблицу Excel: в ней поместится всё."
)


@dataclass(frozen=True)
class SheetOfReport:
    """Fields of a sheet that is read and filed, not bound (ГОСТ Р 7.0.97: at least 20, 10)."""

    left_margin_mm: int = 20
    right_margin_mm: int = 10
    top_margin_mm: int = 20
    bottom_margin_mm: int = 20
    font_size: int = 12
    corner_mm: int = 80
    annexes_count_pages: bool = True


@dataclass(frozen=True)
class Made:
    """Who has made the report, of which body, and when."""

    body: str
    by: str
    on: object

    @property
    def words(self):
        """«Составлено 26.11.2026, Петрова А. В.»."""
        return f"Составлено {dotted_date(self.on)}, {self.by}"


def print_html(paper, made):
    """Full HTML of the Paper; raises lib.pdf.NotPrinted when it is too large for one file."""
    context = {
        "title": f"{paper.title} {paper.as_of}",
        "author": made.body,
        "style": SheetOfReport(),
        "paper": paper,
        "made": made.words,
    }
    html = render_to_string("print/report.html", context)
    if len(html) > MAX_CHARACTERS:
        raise NotPrinted(TOO_LARGE)
    return html


def one_sheet(report, made):
    """PDF of a report that must stand on one sheet; whatever the printer makes of our measuring.

    A line that would go over to a second sheet is left out, and counted among those left out.
    """
    while True:
        pages = []
        content = pdf.render(print_html(report.paper(), made), report=pages.append)
        if not pages or pages[-1] <= 1:
            return content
        report = report.shortened()


def word(paper, made):
    """Bytes of the DOCX; raises as print_html."""
    return docx(print_html(paper, made))


def excel(paper, made):
    """Bytes of the XLSX: a sheet for every table, the same words around the first one."""
    head = [made.body, paper.title.upper(), paper.as_of, *paper.lines]
    foot = [*paper.notes, made.words]
    sheets = []
    for number, table in enumerate(paper.tables, start=1):
        is_last = number == len(paper.tables)
        above = [*(head if number == 1 else []), table.heading]
        below = ["" if table.rows else table.empty, *(foot if is_last else [])]
        sheets.append(
            Sheet(
                title=table.heading or paper.title,
                heading=[column.heading for column in table.columns] if table.rows else [],
                rows=[[row.text] if isinstance(row, Band) else row for row in table.rows],
                bold={n for n, row in enumerate(table.rows) if isinstance(row, Band)},
                above=list(filter(None, above)),
                below=list(filter(None, below)),
                widths=[column.width * 1.3 for column in table.columns],
            )
        )
    return book_of(sheets)
