"""Control as it stood on the evening of a day, from the history of checkpoints (0024).

The evening is that of the municipality's own zone. Nothing is read from what may be renamed later:
names of executors and authors are those that the rows have kept.
"""

import datetime
import zoneinfo
from collections import defaultdict
from functools import cache

from django.db.models import Case, Exists, F, OuterRef, Q, TextField, Value, When

from monitoring.models import CheckpointEvent, Evidence, Verb
from monitoring.models.event import MOVING
from monitoring.reporting.standing import Act, Standing
from monitoring.reporting.wording import wordings

# Acts whose words a report may quote; reports themselves are long and are not read.
QUOTED = (
    Verb.RETURN,
    Verb.REMOVE,
    Verb.CANCEL,
    Verb.ASK_DATE,
    Verb.MOVE_DATE,
    Verb.AMEND,
)
# Those of them that put another date in force; a request and a refusal only name one.
DATING = (*MOVING, Verb.SET_DATE, Verb.UNDO)


def standings(checkpoints, on):
    """[Standing] of the checkpoints that were on control on the day, by date and key.

    `checkpoints` is a queryset, of one municipality or of several. Seven queries for any size.
    """
    rows = list(checkpoints.filter(since__lte=on).order_by("pk").values_list(*FIELDS, named=True))
    words = wordings(rows, on)
    events = events_of(checkpoints, on)
    proofs = proofs_of(checkpoints)
    found = [standing(row, words[row.pk], events[row.pk], proofs, on) for row in rows]
    return sorted(found, key=lambda one: (one.due_on, one.place, one.pk))


FIELDS = (
    "pk",
    "municipality_id",
    "municipality__time_zone",
    "source",
    "school_id",
    "person_id",
    "unit_id",
    "executor",
    "since",
    "due_on",
    "planned_on",
    "text",
    "basis",
    "edition_id",
    "edition__number",
    "edition__roadmap_id",
    "edition__roadmap__name",
    "measure_id",
    "action_id",
)


def events_of(checkpoints, on):
    """{checkpoint: events, in their order}: all until the day, and later ones that tell a date."""
    # The last zone has its evening no later than this.
    latest = datetime.datetime.combine(on, datetime.time.max, datetime.UTC)
    near = Q(at__lte=latest + datetime.timedelta(days=1)) | Q(new_due_on__isnull=False)
    events = CheckpointEvent.objects.filter(
        near, checkpoint__in=checkpoints.order_by().values("pk")
    )
    quoted = Case(
        When(verb__in=QUOTED, then=F("text")), default=Value(""), output_field=TextField()
    )
    fields = ("pk", "checkpoint_id", "verb", "at", "author", "to_state", "old_due_on", "new_due_on")
    found = defaultdict(list)
    events = events.annotate(quoted=quoted).order_by("at", "pk")
    for event in events.values_list(*fields, "undoes_id", "quoted", named=True):
        found[event.checkpoint_id].append(event)
    return found


def proofs_of(checkpoints):
    """{event: names of its proofs}."""
    mine = Evidence.objects.filter(event__checkpoint__in=checkpoints.order_by().values("pk"))
    found = defaultdict(tuple)
    for event, *names in mine.order_by("pk").values_list(
        "event_id", "file__name", "link", "document"
    ):
        found[event] += (next(filter(None, names), ""),)
    return found


def touched_since(evening):
    """Condition: the checkpoint has an act later than the moment; all others stand as then."""
    return Exists(CheckpointEvent.objects.filter(checkpoint=OuterRef("pk"), at__gte=evening))


@cache
def zone_of(name):
    return zoneinfo.ZoneInfo(name)


@cache
def end_of(on, zone):
    """The first moment after the day there."""
    after = on + datetime.timedelta(days=1)
    return datetime.datetime.combine(after, datetime.time.min, zone)


def standing(row, words, events, proofs, on):
    """The Standing of one row."""
    zone = zone_of(row.municipality__time_zone)
    end = end_of(on, zone)
    past = [event for event in events if event.at < end]
    due_on, planned_on = dates_of(row, events, len(past))
    return Standing(
        on=on,
        pk=row.pk,
        municipality_id=row.municipality_id,
        source=row.source,
        school_id=row.school_id,
        person_id=row.person_id,
        unit_id=row.unit_id,
        executor=row.executor,
        since=row.since,
        state=past[-1].to_state if past else "planned",
        due_on=due_on,
        planned_on=planned_on,
        text=words.text,
        basis=row.basis,
        roadmap_id=row.edition__roadmap_id,
        roadmap=row.edition__roadmap__name or "",
        section_key=words.section_key,
        section=words.section,
        edition=words.edition,
        place=words.place,
        acts=acts_of(past, proofs, zone),
    )


def dates_of(row, events, past):
    """(date in force, date of the plan) after the first `past` of the events."""
    dating = [
        (place, event)
        for place, event in enumerate(events)
        if event.verb in DATING and event.new_due_on is not None
    ]
    later = next((event for place, event in dating if place >= past), None)
    due_on = later.old_due_on if later else row.due_on
    # An order makes its date that of the plan; until the first change both are the same.
    orders = [event for place, event in dating if place < past and event.verb == Verb.AMEND]
    if orders:
        return due_on, orders[-1].new_due_on
    return due_on, dating[0][1].old_due_on if dating else row.planned_on


def acts_of(past, proofs, zone):
    """Acts of the events that no later one of them undoes."""
    undone = {event.undoes_id for event in past}
    return tuple(
        Act(
            verb=event.verb,
            at=event.at,
            zone=zone,
            author=event.author,
            text=event.quoted,
            old_due_on=event.old_due_on,
            new_due_on=event.new_due_on,
            proofs=proofs[event.pk],
        )
        for event in past
        if event.verb != Verb.UNDO and event.pk not in undone
    )
