"""Sheets of paper and sections: sizes, fields, page numbers."""

from dataclasses import dataclass

from docx.oxml.ns import qn

from documents.word.markup import add, twips

# A4, millimetres.
SHORT_SIDE, LONG_SIDE = 210, 297
# The number of a page: 12 pt in single spacing, 4 mm over the text (print.css, @top-center).
NUMBER_OVER_TEXT = 4 + 12 * 1.149 / 72 * 25.4


@dataclass
class Sheet:
    """Fields in mm and the size of the text in points: those of print.css, unless the HTML says."""

    left: float = 30
    right: float = 10
    top: float = 20
    bottom: float = 20
    size: float = 14
    wide_bottom: float = 15
    corner: float = 80  # of a mark in the corner, mm
    counts_anew: bool = True  # every annex has its own run of pages

    @property
    def text_width(self):
        return SHORT_SIDE - self.left - self.right

    @property
    def wide_text_width(self):
        return LONG_SIDE - self.left - self.right

    def width_of(self, part):
        """Width of the text of the part, mm."""
        return self.wide_text_width if part.is_wide else self.text_width


def sheet_of(body):
    """Sheet by what templates/print/base.html says in the attributes of <body>."""
    sheet = Sheet()
    if margins := body.get("data-margins"):
        sheet.top, sheet.right, sheet.bottom, sheet.left = map(float, margins.split())
    sheet.size = float(body.get("data-size", sheet.size))
    sheet.corner = float(body.get("data-corner", sheet.corner))
    sheet.counts_anew = body.get("data-pages", "own") == "own"
    return sheet


def write_section(parent, sheet, part, header_id, *, is_first):
    """Put the properties of the part's section into the paragraph or the body."""
    section = add(parent, "sectPr")
    if header_id:
        reference = add(section, "headerReference", type="default")
        reference.set(qn("r:id"), header_id)
    add(section, "type", "nextPage")
    width, height = (LONG_SIDE, SHORT_SIDE) if part.is_wide else (SHORT_SIDE, LONG_SIDE)
    size = add(section, "pgSz", w=twips(width), h=twips(height))
    if part.is_wide:
        size.set(qn("w:orient"), "landscape")
    add(
        section,
        "pgMar",
        top=twips(sheet.top),
        right=twips(sheet.right),
        bottom=twips(sheet.wide_bottom if part.is_wide else sheet.bottom),
        left=twips(sheet.left),
        header=twips(sheet.top - NUMBER_OVER_TEXT),
        footer=twips(10),
        gutter=0,
    )
    if sheet.counts_anew or is_first:
        add(section, "pgNumType", start=1)
        add(section, "titlePg")


def write_header(root, text, width):
    """Page number in the middle; what is said of the whole part, at the right."""
    paragraph = add(root, "p")
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", "PageNumber")
    if text:
        tabs = add(properties, "tabs")
        add(tabs, "tab", "center", pos=twips(width / 2))
        add(tabs, "tab", "right", pos=twips(width))
        add(properties, "jc", "left")
        add(add(paragraph, "r"), "tab")
    field = add(paragraph, "fldSimple", instr=" PAGE ")
    add(add(field, "r"), "t").text = "2"
    if text:
        run = add(paragraph, "r")
        add(add(run, "rPr"), "b")
        add(run, "tab")
        add(run, "t").text = text
