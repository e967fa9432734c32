"""A year, a school year or the plan beside months: it tells which months are meant."""

from dataclasses import replace

from roadmaps.deadlines import doubts
from roadmaps.deadlines.moments import Moment, PartKind, Size, whole
from roadmaps.deadlines.naming import SCHOOLED, year_in_school_year
from roadmaps.deadlines.pieces import Span
from roadmaps.deadlines.resolving import is_school_plan


def settle(draft, plan, *, is_yearly=False, is_onward=False):
    """The window for months without a year; long spans that only explain the short ones go."""
    _school_halves(draft, plan)
    if is_yearly:
        _edges_of_years(draft)
    fine = [span for span in draft.spans if span.first.is_fine]
    long = [span for span in draft.spans if _explains(span)]
    if not fine or not long:
        return plan
    if is_onward and _leads_on(fine, long):
        draft.spans = [replace(fine[0], last=long[0].first, sign="")]
        draft.doubts.append(doubts.MIXED)
        return plan
    windows = [_explain(draft, span, is_yearly=is_yearly) for span in long]
    draft.spans = [span for span in draft.spans if span not in long or _adds(span, fine)]
    return next((window for window in reversed(windows) if window), plan)


def _leads_on(fine, long):
    """«сентябрь 2023, далее в течение года»"""
    return len(fine) == len(long) == 1 and not (fine[0].last or long[0].first.year)


def _explain(draft, span, *, is_yearly):
    """Tell the months of their year by the long span; the window, when it names one."""
    moment = span.first
    if moment.size == Size.YEARS and is_yearly:
        return whole(moment, moment.year)
    if moment.size == Size.YEARS:
        _share_two_years(draft, span)
    elif moment.size == Size.YEAR and moment.year and _all_dated(draft):
        _repeat_in(draft, span)
    elif moment.year is None:
        draft.doubts += [doubts.MIXED] * _stands_apart(draft.spans, span)
    elif moment.size == Size.SCHOOL_YEAR:
        return whole(moment, moment.year)
    else:
        _share_year(draft, moment.year)
    return None


def _all_dated(draft):
    return all(m.year or not m.is_fine for span in draft.spans for m in span.moments)


def _repeat_in(draft, years):
    """«сентябрь 2023, 2024 гг.»: the month before comes again in the next year."""
    year = years.first.year
    at = draft.spans.index(years)
    before = draft.spans[at - 1] if at else None
    if not before or not before.first.is_fine or years.joint != ",":
        return
    if before.last and before.last.year is None:
        _end_in(draft, before, years)
        return
    shift = year - before.first.year
    first, last = (moment and _later(moment, shift) for moment in (before.first, before.last))
    draft.spans[at] = replace(before, first=first, last=last, joint=",")


def _later(moment, shift):
    last_year = moment.last_year and moment.last_year + shift
    return replace(moment, year=moment.year + shift, last_year=last_year)


def _end_in(draft, before, years):
    """«с сентября 2023 до конца года, 2024 год»: either way, till the end of 2024."""
    last, year = before.last, years.first.year
    if last.size == Size.SCHOOL_YEAR and not (last.part and last.part.kind == PartKind.START):
        year -= 1
    if last.size != Size.PLAN:
        draft.spans[draft.spans.index(before)] = replace(before, last=replace(last, year=year))
    draft.spans.remove(years)
    draft.doubts.append(doubts.MIXED)


def _adds(span, fine):
    """A year that none of the months is of: it must not be lost."""
    moment = span.first
    if moment.year is None or moment.size not in (Size.YEAR, Size.SCHOOL_YEAR):
        return False
    period = whole(moment, moment.year)
    dated = [m for each in fine for m in each.moments if m.is_fine and m.year]
    return bool(dated) and not any(
        period.start <= whole(m, m.year).start <= period.end for m in dated
    )


def _explains(span):
    return not (span.first.is_fine or span.first.part or span.last or span.sign)


def _stands_apart(spans, span):
    """It is a condition of its own: a comma or a line end divides it from its neighbours."""
    joints = [span.joint] if spans[0] is not span else []
    at = spans.index(span)
    joints += [following.joint for following in spans[at + 1 : at + 2]]
    return any(joint in (",", "\n") for joint in joints)


def _school_halves(draft, plan):
    """Terms belong to school years; so do half-years in a plan of one school year."""
    for at, span in enumerate(draft.spans):
        for name in ("first", "last"):
            moment = getattr(span, name)
            if not moment or moment.size not in SCHOOLED:
                continue
            if moment.size != Size.HALF or (moment.year is None and is_school_plan(plan)):
                doubt = () if moment.is_school and moment.size == Size.HALF else (True,)
                if doubt:
                    draft.doubts.append(doubts.SCHOOL_TERM)
                moment = replace(moment, is_school=True)
            if moment.is_school and moment.number == 2 and moment.size == Size.HALF:
                draft.doubts.append(doubts.SCHOOL_TERM)
            span = replace(span, **{name: moment})
        draft.spans[at] = span


def _edges_of_years(draft):
    """«ежегодно в начале учебного года»: a month of every year."""
    edges = {
        (Size.SCHOOL_YEAR, PartKind.START): (9, 1),
        (Size.SCHOOL_YEAR, PartKind.END): (5, 31),
        (Size.YEAR, PartKind.START): (1, 1),
        (Size.YEAR, PartKind.END): (12, 31),
    }
    for at, span in enumerate(draft.spans):
        moment = span.first
        edge = moment.part and edges.get((moment.size, moment.part.kind))
        if edge and not (span.last or moment.year):
            size = Size.DAY if span.is_limit else Size.MONTH
            draft.doubts.append(doubts.ROUGH_PART)
            draft.spans[at] = replace(span, first=Moment(size, *edge))


def _map(draft, change):
    """The change is applied to every short moment without a year."""

    def changed(moment):
        is_open = moment and moment.is_fine and moment.year is None
        return change(moment) if is_open else moment

    draft.spans = [
        replace(span, first=changed(span.first), last=changed(span.last)) for span in draft.spans
    ]


def _share_year(draft, year):
    """«2023 год: сентябрь, октябрь»; a range over the New Year only begins in the year."""
    kept = {id(span.last) for span in draft.spans if span.last and _goes_over(span)}

    def with_year(moment):
        return moment if id(moment) in kept else replace(moment, year=year)

    _map(draft, with_year)


def _goes_over(span):
    return whole(span.first, 2000).start > whole(span.last, 2000).start


def _share_two_years(draft, years):
    """«сентябрь–май 2023–2024»; «Январь 2020–2021» stays open and is read as from–to."""
    first, last = years.first.year, years.first.last_year
    spans = [span for span in draft.spans if span.first.is_fine]
    follow = [whole(moment, 2000).start for span in spans for moment in span.moments]
    if last == first + 1 and follow != sorted(follow):
        _map(draft, lambda moment: replace(moment, year=year_in_school_year(moment, first)))
        return
    draft.doubts.append(doubts.MONTH_AND_YEARS)
    head = replace(spans[0].first, year=spans[0].first.year or first)
    tail = spans[-1].last or spans[-1].first
    is_one_month = len(follow) == 1
    end = Moment(Size.YEAR, year=last) if is_one_month else replace(tail, year=tail.year or last)
    draft.spans = [span for span in draft.spans if span not in spans]
    draft.spans.append(Span(head, end, joint=spans[0].joint))
