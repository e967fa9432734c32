"""Repetitions and their control dates.

The plain calendar meaning stands here: month ends, quarter ends, named days. That a day off moves
the date, and that «ежемесячно» without a day may mean the 10th of the next month, is decided by the
due-day rules of the municipality, not by the words.
"""

from datetime import date

from roadmaps.deadlines import doubts
from roadmaps.deadlines.deadline import Period
from roadmaps.deadlines.kinds import DeadlineKind
from roadmaps.deadlines.moments import Moment, Size, bounds, month_end
from roadmaps.deadlines.outcome import MOST_DATES, Outcome
from roadmaps.deadlines.pieces import Rhythm
from roadmaps.deadlines.resolving import is_school_plan

MONTHS_OF = {"месяц": 1, "квартал": 3, "полугодие": 6, "год": 12}
# From the most to the least frequent.
ORDER = ["день", "неделя", "месяц", "квартал", "четверть", "триместр", "полугодие", "год"]
# Days of one month that are named together; more is not a deadline.
MOST_PARTS = 5
# Months in which school terms are taken to end.
TERM_ENDS = (10, 12, 3, 5)


def repeated(rhythms, parts, dated, context, *, is_bounded=True, is_onward=False):
    """The Outcome of a deadline with a repetition.

    `is_bounded` is false of «по мере необходимости, но не реже …»: the plan does not limit it.
    `is_onward`: «до 1 июля 2023, далее ежегодно до 1 июля», where a dated time is no limit.
    """
    parts = parts[:MOST_PARTS]
    rhythm = min(rhythms, key=lambda rhythm: (ORDER.index(rhythm.unit), -rhythm.times))
    kind, step, found = _kind(rhythm)
    if len({other.unit for other in rhythms} - {"год"} - {rhythm.unit}):
        found.append(doubts.SEVERAL_RHYTHMS)
    yearly = kind == DeadlineKind.RECURRING_YEARLY
    limits, places = _limits(dated, context, is_yearly=yearly, is_onward=is_onward)
    outcome = Outcome(kind, *(limits if is_bounded or dated else (None, None)), doubts=found)
    if places:
        _in_places(outcome, places, parts, step)
    elif limits.start and limits.end:
        outcome.control_dates = _dates(rhythm, step, parts, limits, context, found)
    else:
        found.append(doubts.NO_PLAN_REPEATS)
    _named_places(outcome, dated, step)
    if len(outcome.control_dates) > MOST_DATES:
        found.append(doubts.TOO_MANY)
    return outcome


def _kind(rhythm):
    """(kind, months between the dates, doubts) of a repetition."""
    unit, every, times = rhythm.unit, rhythm.every, rhythm.times
    if unit == "день":
        return DeadlineKind.CONTINUOUS, 0, []
    if unit == "неделя":
        return DeadlineKind.RECURRING_MONTHLY, 1, [doubts.OFTEN]
    if unit in ("четверть", "триместр"):
        return DeadlineKind.RECURRING_QUARTERLY, 3, [doubts.SCHOOL_TERMS]
    months = MONTHS_OF[unit] * max(every, 1)
    if times > months:
        return DeadlineKind.RECURRING_MONTHLY, 1, [doubts.OFTEN]
    found = [doubts.TIMES_A_YEAR] if times > 1 or every > 1 or unit == "полугодие" else []
    months //= times
    if (unit, every) == ("месяц", 3):
        found = []
    if months < 3:
        return DeadlineKind.RECURRING_MONTHLY, months, found
    if months == 3:
        return DeadlineKind.RECURRING_QUARTERLY, months, found
    return DeadlineKind.RECURRING_YEARLY, months, found


def _limits(dated, context, *, is_yearly, is_onward):
    """(the period of the repetition, the places in it that are named: «ежегодно, ноябрь»)."""
    start, end = context.window or context.plan or (None, None)
    places = []
    for item in dated:
        span, moment = item.span, item.span.first
        is_open = moment.year is None and (not span.last or span.last.year is None)
        is_named = (span.last or not span.sign) and (is_open or is_yearly)
        if moment.is_fine and (is_named or (span.is_limit and is_open and is_yearly)):
            places += item.occurrences
        elif is_onward and moment.is_fine and item.end:
            places.append(Period(item.end, item.end))
        else:
            start = item.start or start
            end = item.end or end
    places = [place for place in places if not (start and place.end < start)]
    if len(places) == 1 and not is_yearly:
        start, end = places[0]
    if start and end and start > end:
        # Said to begin after the plan is over: the end is not known.
        end = None
    return Period(start, end), places


