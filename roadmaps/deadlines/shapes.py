"""Kinds of deadlines that name their time without repeating it, and their control dates."""

from datetime import date

from roadmaps.deadlines import doubts
from roadmaps.deadlines.deadline import Period
from roadmaps.deadlines.kinds import DeadlineKind
from roadmaps.deadlines.moments import PartKind, Size
from roadmaps.deadlines.outcome import Outcome
from roadmaps.deadlines.resolving import is_school_plan

KINDS = {
    Size.MONTH: DeadlineKind.MONTH,
    Size.SCHOOL_YEAR: DeadlineKind.SCHOOL_YEAR,
    Size.PLAN: DeadlineKind.WHOLE_PERIOD,
}


def shape(dated, context):
    """The Outcome of one or more spans."""
    dated = _without_repeats(dated)
    if len(dated) > 1:
        return _several(dated)
    (item,) = dated
    span, moment = item.span, item.span.first
    if span.first.size == Size.YEARS and span.is_point:
        return _years(moment, item, context)
    kind, found = _kind(span, context)
    outcome = Outcome(kind, item.start, item.end, doubts=found)
    if item.end and kind != DeadlineKind.CONTINUOUS:
        outcome.control_dates = [item.end]
    return outcome


def _without_repeats(dated):
    """One of equal spans stays; of «август (до 25 августа)», the narrower one."""
    kept = []
    for item in dated:
        if any((item.start, item.end) == (other.start, other.end) for other in kept if item.end):
            continue
        explains = kept and (item.span.joint == "(" or _is_month_with_day(kept[-1], item))
        if explains and item.end and kept[-1].end:
            if _contains(kept[-1], item):
                kept[-1] = item
                continue
            if _contains(item, kept[-1]):
                continue
        kept.append(item)
    return kept


def _is_month_with_day(outer, inner):
    """«август, до 20 августа»"""
    return outer.span.is_point and outer.span.first.size == Size.MONTH and inner.span.is_limit


def _contains(outer, inner):
    starts = (outer.start or date.min, inner.start or inner.end)
    return starts[0] <= starts[1] and inner.end <= outer.end


def _kind(span, context):
    """(kind, doubts) of one span."""
    moment = span.first
    found = [doubts.SEASON] if Size.SEASON in (part.size for part in span.moments) else []
    if span.is_limit:
        return DeadlineKind.UNTIL_DATE, found
    if span.sign == "с" and not span.last:
        return DeadlineKind.CONTINUOUS, [*found, doubts.OPEN_END]
    if moment.is_rough or (span.last and span.last.is_rough and not span.last_sign):
        found.append(doubts.ROUGH_PART)
    if span.last:
        return DeadlineKind.RANGE, found
    if _is_day(moment):
        return DeadlineKind.DATE, found
    if moment.part:
        return DeadlineKind.RANGE, found
    if moment.size == Size.YEAR:
        of_school = moment.year is None and is_school_plan(context.plan)
        return (DeadlineKind.SCHOOL_YEAR if of_school else DeadlineKind.CALENDAR_YEAR), found
    if moment.size == Size.SCHOOL_YEAR and (moment.last_year or 0) > (moment.year or 0) + 1:
        return DeadlineKind.RANGE, found
    return KINDS.get(moment.size, DeadlineKind.RANGE), found


def _is_day(moment):
    part = moment.part and moment.part.kind
    return moment.size == Size.DAY or part in (PartKind.DAY, PartKind.WEEKDAY)


def _several(dated):
    """A list: of limits, of days, of years, or of months and longer times."""
    spans = [item.span for item in dated]
    days = sorted({item.end for item in dated if item.end})
    starts = [item.start for item in dated if item.start]
    found = _doubts_of_list(spans)
    start = min(starts, default=None) if len(days) else None
    end = days[-1] if days else None
    if not all(item.end for item in dated):
        start = end = None
        days = []
        found.append(doubts.OPEN_END)
    kind = _kind_of_list(spans)
    if kind == DeadlineKind.UNTIL_DATE:
        start = None
    return Outcome(kind, start, end, days, found)


def _kind_of_list(spans):
    if all(span.is_limit for span in spans):
        return DeadlineKind.UNTIL_DATE
    if all(span.is_point and _is_day(span.first) for span in spans):
        return DeadlineKind.DATE
    if all(span.is_point and span.first.size in (Size.YEAR, Size.YEARS) for span in spans):
        return DeadlineKind.CALENDAR_YEAR
    sizes = {span.first.size for span in spans if span.is_point and not span.first.part}
    if sizes == {Size.SCHOOL_YEAR} and all(span.is_point for span in spans):
        return DeadlineKind.SCHOOL_YEAR
    return DeadlineKind.MONTHS_LIST


def _doubts_of_list(spans):
    found = []
    if any(span.joint in ("", "\n") for span in spans[1:]):
        found.append(doubts.SEVERAL_LINES)
    if any(span.joint == "/" for span in spans[1:]):
        found.append(doubts.ALTERNATIVE)
    if any(span.joint in ("mark", "(") for span in spans[1:]):
        found.append(doubts.MIXED)
    sorts = {(span.is_limit, span.sign == "с" and not span.last, _rank(span)) for span in spans}
    if len(sorts) > 1:
        found.append(doubts.MIXED)
    if any(moment.is_rough for span in spans for moment in span.moments if not span.is_limit):
        found.append(doubts.ROUGH_PART)
    if any(moment.size == Size.SEASON for span in spans for moment in span.moments):
        found.append(doubts.SEASON)
    return found


def _rank(span):
    """A day, something within a year, or a year: they seldom belong to one list."""
    if span.last or span.first.part:
        return 1
    return {Size.DAY: 0, Size.YEAR: 2, Size.YEARS: 2, Size.SCHOOL_YEAR: 2, Size.PLAN: 3}.get(
        span.first.size, 1
    )


def _years(moment, item, context):
    """«2021–2024 гг.» is the whole period; bare «2020-2021» may be one school year."""
    plan, first, last = context.plan, moment.year, moment.last_year
    is_plural = moment.year_word not in ("", "г", "год")
    found = [doubts.TWO_YEARS] if last == first + 1 and not is_plural else []
    period = Period(item.start, item.end)
    kind = DeadlineKind.WHOLE_PERIOD
    if plan and (plan.start.year, plan.end.year) == (first, last):
        if is_school_plan(plan):
            found = [doubts.TWO_YEARS]
            kind = kind if is_plural else DeadlineKind.SCHOOL_YEAR
        period = plan
    elif found:
        kind = DeadlineKind.CALENDAR_YEAR
    elif plan and plan.start <= period.start and period.end <= plan.end:
        kind = DeadlineKind.RANGE
    return Outcome(kind, *period, [period.end], found)
