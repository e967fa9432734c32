"""Days of the last plan in the year of the next one; no database, no request."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models.enums import TextChoices

from roadmaps.deadlines import Period

MONTHS_IN_YEAR = 12
JANUARY, SEPTEMBER = 1, 9
# A plan of a school year begins in July–September and ends in May–August.
SCHOOL_BEGINS, SCHOOL_ENDS = range(7, 10), range(5, 9)


class Rhythm(TextChoices):
    """The year in which a plan goes."""

    CALENDAR = "calendar", "по календарным годам"
    SCHOOL = "school", "по учебным годам"


def rhythm_of(period):
    """The year in which the plan of the period goes."""
    is_school = period.start.month in SCHOOL_BEGINS and period.end.month in SCHOOL_ENDS
    return Rhythm.SCHOOL if is_school else Rhythm.CALENDAR


def next_period(old, rhythm):
    """The period that is proposed after the old one: whole years, as many as the old one has."""
    years = years_of(old) - 1
    if rhythm == Rhythm.CALENDAR:
        return Period(date(old.end.year + 1, 1, 1), date(old.end.year + 1 + years, 12, 31))
    return Period(date(old.end.year, SEPTEMBER, 1), date(old.end.year + years + 1, 8, 31))


def years_of(period):
    """How many years the plan takes, at least one."""
    if rhythm_of(period) == Rhythm.CALENDAR:
        return period.end.year - period.start.year + 1
    months = (period.end.year - period.start.year) * MONTHS_IN_YEAR
    months += period.end.month - period.start.month + 1
    return max(1, round(months / MONTHS_IN_YEAR))


@dataclass(frozen=True)
class Move:
    """From the old period to the new one, whose plan goes in the given rhythm.

    A day keeps its number and month: it comes into the same year of the plan, first to first. From
    calendar years to school years the spring moves and the autumn may stay.
    """

    old: Period
    new: Period
    rhythm: Rhythm

    def day(self, day):
        """The day in the new plan; 29 February becomes the 28th where there is none."""
        begins, target = _begins(self.old, rhythm_of(self.old)), _begins(self.new, self.rhythm)
        place = day.year - begins.year - _is_before(day, begins)
        year = target.year + place + _is_before(day, target)
        last = calendar.monthrange(year, day.month)[1]
        return date(year, day.month, min(day.day, last))

    def years(self, day):
        """How many years later the day comes."""
        return self.day(day).year - day.year


def _begins(period, rhythm):
    """The first day of the year, of that rhythm, in which the plan begins."""
    if rhythm == Rhythm.CALENDAR:
        return date(period.start.year, JANUARY, 1)
    year = period.start.year - (period.start.month < SCHOOL_BEGINS.start)
    return date(year, SEPTEMBER, 1)


def _is_before(day, anchor):
    """The day stands earlier in the year than the anchor."""
    return (day.month, day.day) < (anchor.month, anchor.day)


def is_month_end(day):
    """Last day of its month."""
    return (day + timedelta(days=1)).day == 1
