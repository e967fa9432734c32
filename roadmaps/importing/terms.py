"""The deadline of a row in words: one column, a beginning and an end, or a grid of marks."""

import re

from lib.dates import MONTH_NAMES, MONTHS
from roadmaps.deadlines import DeadlineKind, read_deadline
from roadmaps.importing.headings import is_mark_heading, is_year_heading
from roadmaps.importing.plan import Role
from roadmaps.importing.wording import NOTHING, one_line

MARK = re.compile(r"[+xхvv✓✔√*•×–—-]|да|\W{1,3}", re.IGNORECASE)
DAY = re.compile(r"(?:до |к |по )?\d{1,2}(?:\s*[-–—,]\s*\d{1,2})*")
DATED = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{2,4})?")
GENITIVE = dict(zip(MONTH_NAMES, MONTHS, strict=True))


def is_mark(text):
    """True for what is put into a grid: a plus, a cross, a tick."""
    return bool(MARK.fullmatch(text.strip()))


def is_deadline(text):
    """True for words that name a time, by themselves."""
    return bool(text) and len(text) < 150 and read_deadline(text).kind != DeadlineKind.OTHER


class Terms:
    """Puts together what the row says about when."""

    def __init__(self, columns, leaves):
        self.of_role = {}
        for index, column in enumerate(columns):
            self.of_role.setdefault(column.role, []).append(index)
        self.headings = [
            leaf.headings or [column.heading] for leaf, column in zip(leaves, columns, strict=True)
        ]

    def text(self, value):
        """Words of the deadline; `value(index)` gives the row's text in a column."""
        parts = [value(index) for index in self.of_role.get(Role.DEADLINE, ())]
        parts.append(self.span(value))
        parts.append(self.marked(value))
        return "\n".join(filter(None, parts))

    def span(self, value):
        """«с 01.09.2024 по 31.05.2025» of the two columns; one of them may be empty."""
        start = "\n".join(filter(None, map(value, self.of_role.get(Role.DEADLINE_START, ()))))
        end = "\n".join(filter(None, map(value, self.of_role.get(Role.DEADLINE_END, ()))))
        if start and end:
            return start if start == end else f"{start} – {end}"
        if end and DATED.search(end):
            return f"до {end}"
        return f"с {start}" if start and DATED.search(start) else start or end

    def marked(self, value):
        """«I квартал 2024 года, III квартал 2024 года» of the marked columns."""
        parts = []
        for index in self.of_role.get(Role.DEADLINE_MARK, ()):
            text = value(index)
            if text and text not in NOTHING:
                parts.append(self.of_mark(text, self.headings[index]))
        return ", ".join(parts)

    def of_mark(self, text, headings):
        """What a filled cell of the grid means: its heading, or the day in the heading's month."""
        named = [one_line(h) for h in headings if is_mark_heading(h)]
        years = [one_line(h) for h in headings if is_year_heading(h)]
        # «Срок реализации» over the quarters says nothing of when.
        heading = " ".join([*named, *years] or map(one_line, headings))
        heading = f"{heading} год" if heading.isdecimal() else heading
        if is_mark(text):
            return heading
        if DAY.fullmatch(text):
            month, _, rest = heading.partition(" ")
            named = GENITIVE.get(month.casefold(), month)
            return f"{text} {named} {rest}".strip()
        return text if DATED.fullmatch(text) else f"{heading}: {text}"
