"""What sheets of a book share: their list, texts and looks."""

import re
from dataclasses import dataclass, field

from files.jailed import Unreadable
from files.readers import limits
from files.readers.excel.formats import BUILT_IN, GENERAL, NumberFormat
from files.readers.package import Listener

PRINT_TITLES = "_xlnm.Print_Titles"
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class Sheet:
    name: str
    relationship: str | None
    is_hidden: bool
    header: range = range(0)  # rows repeated at the top of each printed page


class Workbook(Listener):
    """Hears workbook.xml."""

    def __init__(self):
        self.sheets = []
        self.is_1904 = False
        self._titles = None  # (index of the sheet, pieces of the text)

    def start(self, name, attributes):
        if name == "workbookPr":
            self.is_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "sheet":
            state = attributes.get("state", "visible")
            title = attributes.get("name", "")
            self.sheets.append(Sheet(title, attributes.get("id"), state != "visible"))
        elif name == "definedName" and attributes.get("name") == PRINT_TITLES:
            self._titles = attributes.get("localSheetId", ""), []

    def text(self, data):
        if self._titles:
            self._titles[1].append(data)

    def end(self, name):
        if name == "definedName" and self._titles:
            (index, pieces), self._titles = self._titles, None
            rows = re.search(r"\$([0-9]{1,7}):\$([0-9]{1,7})$", "".join(pieces))
            if rows and index.isdecimal() and int(index) < len(self.sheets):
                self.sheets[int(index)].header = range(int(rows[1]), int(rows[2]) + 1)


@dataclass
class RichText:
    """Text of a cell put together from pieces of different looks."""

    pieces: list = field(default_factory=list)
    has_bold: bool = False
    has_plain: bool = False

    def add(self, piece, is_bold):
        self.pieces.append(piece)
        if piece.strip():
            self.has_bold |= is_bold
            self.has_plain |= not is_bold

    @property
    def text(self):
        return unescape("".join(self.pieces))

    @property
    def is_bold(self):
        return self.has_bold and not self.has_plain


class RichTextListener(Listener):
    """Hears texts with their looks, in sheets (`is`) and in the table of strings (`si`)."""

    def __init__(self):
        self._rich = self._piece = None
        self._is_bold = self._is_phonetic = False

    def start(self, name, attributes):
        if name in ("si", "is"):
            self._rich = RichText()
        elif name == "r":
            self._is_bold = False
        elif name == "b":
            self._is_bold = attributes.get("val", "1") not in ("0", "false")
        elif name == "rPh":
            self._is_phonetic = True
        elif name == "t" and not self._is_phonetic:
            self._piece = []

    def text(self, data):
        if self._piece is not None:
            self._piece.append(data)

    def end(self, name):
        if name == "t" and self._piece is not None:
            piece, self._piece = "".join(self._piece), None
            if self._rich:
                self._rich.add(piece, self._is_bold)
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "r":
            self._is_bold = False


class Strings(RichTextListener):
    """Hears sharedStrings.xml; `found` are its (text, is_bold)."""

    def __init__(self):
        super().__init__()
        self.found = []
        self._length = 0

    def end(self, name):
        super().end(name)
        if name == "si" and self._rich:
            self.found.append((self._rich.text, self._rich.is_bold))
            self._length += len(self.found[-1][0])
            if self._length > limits.MAX_TEXT:
                raise Unreadable(limits.TOO_MUCH_TEXT)


class Looks(Listener):
    """Hears styles.xml: formats of numbers and bold fonts of cells."""

    def __init__(self):
        self._path = []
        self._codes = dict(BUILT_IN)
        self._bold = []  # of each font
        self._cells = []  # (format, font) of each look
        self._formats = {}

    def start(self, name, attributes):
        self._path.append(name)
        parents = self._path[-3:-1]
        if name == "numFmt" and parents[-1:] == ["numFmts"]:
            self._codes[_whole(attributes, "numFmtId")] = attributes.get("formatCode", GENERAL)
        elif name == "font" and parents[-1:] == ["fonts"]:
            self._bold.append(False)
        elif name == "b" and parents == ["fonts", "font"]:
            self._bold[-1] = attributes.get("val", "1") not in ("0", "false")
        elif name == "xf" and parents[-1:] == ["cellXfs"]:
            self._cells.append((_whole(attributes, "numFmtId"), _whole(attributes, "fontId")))

    def end(self, name):
        self._path.pop()

    def format(self, look):
        """NumberFormat of the cells with the look."""
        number = self._cell(look)[0]
        if number not in self._formats:
            self._formats[number] = NumberFormat(self._codes.get(number, GENERAL))
        return self._formats[number]

    def is_bold(self, look):
        font = self._cell(look)[1]
        return self._bold[font] if 0 <= font < len(self._bold) else False

    def _cell(self, look):
        return self._cells[look] if 0 <= look < len(self._cells) else (0, 0)


def unescape(text):
    """Text with the characters that Excel writes as «_x000D_»."""

    def character(match):
        code = int(match[1], 16)
        return "" if 0xD800 <= code < 0xE000 else chr(code)

    return ESCAPED.sub(character, text) if "_x" in text else text


def _whole(attributes, name):
    try:
        return int(attributes.get(name, "0"))
    except ValueError:
        return 0
