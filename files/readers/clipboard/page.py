"""HTML of the clipboard as blocks: paragraphs and tables of Word, Excel and browsers."""

import re
from dataclasses import dataclass, field

from files.papers import Paragraph
from files.readers import grid, limits
from files.readers.characters import tidy
from files.readers.clipboard.markup import Tag, pieces
from files.readers.clipboard.spans import OpenTable
from files.readers.word.numerals import numeral

HEADINGS = {f"h{level}" for level in range(1, 7)}
BLOCKS = HEADINGS | {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "center"}
BLOCKS |= {"header", "footer", "main", "blockquote", "pre", "caption", "hr", "form", "fieldset"}
VOID = {"br", "hr", "img", "col", "input", "meta", "link", "wbr", "area", "base", "source"}
BOLD = {"b", "strong", "th"} | HEADINGS
FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
BULLET = "- "
# Elements whose content is not text of the page, and what tracked changes have taken out.
SILENT = {"script", "style", "title", "head", "template", "textarea", "svg", "math", "del"}
BOLD_STYLE = re.compile(r"(?<![\w-])font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
PLAIN_STYLE = re.compile(r"(?<![\w-])font-weight\s*:\s*(normal|[1-5]00)", re.IGNORECASE)
HIDDEN_STYLE = re.compile(r"mso-hide\s*:\s*all|mso-element\s*:\s*comment", re.IGNORECASE)
WHITE = re.compile(r"\s+")


@dataclass
class Look:
    """How open elements of one name look, the last of them at the end."""

    is_bold: bool | None = None
    is_hidden: bool = False


@dataclass
class Flow:
    """Where text goes: the page itself or one cell."""

    blocks: list = field(default_factory=list)
    pieces: list = field(default_factory=list)
    has_bold: bool = False
    has_plain: bool = False
    is_heading: bool = False
    looks: dict = field(default_factory=dict)  # name of the element: its open Looks
    order: list = field(default_factory=list)  # Looks that say something of bold
    hidden: int = 0
    lists: list = field(default_factory=list)
    label: str = ""  # of a list item whose text has not come yet


class Page:
    """Hears the pieces of a page; `blocks` is what it holds."""

    def __init__(self, budget):
        self._budget = budget
        self._flows = [Flow()]
        self._tables = []

    def read(self, source):
        """The blocks of the HTML text."""
        for count, piece in enumerate(pieces(source)):
            limits.require_pieces(count)
            if not isinstance(piece, Tag):
                self._write(WHITE.sub(" ", piece))
            elif piece.is_end:
                self._close(piece.name)
            else:
                self._open(piece)
        while self._tables:
            self._close_table()
        self._end_paragraph()
        return self._flow.blocks

    @property
    def _flow(self):
        return self._flows[-1]

    @property
    def _row(self):
        return self._tables[-1].row if self._tables else None

    # Text

    def _write(self, text):
        flow = self._flow
        if flow.hidden:
            return
        flow.pieces.append(self._budget.add_text(text))
        if not text.isspace():
            is_bold = bool(flow.order) and flow.order[-1].is_bold
            flow.has_bold |= is_bold
            flow.has_plain |= not is_bold

    def _end_paragraph(self):
        flow = self._flow
        text = tidy(re.sub(r" {2,}", " ", "".join(flow.pieces)))
        if text:
            self._add_paragraph(text)
        flow.pieces = []
        flow.has_bold = flow.has_plain = flow.is_heading = False

    def _add_paragraph(self, text):
        """Put the text with the waiting label into the flow."""
        flow = self._flow
        self._budget.add_paragraph()
        text, flow.label = f"{flow.label}{text}".strip(), ""
        is_bold = flow.has_bold and not flow.has_plain
        flow.blocks.append(Paragraph(text, is_bold=is_bold, is_heading=flow.is_heading))

    # Elements

    def _open(self, tag):
        name = tag.name
        if name == "br":
            self._write("\n")
        elif name == "table":
            self._end_paragraph()
            self._tables.append(OpenTable())
            limits.require_depth(len(self._tables))
        elif name in ("tr", "td", "th", "thead", "tbody", "tfoot"):
            self._open_part(tag)
        else:
            if name == "body":
                self._forget("head")
            self._open_inline(tag)

    def _close(self, name):
        if name == "table":
            self._close_table()
        elif name in ("td", "th"):
            self._close_cell()
        elif name in ("tr", "thead", "tbody", "tfoot"):
            self._close_row()
            if name == "thead" and self._tables:
                self._tables[-1].is_header = False
        else:
            self._close_inline(name)

    def _open_inline(self, tag):
        name, flow = tag.name, self._flow
        if name in BLOCKS:
            self._end_paragraph()
            if name in ("p", "li"):
                self._forget(name)  # it ends the one before it, closed or not
            flow.is_heading = name in HEADINGS
        if name in ("ol", "ul"):
            flow.lists.append(_list_of(tag))
        elif name == "li" and flow.lists:
            flow.label = _next_label(flow.lists[-1], tag)
        if name not in VOID and not tag.is_empty:
            look = _look(tag)
            flow.looks.setdefault(name, []).append(look)
            flow.hidden += look.is_hidden
            if look.is_bold is not None:
                flow.order.append(look)

    def _close_inline(self, name):
        if name in BLOCKS:
            self._end_paragraph()
        if name == "li" and self._flow.label not in ("", BULLET):
            self._add_paragraph("")  # a numbered item without a text
        if name in ("ol", "ul") and self._flow.lists:
            self._flow.lists.pop()
        self._forget(name)

    def _forget(self, name):
        """The last open element of the name is over."""
        flow = self._flow
        if not flow.looks.get(name):
            return
        look = flow.looks[name].pop()
        flow.hidden -= look.is_hidden
        if look.is_bold is None:
            return
        look.is_bold = None
        while flow.order and flow.order[-1].is_bold is None:
            flow.order.pop()

    # Tables

    def _open_part(self, tag):
        """tr, td, th and the groups of rows; what was left open before them is over."""
        if not self._tables:
            return
        if tag.name in ("td", "th"):
            self._open_cell(tag)
            return
        self._close_row()
        if tag.name == "tr":
            self._open_row()
        else:
            self._tables[-1].is_header = tag.name == "thead"

    def _open_row(self):
        self._budget.add_row()
        self._tables[-1].open_row()

    def _close_row(self):
        self._close_cell()
        if self._row:
            self._tables[-1].close_row()

    def _open_cell(self, tag):
        self._close_cell()
        if not self._row:
            self._open_row()
        cell = self._tables[-1].open_cell(tag.whole("colspan", 1), tag.whole("rowspan", 1))
        self._flows.append(Flow(cell.blocks))
        self._open_inline(tag)

    def _close_cell(self):
        if self._row and self._row.cell:
            self._end_paragraph()
            self._flows.pop()
            self._tables[-1].close_cell()

    def _close_table(self):
        if self._tables:
            self._close_row()
            self._flow.blocks += grid.blocks_of(self._tables.pop(), self._budget)


def _look(tag):
    style = tag.attributes.get("style", "")
    is_footnote = tag.attributes.get("href", "").startswith(("#_ftn", "#_edn"))
    look = Look(is_hidden=tag.name in SILENT or is_footnote or bool(HIDDEN_STYLE.search(style)))
    if BOLD_STYLE.search(style):
        look.is_bold = True
    elif PLAIN_STYLE.search(style):
        look.is_bold = False
    elif tag.name in BOLD:
        look.is_bold = True
    return look


def _list_of(tag):
    """[form, next number] of a list; bullets have no form, a list without marks has None."""
    if "none" in tag.attributes.get("style", "").partition("list-style")[2].partition(";")[0]:
        return [None, 1]
    if tag.name == "ul":
        return ["", 1]
    return [FORMS.get(tag.attributes.get("type", ""), "decimal"), tag.whole("start", 1)]


def _next_label(open_list, tag):
    form, number = open_list
    number = tag.whole("value", number)
    open_list[1] = number + 1
    if form is None:
        return ""
    return f"{numeral(number, form)}. " if form else BULLET
