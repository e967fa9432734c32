"""How an order names the parts of a plan: by their printed numbers, or by their words."""

from collections import Counter

from django.utils.text import Truncator

from roadmaps.models import ColumnKind

ROW = {"nom": "строка", "acc": "строку", "gen": "строки", "prep": "строке", "ins": "строкой"}
ROWS = {"acc": "строки", "ins": "строками"}
SECTION = {"nom": "раздел", "acc": "раздел", "gen": "раздела", "prep": "разделе", "ins": "разделом"}
TITLE_WORDS = 8


class Names:
    """Names of the rows and sections of one edition; two rows never have the same name."""

    def __init__(self, text):
        self.text = text
        self.has_numbers = any(column.kind == ColumnKind.NUMBER for column in text.columns)
        self.sections = {section.lineage: section for section in text.sections}
        self.numbers = Counter(row.number.rstrip(".") for row in text.rows)
        self.titles = Counter(short(row.title) for row in text.rows)
        self.whole = Counter(row.title for row in text.rows)
        self.places = {row.lineage: place for place, row in enumerate(text.rows, start=1)}

    def number(self, row):
        """The printed number without its last dot; empty when it is absent or not the only one."""
        number = row.number.rstrip(".") if self.has_numbers else ""
        return number if self.numbers[number] == 1 else ""

    def row(self, row, case):
        """«строку 5», or «строку «Провести семинар…»» where numbers do not tell."""
        number = self.number(row)
        return f"{ROW[case]} {number or self._by_title(row)}"

    def _by_title(self, row):
        if self.titles[short(row.title)] == 1:
            return f"«{short(row.title)}»"
        if self.whole[row.title] == 1:
            return f"«{row.title}»"
        return f"«{short(row.title)}» ({self.places[row.lineage]}-ю по порядку)"

    def section(self, section, case):
        """«раздел 2 «Кадры»»."""
        words = [SECTION[case], section.number.rstrip(".") if self.text.shows_sections else ""]
        if section.title:
            words.append(f"«{section.title}»")
        return " ".join(filter(None, words))

    def is_named(self, section):
        """The section is printed, so that an order may point at it."""
        return self.text.shows_sections and bool(section.title or section.number)

    def place(self, placed):
        """«после строки 5», «в начало раздела …»: where a row of the new edition stands.

        Said of this (old) edition: its own rows have their old numbers.
        """
        section = self.sections.get(placed.item.group)
        rows = {row.lineage: row for row in self.text.rows}
        if placed.after in rows:
            return f"после {self.row(rows[placed.after], 'gen')}"
        if section and self.is_named(section):
            return f"в начало {self.section(section, 'gen')}"
        return "в начало таблицы"


def short(title):
    """The first words of a long title."""
    return Truncator(title.strip()).words(TITLE_WORDS, truncate="…")


def listed(numbers):
    """«11», «11, 12», «11–13»: three or more in a row are joined by a dash."""
    groups = []
    for number in numbers:
        if groups and follows(groups[-1][-1], number):
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(
        f"{group[0]}–{group[-1]}" if len(group) > 2 else ", ".join(group) for group in groups
    )


def follows(number, following):
    """The second printed number comes next after the first: 11, 12; 1.9, 1.10."""
    *upper, last = number.split(".")
    *upper_following, last_following = following.split(".")
    return (
        upper == upper_following
        and last.isdecimal()
        and last_following.isdecimal()
        and int(last_following) == int(last) + 1
    )
