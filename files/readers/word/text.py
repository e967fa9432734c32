"""Paragraphs of a Word document and what may stand among them, heard element by element."""

from files.papers import Paragraph
from files.readers.package import Listener
from files.readers.word.numbering import BULLET
from files.readers.word.paragraphs import ParagraphDraft, Run
from files.readers.word.styles import BODY_LEVEL
from files.readers.word.symbols import LINE, plain, symbol
from files.readers.word.values import is_on, whole

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


class Text(Listener):
    """Hears paragraphs and puts them where `_flows` ends; tables are for its heir."""

    def __init__(self, styles, numbering, budget):
        self.blocks = []
        self._styles, self._numbering, self._budget = styles, numbering, budget
        self._path = []
        self._skipping = 0  # depth of the element that is passed over with all its content
        self._flows = [self.blocks]  # where paragraphs go: the body, then the open cells
        self._paragraphs, self._runs = [], []
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
        elif handler := self.starts.get(name):
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
            if handler := self.ends.get(name):
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
        if self._parent == "trPr":
            self._delete_row()
        elif self._parent == "rPr":
            if self._owner == "pPr" and self._paragraphs:
                self._paragraphs[-1].is_gone = True
        else:
            self._skip()

    def _delete_row(self):
        """The open row of the table is deleted."""

    starts = {
        "p": _open_paragraph,
        "pStyle": _set_paragraph,
        "outlineLvl": _set_paragraph,
        "numId": _set_list,
        "ilvl": _set_list,
        "r": _open_run,
        "rStyle": _set_run,
        "b": _set_run,
        "vanish": _set_run,
        "sym": _add_symbol,
        "fldChar": _mark_field,
        "mc:AlternateContent": _open_alternatives,
        "mc:Choice": _open_choice,
        "mc:Fallback": _open_choice,
        "sdt": _open_control,
        "showingPlcHdr": _mark_prompt,
        "del": _open_deleted,
        "moveFrom": _open_deleted,
    }
    ends = {
        "p": _close_paragraph,
        "r": _close_run,
        "t": _close_text,
        "m:t": _close_text,
        "mc:AlternateContent": _close_alternatives,
        "sdt": _close_control,
    }
