"""Pieces → what the deadline means: which of its conditions decides."""

from dataclasses import dataclass, replace

from roadmaps.deadlines import doubts
from roadmaps.deadlines.checking import misfits
from roadmaps.deadlines.contexts import settle
from roadmaps.deadlines.kinds import DeadlineKind
from roadmaps.deadlines.moments import MOST_PARTS, Moment, Part, PartKind, Size
from roadmaps.deadlines.outcome import Outcome
from roadmaps.deadlines.pieces import Left, Mark, MonthPart, Rhythm, Stop
from roadmaps.deadlines.repeats import repeated
from roadmaps.deadlines.resolving import Context, Dated, resolve
from roadmaps.deadlines.shapes import shape
from roadmaps.deadlines.spans import draft_of

# Marks that only add a doubt to a time that is named.
WITHOUT_TIME = {"agreed", "soon", "once", "same", "rough", "exception", "alternative", "bad"}


@dataclass
class Case:
    """All that was found in the words, sorted."""

    dated: list[Dated]
    marks: dict[str, Mark]
    # A mark of an event, of a schedule or the like stands before any moment.
    leader: str
    # A dash leads from the time to what comes after it: «Январь 2020 – постоянно».
    has_dash: bool
    context: Context


def meaning_of(pieces, plan, approved):
    """The Outcome of the pieces."""
    rhythms = [piece for piece in pieces if isinstance(piece, Rhythm)]
    rhythms = [rhythm for rhythm in rhythms if not rhythm.is_implied] or rhythms
    parts = [piece for piece in pieces if isinstance(piece, MonthPart)]
    yearly = any(rhythm.unit in ("год", "полугодие") for rhythm in rhythms)
    draft = draft_of(pieces, plan, is_yearly=yearly)
    marks = _marks(pieces)
    window = settle(draft, plan, is_yearly=yearly, is_onward="onward" in marks)
    context = Context(plan, approved, window)
    if parts and (yearly or not rhythms) and _put_into_months(draft, parts):
        parts = []
    found = list(draft.doubts)
    dated = [resolve(span, context, found) for span in draft.spans]
    case = Case(dated, marks, _leader(pieces), Stop("-") in pieces, context)
    left = [piece.word for piece in pieces if isinstance(piece, Left)]
    if parts and not rhythms:
        rhythms = [Rhythm("месяц")]
        found.append(doubts.MONTHLY_SUPPOSED)
    if rhythms:
        parts = _loose_parts(draft.loose, parts) + parts
        outcome = _repeated(case, rhythms, parts, found)
    else:
        left += [str(number.number) for number in draft.loose]
        outcome = _unrepeated(case)
    if rhythms:
        # Months without a year are places of the repetition, they cannot be outside.
        case.dated = [item for item in dated if item.span.first.year or not item.span.first.is_fine]
    outcome.doubts = [*found, *outcome.doubts, *_remarks(case, outcome, left)]
    return outcome


def _loose_parts(numbers, parts):
    """«5 и 20 числа», «вторая и четвёртая среда месяца», «ежемесячно до 5»."""
    like = parts[0] if parts else MonthPart(Part(PartKind.DAY))
    return [
        like._replace(part=like.part._replace(number=number.number))
        for number in numbers
        if number.number <= MOST_PARTS.get(like.part.kind, 31)
    ]


def _marks(pieces):
    return {piece.name: piece for piece in reversed(pieces) if isinstance(piece, Mark)}


def _leader(pieces):
    first = next((piece for piece in pieces if isinstance(piece, Mark | Moment)), None)
    return first.name if isinstance(first, Mark) else ""


def _put_into_months(draft, parts):
    """«сентябрь, до 15 числа»: the day belongs to the month that is named."""
    months = [span for span in draft.spans if span.is_point and span.first.size == Size.MONTH]
    if not months or len(months) < len(draft.spans):
        return False
    part = parts[0]
    sign = "до" if part.is_until else ""
    draft.spans = [
        replace(span, first=replace(span.first, part=part.part), sign=sign) for span in months
    ]
    return True


