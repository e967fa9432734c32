"""What a person has typed in a cell of a table → a value, or a fault that says what to do.

Every reader takes a cell that is not empty. Nothing is guessed: «нет» is not True, and what is
neither «да» nor «нет» is a fault.
"""

import datetime
import re

from lib.text import fold

YES = {"да", "есть", "1", "+", "истина", "true"}
NO = {"нет", "0", "-", "–", "—", "ложь", "false"}
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?г\.?)?")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
FIRST_YEAR, LAST_YEAR = 1950, 2100
WHOLE = re.compile(r"\d+")
MOST = 32_767  # what PositiveSmallIntegerField holds in PostgreSQL
LONGEST_PIECE = 250


class Wrong(ValueError):
    """The cell cannot be taken: what is wrong, and what to do about it.

    `column` is the key of its column where the one who reads does not know it.
    """

    def __init__(self, wrong, advice, column=""):
        super().__init__(f"{wrong}. {advice}")
        self.wrong, self.advice, self.column = wrong, advice, column


def words(longest=250):
    """Reader of a text in one line, not longer than that."""

    def read(cell):
        text = " ".join(cell.text.split())
        if len(text) > longest:
            raise Wrong(f"текст длиннее {longest} знаков", "Сократите его.")
        return text

    return read


def pieces(cell):
    """Texts that a semicolon or a line break divides, each once and none too long."""
    found = [" ".join(piece.split()) for piece in re.split(r"[;\n]", cell.text)]
    if any(len(piece) > LONGEST_PIECE for piece in found):
        raise Wrong(
            f"одно из названий длиннее {LONGEST_PIECE} знаков",
            "Сократите его или разделите названия точкой с запятой.",
        )
    return list(dict.fromkeys(filter(None, found)))


def yes_or_no(cell):
    """True for «да», «есть», «1», «+»; False for «нет», «0», «-»."""
    word = fold(cell.text)
    if word in YES or word in NO:
        return word in YES
    raise Wrong(f"«{shown(cell)}» — это не «да» и не «нет»", "Напишите «да» или «нет».")


def day(cell):
    """Date of a real date, or of a text like 15.04.2026."""
    if cell.date:
        return _in_reach(cell.date, cell)
    text = cell.text.strip()
    if found := DOTTED.fullmatch(text):
        numbers = map(int, reversed(found.groups()))
    elif found := ISO.fullmatch(text):
        numbers = map(int, found.groups())
    else:
        raise Wrong(f"«{shown(cell)}» — это не дата", "Напишите так: 15.04.2026.")
    try:
        return _in_reach(datetime.date(*numbers), cell)
    except ValueError as fault:
        if isinstance(fault, Wrong):
            raise
        raise Wrong(f"дня «{shown(cell)}» нет в календаре", "Исправьте дату.") from None


def _in_reach(date, cell):
    if FIRST_YEAR <= date.year <= LAST_YEAR:
        return date
    raise Wrong(f"«{shown(cell)}» — слишком далёкий год", "Исправьте дату.")


def whole(cell):
    """A whole number from zero to MOST."""
    text = re.sub(r"\s", "", cell.text)
    if not WHOLE.fullmatch(text) or cell.date:
        raise Wrong(
            f"«{shown(cell)}» — это не целое число", "Напишите число цифрами, без дробной части."
        )
    # The length first: int() refuses thousands of digits.
    if len(text) > len(str(MOST)) or int(text) > MOST:
        raise Wrong(
            f"«{shown(cell)}» — слишком большое число", f"Проверьте его: здесь не больше {MOST}."
        )
    return int(text)


def one_of(options, *, also=None):
    """Reader of one of the options {value: name}; `also` is {other spelling: value}."""
    known = {fold(str(name)): value for value, name in options.items()}
    known |= {fold(spelling): value for spelling, value in (also or {}).items()}
    names = ", ".join(f"«{name}»" for name in options.values())

    def read(cell):
        try:
            return known[fold(cell.text)]
        except KeyError:
            raise Wrong(f"«{shown(cell)}» здесь не бывает", f"Выберите из: {names}.") from None

    return read


def shown(cell):
    """The text of a cell, short enough for a message."""
    text = " ".join(cell.text.split())
    return text if len(text) <= 60 else f"{text[:60]}…"
