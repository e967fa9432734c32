"""«Переносы сроков»: the chain of dates of every checkpoint, who has granted them and why."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from lib.dates import dotted_date
from lib.text import count
from monitoring.models import CheckpointEvent, Verb
from monitoring.reporting.paper import NUMBER, Column, Paper, Table, numbered, period_words
from monitoring.reporting.reasons import reason_of

COLUMNS = (
    NUMBER,
    Column("Мероприятие", 25),
    Column("Исполнитель", 16),
    Column("Сроки", 15),
    Column("Переносов", 8, is_number=True),
    Column("На сколько дней", 8, is_number=True),
    Column("Кто решил, когда", 12),
    Column("Причина", 11),
)


@dataclass(frozen=True)
class MovedLine:
    """A checkpoint whose date was changed."""

    text: str
    executor: str
    chain: tuple  # dates from the first to the one in force
    grantors: tuple  # (who, when) of every change
    reasons: tuple

    @property
    def days(self):
        """By how many days it is later than at first; fewer than none when it came nearer."""
        return (self.chain[-1] - self.chain[0]).days


@dataclass(frozen=True)
class Moved:
    """Переносы сроков by the day, and in all."""

    on: datetime.date
    first: datetime.date | None
    last: datetime.date | None
    lines: tuple
    by_request: int
    by_order: int

    def paper(self):
        """The Paper."""
        return Paper(
            "Переносы сроков",
            self.on,
            lines=tuple(filter(None, [self.period(), self.in_numbers()])),
            tables=(Table(COLUMNS, numbered(map(cells_of, self.lines)), empty=self.nothing()),),
            is_wide=True,
        )

    def period(self):
        words = period_words(self.first, self.last)
        return f"Переносы {words}." if words else ""

    def nothing(self):
        return "Сроки не переносили."

    def in_numbers(self):
        """«Сроки перенесены у 3 точек, всего 4 переноса: по запросу — 3, приказом — 1.»"""
        if not self.lines:
            return ""
        points = count(len(self.lines), "точки", "точек", "точек")
        moves = count(self.by_request + self.by_order, "перенос", "переноса", "переносов")
        return (
            f"Сроки изменены у {points}, всего {moves}: "
            f"по запросу — {self.by_request}, приказом — {self.by_order}."
        )


def cells_of(line):
    """Cells of a line, without its number."""
    return (
        line.text,
        line.executor,
        " → ".join(map(dotted_date, line.chain)),
        len(line.grantors),
        line.days,
        "; ".join(f"{who}, {dotted_date(when)}" for who, when in line.grantors),
        "; ".join(dict.fromkeys(line.reasons)),
    )


def moved(asked):
    """Moved of what the person sees: the changes of the period, with the whole chain of dates."""
    lines, verbs = [], Counter()
    ever = CheckpointEvent.objects.moves().filter(checkpoint=OuterRef("pk"))
    for row in asked.standings(Exists(ever)):
        acts = [act for act in row.moved if is_within(act.on, asked.first, asked.last)]
        if not acts:
            continue
        verbs.update(act.verb for act in acts)
        lines.append(
            MovedLine(
                text=row.text,
                executor=row.executor,
                chain=(row.moved[0].old_due_on, *(act.new_due_on for act in row.moved)),
                grantors=tuple((act.author, act.on) for act in acts),
                reasons=tuple(reason_of(row, act) for act in acts),
            )
        )
    lines.sort(key=lambda line: (-len(line.grantors), -line.days, line.executor.casefold()))
    return Moved(
        on=asked.on,
        first=asked.first,
        last=asked.last,
        lines=tuple(lines),
        by_request=verbs[Verb.MOVE_DATE],
        by_order=verbs[Verb.AMEND],
    )


def is_within(day, first, last):
    """The day falls in the period; either end may be None."""
    return (first is None or first <= day) and (last is None or day <= last)
