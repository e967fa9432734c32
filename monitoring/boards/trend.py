"""How control stood at the end of each of the last weeks, told by the rows as they are now.

The condition of a point is monitoring.conditions.standing_at; here the same is counted for all
points at once: one histogram of days instead of as many conditions as there are points.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, Count, DateField, F, Value, When
from django.db.models.functions import Greatest

from lib.dates import week_of
from monitoring.conditions import ACCEPTED, LIVE, OWED, Standing

WEEKS = 12


@dataclass(frozen=True)
class Point:
    """Numbers at the end of the Sunday."""

    sunday: datetime.date
    due: int
    accepted: int
    overdue: int

    def query(self, standing):
        """Conditions of the rows in the register."""
        return f"day={self.sunday.isoformat()}&then={Standing(standing).value}"


def sundays_before(today):
    """The last days of the weeks that are over, the oldest first."""
    last = week_of(today)[0] - datetime.timedelta(days=1)
    return [last - datetime.timedelta(weeks=weeks) for weeks in reversed(range(WEEKS))]


def trend_of(checkpoints, today):
    """[Point] of the last weeks in one query; empty when nothing was due or accepted by then."""
    sundays = sundays_before(today)
    due, accepted, overdue = Counter(), Counter(), Counter()
    for is_owed, start, reported, taken, number in histogram(checkpoints, sundays[0]):
        due[start] += number
        if taken:
            accepted[taken] += number
        if is_owed or reported and reported > start:
            overdue[start] += number
            if not is_owed:
                overdue[reported] -= number
    points = [
        Point(sunday, *(sum_until(sunday, counts) for counts in (due, accepted, overdue)))
        for sunday in sundays
    ]
    return points if points[-1].due or points[-1].accepted else []


def sum_until(day, counts):
    """How many there are by the end of the day."""
    return sum(number for when, number in counts.items() if when <= day)


def histogram(checkpoints, first):
    """(is it owed, since when it is due, days of report and acceptance, how many) of the live.

    Days before the first point are told as its own: the points do not tell them apart.
    """
    start = Greatest("due_on", "since", Value(first, output_field=DateField()))
    days = {name: not_before(first, name) for name in ("reported_on", "accepted_on")}
    return (
        checkpoints.order_by()
        .filter(LIVE)
        .annotate(
            is_owed=Case(When(OWED, then=Value(True)), default=Value(False)),
            start=start,
            reported=days["reported_on"],
            taken=Case(When(ACCEPTED, then=days["accepted_on"])),
        )
        .values_list("is_owed", "start", "reported", "taken")
        .annotate(number=Count("pk"))
    )


def not_before(first, name):
    """The date, or the first day when it is earlier; none stays none on both databases."""
    return Case(When(**{f"{name}__lt": first}, then=Value(first)), default=F(name))
