"""Control dates of repetitions: the last or the named day of months, quarters and years.

The plain calendar meaning stands here. That a day off moves the date, and that «ежемесячно» without
a day may mean the 10th of the next month, is decided by the due-day rules of the municipality, not
by the words.
"""

from datetime import date

from roadmaps.deadlines.moments import Moment, Size, bounds, month_end
from roadmaps.deadlines.outcome import MOST_DATES
from roadmaps.deadlines.resolving import is_school_plan

# Months in which school terms are taken to end.
TERM_ENDS = (10, 12, 3, 5)


def _months_within(limits):
    """(year, month) of every month that the period touches, no more than can be shown."""
    first = limits.start.year * 12 + limits.start.month - 1
    last = min(limits.end.year * 12 + limits.end.month - 1, first + MOST_DATES + 12)
    return [divmod(at, 12) for at in range(first, last + 1)]


def every_month(limits, part, shift, step):
    """The named day of every month, or its last; the last month is cut where the period ends."""
    days = []
    for year, month in _months_within(limits)[step - 1 :: step]:
        if not part:
            days.append(min(month_end(year, month + 1), limits.end))
            continue
        day = _day_in(year * 12 + month + shift, part)
        if day >= limits.start and (shift or day <= limits.end):
            days.append(day)
    return days


def _day_in(at, part):
    """The day of the part of a month that is counted from the year nought."""
    year, month = divmod(at, 12)
    if not part:
        return month_end(year, month + 1)
    return bounds(Moment(Size.MONTH, month + 1, part=part), year).end


def after_quarters(limits, part, shift):
    """Quarter ends, or the named day of the month that belongs to the quarter."""
    days = []
    for year, month in _months_within(limits):
        if month % 3 == 2 and month_end(year, month + 1) <= limits.end:
            days.append(_day_in(year * 12 + month + shift, part))
    return [day for day in days if day >= limits.start]


def ends_of_months(limits, months):
    ends = [month_end(y, m + 1) for y, m in _months_within(limits) if m + 1 in months]
    return [day for day in ends if day <= limits.end]


def year_ends(limits, every):
    """31 December of each year, and the end of the period when it comes earlier."""
    first, last = limits.start.year, limits.end.year
    if is_school_plan(limits):
        return [limits.end]
    years = range(first + every - 1, min(last, first + MOST_DATES) + 1, every)
    return sorted({min(date(year, 12, 31), limits.end) for year in years})


def longer(step, limits):
    """Half-years, and years by two or three."""
    if step > 12:
        return year_ends(limits, step // 12)
    if step == 12:
        return year_ends(limits, 1)
    if step == 4:
        return ends_of_months(limits, (4, 8, 12))
    ends = ends_of_months(limits, (12,) if is_school_plan(limits) else (6, 12))
    return sorted({*ends, limits.end}) if is_school_plan(limits) else ends
