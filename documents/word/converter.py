"""From the HTML of a paper to a Word document: walks the parts and writes what each word means."""

from docx.oxml.ns import qn
from lxml import html as parser

from documents.word import tables
from documents.word.markup import add, clean, twips
from documents.word.package import Package
from documents.word.sheets import sheet_of, write_section
from documents.word.styles import EMPTY, STYLES, WIDE
from documents.word.text import content_of, write_runs
from documents.word.vocabulary import Group, Paragraph, Part, Table, Unknown, word_of


def convert(html):
    """Bytes of the document; see documents.word.docx."""
    # The comments part a stored text for the pages of the site (documents/printing.py).
    page = parser.document_fromstring(clean(html), parser.HTMLParser(remove_comments=True))
    head, body = page.find("head"), page.find("body")
    sheet = sheet_of(body)
    author = head.find("meta[@name='author']")
    package = Package(sheet, title=head.findtext("title"), author=author.get("content"))
    parts = [(element, word_of(element)) for element in body]
    for number, (element, word) in enumerate(parts, start=1):
        if not isinstance(word, Part):
            raise Unknown(f"{element.tag} stands outside of the parts")
        PartWriter(package, sheet, word).write(
            element, is_first=number == 1, is_last=number == len(parts)
        )
    return package.save()


class PartWriter:
    """Writes one part: a section of the document."""

    def __init__(self, package, sheet, part):
        self.package, self.sheet, self.part = package, sheet, part
        self.body = package.body
        self.running = ""
        self.asides = []
        # The last block of the section, and whether the next one must stand on its page.
        self.last = None

    def write(self, element, *, is_first, is_last):
        self.write_blocks(self.body, element, "Text")
        self.write_asides()
        header = self.package.header(self.running, self.sheet.width_of(self.part))
        # Word keeps a section in its last paragraph, and a frame or a table is not one.
        if self.last is None or self.last.tag != qn("w:p") or is_framed(self.last):
            self.write_edge()
        holder = self.body if is_last else self.last.pPr
        write_section(holder, self.sheet, self.part, header, is_first=is_first)

    def write_edge(self):
        self.last = add(self.body, "p")
        add(add(self.last, "pPr"), "pStyle", EMPTY)

    def write_blocks(self, parent, element, style):
        """Write the children of the element, which holds nothing but blocks."""
        require_no_words(element.text)
        for child in element:
            self.write_block(parent, child, style)
            require_no_words(child.tail)

    def write_block(self, parent, element, style):
        word = word_of(element)
        if getattr(word, "joins", False) and self.last is not None:
            tables.keep_with_next(self.last)
        if isinstance(word, Paragraph):
            self.write_paragraph(parent, element, word, style)
        elif isinstance(word, Group) and word.is_signature:
            self.write_signature(parent, element, style)
        elif isinstance(word, Group):
            self.write_group(parent, element, word, style)
        elif isinstance(word, Table):
            self.write_table(parent, element, word)
        else:
            raise Unknown(f"{element.tag} cannot stand among paragraphs")

    def write_paragraph(self, parent, element, word, style):
        content = content_of(element).tidied()
        if word.is_running:
            self.running = content.text
        self.write_content(parent, content, word.style or style)

    def write_content(self, parent, content, style):
        """A paragraph in the style; what does not stand in it waits for its place."""
        paragraph = self.last = add(parent, "p")
        follows = STYLES[style].follows_the_sheet and self.part.is_wide
        properties = add(paragraph, "pPr")
        add(properties, "pStyle", style + WIDE if follows else style)
        if STYLES[style].at_foot:
            write_frame(properties, self.sheet.width_of(self.part))
        write_runs(paragraph, content, self.package.document)
        self.asides += content.asides

    def write_group(self, parent, element, word, style):
        first = len(parent)
        self.write_blocks(parent, element, word.text or style)
        blocks = [block for block in parent[first:] if block.tag == qn("w:p")]
        if blocks and word.before and not self.has_room_over(parent, first, word.before):
            set_room(blocks[0], before=twips(word.before))
        if blocks and word.after:
            set_room(blocks[-1], after=twips(word.after))

    def has_room_over(self, parent, place, mm):
        """The style of the paragraph before the place already leaves so much room."""
        if not place or parent[place - 1].tag != qn("w:p"):
            return False
        style = STYLES.get(parent[place - 1].style.removesuffix(WIDE))
        return bool(style and style.after >= mm)

    def write_signature(self, parent, element, style):
        """Its blocks stand side by side."""
        width = self.sheet.width_of(self.part)
        taken = [word_of(child).column for child in element]
        free = (width - sum(taken)) / max(taken.count(0), 1)
        fills = [self.filling(child, style) for child in element]
        widths = [twips(column or free) for column in taken]
        self.last = tables.side_by_side(parent, widths, fills)

    def filling(self, element, style):
        return lambda cell: self.write_block(cell, element, style)

    def write_asides(self):
        """What goes to the foot of the sheet on which the part ends."""
        if self.asides:
            tables.keep_with_next(self.last)
        for word, content in self.asides:
            self.write_content(self.body, content, word.style)

    def write_table(self, parent, element, word):
        if self.last is None:
            # LibreOffice forgets that the sheet lies when a section begins with a table.
            self.write_edge()
        width = self.sheet.width_of(self.part)
        self.last = tables.TableWriter(word, element, width, self.fill_cell).write(parent)

    def fill_cell(self, cell, element, style, keeps_lines):
        """What is in a cell of the HTML: blocks, or text."""
        if any(isinstance(word_of(child), Paragraph | Group) for child in element):
            self.write_blocks(cell, element, style)
            return
        content = content_of(element)
        for line in content.lines() if keeps_lines else [content.tidied()]:
            self.write_content(cell, line, style)


def write_frame(properties, width):
    """A place at the foot of the sheet on which the paragraph stands; the text stays over it.

    Not in the style: LibreOffice finds frames in paragraphs only.
    """
    place = {"vAnchor": "margin", "hAnchor": "margin", "xAlign": "left", "yAlign": "bottom"}
    add(properties, "framePr", w=twips(width), wrap="notBeside", **place)


def is_framed(paragraph):
    return paragraph.pPr.find(qn("w:framePr")) is not None


def require_no_words(text):
    """Refuse words that stand among blocks: they would be lost."""
    if text and text.strip():
        raise Unknown(f"words outside of paragraphs: {text.strip()[:40]}")


def set_room(paragraph, **sides):
    """Other room over or under one paragraph than its style gives."""
    spacing = paragraph.pPr.find(qn("w:spacing"))
    if spacing is None:
        add(paragraph.pPr, "spacing", **sides)
    else:
        for side, value in sides.items():
            spacing.set(qn(f"w:{side}"), str(value))
