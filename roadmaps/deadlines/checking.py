"""Days that do not fit: outside the plan, before its approval."""

from roadmaps.deadlines import doubts
from roadmaps.deadlines.moments import Size
from roadmaps.deadlines.resolving import is_inside


def misfits(dated, context):
    """Doubts about the days of the spans."""
    found = []
    plan, approved = context.plan, context.approved
    if plan and any(_is_outside(item, plan) for item in dated):
        found.append(doubts.outside(plan))
    if approved and any(item.end and item.end < approved for item in dated):
        found.append(doubts.before_approval(approved))
    return found


def _is_outside(item, plan):
    """By days for a day, by months for months; the plan's own year is not outside."""
    start, end = item.start or item.end, item.end or item.start
    if not end:
        return False
    if item.span.first.size in (Size.YEAR, Size.YEARS, Size.SCHOOL_YEAR) and item.span.is_point:
        around = start <= plan.start and plan.end <= end
        if around and (start.year, end.year) == (plan.start.year, plan.end.year):
            return False
    is_day = start == end and not item.span.last
    if is_day:
        return not plan.start <= end <= plan.end
    return not is_inside((start, end), plan)
