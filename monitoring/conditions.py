"""Which checkpoints a number of a dashboard counts; the register opens the rows by the same words.

Everything is told by the row as it is now: the date in force and the days of the last report and
of its acceptance. What was dropped (cancelled, taken off control) is counted nowhere.
"""

from django.db import models
from django.db.models import F, Q

from monitoring.models import CheckpointState
from monitoring.models.checkpoint import OPEN_STATES
from monitoring.states import DROPPED


class Standing(models.TextChoices):
    """What a checkpoint was at the end of a day."""

    DUE = "due", "срок прошёл"
    ACCEPTED = "accepted", "отчёт принят"
    OVERDUE = "overdue", "просрочено"


class Timing(models.TextChoices):
    """When the report that was accepted had come, against the date in force."""

    IN_TIME = "in_time", "сдано в срок"
    LATE = "late", "сдано с опозданием"
    EITHER = "either", "в срок и с опозданием"


LIVE = ~Q(state__in=DROPPED)
ACCEPTED = Q(state=CheckpointState.ACCEPTED)
OWED = Q(state__in=OPEN_STATES)
WAITING = Q(state=CheckpointState.REPORTED)
RETURNED = Q(state=CheckpointState.RETURNED)
MOVED = LIVE & Q(moves__gt=0)
TIMINGS = {
    Timing.IN_TIME: ACCEPTED & Q(reported_on__lte=F("due_on")),
    Timing.LATE: ACCEPTED & Q(reported_on__gt=F("due_on")),
    Timing.EITHER: ACCEPTED & Q(reported_on__isnull=False),
}


def overdue(today):
    """Owed past the date; `today` is the municipality's, or an expression of it."""
    return OWED & Q(due_on__lt=today)


def unreported(sunday):
    """Owed by the end of the week, or earlier: who has not reported."""
    return OWED & Q(due_on__lte=sunday)


def standing_at(day):
    """{Standing: condition} at the end of the day.

    Overdue then was what had no report yet, or only one that was returned.
    """
    due = LIVE & Q(since__lte=day, due_on__lte=day)
    return {
        Standing.DUE: due,
        Standing.ACCEPTED: ACCEPTED & Q(accepted_on__lte=day),
        Standing.OVERDUE: due & (OWED | Q(reported_on__gt=day)),
    }
