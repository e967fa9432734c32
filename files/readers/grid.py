"""From rows as Word and HTML tell them to rows of one width, whose cells know what they cover."""

from itertools import pairwise

from files.papers import Cell, Paragraph, Row, Table
from files.readers import limits

# Edges that people drew by hand a little apart were meant as one: 7 mm, in twips.
NEAR = 400
# What is worth being a table of its own inside a table that only arranges the page.
WHOLE_TABLE = (3, 3)
MOST_ARRANGED = 2  # filled cells in a row of a table that only arranges the page


def blocks_of(draft, budget):
    """The table, or the content of its cells one after another if it only arranges the page."""
    rows = [row for row in draft.rows if row.cells and not row.is_deleted]
    if _is_arrangement(rows):
        return [block for row in rows for cell in row.cells for block in cell.blocks]
    return [build_table(draft.widths, rows, budget)] if rows else []


def _is_arrangement(rows):
    has_whole = False
    for row in rows:
        filled = [cell for cell in row.cells if any(_text_of(block) for block in cell.blocks)]
        if len(filled) > MOST_ARRANGED:
            return False
        has_whole |= len(filled) == 1 and any(_is_whole(block) for block in filled[0].blocks)
    return has_whole


def _is_whole(block):
    """True for a table of at least three rows and three columns."""
    if isinstance(block, Paragraph) or len(block.rows) < WHOLE_TABLE[0]:
        return False
    return max(len(row.cells) for row in block.rows) >= WHOLE_TABLE[1]


def build_table(widths, rows, budget):
    """The table of the drafts of rows."""
    placed = [_place(row) for row in rows]
    columns = _columns(widths, placed)
    width = max(columns.values())
    table, open_cells = Table(), {}
    for row, cells in zip(rows, placed, strict=True):
        places = [(columns[start], columns[end], cell) for start, end, cell in cells]
        built = _fill(places, width, open_cells)
        budget.add_cells(len(built))
        table.rows.append(Row(built, row.is_header, row.number))
    return table


def _place(row):
    """(start, end, cell) of the row's cells in columns of the grid."""
    placed, at = [], row.before
    for cell in row.cells:
        if cell.is_joined and placed:
            start, at, first = placed.pop()
            placed.append((start, at + cell.span, first))
        else:
            placed.append((at, at + cell.span, cell))
        at = limits.require_columns(placed[-1][1])
    return placed


def _columns(widths, placed):
    """Number of the real column at every edge of the grid that some cell uses."""
    cells = {(start, end) for row in placed for start, end, _ in row}
    edges = sorted({0} | {edge for cell in cells for edge in cell})
    numbers, group = {0: 0}, [0]
    for edge, next_edge in pairwise(edges):
        group = _joined(group, next_edge, widths, cells) or [next_edge]
        numbers[next_edge] = numbers[edge] + (len(group) == 1)
    return numbers


def _joined(group, edge, widths, cells):
    """The group of near edges with one more, unless it is far or some cell would vanish."""
    if edge > len(widths) or sum(widths[group[0] : edge]) > NEAR:
        return None
    return None if any((start, edge) in cells for start in group) else [*group, edge]


def _fill(places, width, open_cells):
    """Cells of a row with empty ones in the gaps; `open_cells` may go on below it by column."""
    built, at, still_open = [], 0, {}
    for start, end, draft in places:
        built += [Cell() for _ in range(start - at)]
        first = open_cells.get(start) if draft.merge == "continue" else None
        if first:
            first.rowspan += 1
            built.append(Cell(colspan=end - start, continues=True))
        else:
            built.append(_cell(draft, end - start))
            first = built[-1] if draft.merge else None
        if first:
            still_open[start] = first
        at = end
    open_cells.clear()
    open_cells.update(still_open)
    return built + [Cell() for _ in range(width - at)]


def _cell(draft, colspan):
    texts = [_text_of(block) for block in draft.blocks]
    bold = [
        isinstance(block, Paragraph) and block.is_bold
        for block, text in zip(draft.blocks, texts, strict=True)
        if text
    ]
    return Cell("\n".join(texts).strip(), colspan, is_bold=bool(bold) and all(bold))


def _text_of(block):
    """Text of a paragraph, or of a table inside a cell, row by row."""
    if isinstance(block, Paragraph):
        return block.text
    rows = (" ".join(cell.text for cell in row.cells if cell.text) for row in block.rows)
    return "\n".join(row for row in rows if row)
