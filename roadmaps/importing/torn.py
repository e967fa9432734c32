"""Rows torn by a page break: the tail stands in a row of its own (domain.md 3.7).

A tail has no number of its own, goes on with a small letter, and what it has in the column of
deadlines completes the deadline above. A cell merged down is another thing: nothing is torn.
"""

import re
from dataclasses import dataclass

from roadmaps.importing.headings import MONTH_STEMS
from roadmaps.importing.plan import DEADLINE_ROLES, Role
from roadmaps.importing.wording import (
    begins_inside,
    begins_small,
    is_finished,
    is_open,
    numbers_of,
    one_line,
)

TEXT_ROLES = frozenset(
    {
        Role.TITLE,
        Role.ACTOR,
        Role.EXPECTED_RESULT,
        Role.INDICATOR,
        Role.RESPONSIBLE,
        Role.NOTE,
        Role.OTHER,
    }
)
SUBJECTS = frozenset({Role.TITLE, Role.ACTOR})
# «2020 года», «2019», «г.», «графику», «года»: the end of a deadline, nothing by itself.
DEADLINE_TAIL = re.compile(
    r"(?:20\d\d\s*[-–—]?\s*)?(?:20\d\d)?\s*(?:г\.?|гг\.?|года?|годы|уч\w*\.?\s*(?:года?|г\.?)?)?"
    r"|(?:[а-я-]+у|[а-я-]+м|[а-я-]+ого|[а-я-]+ий|периода|года|месяца|числа)\b.*",
)
# «по», «до», «сентябрь -», «в течение», «Декабрь- январь»: something must follow.
DEADLINE_HEAD = re.compile(r".*(?:\b(?:по|до|в|с|не|и|согласно|течение|отдельному|всего)|[-–—,])")
YEAR = re.compile(r"20\d\d")
MONTH = re.compile("|".join(MONTH_STEMS))


@dataclass(frozen=True)
class Tail:
    """Verdict on a row: whether it is the tail of the row above, and what makes it doubtful."""

    is_tail: bool
    doubt: str = ""


NO = Tail(False)
SURE = Tail(True)
TWO_DEADLINES = Tail(
    True, "Строка продолжает предыдущую, но в ней есть свой срок: возможно, это два мероприятия."
)
GUESSED = Tail(
    True, "Строка без номера и срока присоединена к предыдущей. Проверьте, её ли это конец."
)


class TornRows:
    """Tells the tail of a torn row from a measure of its own."""

    def __init__(self, columns, rows):
        self.roles = [column.role for column in columns]
        self.number = self.roles.index(Role.NUMBER) if Role.NUMBER in self.roles else None
        numbered = [row for row in rows if self.number is not None and row.texts[self.number]]
        self.is_numbered = len(numbered) > len(rows) / 3

    def judge(self, row, above):
        """Tail of the SourceRow, `above` being the row of the measure before it."""
        if above is None or not row.filled or self.has_number(row):
            return NO
        if any(row.cells[i].continues for i in range(len(row.cells)) if self.roles[i] in SUBJECTS):
            return NO  # told apart by whoever joins merged rows
        deadline = self.deadline(row)
        is_completing = self.completes_deadline(row, above)
        if self.is_numbered:
            return self.judge_unnumbered(row, above, deadline, is_completing)
        return self.judge_plain(row, above, deadline, is_completing)

    def judge_unnumbered(self, row, above, deadline, is_completing):
        """In a numbered plan a row without a number is suspicious at once."""
        if row.is_covered and not self.goes_on(row, above):
            return NO
        subject = self.subjects(row)
        if not subject:
            return SURE if not deadline or is_completing else TWO_DEADLINES
        if self.goes_on(row, above):
            return SURE if not deadline or is_completing else TWO_DEADLINES
        if deadline and not is_completing:
            return NO
        texts = [row.texts[i] for i in row.filled if self.roles[i] in TEXT_ROLES]
        is_whole = len(texts) > 1 and all(
            is_finished(above.texts[i]) or not above.texts[i]
            for i in row.filled
            if self.roles[i] in SUBJECTS
        )
        return NO if is_whole else GUESSED

    def judge_plain(self, row, above, deadline, is_completing):
        """Without numbers only the words can tell."""
        if self.goes_on(row, above):
            if deadline and not is_completing:
                return TWO_DEADLINES if row.is_after_break else NO
            return SURE
        if not self.subjects(row):
            return NO if row.is_covered else SURE  # what is done is not said: no measure of its own
        if self.adds_year(row, above) and not is_finished(" ".join(self.subjects(above))):
            return GUESSED
        if deadline or not row.is_after_break or row.is_covered:
            return NO
        is_broken_off = any(
            above.texts[i] and not is_finished(above.texts[i])
            for i in row.filled
            if self.roles[i] in SUBJECTS
        )
        return GUESSED if is_broken_off and len(row.filled) < len(above.filled) else NO

    def is_lone(self, row, below, plain):
        """True when a title alone is the only one of its kind, and the numbers run on past it."""
        if not self.is_numbered or plain > 1 or below is None or self.number in row.filled:
            return False
        following = numbers_of(below.texts[self.number])
        return len(following) == 1 and following[0] > 1

    def is_broken_off(self, row):
        """True when the row above ends in the middle: its deadline or what is done."""
        deadline = self.deadline(row).casefold()
        return bool(deadline and DEADLINE_HEAD.fullmatch(deadline)) or any(
            is_open(row.texts[i]) for i in row.filled if self.roles[i] in SUBJECTS
        )

    def has_number(self, row):
        return self.number is not None and bool(row.texts[self.number])

    def subjects(self, row):
        """Texts of what is done."""
        return [row.texts[i] for i in row.filled if self.roles[i] in SUBJECTS]

    def deadline(self, row):
        """What the row itself says about when."""
        return one_line(
            " ".join(row.texts[i] for i in row.filled if self.roles[i] in DEADLINE_ROLES)
        )

    def completes_deadline(self, row, above):
        """True when the two pieces make one deadline: «Декабрь - январь» + «2019»."""
        tail, head = self.deadline(row), self.deadline(above)
        if not tail:
            return False
        if DEADLINE_TAIL.fullmatch(tail.casefold()) and not MONTH.match(tail.casefold()):
            return not YEAR.search(head) or not YEAR.search(tail)
        if DEADLINE_HEAD.fullmatch(head.casefold()):
            return True
        # A stray piece of a word, such as a lone «по», opens nothing of its own.
        return len(tail) < 4 and not MONTH.match(tail.casefold())

    def adds_year(self, row, above):
        """True when the row has only the year that the deadline above lacks."""
        tail, head = self.deadline(row), self.deadline(above)
        return bool(
            DEADLINE_TAIL.fullmatch(tail.casefold())
            and YEAR.search(tail)
            and MONTH.search(head.casefold())
        ) and not YEAR.search(head)

    def goes_on(self, row, above):
        """True when some text goes on with the sentence above it."""
        for index in row.filled:
            if self.roles[index] not in TEXT_ROLES:
                continue
            text, before = row.texts[index], above.texts[index]
            is_subject = self.roles[index] in SUBJECTS
            if not before:
                continue
            if is_subject and begins_small(text) and not is_finished(before):
                return True
            if begins_small(text) and is_open(before) and (is_subject or not self.subjects(row)):
                return True
            if is_subject and begins_inside(text) and not self.deadline(row):
                return True
        return False
