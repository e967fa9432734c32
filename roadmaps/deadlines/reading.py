"""From the words of a deadline to its meaning."""

from roadmaps.deadlines.deadline import Deadline
from roadmaps.deadlines.kinds import DeadlineKind


def read_deadline(text, plan=None, approved=None):
    """The meaning of the words, resolved against the plan's period and the date of approval."""
    return Deadline(
        text, DeadlineKind.OTHER, needs_review=bool(text.strip()), reason="срок не распознан"
    )
