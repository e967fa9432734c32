"""Cells of a sheet, heard one by one; only those that hold something are kept."""

import datetime
import re
from dataclasses import dataclass

from files.jailed import Unreadable
from files.readers import limits
from files.readers.characters import tidy
from files.readers.excel.book import RichTextListener, unescape

PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
BOOLEANS = {"1": "ИСТИНА", "0": "ЛОЖЬ", "true": "ИСТИНА", "false": "ЛОЖЬ"}
FAR_AWAY = (
    "На листе «{sheet}» данные стоят слишком далеко (ячейка {cell}). Читаются первые 20 000 строк "
    "и 200 столбцов: удалите лишнее и загрузите файл снова."
)
TOO_MANY_MERGES = f"На листе «{{sheet}}» больше 10 000 объединённых ячеек. {limits.DIVIDE}"


@dataclass(slots=True)
class Content:
    """What a cell holds, as a person sees it."""

    text: str
    date: datetime.date | None = None
    is_bold: bool = False


class SheetCells(RichTextListener):
    """Hears a sheet; `rows` is {row: {column: Content}}, `merges` (top, left, bottom, right)."""

    def __init__(self, name, *, strings, looks, is_1904, budget):
        super().__init__()
        self.rows, self.merges = {}, []
        self.hidden_rows, self.hidden_columns = [], []
        self._name, self._strings, self._looks = name, strings, looks
        self._is_1904, self._budget = is_1904, budget
        self._row = self._column = self._count = 0
        self._attributes = {}
        self._value = None

    def start(self, name, attributes):
        if name == "row":
            self._open_row(attributes)
        elif name == "c":
            self._attributes, self._value, self._rich = attributes, None, None
            self._row, self._column = self._place(attributes.get("r"))
        elif name == "v":
            self._piece = self._value = []
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            edges = [attributes.get(edge, "") for edge in ("min", "max")]
            if all(edge.isdecimal() and len(edge) < 8 for edge in edges):
                self.hidden_columns.append(tuple(map(int, edges)))
        else:
            super().start(name, attributes)

    def end(self, name):
        if name == "v":
            self._piece = None
        elif name == "c":
            self._close_cell()
        else:
            super().end(name)

    def _open_row(self, attributes):
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
        self._column = 0
        if attributes.get("hidden") in ("1", "true") and self._row <= limits.MAX_ROWS:
            self.hidden_rows.append(self._row)

    def _place(self, reference):
        """(row, column) of a reference, or the next cell of the row without one."""
        found = PLACE.fullmatch(reference or "")
        if not found:
            return self._row, self._column + 1
        return int(found[2]), column_number(found[1])

    def _close_cell(self):
        content = self._content()
        if not content or not content.text:
            return
        if self._row > limits.MAX_ROWS or self._column > limits.MAX_COLUMNS:
            cell = f"{column_letters(self._column)}{self._row}"
            raise Unreadable(FAR_AWAY.format(sheet=self._name, cell=cell))
        self._budget.add_text(content.text)
        self._count += 1
        limits.require_cells(self._count)
        self.rows.setdefault(self._row, {})[self._column] = content

    def _content(self):
        kind, look = self._attributes.get("t", "n"), self._look()
        is_bold = self._looks.is_bold(look)
        if self._rich and kind == "inlineStr":
            return Content(tidy(self._rich.text), is_bold=is_bold or self._rich.is_bold)
        raw = "".join(self._value or []).strip()
        if not raw:
            return None
        if kind == "s":
            text, is_rich_bold = self._shared(raw)
            return Content(tidy(text), is_bold=is_bold or is_rich_bold)
        if kind == "n":
            text, day = self._looks.format(look).show(raw, is_1904=self._is_1904)
            return Content(tidy(text), day, is_bold)
        if kind == "d":
            return _iso_day(raw, is_bold)
        text = BOOLEANS.get(raw, raw) if kind == "b" else unescape(raw)
        return Content(tidy(text), is_bold=is_bold)

    def _look(self):
        look = self._attributes.get("s", "0")
        return int(look) if look.isdecimal() and len(look) < 8 else 0

    def _shared(self, raw):
        index = int(raw) if raw.isdecimal() and len(raw) < 8 else -1
        return self._strings[index] if 0 <= index < len(self._strings) else ("", False)

    def _merge(self, reference):
        first, _, last = reference.partition(":")
        corners = [PLACE.fullmatch(corner) for corner in (first, last or first)]
        if not all(corners):
            return
        if len(self.merges) >= limits.MAX_MERGES:
            raise Unreadable(TOO_MANY_MERGES.format(sheet=self._name))
        top, bottom = (int(corner[2]) for corner in corners)
        left, right = (column_number(corner[1]) for corner in corners)
        self.merges.append((top, left, bottom, right))


def column_number(letters):
    """1 of «A», 27 of «AA»."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number):
    """«AA» of 27."""
    letters = ""
    while number:
        number, index = divmod(number - 1, 26)
        letters = chr(ord("A") + index) + letters
    return letters


def _iso_day(raw, is_bold):
    try:
        day = datetime.date.fromisoformat(raw[:10])
    except ValueError:
        return Content(raw, is_bold=is_bold)
    return Content(f"{day:%d.%m.}{day.year:04}", day, is_bold)
