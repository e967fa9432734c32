"""Tables of a paper."""

from docx.oxml.ns import qn

from documents.word.markup import add, add_first, twips
from documents.word.styles import CELL_FIELDS, FRAMED, UNFRAMED, add_fields
from documents.word.vocabulary import Cell, Column, Columns, Row, Rows, Unknown, word_of

NARROW = dict.fromkeys(("left", "right"), 0.8)


def start_table(parent, style, widths):
    """An empty w:tbl with columns of fixed widths, in twips."""
    table = add(parent, "tbl")
    properties = add(table, "tblPr")
    add(properties, "tblStyle", style)
    add(properties, "tblW", w=sum(widths), type="dxa")
    add(properties, "tblLayout", type="fixed")
    add(properties, "tblLook", "0000")
    grid = add(table, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=width)
    return table


def start_row(table, *, is_head=False, is_long=False):
    """An empty w:tr."""
    row = add(table, "tr")
    properties = add(row, "trPr")
    if not is_long:
        add(properties, "cantSplit")
    if is_head:
        add(properties, "tblHeader")
    return row


def start_cell(row, width, *, span=1):
    """(w:tc without paragraphs, its w:tcPr)."""
    cell = add(row, "tc")
    properties = add(cell, "tcPr")
    add(properties, "tcW", w=width, type="dxa")
    if span > 1:
        add(properties, "gridSpan", span)
    return cell, properties


def shares(total, percents):
    """The total in twips divided in the proportion of the percents, to the last twip."""
    edges = [0]
    for percent in percents:
        edges.append(edges[-1] + percent)
    places = [round(total * edge / edges[-1]) for edge in edges]
    return [right - left for left, right in zip(places, places[1:], strict=False)]


class TableWriter:
    """Writes one table of the HTML; what is in a cell is written by `fill`, see fill_cell()."""

    def __init__(self, word, element, width, fill):
        self.word, self.element, self.fill = word, element, fill
        self.rows = list(rows_of(element))
        self.widths = shares(twips(width), self.percents())
        # Cells that go down into the following rows: {column: [rows left, span]}.
        self.falling = {}

    def percents(self):
        """Widths of the columns as the HTML says, as the vocabulary says, or equal."""
        for child in self.element:
            if isinstance(word_of(child), Columns):
                return [width_of(column) for column in child]
        if self.word.widths:
            return self.word.widths
        return [1] * max(
            sum(int(cell.get("colspan", 1)) for cell in row) for _, _, row in self.rows
        )

    def write(self, parent):
        """The w:tbl, put into the parent."""
        table = start_table(parent, FRAMED, self.widths)
        for group, word, row in self.rows:
            self.write_row(table, group, word, row)
        return table

    def write_row(self, table, group, word, element):
        row = start_row(table, is_head=group.is_head, is_long=word.is_long)
        column = self.continue_falling(row, 0)
        for cell in element:
            span, down = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            self.write_cell(row, group, word, cell, column, span, down)
            if down > 1:
                self.falling[column] = [down - 1, span]
            column = self.continue_falling(row, column + span)
        if column != len(self.widths):
            raise Unknown(f"a row of {column} columns in a table of {len(self.widths)}")

    def write_cell(self, row, group, word, element, column, span, down):
        kind = word_of(element)
        if not isinstance(kind, Cell):
            raise Unknown(f"{element.tag} stands in a row")
        width = sum(self.widths[column : column + span])
        cell, properties = start_cell(row, width, span=span)
        if down > 1:
            add(properties, "vMerge", "restart")
        if kind.is_narrow:
            add(properties, "noWrap")
            add_fields(properties, "tcMar", CELL_FIELDS | NARROW)
        if group.is_head:
            add(properties, "vAlign", "center")
        head = "TableHead" if group.is_head else self.word.row_head
        style = word.style or (head if element.tag == "th" else kind.style)
        if self.word.is_small:
            style = f"Small{style}"
        self.fill(cell, element, style, self.word.keeps_lines)

    def continue_falling(self, row, column):
        """Write the empty cells of those that came down to here; the next free column."""
        while column in self.falling:
            left, span = self.falling[column]
            cell, properties = start_cell(row, sum(self.widths[column : column + span]), span=span)
            add(properties, "vMerge")
            add(add(add(cell, "p"), "pPr"), "pStyle", "TableText")
            self.falling[column][0] = left - 1
            if not self.falling[column][0]:
                del self.falling[column]
            column += span
        return column


def rows_of(table):
    """(Rows, Row, element) of every row that is printed."""
    for group in table:
        rows = word_of(group)
        if isinstance(rows, Columns):
            continue
        if not isinstance(rows, Rows):
            raise Unknown(f"{group.tag} stands in a table")
        if rows.is_foot:
            # It draws the last line of a broken row in the PDF; Word draws its own.
            if "".join(group.itertext()).strip():
                raise Unknown("words in a tfoot")
            continue
        for element in group:
            row = word_of(element)
            if not isinstance(row, Row):
                raise Unknown(f"{element.tag} stands among the rows")
            yield rows, row, element


def width_of(element):
    word = word_of(element)
    if not isinstance(word, Column):
        raise Unknown(f"{element.tag} stands among the columns")
    return word.width


def side_by_side(parent, widths, fills):
    """A row without borders: the paper's blocks one beside another, on the level of their feet."""
    table = start_table(parent, UNFRAMED, widths)
    row = start_row(table)
    for width, fill in zip(widths, fills, strict=True):
        cell, properties = start_cell(row, width)
        add(properties, "vAlign", "bottom")
        fill(cell)
    return table


def keep_with_next(block):
    """Keep the paragraph, or the last row of the table, on the page of what follows it."""
    paragraphs = [block] if block.tag == qn("w:p") else block.tr_lst[-1].iter(qn("w:p"))
    for paragraph in paragraphs:
        if paragraph.pPr.keepNext is None:
            add_first(paragraph.pPr, "keepNext")
