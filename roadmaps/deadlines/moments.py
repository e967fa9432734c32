"""A moment named in a deadline («15 мая», «IV квартал», «конец учебного года») and its days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from roadmaps.deadlines.deadline import Period


class Size(StrEnum):
    """What a moment is."""

    # A number whose noun stands after a later one: «1» of «1 и 3 квартал».
    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    # Учебная четверть.
    TERM = "term"
    TRIMESTER = "trimester"
    SEASON = "season"
    YEAR = "year"
    YEARS = "years"
    SCHOOL_YEAR = "school_year"
    PLAN = "plan"


# Sizes that are placed into a year or into the plan.
FINE = {Size.DAY, Size.MONTH, Size.QUARTER, Size.HALF, Size.TERM, Size.TRIMESTER, Size.SEASON}
# They belong to school years.
TERMS_OF_SCHOOL = {Size.TERM, Size.TRIMESTER}


class PartKind(StrEnum):
    """Which part of a longer moment."""

    START = "start"
    MIDDLE = "middle"
    END = "end"
    HALF = "half"
    DECADE = "decade"
    WEEK = "week"
    DAY = "day"
    WEEKDAY = "weekday"


class Part(NamedTuple):
    """Second decade, last week (−1), third Friday (3 of weekday 4)."""

    kind: PartKind
    number: int = 0
    weekday: int = 0


@dataclass(frozen=True)
class Moment:
    """One moment as it is written; its year may be unknown."""

    size: Size
    # Of the day its month; of a month, quarter, half, term, season its own.
    number: int = 0
    day: int = 0
    year: int | None = None
    last_year: int | None = None
    # Belongs to a school year, and `year` is the first of its two.
    is_school: bool = False
    part: Part | None = None
    # 0 for «текущего года», 1 for «следующего года».
    year_hint: int | None = None
    # The word after the year: «г», «года», «гг»; empty for bare digits.
    year_word: str = ""
    # A month typed in digits: «09.2023».
    is_digital: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def is_fine(self):
        return self.size in FINE

    @property
    def is_rough(self):
        """Its limits are a matter of opinion."""
        return bool(self.part) and self.part.kind in ROUGH_PARTS


# How many such parts a month has.
MOST_PARTS = {PartKind.HALF: 2, PartKind.DECADE: 3, PartKind.WEEK: 5, PartKind.WEEKDAY: 5}
ROUGH_PARTS = {PartKind.START, PartKind.MIDDLE, PartKind.END, PartKind.WEEK}
# First and last month of the terms; they are set by each school and only supposed here.
TERMS = {1: (9, 10), 2: (11, 12), 3: (1, 3), 4: (4, 5)}
TRIMESTERS = {1: (9, 11), 2: (12, 2), 3: (3, 5)}
SEASONS = {1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 2)}


def whole(moment, year):
    """The period of the moment without its part, in the given year."""
    number = moment.number
    if moment.size == Size.DAY:
        day = date(year, number, min(moment.day, monthrange(year, number)[1]))
        return Period(day, day)
    if moment.size == Size.MONTH:
        return months(year, number, number)
    if moment.size == Size.QUARTER:
        return months(year, 3 * number - 2, 3 * number)
    if moment.size == Size.SEASON:
        # Winter is named after the year of its January.
        return months(year - (number == 4), *SEASONS[number])
    if moment.size == Size.HALF or moment.size in TERMS_OF_SCHOOL:
        return _half_or_term(moment, year)
    if moment.size == Size.SCHOOL_YEAR:
        return Period(date(year, 9, 1), date((moment.last_year or year + 1), 8, 31))
    return Period(date(year, 1, 1), date(moment.last_year or year, 12, 31))


def _half_or_term(moment, year):
    if moment.size == Size.TERM:
        first, last = TERMS[moment.number]
    elif moment.size == Size.TRIMESTER:
        first, last = TRIMESTERS[moment.number]
    elif moment.is_school:
        first, last = (9, 12) if moment.number == 1 else (1, 5)
    else:
        first, last = 6 * moment.number - 5, 6 * moment.number
    return months(year + (moment.is_school and first < 9), first, last)


def months(year, first, last):
    """From the first day of one month to the last of another, of the next year if it is less."""
    end_year = year + (last < first)
    return Period(date(year, first, 1), month_end(end_year, last))


def month_end(year, month):
    return date(year, month, monthrange(year, month)[1])


def part_of(period, part, *, school=False):
    """The part of the period; of a month by days, of a longer one by its first or last month."""
    start, end = period
    if (start.year, start.month) == (end.year, end.month):
        return _part_of_month(start.year, start.month, part)
    if part.kind == PartKind.START:
        return Period(start, min(end, month_end(start.year, start.month)))
    if part.kind == PartKind.END:
        # Lessons end in May, whenever the school year does.
        month = 5 if school and end.month > 5 else end.month
        return Period(date(end.year, month, 1), min(end, month_end(end.year, month)))
    if part.kind == PartKind.DAY:
        return Period(end, end)
    if school and part.kind == PartKind.MIDDLE and end.month > 5:
        end = date(end.year, 5, 31)
    middle = start + (end - start) / 2
    if part.kind == PartKind.HALF:
        return Period(start, middle) if part.number == 1 else Period(middle + timedelta(1), end)
    return months(middle.year, middle.month, middle.month)


def _part_of_month(year, month, part):
    last = monthrange(year, month)[1]
    number = part.number
    if part.kind == PartKind.WEEKDAY:
        day = nth_weekday(year, month, number, part.weekday)
        return Period(day, day)
    if part.kind == PartKind.DAY:
        first = final = last if number < 0 else min(number, last)
    elif part.kind == PartKind.HALF:
        first, final = (1, 15) if number == 1 else (16, last)
    elif part.kind == PartKind.WEEK:
        first = last - 6 if number < 0 else min(7 * number - 6, last)
        final = last if number < 0 else min(7 * number, last)
    else:
        decade = {PartKind.START: 1, PartKind.MIDDLE: 2, PartKind.END: 3}.get(part.kind, number)
        first, final = (21, last) if decade in (3, -1) else (10 * decade - 9, 10 * decade)
    return Period(date(year, month, first), date(year, month, final))


def nth_weekday(year, month, nth, weekday):
    """The nth such day of the week in the month; the last for −1 or when there is no fifth."""
    first = date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1 if nth > 0 else 4)
    while day > monthrange(year, month)[1]:
        day -= 7
    return date(year, month, day)


def bounds(moment, year):
    """The period of the moment, or of its part, in the given year."""
    period = whole(moment, year)
    if not moment.part:
        return period
    return part_of(period, moment.part, school=moment.size == Size.SCHOOL_YEAR)
