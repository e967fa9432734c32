"""«Ход исполнения дорожной карты»: by section, with the reasons of what went otherwise."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from lib.dates import dotted_date
from monitoring.models import Verb
from monitoring.reporting.numbers import Numbers, numbers_of
from monitoring.reporting.paper import NUMBER, Band, Column, Paper, Table, numbered, period_words
from monitoring.reporting.reasons import reason_of

COLUMNS = (
    Column("Раздел", 28),
    Column("По плану", 9, is_number=True),
    Column("Принято", 9, is_number=True),
    Column("Принято, %", 9, is_number=True),
    Column("На проверке", 9, is_number=True),
    Column("Просрочено", 9, is_number=True),
    Column("Срок впереди", 9, is_number=True),
    Column("Снято, отменено", 9, is_number=True),
    Column("Перенесено", 9, is_number=True),
)
REASON_COLUMNS = (
    NUMBER,
    Column("Мероприятие", 27),
    Column("Исполнитель", 17),
    Column("Что произошло", 17),
    Column("Когда", 9),
    Column("Кто решил", 12),
    Column("Причина", 13),
)


@dataclass(frozen=True)
class SectionLine:
    """A section of a plan and the numbers of its checkpoints."""

    roadmap: str
    section: str
    numbers: Numbers


@dataclass(frozen=True)
class Reason:
    """Why something did not go as planned."""

    text: str
    executor: str
    what: str
    on: datetime.date
    author: str
    why: str


@dataclass(frozen=True)
class Progress:
    """Ход исполнения: what the plan meant for the period, and what has become of it by the day."""

    on: datetime.date
    first: datetime.date | None
    last: datetime.date | None
    lines: tuple
    total: Numbers
    reasons: tuple

    def paper(self):
        """The Paper."""
        period = period_words(self.first, self.last)
        said = f"Мероприятия со сроком по плану {period}." if period else ""
        return Paper(
            "Ход исполнения дорожной карты",
            self.on,
            lines=tuple(filter(None, [said])),
            tables=(
                Table(COLUMNS, self.section_rows(), empty="На контроле ничего не было."),
                Table(
                    REASON_COLUMNS,
                    self.reason_rows(),
                    heading="Переносы, возвраты, снятое с контроля",
                    empty="Переносов, возвратов и снятого с контроля не было.",
                ),
            ),
            is_wide=True,
        )

    def section_rows(self):
        """Rows by section under the names of the plans, the total last."""
        rows, roadmap = [], None
        for line in self.lines:
            if line.roadmap != roadmap:
                roadmap = line.roadmap
                rows.append(Band(roadmap))
            rows.append((line.section, *cells_of(line.numbers)))
        return (*rows, ("Всего", *cells_of(self.total))) if rows else ()

    def reason_rows(self):
        return numbered([(r.text, r.executor, r.what, r.on, r.author, r.why) for r in self.reasons])


def cells_of(numbers):
    """Cells of a row; a share of nothing is no number."""
    planned = numbers.total + numbers.dropped
    return (
        planned,
        numbers.accepted,
        numbers.accepted_percent if numbers.total else "—",
        numbers.waiting,
        numbers.overdue,
        numbers.ahead,
        numbers.dropped,
        numbers.moved,
    )


def progress(asked):
    """The Progress of the plans, or of the one that is asked for.

    The period is of the dates of the plan: what was moved out of it is still counted in it.
    """
    among = [Q(edition__roadmap=asked.roadmap)] if asked.roadmap else []
    rows = [
        row
        for row in asked.standings(*among)
        if row.roadmap_id
        and asked.roadmap in (None, row.roadmap_id)
        and (asked.first is None or asked.first <= row.planned_on)
        and (asked.last is None or row.planned_on <= asked.last)
    ]
    rows.sort(key=lambda row: (row.roadmap_id, *row.place[1:], row.pk))
    sections = {}
    for row in rows:
        sections.setdefault(row.section_key, []).append(row)
    return Progress(
        on=asked.on,
        first=asked.first,
        last=asked.last,
        # The last wording by the day: a row that was taken away keeps its old plan's.
        lines=tuple(
            SectionLine(found[0].roadmap, latest(found).section, numbers_of(found))
            for found in sections.values()
        ),
        total=numbers_of(rows),
        reasons=tuple(reason for row in rows for reason in reasons_of(row)),
    )


def latest(rows):
    """The Standing that stands in the latest edition."""
    return max(rows, key=lambda row: row.edition)


def reasons_of(row):
    """Reasons of one Standing, in the order of its history."""
    for act in row.acts:
        if what := what_happened(act):
            yield Reason(
                text=row.text,
                executor=row.executor,
                what=what,
                on=act.on,
                author=act.author,
                why=reason_of(row, act),
            )


def what_happened(act):
    """«срок 25.09.2026 → 05.10.2026», «возвращён отчёт», «снято с контроля»; empty otherwise."""
    if act.moves:
        return f"срок {dotted_date(act.old_due_on)} → {dotted_date(act.new_due_on)}"
    return {
        Verb.RETURN: "отчёт возвращён",
        Verb.REMOVE: "снято с контроля",
        Verb.CANCEL: "отменено",
    }.get(act.verb, "")
