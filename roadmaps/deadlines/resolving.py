"""Spans → days: years that are not said are found in the plan's period."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from roadmaps.deadlines import doubts
from roadmaps.deadlines.deadline import Period
from roadmaps.deadlines.moments import (
    PartKind,
    Size,
    bounds,
    month_end,
    part_of,
    whole,
)
from roadmaps.deadlines.pieces import Span

# Longer plans are not looked through to the end.
MOST_YEARS = 30


@dataclass(frozen=True)
class Context:
    """What the words are resolved against."""

    plan: Period | None
    approved: date | None
    # Where months without a year are looked for: the plan or a school year that is named.
    window: Period | None

    @property
    def anchor(self):
        """The day from which deadlines are expected."""
        return max(self.approved or date.min, self.window.start if self.window else date.min)


@dataclass(frozen=True)
class Dated:
    """A span with its days; None where they could not be found."""

    span: Span
    start: date | None
    end: date | None
    # All its places in the plan, of a span without a year.
    occurrences: tuple[Period, ...] = ()


def is_school_plan(plan):
    """The plan goes over one New Year and lies within a school year."""
    return bool(plan) and plan.start.year + 1 == plan.end.year and len(school_years(plan)) == 1


def school_years(plan):
    """First years of the school years that the plan touches; August is the eve of the next one."""
    first = plan.start.year - (plan.start.month < 8)
    last = plan.end.year - (plan.end.month < 9)
    return list(range(first, min(max(first, last), first + MOST_YEARS) + 1))


def resolve(span, context, found):
    """The Dated of the span; doubts are added to `found`."""
    if span.last:
        return _resolve_range(span, context, found)
    moment = span.first
    if span.is_limit and moment.part and moment.part.kind == PartKind.END:
        return _resolve_end(span, context, found)
    if not moment.is_fine:
        period = _coarse(moment, context, found)
        occurrences = ()
    else:
        occurrences = placements(span, context.window)
        period = _chosen(span, occurrences, context, found)
    if not period:
        return Dated(span, None, None, occurrences)
    if span.sign == "с":
        end = context.plan.end if context.plan else None
        return Dated(span, period.start, end if end and end >= period.start else None, occurrences)
    if span.is_limit:
        day = _limit(span, period, found)
        days = [_limit(span, place, []) for place in occurrences]
        occurrences = tuple(Period(place, place) for place in days)
        return Dated(span, None, day, occurrences)
    return Dated(span, *period, occurrences)


def _resolve_end(span, context, found):
    """«до конца мая», «до окончания учебного года»: the last day of the whole."""
    moment = replace(span.first, part=None)
    dated = resolve(replace(span, first=moment, sign=""), context, found)
    if dated.end and moment.size == Size.SCHOOL_YEAR and dated.end.month > 6:
        found.append(doubts.SCHOOL_END)
    if moment.size == Size.YEAR and not moment.year and is_school_plan(context.plan):
        found.append(doubts.WHICH_YEAR)
    occurrences = tuple(Period(place.end, place.end) for place in dated.occurrences)
    return Dated(span, None, dated.end, occurrences)


def _resolve_range(span, context, found):
    """A range whose ends may be of different size: «с 1 сентября до конца учебного года»."""
    if span.last_sign == "до" and span.last.size != Size.DAY and not span.last.part:
        found.append(doubts.UP_TO_MONTH)
    if span.first.is_fine and span.last.is_fine:
        occurrences = placements(span, context.window)
        period = _chosen(span, occurrences, context, found)
        return Dated(span, *(period or (None, None)), occurrences)
    head = resolve(Span(span.first), context, found)
    part = span.last.part and span.last.part.kind
    # «до конца …» is its last day, «до начала …» the eve; «по 2025 год» takes the year in.
    sign = {PartKind.END: "не позднее", PartKind.START: span.last_sign}.get(part, "")
    tail = resolve(Span(span.last, sign=sign), context, found)
    if head.start and tail.end and tail.end < head.start:
        found.append(doubts.REVERSED)
        return Dated(span, tail.end, head.start)
    return Dated(span, head.start, tail.end)


def _limit(span, period, found):
    """The day of «до», «к», «по», «не позднее» with the moment."""
    moment, part = span.first, span.first.part
    if moment.size == Size.DAY or (part and part.kind in (PartKind.WEEKDAY, PartKind.DAY)):
        return period.end
    if part and part.kind == PartKind.START:
        found.append(doubts.BEFORE_START)
        return period.start - timedelta(span.sign == "до")
    if part or span.sign in ("не позднее", "по"):
        return period.end
    found.append(doubts.BEFORE_MONTH)
    return period.start - timedelta(1)


def _coarse(moment, context, found):
    """The period of a year, a school year or the plan."""
    period = _coarse_whole(moment, context, found)
    if not (period and moment.part):
        return period
    is_school = moment.size == Size.SCHOOL_YEAR
    if moment.size == Size.YEAR and not moment.year:
        is_school = is_school_plan(context.plan)
    return part_of(period, moment.part, school=is_school)


def _coarse_whole(moment, context, found):
    plan = context.plan
    if moment.size == Size.PLAN:
        found += [] if plan else [doubts.NO_PLAN_PERIOD]
        return plan
    if moment.year is None:
        return _unsaid_year(moment, context, found)
    period = whole(moment, moment.year)
    is_own = is_school_plan(plan) and school_years(plan) == [moment.year]
    if moment.size == Size.SCHOOL_YEAR and is_own and not _is_within(period, plan):
        # A plan of the same school year may begin in August or end in May.
        return Period(max(period.start, plan.start), min(period.end, plan.end))
    return period


def _unsaid_year(moment, context, found):
    """«в течение года», «в течение учебного года»: the plan's, when it has just one."""
    plan, hint = context.plan, moment.year_hint
    if not plan:
        return _by_approval(moment, context, found)
    if moment.size == Size.SCHOOL_YEAR:
        return _unsaid_school_year(moment, plan, found)
    if hint in (None, 0) and is_school_plan(plan):
        return plan
    if hint in (None, 0) and plan.start.year == plan.end.year:
        return whole(moment, plan.start.year) if moment.part else plan
    found.append(doubts.WHICH_YEAR)
    if hint is None:
        return None
    year = (context.approved or plan.start).year + hint
    return whole(moment, year)


