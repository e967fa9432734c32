"""What a report looks like, the same for the page, PDF, Word and Excel: lines and tables.

A cell is a text, a number or a day; each format writes it in its own way, with the same words.
"""

import datetime
from dataclasses import dataclass

from lib.dates import dotted_date, long_date

NO_DATA = "нет данных"


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in per cent, whether it holds numbers."""

    heading: str
    width: int
    is_number: bool = False


@dataclass(frozen=True)
class Band:
    """A row over the whole width: what the rows under it have in common."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table; `rows` are tuples of cells or Bands. `empty` is said instead of one without rows."""

    columns: tuple
    rows: tuple
    heading: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Paper:
    """A report ready to be written: title, lines under it, tables, notes at the end."""

    title: str
    on: datetime.date
    lines: tuple = ()
    tables: tuple = ()
    notes: tuple = ()
    is_wide: bool = False
    # Whose report it is, for the name of the file.
    about: str = ""

    @property
    def as_of(self):
        """«по состоянию на 1 октября 2026 г.»."""
        return f"по состоянию на {long_date(self.on)}"

    @property
    def file_name(self):
        """«Контрольный лист, 01.10.2026»: nothing that a file system refuses."""
        about = "".join(char for char in self.about if char not in '\\/:*?"<>|')
        words = " — ".join(filter(None, (self.title, about[:80].strip())))
        return f"{words}, {dotted_date(self.on)}"


def shown(cell):
    """The cell in words: «01.10.2026», «4,5», the number, the text; empty for None."""
    if isinstance(cell, datetime.date):
        return dotted_date(cell)
    if isinstance(cell, float):
        return f"{cell:.1f}".replace(".", ",")
    return "" if cell is None else str(cell)


def numbered(rows, start=1):
    """The rows with their numbers; a Band has none."""
    number, found = start, []
    for row in rows:
        if isinstance(row, Band):
            found.append(row)
        else:
            found.append((number, *row))
            number += 1
    return tuple(found)


def period_words(first, last):
    """«за период с 01.09.2026 по 31.12.2026», «с 01.09.2026», «по …»; empty without a period."""
    if not (first or last):
        return ""
    ends = [f"с {dotted_date(first)}"] if first else []
    ends += [f"по {dotted_date(last)}"] if last else []
    return f"за период {' '.join(ends)}"


NUMBER = Column("№ п/п", 5, is_number=True)
