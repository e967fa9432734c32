"""Rows that name a section, and the number, level and title in their words."""

import re

from roadmaps.importing.plan import DEADLINE_ROLES, Role
from roadmaps.importing.wording import (
    ROMAN,
    ROMAN_LOOK_ALIKE,
    begins_inside,
    begins_small,
    is_row_number,
    is_shouted,
    numbers_of,
    one_line,
)

NAMES = r"раздел|этап|направление|блок|модуль|стадия|задача|цель|часть|глава|подраздел|ступень"
# Not the beginning of a date: «Раздел 15.04.2024» has no number.
NUMBER = rf"(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}(?!\d|\.\d)|{ROMAN})"
# «Раздел 1. …», «I этап. …», «1.1. …», «II) …», «Направление № 2: …»
NAMED_FIRST = re.compile(
    rf"(?P<number>(?:{NAMES})\s*(?:№\s*)?{NUMBER}(?:-?[йя])?\s*[.:)]?)\s*(?:[-–—:]\s*)?(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
NUMBER_FIRST = re.compile(
    rf"(?P<number>{NUMBER}(?:-?[йяе]{{1,2}})?\s+(?:{NAMES})\s*[.:)]?)\s*(?:[-–—:]\s*)?(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
PLAIN = re.compile(rf"(?P<number>{NUMBER}\s*(?:[.)]|(?=\s)))\s*(?P<title>\D.*)", re.DOTALL)
LETTERED = re.compile(r"(?P<number>[А-Я]\s*[.)])\s*(?P<title>\w{4}.*)", re.DOTALL)
STARTS_NAMED = re.compile(
    rf"\W*(?:{NAMES}|{NUMBER}(?:-?[йяе]{{1,2}})?\s+(?:{NAMES}))\b", re.IGNORECASE
)
TOTAL = re.compile(r"\W*(?:итого|всего)\b", re.IGNORECASE)
FOOTNOTE = re.compile(r"\W*(?:\*|примечани[ея]\b|(?:принятые )?сокращения\s*[:–-])", re.IGNORECASE)
# «Начальник управления | И. И. Иванов», «Исполнитель: …, тел. …»
TITLES = (Role.TITLE, Role.NUMBER, Role.ACTOR, Role.SECTION)
INITIALS = r"[А-ЯЁ]\.\s?[А-ЯЁ]\."
SIGNED = re.compile(rf"\W*(?:{INITIALS}\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+ {INITIALS})\W*")
AUTHOR = re.compile(r"\W*(?:исполнитель|исп)\b.*\bтел", re.IGNORECASE)
POST = re.compile(
    r"\W*(?:и\.?\s?о\.?|начальник|заведующ\w+|председатель|руководитель|директор|глава|заместитель"
    r"|исполнитель|исп|методист|специалист)\b",
    re.IGNORECASE,
)
LONGEST_NUMBER = 40


def number_and_title(text):
    """(number as printed, title) of a section's words; the number is empty when there is none."""
    text = one_line(text)
    head = text[:LONGEST_NUMBER].translate(ROMAN_LOOK_ALIKE) + text[LONGEST_NUMBER:]
    for pattern in (NAMED_FIRST, NUMBER_FIRST, PLAIN, LETTERED):
        if found := pattern.fullmatch(head):
            cut = found.start("title")
            return text[: found.end("number")].strip(), text[cut:].strip()
    return "", text


def level_of(number, title=""):
    """1 for a section, 2 for a subsection: «1.1.» has two parts."""
    if re.match(r"\W*подраздел", number or title, re.IGNORECASE):
        return 2
    return 2 if len(re.findall(r"\d+", number)) > 1 else 1


def is_top_number(text):
    """True for the number of a section in a column of numbers: roman, or one part alone."""
    text = text.strip().translate(ROMAN_LOOK_ALIKE)
    return bool(re.fullmatch(rf"{ROMAN}[.)]?", text)) or len(numbers_of(text)) == 1


def names_section(text):
    """True when the words themselves say that a section begins."""
    return bool(STARTS_NAMED.match(text)) or bool(
        re.match(rf"{ROMAN}[.)]?\s+\S", text.translate(ROMAN_LOOK_ALIKE))
    )


class SectionRows:
    """Tells the rows that name a section from measures, by what the whole table is like."""

    def __init__(self, columns, rows):
        self.roles = [column.role for column in columns]
        number = self.index_of(Role.NUMBER)
        self.number = number
        numbers = [numbers_of(row.texts[number]) for row in rows] if number is not None else []
        self.plain = sum(map(self.is_plain, rows))
        # Measures are numbered «1.1.», so a lone «1.» is a section's.
        self.has_deep_numbers = sum(len(parts) > 1 for parts in numbers) > len(rows) / 4

    def index_of(self, role):
        return self.roles.index(role) if role in self.roles else None

    def is_section(self, row, next_row):
        """True when the row names a section."""
        texts = row.texts
        filled = row.filled
        if not filled or row.is_covered:
            return False
        text = self.words(row)
        if FOOTNOTE.match(text) or TOTAL.match(text) or not re.search(r"[^\W\d]", text):
            return False
        if len({texts[index] for index in filled}) == 1 and len(filled) > 1:
            return len(filled) == len(texts) and len(texts) > 2
        rest = [index for index in filled if index != self.number] or filled
        if len(rest) != 1:
            return False
        if row.spans[rest[0]] > 1:
            return self.is_wide_section(row, rest[0], text)
        return self.is_narrow_section(row, rest[0], next_row)

    def words(self, row):
        """Number and title of the row in one piece."""
        return one_line(" ".join(dict.fromkeys(row.texts[index] for index in row.filled)))

    def is_wide_section(self, row, index, text):
        """A cell over several columns: the whole row, or all but the number."""
        covers_all = row.spans[index] >= len(row.cells)
        if begins_small(text) and not (names_section(text) or covers_all):
            return False  # a tail is never merged over the whole width
        covered = row.spans[index] + (index if self.number == 0 and index == 1 else 0)
        return covered >= max(2, round(len(row.cells) * 0.6))

    def is_narrow_section(self, row, index, next_row):
        """A title alone in its usual column, the other cells empty."""
        if self.roles[index] not in TITLES:
            return False
        own = row.texts[index]
        if begins_small(own) or begins_inside(own):
            return False
        number = row.texts[self.number] if self.number is not None else ""
        if number and self.number != index:
            return is_top_number(number) and (
                self.has_deep_numbers or not numbers_of(number) or self.looks_titled(row, index)
            )
        if names_section(own) or self.looks_titled(row, index):
            return True
        printed, title = number_and_title(own)
        if printed and title and index in (0, self.number):
            return self.has_deep_numbers or self.number is None
        return self.is_guessed(row, next_row)

    def is_guessed(self, row, next_row):
        """A plain title alone above a full row: a section most likely, but nothing says so.

        At the top of a page it may as well be a tail; there it needs its likes elsewhere.
        """
        if not self.is_plain(row) or next_row is None or len(next_row.filled) < 3:
            return False
        return not row.is_after_break or self.plain > 1

    def is_plain(self, row):
        """One cell alone, a title by its place, with nothing about it that says «section»."""
        if len(row.filled) != 1 or self.roles[row.filled[0]] not in TITLES or row.is_covered:
            return False
        index = row.filled[0]
        text = row.texts[index]
        is_named = names_section(text) or self.looks_titled(row, index)
        is_wide = row.spans[index] > 1
        is_numbered = bool(number_and_title(text)[0]) or is_row_number(text)
        return not (is_named or is_numbered or is_wide or begins_small(text) or begins_inside(text))

    def looks_titled(self, row, index):
        """Bold or in capitals."""
        return row.cells[index].is_bold or is_shouted(row.texts[index])


def is_no_measure(row, roles):
    """True for «Итого», a footnote, and a line of signature below the table.

    What has a deadline is a measure, whatever it begins with.
    """
    words = [row.texts[index] for index in row.filled]
    if any(row.texts[index] for index, role in enumerate(roles) if role in DEADLINE_ROLES):
        return False
    if not words or is_row_number(words[0]):
        return False
    if TOTAL.match(words[0]) or FOOTNOTE.match(words[0]):
        return True
    signed = any(SIGNED.fullmatch(text) for text in words[1:]) or AUTHOR.match(words[0])
    return bool(signed) and POST.match(words[0]) is not None and len(words) <= 3
