"""Repetitions: «ежемесячно», «2 раза в год», «ежегодно, ноябрь»; their kind, limits and dates."""

from dataclasses import replace

from roadmaps.deadlines import doubts
from roadmaps.deadlines.deadline import Period
from roadmaps.deadlines.kinds import DeadlineKind
from roadmaps.deadlines.outcome import MOST_DATES, Outcome
from roadmaps.deadlines.repeat_days import (
    TERM_ENDS,
    after_quarters,
    ends_of_months,
    every_month,
    longer,
    year_ends,
)
from roadmaps.deadlines.resolving import clipped, placements

MONTHS_OF = {"месяц": 1, "квартал": 3, "полугодие": 6, "год": 12}
# From the most to the least frequent.
ORDER = ["день", "неделя", "месяц", "квартал", "четверть", "триместр", "полугодие", "год"]
SCHOOL_UNITS = ("четверть", "триместр")
# Days of one month that are named together; more is not a deadline.
MOST_PARTS = 5


def repeated(rhythms, parts, dated, context, *, is_bounded=True, is_onward=False):
    """The Outcome of a deadline with a repetition.

    `is_bounded` is false of «по мере необходимости, но не реже …»: the plan does not limit it.
    `is_onward`: «до 1 июля 2023, далее ежегодно до 1 июля», where a dated time is no limit.
    """
    parts = parts[:MOST_PARTS]
    rhythm = min(rhythms, key=lambda rhythm: (ORDER.index(rhythm.unit), -rhythm.times))
    kind, step, found = _kind(rhythm)
    if {other.unit for other in rhythms} - {"год", rhythm.unit}:
        found.append(doubts.SEVERAL_RHYTHMS)
    yearly = kind == DeadlineKind.RECURRING_YEARLY
    limits, places = _limits(dated, context, is_yearly=yearly, is_onward=is_onward)
    outcome = Outcome(kind, *(limits if is_bounded or dated else (None, None)), doubts=found)
    if yearly and places:
        outcome.control_dates = sorted({place.end for place in places})
    elif places or (limits.start and limits.end):
        periods = places or [limits]
        days = {day for each in periods for day in _dates(rhythm, step, parts, each, found)}
        outcome.control_dates = sorted(days)
    else:
        found.append(doubts.NO_PLAN_REPEATS)
    if yearly:
        _name_months(outcome, dated)
        if any(_is_dated_limit(item.span) for item in dated):
            found.append(doubts.MIXED)
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
    if unit in SCHOOL_UNITS:
        return DeadlineKind.RECURRING_QUARTERLY, 3, [doubts.SCHOOL_TERMS]
    months = MONTHS_OF[unit] * max(every, 1)
    if times > months:
        return DeadlineKind.RECURRING_MONTHLY, 1, [doubts.OFTEN]
    is_plain = times == 1 and (every == 1 or (unit, every) == ("месяц", 3))
    found = [] if is_plain and unit != "полугодие" else [doubts.TIMES_A_YEAR]
    months //= times
    if months < 3:
        return DeadlineKind.RECURRING_MONTHLY, months, found
    if months == 3:
        return DeadlineKind.RECURRING_QUARTERLY, months, found
    return DeadlineKind.RECURRING_YEARLY, months, found


def _limits(dated, context, *, is_yearly, is_onward):
    """(the period of the repetition, the places in it that are named: «ежегодно, ноябрь»)."""
    start, end = context.window or context.plan or (None, None)
    places = []
    # «ежеквартально до 1 апреля, 1 июля, 1 октября»: days of the repetition, not its end.
    is_series = sum(item.span.is_limit for item in dated) > 1
    for item in dated:
        if found := _places(
            item, context, is_yearly=is_yearly, is_series=is_series, is_lone=len(dated) == 1
        ):
            places += found
        elif is_onward and item.span.first.is_fine and item.end:
            places.append(Period(item.end, item.end))
        elif not (is_yearly and _is_open(item.span)):
            start, end = item.start or start, item.end or end
    places = [place for place in places if not (start and place.end < start)]
    if len(places) == 1 and not is_yearly:
        start, end = places[0]
    if start and end and start > end:
        # Said to begin after the plan is over: the end is not known.
        end = None
    return Period(start, end), places


def _is_open(span):
    """No year is said, and it is not a beginning: «ноябрь», «до 1 июня»."""
    is_beginning = span.sign == "с" and not span.last
    return span.first.is_fine and span.first.year is None and not is_beginning


def _is_dated_limit(span):
    """«ежегодно до 1 июня 2024»: each first of June, or the end of it all."""
    return span.is_limit and bool(span.first.day and span.first.year)


def _places(item, context, *, is_yearly, is_series, is_lone):
    """Where a month or a limit within the year comes in the period; empty of what limits it."""
    span = item.span
    if not span.first.is_fine:
        return []
    if span.is_limit:
        is_named = is_series or (is_yearly and span.first.year is None)
        return list(item.occurrences) if is_named else []
    if span.sign and not span.last:
        return []
    if is_yearly and span.first.year and is_lone:
        return _from_then_on(item, context)
    if is_yearly:
        return list(item.occurrences)
    # «ежемесячно с сентября по май» runs in whatever part of such months the plan has.
    return clipped(span, context.window) if span.first.year is None else []


def _from_then_on(item, context):
    """«март 2024, ежегодно»: that March and those after it."""
    span = item.span
    last = span.last and replace(span.last, year=None)
    yearless = replace(span, first=replace(span.first, year=None), last=last)
    later = [place for place in placements(yearless, context.window) if place.start > item.start]
    return [*item.occurrences, *later]


def _name_months(outcome, dated):
    """Months make a yearly repetition one «in months»; «ежегодно до 1 июня» names a day only."""
    spans = [item.span for item in dated if item.span.first.is_fine]
    named = [span for span in spans if span.last or span.sign != "с"]
    if any(span.last or not span.sign for span in named):
        outcome.kind = DeadlineKind.RECURRING_YEARLY_IN_MONTHS
    if named and doubts.TIMES_A_YEAR in outcome.doubts:
        # The months that were in doubt are named.
        outcome.doubts.remove(doubts.TIMES_A_YEAR)


def _dates(rhythm, step, parts, limits, found):
    """Control dates of the repetition within its limits, or within one place of it."""
    if not step:
        return []
    if limits.start == limits.end:
        return [limits.end]
    if rhythm.unit in SCHOOL_UNITS:
        return ends_of_months(limits, TERM_ENDS)
    if step == 12 and rhythm.every == rhythm.times == 1:
        return year_ends(limits, 1)
    if step > 3:
        return longer(step, limits)
    if step == 3:
        days = _of_quarters(parts[0] if parts else None, limits, found)
    else:
        days = [
            day
            for part, shift in [(part.part, part.shift) for part in parts] or [(None, 0)]
            for day in every_month(limits, part, shift, step)
        ]
    if any(day > limits.end for day in days):
        found.append(doubts.LAST_REPORT_LATER)
    return [day for day in days if day <= limits.end]


def _of_quarters(month_part, limits, found):
    """Ends of quarters, or the named day; of months that are named, the last day."""
    part, shift = (month_part.part, month_part.shift) if month_part else (None, 0)
    if month_part and not month_part.is_named:
        found.append(doubts.WHICH_MONTH)
        # A report by the 5th is about the quarter that is over.
        shift = int(0 < part.number <= 15)
    is_short = (limits.end - limits.start).days < 80
    return [limits.end] if is_short and not part else after_quarters(limits, part, shift)
