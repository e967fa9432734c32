"""The body of a Word document, heard element by element in one pass."""

from roadmaps.importing.papers import Paragraph
from roadmaps.importing.readers import limits
from roadmaps.importing.readers.package import Listener
from roadmaps.importing.readers.word import grid
from roadmaps.importing.readers.word.drafts import (
    CellDraft,
    ParagraphDraft,
    RowDraft,
    Run,
    TableDraft,
)
from roadmaps.importing.readers.word.numbering import BULLET
from roadmaps.importing.readers.word.styles import BODY_LEVEL
from roadmaps.importing.readers.word.symbols import LINE, plain, symbol
from roadmaps.importing.readers.word.values import is_on, whole

CHARACTERS = {"tab": " ", "ptab": " ", "br": LINE, "cr": LINE, "noBreakHyphen": "-"}
TEXT_PLACES = {"t": "r", "m:t": "m:r"}
# What was before the tracked changes, readings above ideographs.
SKIPPED = {
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "numberingChange",
    "rt",
}


class Document(Listener):
    """Hears document.xml; `blocks` are what stands in its body."""

    def __init__(self, styles, numbering, budget):
        self.blocks = []
        self._styles, self._numbering, self._budget = styles, numbering, budget
        self._path = []
        self._skipping = 0  # depth of the element that is passed over with all its content
        self._flows = [self.blocks]  # where paragraphs go: the body, then the open cells
        self._paragraphs, self._runs, self._tables = [], [], []
        self._text = None  # pieces of the open w:t
        self._fields = []  # of each open field, whether its result has begun
        self._choices = []  # of each mc:AlternateContent, whether a branch was taken
        self._prompts = []  # of each content control, whether it only asks to be filled in

    # The stream

    def start(self, name, attributes):
        self._path.append(name)
        if self._skipping:
            return
        if name in SKIPPED:
            self._skip()
        elif handler := STARTS.get(name):
            handler(self, attributes)
        elif name in CHARACTERS and self._parent == "r":
            self._add(CHARACTERS[name])
        elif name in TEXT_PLACES and self._parent == TEXT_PLACES[name]:
            self._text = []

    def text(self, data):
        if self._text is not None and not self._skipping:
            self._text.append(data)

    def end(self, name):
        if not self._skipping:
            if handler := ENDS.get(name):
                handler(self)
        elif self._skipping == len(self._path):
            self._skipping = 0
        self._path.pop()

    @property
    def _parent(self):
        return self._path[-2] if len(self._path) > 1 else ""

    @property
    def _owner(self):
        """Element whose properties are being told: the parent of w:pPr, w:rPr and so on."""
        return self._path[-3] if len(self._path) > 2 else ""

    def _skip(self):
        self._skipping = len(self._path)

    # Paragraphs

    def _open_paragraph(self, attributes):
        self._paragraphs.append(ParagraphDraft())

    def _close_paragraph(self):
        draft = self._paragraphs.pop()
        self._fields = [True for _ in self._fields]  # a field left open must not swallow the rest
        text, style = draft.text, self._styles.of(draft.style)
        if draft.is_gone and not text:
            return
        label = self._label(draft, style)
        if not text and label == BULLET:
            label = ""
        outline = BODY_LEVEL if draft.outline is None else draft.outline
        self._budget.add_paragraph()
        self._flows[-1].append(
            Paragraph(
                self._budget.add_text(f"{label} {text}".strip()),
                is_bold=draft.has_bold and not draft.has_plain,
                is_heading=style.is_heading or outline < BODY_LEVEL,
            )
        )

    def _label(self, draft, style):
        list_id, level = draft.list_id, draft.list_level
        if list_id is None:
            list_id = style.list_id
            if level is None:
                level = self._numbering.level_of_style(list_id, draft.style)
            if level is None:
                level = style.list_level
        return self._numbering.label(list_id, level or 0) if list_id else ""

    def _set_paragraph(self, attributes):
        """w:pStyle and w:outlineLvl."""
        if self._parent == "pPr" and self._paragraphs:
            if self._path[-1] == "pStyle":
                self._paragraphs[-1].style = attributes.get("val")
            else:
                self._paragraphs[-1].outline = whole(attributes)

    def _set_list(self, attributes):
        """w:numId and w:ilvl."""
        if self._parent == "numPr" and self._paragraphs:
            name = "list_id" if self._path[-1] == "numId" else "list_level"
            setattr(self._paragraphs[-1], name, whole(attributes))

    # Text

    def _open_run(self, attributes):
        self._runs.append(Run())

    def _close_run(self):
        self._runs.pop()

    def _set_run(self, attributes):
        """w:rStyle, w:b and w:vanish of a run; w:vanish of the mark of a paragraph."""
        name, owner = self._path[-1], self._owner
        if self._parent != "rPr":
            return
        if owner == "pPr" and name == "vanish" and self._paragraphs:
            self._paragraphs[-1].is_gone |= is_on(attributes)
        elif owner == "r" and name == "rStyle":
            self._runs[-1].style = attributes.get("val")
        elif owner == "r" and name == "b":
            self._runs[-1].is_bold = is_on(attributes)
        elif owner == "r":
            self._runs[-1].is_hidden = is_on(attributes)

    def _close_text(self):
        if self._text is not None:
            text, self._text = "".join(self._text), None
            self._add(plain(text))

    def _add_symbol(self, attributes):
        if self._parent == "r":
            self._add(symbol(attributes))

    def _add(self, text):
        """Put visible text into the open paragraph."""
        if not self._paragraphs or not all(self._fields) or any(self._prompts):
            return
        run = self._runs[-1] if self._runs else Run()
        paragraph = self._paragraphs[-1]
        if text and not self._look("is_hidden", run, paragraph):
            is_bold = bool(self._look("is_bold", run, paragraph))
            paragraph.add(text, is_bold=is_bold)

    def _look(self, name, run, paragraph):
        """Property of the run: its own, of its style, of the paragraph's style."""
        value = getattr(run, name)
        if value is None and run.style:
            value = getattr(self._styles.of(run.style), name)
        return getattr(self._styles.of(paragraph.style), name) if value is None else value

    def _mark_field(self, attributes):
        kind = attributes.get("fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    # Branches, content controls, tracked changes

    def _open_alternatives(self, attributes):
        self._choices.append(False)

    def _close_alternatives(self):
        self._choices.pop()

    def _open_choice(self, attributes):
        if self._parent == "mc:AlternateContent" and self._choices.pop():
            self._skip()
        if self._parent == "mc:AlternateContent":
            self._choices.append(True)

    def _open_control(self, attributes):
        self._prompts.append(False)

    def _close_control(self):
        self._prompts.pop()

    def _mark_prompt(self, attributes):
        if self._parent == "sdtPr" and self._prompts:
            self._prompts[-1] = is_on(attributes)

    def _open_deleted(self, attributes):
        """w:del and w:moveFrom: of a row, of the mark of a paragraph, or around text."""
        if self._parent == "trPr" and self._row:
            self._row.is_deleted = True
        elif self._parent == "rPr":
            if self._owner == "pPr" and self._paragraphs:
                self._paragraphs[-1].is_gone = True
        else:
            self._skip()

    # Tables

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
        """w:tblHeader, w:gridBefore and w:gridAfter."""
        name, row = self._path[-1], self._row
        if self._parent != "trPr" or not row:
            return
        if name == "tblHeader":
            row.is_header = is_on(attributes)
        else:
            count = limits.require_columns(max(whole(attributes, default=0), 0))
            setattr(row, "before" if name == "gridBefore" else "after", count)

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


_D = Document
STARTS = {
    "p": _D._open_paragraph,
    "pStyle": _D._set_paragraph,
    "outlineLvl": _D._set_paragraph,
    "numId": _D._set_list,
    "ilvl": _D._set_list,
    "r": _D._open_run,
    "rStyle": _D._set_run,
    "b": _D._set_run,
    "vanish": _D._set_run,
    "sym": _D._add_symbol,
    "fldChar": _D._mark_field,
    "mc:AlternateContent": _D._open_alternatives,
    "mc:Choice": _D._open_choice,
    "mc:Fallback": _D._open_choice,
    "sdt": _D._open_control,
    "showingPlcHdr": _D._mark_prompt,
    "del": _D._open_deleted,
    "moveFrom": _D._open_deleted,
    "tbl": _D._open_table,
    "gridCol": _D._add_column,
    "tr": _D._open_row,
    "tblHeader": _D._set_row,
    "gridBefore": _D._set_row,
    "gridAfter": _D._set_row,
    "tc": _D._open_cell,
    "gridSpan": _D._set_cell,
    "vMerge": _D._set_cell,
    "hMerge": _D._set_cell,
}
ENDS = {
    "p": _D._close_paragraph,
    "r": _D._close_run,
    "t": _D._close_text,
    "m:t": _D._close_text,
    "mc:AlternateContent": _D._close_alternatives,
    "sdt": _D._close_control,
    "tbl": _D._close_table,
    "tr": _D._close_row,
    "tc": _D._close_cell,
}
