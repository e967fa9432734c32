"""The body of a Word document: its tables, around the paragraphs of `Text`."""

from files.readers import grid, limits
from files.readers.drafts import CellDraft, RowDraft, TableDraft
from files.readers.word.text import Text
from files.readers.word.values import is_on, whole


class Document(Text):
    """Hears document.xml in one pass; `blocks` are what stands in its body."""

    def __init__(self, styles, numbering, budget):
        super().__init__(styles, numbering, budget)
        self._tables = []

    @property
    def _row(self):
        return self._tables[-1].row if self._tables else None

    @property
    def _cell(self):
        return self._row and self._row.cell

    def _open_table(self, attributes):
        self._tables.append(TableDraft())

    def _close_table(self):
        draft = self._tables.pop()
        self._flows[-1] += grid.blocks_of(draft, self._budget)

    def _add_column(self, attributes):
        if self._parent == "tblGrid" and self._tables:
            self._tables[-1].widths.append(max(whole(attributes, "w", 0), 0))
            limits.require_columns(len(self._tables[-1].widths))

    def _open_row(self, attributes):
        if not self._tables or self._row:
            self._skip()
            return
        table = self._tables[-1]
        table.count += 1
        table.row = RowDraft(table.count)
        self._budget.add_row()

    def _close_row(self):
        table = self._tables[-1]
        table.rows.append(table.row)
        table.row = None

    def _set_row(self, attributes):
        """w:tblHeader and w:gridBefore."""
        name, row = self._path[-1], self._row
        if self._parent != "trPr" or not row:
            return
        if name == "tblHeader":
            row.is_header = is_on(attributes)
        else:
            row.before = limits.require_columns(max(whole(attributes, default=0), 0))

    def _open_cell(self, attributes):
        if not self._row or self._cell:
            self._skip()
            return
        self._row.cell = CellDraft()
        self._flows.append(self._cell.blocks)

    def _close_cell(self):
        self._flows.pop()
        self._row.cells.append(self._row.cell)
        self._row.cell = None

    def _set_cell(self, attributes):
        """w:gridSpan, w:vMerge and w:hMerge."""
        name, cell = self._path[-1], self._cell
        if self._parent != "tcPr" or not cell:
            return
        if name == "gridSpan":
            cell.span = limits.require_columns(max(whole(attributes, default=1), 1))
        elif name == "vMerge":
            cell.merge = "restart" if attributes.get("val") == "restart" else "continue"
        else:
            cell.is_joined = attributes.get("val") != "restart"

    def _delete_row(self):
        if self._row:
            self._row.is_deleted = True

    starts = Text.starts | {
        "tbl": _open_table,
        "gridCol": _add_column,
        "tr": _open_row,
        "tblHeader": _set_row,
        "gridBefore": _set_row,
        "tc": _open_cell,
        "gridSpan": _set_cell,
        "vMerge": _set_cell,
        "hMerge": _set_cell,
    }
    ends = Text.ends | {"tbl": _close_table, "tr": _close_row, "tc": _close_cell}
