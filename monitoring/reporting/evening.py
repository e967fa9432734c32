"""Numbers of many municipalities on the evening of a day, without reading every row (0028).

What nobody has touched since that evening stands today as it stood then: the database counts it.
Only what a later act has touched is put together from its history, as every other report does.
"""

from collections import defaultdict

from django.db.models import Count, DateField, F, Q, Sum, Value
from django.db.models.functions import Coalesce

from monitoring import conditions
from monitoring.boards.numbers import DaysLate
from monitoring.models import Checkpoint
from monitoring.reporting.as_of import end_of, standings, touched_since
from monitoring.reporting.numbers import Numbers, numbers_of

# So many rows with their histories stand in the memory of the process together.
AT_ONCE = 20_000


def numbers_by_municipality(places, on):
    """{key of the municipality: Numbers on its own evening}; nothing of one without any rows.

    The scope must be theirs. Two queries, and seven for every AT_ONCE rows touched since.
    """
    if not places:
        return {}
    # The first evening of all: in the other places a few rows are read that need not be.
    evening = min(end_of(on, place.zone) for place in places)
    later = touched_since(evening)
    checkpoints = Checkpoint.objects.municipal().filter(since__lte=on).order_by()
    found = defaultdict(Numbers, counted(checkpoints.filter(~later), on))
    for rows in in_parts(checkpoints.filter(later)):
        by_place = defaultdict(list)
        for row in standings(rows, on):
            by_place[row.municipality_id].append(row)
        for place, its in by_place.items():
            found[place] += numbers_of(its)
    return dict(found)


def in_parts(checkpoints):
    """Yield querysets that make up the given one, of at most AT_ONCE rows each."""
    keys = list(checkpoints.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        yield checkpoints.filter(pk__range=(part[0], part[-1]))


def counted(checkpoints, on):
    """[(municipality, Numbers)] by what the rows tell now; one query."""
    came = checkpoints.annotate(came=Coalesce("reported_on", "accepted_on"))
    for row in came.values("municipality").annotate(**aggregates(on)):
        yield row.pop("municipality"), Numbers(**row)


def aggregates(on):
    """{field of Numbers: aggregate}: what numbers_of reads off Standings, asked of the rows.

    A test holds both together.
    """
    handed, overdue = conditions.ACCEPTED | conditions.WAITING, conditions.overdue(on)
    late = handed & Q(came__gt=F("due_on"))
    conditions_of = {
        "total": conditions.LIVE,
        "accepted": conditions.ACCEPTED,
        "waiting": conditions.WAITING,
        "overdue": overdue,
        "ahead": conditions.OWED & Q(due_on__gte=on),
        "dropped": ~conditions.LIVE,
        "handed": handed,
        "in_time": handed & (Q(came=None) | Q(came__lte=F("due_on"))),
        "late": overdue | late,
        "moved": Q(moves__gt=0),
    }
    owed_days = DaysLate(Value(on, DateField()), F("due_on"))
    return {
        **{name: Count("pk", filter=condition) for name, condition in conditions_of.items()},
        "moves": Sum("moves"),
        "days_late": Sum(owed_days, filter=overdue, default=0)
        + Sum(DaysLate(F("came"), F("due_on")), filter=late, default=0),
    }