def _in_places(outcome, places, parts, step):
    """Months are named: in each of them, or by the end of each."""
    part = parts[0].part if parts else None
    if outcome.kind == DeadlineKind.RECURRING_YEARLY:
        outcome.control_dates = sorted({place.end for place in places})
        return
    found = []
    for place in places:
        found += _every_month(place, part, 0, 1 if step != 2 else 2)
        outcome.start = min(outcome.start or place.start, place.start)
    outcome.control_dates = sorted(set(found))


def _named_places(outcome, dated, step):
    """Months make a yearly repetition one «in months»; «ежегодно до 1 июня» names a day only."""
    if outcome.kind != DeadlineKind.RECURRING_YEARLY:
        return
    fine = [span for span in (item.span for item in dated) if span.first.is_fine]
    fine = [span for span in fine if span.last or span.sign != "с"]
    if any(span.last or not span.sign for span in fine):
        outcome.kind = DeadlineKind.RECURRING_YEARLY_IN_MONTHS
    if fine and doubts.TIMES_A_YEAR in outcome.doubts:
        # The months that were in doubt are named.
        outcome.doubts.remove(doubts.TIMES_A_YEAR)


def _dates(rhythm, step, parts, limits, context, found):
    """Control dates of the repetition within its limits."""
    part, shift = (parts[0].part, parts[0].shift) if parts else (None, 0)
    if not step:
        return []
    if rhythm.unit in ("четверть", "триместр"):
        return _ends_of_months(limits, TERM_ENDS)
    if step < 3:
        days = [_every_month(limits, each.part, each.shift, step) for each in parts]
        days = sorted(set(sum(days, []))) if parts else _every_month(limits, None, 0, step)
    elif step == 3:
        if parts and not parts[0].is_named:
            found.append(doubts.WHICH_MONTH)
            # A report by the 5th is about the quarter that is over.
            shift = int(0 < part.number <= 15)
        days = _after_quarters(limits, part, shift)
    elif step == 12 and rhythm.times == 1 and rhythm.every == 1:
        return _year_ends(limits, 1)
    else:
        return _longer(step, limits, context)
    late = [day for day in days if day > limits.end]
    if late:
        found.append(doubts.LAST_REPORT_LATER)
    return [day for day in days if day <= limits.end]


def _months_within(limits):
    """(year, month) of every month that the period touches, no more than can be shown."""
    first = limits.start.year * 12 + limits.start.month - 1
    last = min(limits.end.year * 12 + limits.end.month - 1, first + MOST_DATES + 12)
    return [divmod(at, 12) for at in range(first, last + 1)]


def _every_month(limits, part, shift, step):
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


def _after_quarters(limits, part, shift):
    """Quarter ends, or the named day of the month that belongs to the quarter."""
    days = []
    for year, month in _months_within(limits):
        if month % 3 == 2 and month_end(year, month + 1) <= limits.end:
            days.append(_day_in(year * 12 + month + shift, part))
    return [day for day in days if day >= limits.start]


def _ends_of_months(limits, months):
    ends = [month_end(y, m + 1) for y, m in _months_within(limits) if m + 1 in months]
    return [day for day in ends if day <= limits.end]


def _year_ends(limits, every):
    """31 December of each year, and the end of the period when it comes earlier."""
    first, last = limits.start.year, limits.end.year
    if is_school_plan(limits):
        return [limits.end]
    years = range(first + every - 1, min(last, first + MOST_DATES) + 1, every)
    return sorted({min(date(year, 12, 31), limits.end) for year in years})


def _longer(step, limits, context):
    """Half-years, and years by two or three."""
    if step > 12:
        return _year_ends(limits, step // 12)
    if step == 12:
        return _year_ends(limits, 1)
    if step == 4:
        return _ends_of_months(limits, (4, 8, 12))
    ends = _ends_of_months(limits, (12,) if is_school_plan(limits) else (6, 12))
    return sorted({*ends, limits.end}) if is_school_plan(limits) else ends


__all__ = ["Rhythm", "repeated"]
