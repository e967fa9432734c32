"""Tables of reports, drawn in Python: there may be thousands of rows."""

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from lib.typography import bind
from monitoring.reporting.paper import NUMBER, Band, shown

register = template.Library()
# What a page shows of a table: more is read in a file.
PAGE_ROWS = 300


@register.filter
def printed_rows(table):
    """Rows of the table for a sheet of paper."""
    number = ['<td class="number">' if column.is_number else "<td>" for column in table.columns]
    return rows_html(table, table.rows, number, "section", clean=bind)


@register.filter
def page_rows(table):
    """The first rows of the table for a page: on a phone each is a card."""
    openings = [
        format_html('<td class="{}" data-label="{}">', class_of(column), column.heading)
        for column in table.columns
    ]
    return rows_html(table, table.rows[:PAGE_ROWS], openings, "band", clean=str)


@register.filter
def rows_left(table):
    """«На странице — строк: 300 из 6145 …»; empty when all of them are there."""
    total = len(table.rows)
    if total <= PAGE_ROWS:
        return ""
    return (
        f"На странице — строк: {PAGE_ROWS} из {total}. Все — в файле Excel; чтобы их было меньше, "
        "сузьте период."
    )


def class_of(column):
    """Class of the cells of a column on a page; a phone's card needs no number of its row."""
    if column is NUMBER:
        return "number wide-only"
    return "number" if column.is_number else ""


def rows_html(table, rows, openings, band, *, clean):
    """Safe HTML of the rows; `openings` are the tags that open their cells."""
    width = len(table.columns)

    def cells(row):
        if isinstance(row, Band):
            return format_html('<th colspan="{}" scope="rowgroup">{}</th>', width, clean(row.text))
        words = (conditional_escape(clean(shown(cell))) for cell in row)
        # Every word went through conditional_escape, every opening through format_html.
        return SafeString(
            "".join(f"{tag}{word}</td>" for tag, word in zip(openings, words, strict=True))
        )

    return format_html_join(
        "\n",
        "<tr{}>{}</tr>",
        (
            (format_html(' class="{}"', band) if isinstance(row, Band) else "", cells(row))
            for row in rows
        ),
    )
