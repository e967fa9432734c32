"""The file of a Word document: its parts and properties, the same bytes every time."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from lxml import etree

from documents.word.markup import add
from documents.word.sheets import write_header
from documents.word.styles import LANGUAGE, write_styles

# Of the blank document of python-docx: it also brings fonts, themes and a picture of another paper.
KEPT = {REL.OFFICE_DOCUMENT, REL.CORE_PROPERTIES, REL.STYLES, REL.SETTINGS}
# The earliest day that a ZIP can tell.
NO_DAY = (1980, 1, 1, 0, 0, 0)
TAB_STOP = 709  # twips: 1.25 cm
WORD_2013 = 15
SETTING_URI = "http://schemas.microsoft.com/office/word"


class Package:
    """A document to be filled: `body` takes the blocks, save() gives the bytes."""

    def __init__(self, sheet, *, title, author):
        self.document = Document()
        self.body = emptied(self.document.element.body)
        for rels in (self.document.part.rels, self.document.part.package.rels):
            for key in [key for key, rel in rels.items() if rel.reltype not in KEPT]:
                del rels[key]
        write_styles(emptied(self.document.styles.element), sheet)
        write_settings(emptied(self.document.settings.element))
        self.write_properties(title, author)
        self.headers = {}

    def write_properties(self, title, author):
        """What the file says of itself. No day: two files of one text do not differ."""
        root = emptied(self.document.part.package.part_related_by(REL.CORE_PROPERTIES).element)
        said = {
            "dc:title": title,
            "dc:creator": author,
            "dc:language": LANGUAGE,
            "cp:lastModifiedBy": author,
            "cp:revision": "1",
        }
        for name, text in said.items():
            prefix, local = name.split(":")
            etree.SubElement(root, f"{{{root.nsmap[prefix]}}}{local}").text = text

    def header(self, text, width):
        """Id of the header with the page number and the text; parts of one look share it."""
        key = (text, width if text else 0)
        if key not in self.headers:
            part, self.headers[key] = self.document.part.add_header_part()
            write_header(emptied(part.element), text, width)
        return self.headers[key]

    def save(self):
        """Bytes of the file."""
        stream, result = BytesIO(), BytesIO()
        self.document.save(stream)
        with ZipFile(stream) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                entry = ZipInfo(name, NO_DAY)
                entry.compress_type = ZIP_DEFLATED
                target.writestr(entry, source.read(name))
        return result.getvalue()


def write_settings(root):
    """Settings in the order of the schema."""
    add(root, "zoom", percent=100)
    # Only the style of cells allows it: their columns are narrow (print.css, `.paper td`).
    add(root, "autoHyphenation")
    add(root, "hyphenationZone", 0)
    add(root, "doNotHyphenateCaps")
    add(root, "defaultTabStop", TAB_STOP)
    add(root, "characterSpacingControl", "doNotCompress")
    compatibility = add(root, "compat")
    mode = {"name": "compatibilityMode", "uri": SETTING_URI}
    add(compatibility, "compatSetting", WORD_2013, **mode)
    add(root, "themeFontLang", LANGUAGE)
    add(root, "decimalSymbol", ",")
    add(root, "listSeparator", ";")


def emptied(element):
    """The element without children and attributes."""
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    return element
