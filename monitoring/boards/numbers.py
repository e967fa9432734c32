"""The numbers that every dashboard tells of some checkpoints, counted by the database."""

from typing import NamedTuple

from django.db.models import Count, F, Func, IntegerField, Sum

from monitoring import conditions
from monitoring.conditions import TIMINGS, Timing


class DaysLate(Func):
    """Whole days from the date in force to the report."""

    output_field = IntegerField()
    arity = 2
    template = "(%(expressions)s)"
    arg_joiner = " - "

    def as_sqlite(self, compiler, connection, **context):
        template = "CAST(julianday(%(expressions)s) AS INTEGER)"
        joiner = ") - julianday("
        return self.as_sql(compiler, connection, template=template, arg_joiner=joiner, **context)


class Numbers(NamedTuple):
    """How many checkpoints stand how; those that were dropped are counted nowhere."""

    total: int = 0
    accepted: int = 0
    overdue: int = 0
    waiting: int = 0
    returned: int = 0
    in_time: int = 0
    late: int = 0
    # Days of all late reports together.
    delay: int = 0
    moved: int = 0
    # How many times dates were moved, of one checkpoint several ones.
    moves: int = 0

    @classmethod
    def of_all(cls, several):
        """Numbers of all of them together."""
        return cls(*map(sum, zip(*several, strict=True)))

    @property
    def timed(self):
        """Accepted ones of which the day of the report is known."""
        return self.in_time + self.late

    @property
    def percent(self):
        """Share of accepted, whole percent; None when nothing is on control."""
        return share(self.accepted, self.total)

    @property
    def in_time_percent(self):
        """Share of what came in time among the accepted; None when nothing is accepted."""
        return share(self.in_time, self.timed)

    @property
    def mean_delay(self):
        """Days, of the late ones; None when there are none."""
        return round(self.delay / self.late, 1) if self.late else None


def share(part, whole):
    """Whole percent; None of nothing, and 100 only of all, 0 only of none."""
    if not whole:
        return None
    percent = round(100 * part / whole)
    return percent if part in (0, whole) else min(max(percent, 1), 99)


def counted(today):
    """Aggregates of Numbers, in their order; `today` is a date, or an expression of it."""
    conditions_of = {
        "total": conditions.LIVE,
        "accepted": conditions.ACCEPTED,
        "overdue": conditions.overdue(today),
        "waiting": conditions.WAITING,
        "returned": conditions.RETURNED,
        "in_time": TIMINGS[Timing.IN_TIME],
        "late": TIMINGS[Timing.LATE],
        "moved": conditions.MOVED,
    }
    found = {name: Count("pk", filter=condition) for name, condition in conditions_of.items()}
    late = DaysLate(F("reported_on"), F("due_on"))
    found["delay"] = Sum(late, filter=conditions_of["late"], default=0)
    found["moves"] = Sum("moves", filter=conditions.MOVED, default=0)
    return {name: found[name] for name in Numbers._fields}
