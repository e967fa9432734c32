"""Plain text of the clipboard as blocks: cells divided by tabs, bars or several spaces."""

import re
from collections import Counter

from files.papers import Cell, Paragraph, Row, Table
from files.readers import limits
from files.readers.characters import tidy

# Excel puts a cell of several lines or with quotation marks between quotation marks.
QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)')
RULE = re.compile(r"[\s|:+=-]*")  # the line under the header of a table drawn with bars
SPACES = re.compile(r" {2,}")
FEWEST_LINES = 2  # that look like rows, to make a table of bars or spaces


def blocks_of(text, budget):
    """Paragraphs and tables in the text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    limits.require_pieces(text.count("\n") + text.count("\t"))
    if "\t" in text:
        return _blocks(_tabbed(text), budget)
    for split in (_barred, _spaced):
        rows = [split(line) for line in text.split("\n")]
        if sum(len(row) > 1 for row in rows) >= FEWEST_LINES:
            return _blocks([row for row in rows if row], budget)
    return _blocks([[line] for line in text.split("\n")], budget)


def _tabbed(text):
    """Rows of cells; a cell between quotation marks may hold tabs and line feeds."""
    rows, row, at = [], [], 0
    while at <= len(text):
        cell, at = _cell_at(text, at)
        row.append(cell)
        if text[at : at + 1] != "\t":
            rows.append(row)
            row = []
        at += 1
    return rows


def _cell_at(text, at):
    """(text, position after it) of the cell that begins at the position."""
    quoted = QUOTED.match(text, at)
    # Word puts no marks of its own: «"Точка роста"» is then a name and keeps them.
    if quoted and re.search(r'[\t\n]|""', quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    end = re.compile(r"[^\t\n]*").match(text, at).end()
    return text[at:end], end


def _barred(line):
    if RULE.fullmatch(line):
        return []
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _spaced(line):
    return SPACES.split(line.strip().replace("\xa0", " "))


def _blocks(rows, budget):
    """Lines around the table as paragraphs; one of a single cell within it spans its width."""
    rows = [[budget.add_text(tidy(cell)) for cell in row] for row in rows]
    wide = [index for index, row in enumerate(rows) if len(row) > 1]
    first, last = (wide[0], wide[-1] + 1) if wide else (len(rows), len(rows))
    before = [Paragraph(row[0]) for row in rows[:first] if row[0]]
    after = [Paragraph(row[0]) for row in rows[last:] if row[0]]
    for _ in before + after:
        budget.add_paragraph()
    return [*before, *([_table(rows[first:last], budget)] if wide else []), *after]


def _table(rows, budget):
    width = limits.require_columns(max(map(len, rows)))
    # Empty columns at the end come with the selection.
    filled = Counter(index for row in rows for index, cell in enumerate(row) if cell)
    width = max(filled, default=width - 1) + 1
    table = Table()
    for number, texts in enumerate(rows, start=1):
        budget.add_row()
        budget.add_cells(width)
        if len(texts) == 1 and texts[0]:
            cells = [Cell(texts[0], colspan=width)]
        else:
            texts = [*texts, *[""] * (width - len(texts))][:width]
            cells = [Cell(text) for text in texts]
        table.rows.append(Row(cells, number=number))
    while table.rows and not any(cell.text for cell in table.rows[-1].cells):
        table.rows.pop()
    return table
