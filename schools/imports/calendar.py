"""The calendar of a year from a table: every row with its fault, all of it or nothing."""

from dataclasses import dataclass, field

from django.db import transaction

from accounts.audit import changed_values, record
from accounts.models import AuditVerb
from lib import cells
from lib.columns import Column, Fault, read_table
from lib.dates import dotted_date
from lib.working_days import holidays, is_weekend
from schools.models import CalendarDay, CalendarYear

WORKING, FREE = "рабочий", "выходной"
COLUMNS = (
    # A year that nobody loads: the example must not be taken for a row, nor a row for it.
    Column("date", "Дата", cells.day, "День этого года.", "01.05.2000", is_required=True),
    Column(
        "is_working",
        "День",
        cells.one_of({True: WORKING, False: FREE}, also={"праздник": False, "праздничный": False}),
        "«выходной» или «рабочий».",
        FREE,
        is_required=True,
        options=(FREE, WORKING),
        width=14,
    ),
    Column(
        "remark",
        "Примечание",
        cells.words(200),
        "Праздник или откуда перенесён выходной.",
        "Праздник Весны и Труда",
        width=60,
    ),
)
RULES = (
    "Впишите праздники, перенесённые выходные и рабочие субботы одного года.",
    "Обычные субботы и воскресенья вписывать не нужно: они и так выходные.",
    "Календарь года заменяется целиком.",
)


@dataclass
class YearReading:
    """The year that the table is about, its days that differ from a usual week, the faults."""

    year: int | None = None
    days: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)


def read_calendar(book):
    """YearReading of the lib.sheets.Book of a file."""
    filled = read_table(COLUMNS, book)
    reading = YearReading(faults=list(filled.faults))
    numbers = {}
    for row in filled.rows:
        day, is_working = row.values["date"], row.values["is_working"]
        reading.year = reading.year or day.year
        for wrong, advice in _faults_of(day, is_working, reading.year, numbers):
            reading.faults.append(Fault(row.number, "Дата", wrong, advice))
        numbers[day] = row.number
        if is_working == is_weekend(day) or day in holidays(day.year):
            reading.days[day] = (is_working, row.values["remark"] or "")
    if not reading.faults:
        reading.faults += _missing_holidays(reading)
    return reading


def _faults_of(day, is_working, year, numbers):
    if day.year != year:
        yield f"{dotted_date(day)} — другой год, не {year}", "Загружайте каждый год отдельно."
    if day in numbers:
        yield f"{dotted_date(day)} уже есть в строке {numbers[day]}", "Оставьте одну строку."
    if is_working and day in holidays(day.year):
        yield f"{dotted_date(day)} — праздник по закону", "Исправьте на «выходной»."


def _missing_holidays(reading):
    """Faults about the holidays of the law that the table has forgotten."""
    missing = [day for day in holidays(reading.year) if day not in reading.days]
    if not missing:
        return []
    names = ", ".join(map(dotted_date, missing))
    advice = "Впишите их: это праздники по статье 112 Трудового кодекса."
    return [Fault(None, "", f"нет дней: {names}", advice)]


@transaction.atomic
def replace_calendar(reading, *, basis, is_final, by):
    """Make the calendar of the year exactly this; returns whether anything has changed."""
    calendar = CalendarYear.objects.filter(year=reading.year).first()
    before = {} if calendar is None else described(calendar)
    days = [
        CalendarDay(calendar_id=reading.year, date=day, is_working=is_working, remark=remark)
        for day, (is_working, remark) in sorted(reading.days.items())
    ]
    after = {"basis": basis, "is_final": is_final, "days": in_words(days)}
    if not (changes := changed_values(before, after)):
        return False
    calendar, is_new = CalendarYear.objects.update_or_create(
        year=reading.year, defaults={"basis": basis, "is_final": is_final}
    )
    calendar.days.all().delete()
    CalendarDay.objects.bulk_create(days)
    verb = AuditVerb.CREATE if is_new else AuditVerb.CHANGE
    record(verb, calendar, by=by, changes=changes)
    return True


def described(calendar):
    """What the journal keeps of a calendar."""
    days = in_words(calendar.days.all())
    return {"basis": calendar.basis, "is_final": calendar.is_final, "days": days}


def in_words(days):
    """«01.01.2026 выходной (Новогодние каникулы); …»."""
    return "; ".join(
        f"{dotted_date(day.date)} {WORKING if day.is_working else FREE} ({day.remark})"
        for day in days
    )
