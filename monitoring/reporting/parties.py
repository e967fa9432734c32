"""Per school, per executor: what each owes and has done by the evening of a day."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from monitoring.models import CheckpointEvent, Verb
from monitoring.reporting.numbers import Numbers, numbers_of
from monitoring.reporting.paper import (
    NO_DATA,
    NUMBER,
    Band,
    Column,
    Paper,
    Table,
    numbered,
    period_words,
)
from schools.models import School

NOBODY = "За этот срок никому ничего не поручено."
OWED_COLUMNS = (
    NUMBER,
    Column("Что сдать", 34),
    Column("Основание", 20),
    Column("Срок", 9),
    Column("Срок по плану", 9),
    Column("Состояние", 12),
    Column("Что пришло", 11),
)
SUMMARY_COLUMNS = (
    NUMBER,
    Column("Исполнитель", 31),
    Column("На контроле", 8, is_number=True),
    Column("Принято", 8, is_number=True),
    Column("Сдано в срок, %", 9, is_number=True),
    Column("На проверке", 9, is_number=True),
    Column("Просрочено", 10, is_number=True),
    Column("Самый давний срок", 11),
    Column("Переносов", 9, is_number=True),
)


@dataclass(frozen=True)
class Party:
    """Отчёт об одном исполнителе: Standings by what has become of them."""

    title: str
    on: datetime.date
    first: datetime.date | None
    last: datetime.date | None
    name: str
    numbers: Numbers
    owed: tuple
    waiting: tuple
    accepted: tuple
    dropped: tuple

    def paper(self):
        """The Paper."""
        groups = (
            ("Предстоит сдать", self.owed),
            ("Отчёт ждёт приёмки", self.waiting),
            ("Принято", self.accepted),
            ("Снято с контроля, отменено", self.dropped),
        )
        rows = []
        for name, standings in groups:
            if standings:
                rows.append(Band(f"{name}: {len(standings)}"))
                rows += [line_of(row) for row in standings]
        table = Table(OWED_COLUMNS, numbered(rows), empty="На контроле ничего не было.")
        lines = (self.name, period_line(self.first, self.last), self.in_numbers())
        return Paper(
            self.title,
            self.on,
            lines=tuple(filter(None, lines)),
            tables=(table,),
            is_wide=True,
            about=self.name,
        )

    def in_numbers(self):
        """«На контроле: 5, принято: 2, …»; empty where nothing was ever on control."""
        told = self.numbers
        if not told.total + told.dropped:
            return ""
        share = told.in_time_percent
        parts = [
            f"На контроле: {told.total}",
            f"принято: {told.accepted}",
            f"отчёт ждёт приёмки: {told.waiting}",
            f"просрочено: {told.overdue}",
            f"срок впереди: {told.ahead}",
            f"сдано в срок: {NO_DATA if share is None else f'{share} %'}",
            f"переносов: {told.moves}",
        ]
        return ", ".join(parts) + "."


@dataclass(frozen=True)
class PartyLine:
    """An executor of the summary."""

    name: str
    numbers: Numbers
    oldest: datetime.date | None  # date of what is overdue the longest


@dataclass(frozen=True)
class Parties:
    """Исполнители: everyone who owes something, the latest first."""

    on: datetime.date
    first: datetime.date | None
    last: datetime.date | None
    lines: tuple
    total: Numbers

    def paper(self):
        """The Paper."""
        rows = list(
            numbered([(one.name, *cells_of(one.numbers, one.oldest)) for one in self.lines])
        )
        if rows:
            rows.append(("", "Всего", *cells_of(self.total, None)))
        return Paper(
            "Исполнители",
            self.on,
            lines=tuple(filter(None, [period_line(self.first, self.last)])),
            tables=(Table(SUMMARY_COLUMNS, tuple(rows), empty=NOBODY),),
            is_wide=True,
        )


def cells_of(numbers, oldest):
    """Cells of an executor; what cannot be counted is told in words."""
    share = numbers.in_time_percent
    return (
        numbers.total,
        numbers.accepted,
        NO_DATA if share is None else share,
        numbers.waiting,
        numbers.overdue,
        oldest,
        numbers.moves,
    )


def line_of(row):
    """Cells of a Standing, without its number."""
    accepted = row.last(Verb.ACCEPT) if row.state == "accepted" else None
    words = f"{row.words} {accepted.on:%d.%m.%Y}" if accepted else row.words
    return (row.text, row.document, row.due_on, row.planned_on, words, row.came_words)


def period_line(first, last):
    """«Со сроком за период с … по ….»; empty without a period."""
    period = period_words(first, last)
    return f"Со сроком {period}." if period else ""


def asked_for(asked):
    """Standings of the period that is asked for, by the date in force."""
    among = [due_between(asked.first, asked.last)] if asked.first or asked.last else []
    return [row for row in asked.standings(*among) if row.is_due_between(asked.first, asked.last)]


def due_between(first, last):
    """Condition: the date may have been in the period on some day; either end may be None."""
    within = Q(due_on__gte=first) if first else Q()
    within &= Q(due_on__lte=last) if last else Q()
    dated = CheckpointEvent.objects.filter(checkpoint=OuterRef("pk"), new_due_on__isnull=False)
    return within | Q(Exists(dated))


def school_report(asked):
    """The Party of the school that is asked for."""
    key = f"school-{asked.school}"
    return party_of(asked, key, "Отчёт по школе", school_name(asked))


def school_name(asked):
    """What the school is called today: for a school that has nothing on control yet."""
    found = School.objects.visible_to(asked.access).filter(pk=asked.school).first()
    return str(found) if found else ""


def executors_report(asked):
    """Parties, or the Party that is asked for."""
    if asked.party:
        words = asked.party.partition("-")[2] if asked.party.startswith("words-") else ""
        return party_of(asked, asked.party, "Отчёт по исполнителю", words)
    rows, parties = asked_for(asked), {}
    for row in rows:
        parties.setdefault(row.party, []).append(row)
    lines = [party_line(found) for found in parties.values()]
    lines.sort(key=lambda one: (-one.numbers.overdue, one.oldest or asked.on, one.name.casefold()))
    return Parties(asked.on, asked.first, asked.last, tuple(lines), numbers_of(rows))


def party_line(rows):
    """The PartyLine of the Standings of one executor."""
    oldest = min((row.due_on for row in rows if row.is_overdue), default=None)
    return PartyLine(name_in(rows), numbers_of(rows), oldest)


def name_in(rows):
    """What the executor was called when the latest of the rows was put on control."""
    return max(rows, key=lambda row: (row.since, row.pk)).executor


def owed_by(key):
    """Condition: the checkpoint may be one of those whose party_key is this one."""
    kind, _, value = key.partition("-")
    return Q(executor=value) if kind == "words" else Q(**{f"{kind}_id": value})


def party_of(asked, key, title, name):
    """The Party of the key; `name` is for one that had nothing on control."""
    everything = [row for row in asked.standings(owed_by(key)) if row.party == key]
    rows = [row for row in everything if row.is_due_between(asked.first, asked.last)]
    return Party(
        title=title,
        on=asked.on,
        first=asked.first,
        last=asked.last,
        name=name_in(everything) if everything else name,
        numbers=numbers_of(rows),
        # By date they are already, so the overdue come first.
        owed=tuple(row for row in rows if row.is_open),
        waiting=tuple(row for row in rows if row.state == "reported"),
        accepted=tuple(row for row in rows if row.state == "accepted"),
        dropped=tuple(row for row in rows if not row.is_live),
    )
