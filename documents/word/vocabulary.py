"""The vocabulary of the print templates: every tag and class, and what it is in a Word document.

One table, WORDS. A new class in templates/print or in print.css comes here in the same change
(tests/documents/word/test_vocabulary.py); an old one never leaves: signed texts are kept as HTML
and may be asked for in any year.
"""

from dataclasses import dataclass


class Unknown(ValueError):
    """The markup has a tag or a class that WORDS lacks: a fault of ours, not of the user."""


@dataclass(frozen=True)
class Part:
    """A part of the document: a Word section with its own count of pages."""

    is_wide: bool = False


@dataclass(frozen=True)
class Group:
    """Blocks of one sort."""

    text: str = ""  # style of plain paragraphs and items inside; the surrounding one's if empty
    before: float = 0  # mm over the first block
    after: float = 0  # mm under the last one
    joins: bool = False  # stands on the page of what is before it
    is_signature: bool = False  # the children stand side by side


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in a style of documents.word.styles."""

    style: str = ""  # that of the group if empty
    joins: bool = False  # stands on the page of what is before it
    is_running: bool = False  # repeated at the head of every page but the first
    column: float = 0  # mm that it takes when it stands side by side with others


@dataclass(frozen=True)
class Inline:
    """A piece of a paragraph."""

    has_tab: bool = False  # goes to the right edge of the line
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True)
class Aside:
    """A piece that is not printed where it stands: it ends the part in its own style."""

    style: str


@dataclass(frozen=True)
class Break:
    """A new line of the same paragraph."""


@dataclass(frozen=True)
class Picture:
    """A PNG or JPEG in a data: address; its height in mm is told by data-height."""


@dataclass(frozen=True)
class Table:
    """A table with borders; its columns are as wide as `col` says, else as `widths`, else equal."""

    widths: tuple = ()  # per cent
    keeps_lines: bool = False  # a line feed in a cell begins a new line
    is_small: bool = False  # its styles are the small ones
    row_head: str = "TableRowHead"  # style of `th` outside of the head


@dataclass(frozen=True)
class Rows:
    """Rows of a table: its head is repeated on every page; its foot only closes the frame."""

    is_head: bool = False
    is_foot: bool = False


@dataclass(frozen=True)
class Row:
    """A row; a long one may be broken between pages."""

    is_long: bool = False
    style: str = ""  # of all its paragraphs


@dataclass(frozen=True)
class Cell:
    """A cell, or the head of a row."""

    style: str = "TableText"
    is_narrow: bool = False  # holds a number: thin fields, no line breaks


@dataclass(frozen=True)
class Columns:
    """The list of columns of a table."""


@dataclass(frozen=True)
class Column:
    """Width of a column, per cent of the table."""

    width: int


WORDS = {
    # --- parts
    "section.paper.order": Part(),
    "section.paper.annex": Part(),
    "section.paper.annex.wide": Part(is_wide=True),
    "p.draft": Paragraph("Draft", is_running=True),
    # --- requisites
    "p.emblem": Paragraph("Emblem"),
    "p.letterhead": Paragraph("Letterhead"),
    "h1.kind": Paragraph("Kind"),
    "h1.kind.spaced": Paragraph("KindSpaced"),
    "p.registered": Paragraph("Registered"),
    "span.act-number": Inline(has_tab=True),
    "p.made-at": Paragraph("MadeAt"),
    "h2.title": Paragraph("Title"),
    "p.operative": Paragraph("Operative"),
    "span.spaced": Inline(),
    # --- text
    "p": Paragraph(),
    "ul": Group(),
    "li": Paragraph(),
    "div.clauses": Group(before=3),
    **{f"div.clause.level{level}": Group(f"Clause{level}") for level in (1, 2, 3, 4)},
    **{
        f"div.clause.level{level}.short": Group(f"Clause{level}", joins=True)
        for level in (1, 2, 3, 4)
    },
    "p.deadline": Paragraph("Deadline", joins=True),
    # The course of a discussion: the short minutes are the same text without it.
    "p.course": Paragraph(),
    "span.course": Inline(),
    "br": Break(),
    "b": Inline(is_bold=True),
    "strong": Inline(is_bold=True),
    "i": Inline(is_italic=True),
    "em": Inline(is_italic=True),
    "img": Picture(),
    # --- signature
    "div.signature": Group(joins=True),
    "div.sides": Group(is_signature=True),
    "p.post": Paragraph("Post", column=85),
    "p.name": Paragraph("Signatory"),
    "span.executor": Aside("Executor"),
    "div.visas": Group(before=10),
    "p.agreed": Paragraph("Agreed"),
    "div.visa": Group(),
    "div.certified": Group(before=10),
    "p.certified-on": Paragraph("CertifiedOn"),
    "p.day": Paragraph("Post", column=35),
    "p.code": Paragraph("Code", joins=True),
    "p.made": Paragraph("Made"),
    "div.report-lead": Group("Text", after=3),
    "div.report-notes": Group("Text", before=3),
    # --- annexes
    "p.annex-mark": Paragraph("AnnexMark"),
    "p.grif": Paragraph("Grif"),
    "h1.heading": Paragraph("AnnexHeading"),
    "h1.heading.report-title": Paragraph("ReportTitle"),
    "div.members": Group("Text"),
    "p.group": Paragraph("Subheading"),
    "div.blocks": Group(after=5),
    "div.watched": Group(before=10),
    "h2.block": Paragraph("Block"),
    "h2.block.centred": Paragraph("BlockCentred"),
    "h2.passport": Paragraph("PassportHeading"),
    # --- tables
    "table.plan": Table(keeps_lines=True),
    "table.report": Table(is_small=True),
    "table.list": Table(),
    "table.list.amended": Table(),
    "table.passport": Table(widths=(32, 68), row_head="TableText"),
    "colgroup": Columns(),
    **{f"col.w{width}": Column(width) for width in range(1, 100)},
    "thead": Rows(is_head=True),
    "tbody": Rows(),
    "tfoot": Rows(is_foot=True),
    "tr": Row(),
    "tr.long": Row(is_long=True),
    "tr.section": Row(style="TableSection"),
    "th": Cell(),
    "td": Cell(),
    "td.whole": Cell("TableWhole"),
    "td.number": Cell("TableNumber", is_narrow=True),
}


def word_of(element):
    """What the element of the HTML is; raises Unknown."""
    name = ".".join([str(element.tag), *(element.get("class") or "").split()])
    try:
        return WORDS[name]
    except KeyError:
        raise Unknown(f"documents/word/vocabulary.py does not know {name}") from None