def _repeated(case, rhythms, parts, found):
    """A repetition decides whatever stands beside it."""
    names, dated = set(case.marks), case.dated
    is_onward = "onward" in names and _is_one_beginning(dated)
    if is_onward:
        # «сентябрь 2023, далее ежемесячно»
        dated = [resolve(replace(dated[0].span, sign="с"), case.context, [])]
    outcome = repeated(
        rhythms,
        parts,
        dated,
        case.context,
        is_bounded="demand" not in names,
        is_onward="onward" in names and not is_onward,
    )
    if is_onward and case.dated[0].span.is_limit and case.dated[0].end:
        # «до 1 февраля, далее ежеквартально»
        days = {case.dated[0].end, *outcome.control_dates}
        outcome.control_dates = sorted(days)
        outcome.doubts.append(doubts.MIXED)
    # Several places in the plan are what a repetition is about, not a doubt.
    found[:] = [doubt for doubt in found if not doubts.is_about_year(doubt)]
    if "event" in names:
        outcome.doubts.append(doubts.EVENT_AND_DATES)
    return outcome


def _unrepeated(case):
    """The kind of a deadline without repetition."""
    names, dated = case.marks, case.dated
    if "demand" in names:
        outcome = _bounded(DeadlineKind.ON_DEMAND, dated)
        if "onward" in names and dated:
            outcome.end = None
        if dated and not case.leader and dated[0].span.is_point and dated[0].span.first.is_fine:
            outcome.doubts.append(doubts.MIXED)
        return outcome
    if "endless" in names or ("onward" in names and _is_one_beginning(dated)):
        outcome = _endless(case)
        if {"schedule", "event"} & set(names):
            outcome.doubts += [doubts.MIXED] * ("onward" in names)
        return outcome
    if not dated:
        return _timeless(names)
    if case.leader in ("event", "holidays"):
        # A day by which it must be done decides, whatever the event.
        has_limit = any(item.span.is_limit for item in dated)
        outcome = (
            shape(dated, case.context) if has_limit else _bounded(DeadlineKind.EVENT_BASED, dated)
        )
        outcome.doubts.append(doubts.EVENT_AND_DATES)
        return outcome
    return shape(dated, case.context)


def _bounded(kind, dated):
    """A kind without control dates, in the period that is named, if any."""
    starts = [item.start for item in dated if item.start]
    ends = [item.end for item in dated if item.end]
    start, end = min(starts, default=None), max(ends, default=None)
    if start and end and end < start:
        return Outcome(kind, end, start, doubts=[doubts.REVERSED])
    return Outcome(kind, start, end)


def _is_one_beginning(dated):
    return len(dated) == 1 and not dated[0].span.last


def _endless(case):
    """«постоянно»: from the day that is named, to the end of the plan or of the time named."""
    outcome = _bounded(DeadlineKind.CONTINUOUS, case.dated)
    plan = case.context.plan
    if not case.dated:
        outcome.start, outcome.end = plan or (None, None)
    elif case.dated[0].span.is_limit:
        is_over = plan and outcome.end and outcome.end < plan.start
        outcome.start = plan.start if plan and not is_over else None
    elif _is_one_beginning(case.dated) and _is_open(case):
        if case.dated[0].span.is_point and not (case.has_dash or "onward" in case.marks):
            outcome.doubts.append(doubts.MIXED)
        begins_within = plan and not (outcome.start and outcome.start > plan.end)
        outcome.end = plan.end if begins_within else None
    return outcome


def _is_open(case):
    span = case.dated[0].span
    is_long = not span.first.is_fine and "onward" not in case.marks
    return not span.is_limit and not (is_long and not span.sign)


def _timeless(names):
    for name, kind in (
        ("event", DeadlineKind.EVENT_BASED),
        ("holidays", DeadlineKind.EVENT_BASED),
        ("schedule", DeadlineKind.BY_SCHEDULE),
        ("sometimes", DeadlineKind.CONTINUOUS),
    ):
        if name in names:
            return Outcome(kind)
    return Outcome(DeadlineKind.OTHER, doubts=[] if set(names) & WITHOUT_TIME else [doubts.UNKNOWN])


def _remarks(case, outcome, left):
    """Doubts of the marks, of the days and of the words that were not understood."""
    found = [mark.doubt for mark in case.marks.values() if mark.doubt]
    if "once" in case.marks and outcome.kind == DeadlineKind.OTHER:
        found.append(doubts.ONCE)
    found += misfits(case.dated, case.context)
    if left and outcome.kind != DeadlineKind.OTHER:
        found.append(doubts.words_left(left))
    return found
