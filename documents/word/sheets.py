"""Sheets of paper and sections: sizes, fields, page numbers."""

import re
from dataclasses import dataclass

from docx.oxml.ns import qn

from documents.word.markup import add, twips
from documents.word.vocabulary import Unknown

# A4, millimetres.
SHORT_SIDE, LONG_SIDE = 210, 297
# The number of a page: 12 pt in single spacing, 4 mm over the text (print.css, @top-center).
NUMBER_OVER_TEXT = 4 + 12 * 1.149 / 72 * 25.4

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
DECLARATION = re.compile(r"\s*([\w-]+)\s*:\s*([\d.]+)(mm|pt|)\s*")
# What templates/print/base.html may say of the sheet in its <style>: {rule: {declaration: field}}.
SAID = {
    "@page": {f"margin-{side}": side for side in ("left", "right", "top", "bottom")},
    ".paper": {"font-size": "size"},
    "body": {"margin": None},
}


@dataclass
class Sheet:
    """Fields in mm and the size of the text in points: those of print.css, unless the HTML says."""

    left: float = 30
    right: float = 10
    top: float = 20
    bottom: float = 20
    size: float = 14
    wide_bottom: float = 15

    @property
    def text_width(self):
        return SHORT_SIDE - self.left - self.right

    @property
    def wide_text_width(self):
        return LONG_SIDE - self.left - self.right

    def width_of(self, part):
        """Width of the text of the part, mm."""
        return self.wide_text_width if part.is_wide else self.text_width


def sheet_of(css):
    """Sheet by the text of the <style> of a document; raises Unknown for what it cannot follow."""
    sheet = Sheet()
    for selector, body in RULE.findall(css):
        said = SAID.get(selector.strip(), {})
        for declaration in filter(str.strip, body.split(";")):
            match = DECLARATION.fullmatch(declaration)
            if not match or match[1] not in said:
                raise Unknown(f"documents/word/sheets.py cannot follow {selector}{{{declaration}}}")
            if field := said[match[1]]:
                setattr(sheet, field, float(match[2]))
    return sheet


def write_section(parent, sheet, part, header_id):
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
