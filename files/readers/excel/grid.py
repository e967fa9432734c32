"""From scattered cells of a sheet to the rows of its used part."""

from files.jailed import Unreadable
from files.papers import Cell, Row, Table
from files.readers.package import STRANGE


def build_table(cells, sheet, budget):
    """The used part of the sheet as a table; None when the sheet is empty."""
    if not cells.rows:
        return None
    top, bottom = min(cells.rows), max(cells.rows)
    left = min(min(row) for row in cells.rows.values())
    right = max(max(row) for row in cells.rows.values())
    budget.add_cells((bottom - top + 1) * (right - left + 1))
    spans, covered = _merged(cells.merges, (top, left, bottom, right))
    table = Table(name=sheet.name)
    for number in range(top, bottom + 1):
        budget.add_row()
        contents, at, row = cells.rows.get(number, {}), left, []
        while at <= right:
            row.append(_cell(contents.get(at), spans.get((number, at)), covered.get((number, at))))
            at += row[-1].colspan
        table.rows.append(Row(row, number in sheet.header, number))
    return table


def _cell(content, span, covered):
    if covered:
        return Cell(colspan=covered, continues=True)
    colspan, rowspan = span or (1, 1)
    if not content:
        return Cell(colspan=colspan, rowspan=rowspan)
    return Cell(content.text, colspan, rowspan, date=content.date, is_bold=content.is_bold)


def _merged(merges, used):
    """{place: (colspan, rowspan)} of merged cells and {place: colspan} of those below them."""
    top, left, bottom, right = used
    room = (bottom - top + 1) * (right - left + 1)
    spans, covered, taken = {}, {}, set()
    for first_row, first, last_row, last in merges:
        first_row, last_row = max(first_row, top), min(last_row, bottom)
        first, last = max(first, left), min(last, right)
        if first_row > last_row or first > last:
            continue
        places = {(y, x) for y in range(first_row, last_row + 1) for x in range(first, last + 1)}
        room -= len(places)
        # Merged cells never overlap in what Excel writes.
        if room < 0 or places & taken:
            raise Unreadable(STRANGE)
        taken |= places
        spans[first_row, first] = last - first + 1, last_row - first_row + 1
        for row in range(first_row + 1, last_row + 1):
            covered[row, first] = last - first + 1
    return spans, covered