def _unsaid_school_year(moment, plan, found):
    years = school_years(plan)
    if len(years) == 1 and moment.year_hint in (None, 0):
        return plan
    if moment.part:
        # A calendar year has one beginning and one end of a school year.
        periods = [whole(moment, year) for year in years]
        periods = [
            period
            for period in periods
            if is_inside(part_of(period, moment.part, school=True), plan)
        ]
        if len(periods) == 1:
            return periods[0]
    found.append(doubts.WHICH_SCHOOL_YEAR)
    return None


def _by_approval(moment, context, found):
    if moment.year_hint is not None and context.approved and moment.size == Size.YEAR:
        year = context.approved.year + moment.year_hint
        found.append(doubts.year_supposed(year))
        return whole(moment, year)
    found.append(doubts.NO_PLAN)
    return None


def placements(span, window):
    """Periods of the span within the window, one for each year; of a dated span its own."""
    if span.first.year is not None:
        return (_period(span, span.first.year),)
    if not window:
        return ()
    last = min(window.end.year, window.start.year + MOST_YEARS)
    periods = (_period(span, year) for year in range(window.start.year - 1, last + 1))
    return tuple(
        period for period in periods if period.start <= period.end and is_inside(period, window)
    )


def clipped(span, window):
    """The parts of the span's periods that lie in the window, one for each year."""
    if not window:
        return []
    last = min(window.end.year, window.start.year + MOST_YEARS)
    periods = [_period(span, year) for year in range(window.start.year - 1, last + 1)]
    return [
        Period(max(period.start, window.start), min(period.end, window.end))
        for period in periods
        if period.start <= window.end and window.start <= period.end
    ]


def _period(span, year):
    """The days of the span; a range without years begins in the given one."""
    first, last = span.first, span.last or span.first
    start = bounds(first, year if first.year is None else first.year)
    if last.year is not None:
        end = bounds(last, last.year)
    else:
        end = bounds(last, start.start.year - (first.is_school and start.start.month < 9))
        if end.end < start.start:
            end = bounds(last, start.start.year + 1)
    return Period(start.start, end.end)


def is_inside(period, window):
    """By months: the plan's first and last month count whole."""
    start = window.start.replace(day=1)
    return start <= period[0] and period[1] <= month_end(window.end.year, window.end.month)


def _is_within(period, plan):
    return plan.start <= period.start and period.end <= plan.end


def _chosen(span, occurrences, context, found):
    """The place of the span that is meant: the only one, or the first after the approval."""
    if span.first.year is not None:
        (period,) = occurrences
        if period.end < period.start:
            found.append(doubts.REVERSED)
            ends = [bounds(moment, moment.year) for moment in span.moments]
            return Period(min(end.start for end in ends), max(end.end for end in ends))
        return period
    if not context.window:
        return _hinted(span, context, found)
    if len(occurrences) == 1:
        return occurrences[0]
    if occurrences:
        found.append(doubts.several_years([place.start.year for place in occurrences]))
        later = [place for place in occurrences if place.end >= context.anchor]
        return (later or occurrences)[0]
    year = context.window.start.year
    period = _period(span, year)
    if period.end < context.window.start:
        period = _period(span, year + 1)
    found.append(doubts.year_supposed(period.start.year))
    return period


def _hinted(span, context, found):
    """Without a plan, only «текущего года» of a known approval tells the year."""
    hint = span.first.year_hint if span.last is None else span.last.year_hint
    if hint is None or not context.approved:
        found.append(doubts.NO_PLAN)
        return None
    year = context.approved.year + hint
    found.append(doubts.year_supposed(year))
    return _period(span, year)
