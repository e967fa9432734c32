"""From the meaning of a deadline to the days by which one reports; no database, no request.

The rules differ by body and are a setting of the municipality (schools.models.DueDayRules). What
comes out is a proposal: a person confirms the days, and from then on they are only data.
"""

import re
from dataclasses import dataclass
from datetime import date

from lib.dates import MONTH_NAMES, add_months, dotted_date, month_end
from roadmaps.deadlines import DeadlineKind, Period
from schools.models import ContinuousReport, OnDayOff, PeriodReport, UndatedReport, YearReport

MONTHS_IN_QUARTER = 3
# «постоянно» and «ежегодно» are told of by 20 January (Свердловская область, peers.md a.4).
JANUARY_REPORT = 20
# Kinds that no date of a calendar follows from: another paper, a request or an event gives it.
DATELESS = {DeadlineKind.BY_SCHEDULE, DeadlineKind.ON_DEMAND, DeadlineKind.EVENT_BASED}
OWN_DAY = re.compile(r"\d{1,2}\D{0,4}числ|последн", re.IGNORECASE)


@dataclass(frozen=True)
class DueDay:
    """A day by which one reports, the day it was moved from, and what it is for."""

    date: date
    shifted_from: date | None = None
    reason: str = ""

    @property
    def shift_in_words(self):
        """«перенесено с 01.05.2026: выходной»; empty when it was not moved."""
        return (
            f"перенесено с {dotted_date(self.shifted_from)}: выходной" if self.shifted_from else ""
        )


def due_days(deadline, rules, calendar, plan, approved=None):
    """DueDay of every report on the deadline, in order, each day once.

    `deadline` is a roadmaps.deadlines.Deadline, `rules` a DueDayRules, `calendar` a
    lib.working_days.WorkCalendar, `plan` the Period of the plan or None. Days that a rule gives
    begin with the approval: nobody can report before there is a plan. Days that the words name
    themselves all stay.
    """
    found = {}
    begins = max(filter(None, (approved, plan and plan.start)), default=date.min)
    for day, reason in _proposed(deadline, rules, plan, approved):
        due_day = _moved(day, reason, rules.on_day_off, calendar, begins)
        found.setdefault(due_day.date, due_day)
    return [found[day] for day in sorted(found)]


def working_day(day, rules, calendar, begins=date.min):
    """The day, or the working one that the rules put in its place; not before `begins`."""
    return _moved(day, "", rules.on_day_off, calendar, begins).date


def _moved(day, reason, on_day_off, calendar, begins):
    """The day, or the working day that the rules put in its place.

    A day of the plan does not go back before its beginning: then it goes forward.
    """
    move = {OnDayOff.PRECEDING: calendar.preceding, OnDayOff.FOLLOWING: calendar.following}
    target = move[on_day_off](day) if on_day_off in move else day
    if target < begins <= day:
        target = calendar.following(day)
    return DueDay(target, None if target == day else day, reason)


def _proposed(deadline, rules, plan, approved):
    """(day, what it is for) before days off are looked at."""
    kind, begins = deadline.kind, approved or date.min
    if not deadline.text.strip() and kind == DeadlineKind.OTHER:
        return _undated(rules, approved)
    by_rule = {
        DeadlineKind.RECURRING_MONTHLY: _monthly,
        DeadlineKind.RECURRING_QUARTERLY: _quarterly,
        DeadlineKind.RECURRING_YEARLY: _yearly,
        DeadlineKind.CONTINUOUS: _continuous,
    }
    if kind in by_rule and not _names_its_days(deadline):
        window = _window(deadline, plan)
        days = by_rule[kind](deadline, rules, window) if window else []
        return [(day, reason) for day, reason in days if day >= begins]
    if deadline.control_dates:
        return [(day, "") for day in deadline.control_dates]
    return [(deadline.end, "")] if deadline.end and kind not in DATELESS else []


def _names_its_days(deadline):
    """«до 20 числа каждого месяца», «раз в полугодие»: the words say the days."""
    days = deadline.control_dates
    if not days or deadline.kind == DeadlineKind.CONTINUOUS:
        return False
    if deadline.kind == DeadlineKind.RECURRING_YEARLY:
        return any((day.month, day.day) != (12, 31) and day != deadline.end for day in days)
    return any(day != month_end(day) for day in days) or bool(OWN_DAY.search(deadline.text))


def _window(deadline, plan):
    """Period in which the deadline comes again; None when neither words nor plan tell it."""
    start = deadline.start or (plan and plan.start)
    end = deadline.end or (plan and plan.end)
    return Period(start, end) if start and end and start <= end else None


def _undated(rules, approved):
    """No term is given: nothing, or one month (agency rules, peers.md a.4)."""
    if rules.undated != UndatedReport.MONTH or not approved:
        return []
    return [(add_months(approved, 1), "срок не указан: месяц после утверждения")]


def _monthly(deadline, rules, window):
    months = {month_end(day) for day in deadline.control_dates} or set(_month_ends(window))
    for last in sorted(months):
        day = _report_day(last, rules.monthly, rules.monthly_day)
        yield day, f"за {MONTH_NAMES[last.month - 1]} {last.year}"


def _quarterly(deadline, rules, window):
    ends = {day for day in _month_ends(window) if day.month % MONTHS_IN_QUARTER == 0}
    ends |= {_quarter_end(window.end)}
    for last in sorted(ends):
        day = _report_day(last, rules.quarterly, rules.quarterly_day)
        yield day, f"за {last.month // MONTHS_IN_QUARTER} квартал {last.year}"


def _report_day(last, rule, number):
    """The last day of the period itself, or the day of that number in the month after it."""
    return last if rule == PeriodReport.LAST_DAY else add_months(last.replace(day=number), 1)


def _yearly(deadline, rules, window):
    if rules.yearly == YearReport.PLAN_END:
        return [(window.end, "в конце плана")]
    if rules.yearly == YearReport.DECEMBER:
        ends = (min(date(year, 12, 31), window.end) for year in _years(window))
        return [(day, f"за {day.year} год") for day in ends]
    return _in_january(window)


def _continuous(deadline, rules, window):
    return _in_january(window) if rules.continuous == ContinuousReport.JANUARY else []


def _in_january(window):
    """20 January after every year of the window."""
    return [(date(year + 1, 1, JANUARY_REPORT), f"за {year} год") for year in _years(window)]


def _years(window):
    return range(window.start.year, window.end.year + 1)


def _month_ends(window):
    """Last days of the months that the window touches."""
    day = month_end(window.start)
    while day <= month_end(window.end):
        yield day
        day = month_end(add_months(day.replace(day=1), 1))


def _quarter_end(day):
    """Last day of the quarter of the day."""
    return month_end(add_months(day.replace(day=1), -day.month % MONTHS_IN_QUARTER))
