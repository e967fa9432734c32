"""The one table of a checkpoint's states: who may lead it from where to where.

The table is the documentation; an act that is not here cannot happen (design rule: one
transition table per noun, a conditional UPDATE on state and version).
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from accounts.audit import record, record_all
from accounts.models import AuditVerb
from lib.versions import Conflict
from monitoring.dates import forget_requests
from monitoring.models import Checkpoint, CheckpointEvent, CheckpointState, Verb
from roadmaps.reports import grouped


class Transition(NamedTuple):
    """From which states the act leads, and to which one."""

    sources: tuple
    target: str


S = CheckpointState
FINISHED = (S.ACCEPTED, S.CANCELLED)
TRANSITIONS = {
    Verb.START: Transition((S.PLANNED,), S.STARTED),
    Verb.REPORT: Transition((S.PLANNED, S.STARTED, S.RETURNED), S.REPORTED),
    Verb.ACCEPT: Transition((S.REPORTED,), S.ACCEPTED),
    Verb.RETURN: Transition((S.REPORTED,), S.RETURNED),
    Verb.CANCEL: Transition((S.PLANNED, S.STARTED, S.REPORTED, S.RETURNED), S.CANCELLED),
}


@dataclass
class WrongState(Exception):
    """The act does not lead from the checkpoint's present state."""

    verb: str
    state: str

    def __str__(self):
        verb, state = Verb(self.verb).label, CheckpointState(self.state).label
        return f"Нельзя {verb}: сейчас состояние «{state}»."


@transaction.atomic
def act(checkpoint, verb, *, by, seen_version, text="", files=(), at=None):
    """Lead the checkpoint to its next state and remember the act; returns the event.

    Raises WrongState, or lib.versions.Conflict when somebody acted after the page was opened.
    """
    transition = TRANSITIONS[verb]
    if checkpoint.state not in transition.sources:
        raise WrongState(verb, checkpoint.state)
    source = checkpoint.state
    values = {"state": transition.target, "version": seen_version + 1}
    if verb == Verb.REPORT:
        values["reported_by"] = by
    rows = Checkpoint.objects.filter(pk=checkpoint.pk, state=source, version=seen_version)
    if not rows.update(**values):
        raise Conflict(Checkpoint.objects.get(pk=checkpoint.pk))
    for name, value in values.items():
        setattr(checkpoint, name, value)
    event = CheckpointEvent.objects.create(
        checkpoint=checkpoint,
        verb=verb,
        by=by,
        at=at or checkpoint.municipality.now(),
        text=text,
        from_state=source,
        to_state=transition.target,
    )
    for stored in files:
        event.evidence.create(file=stored)
    if transition.target in FINISHED:
        forget_requests([checkpoint])
    record(AuditVerb.STATE, checkpoint, by=by, changes={"state": [source, transition.target]})
    return event


@transaction.atomic
def cancel_all(checkpoints, *, by, text, at):
    """Cancel the checkpoints with the reason; the caller holds them (monitoring.amending).

    Raises WrongState, or lib.versions.Conflict when one of them has moved on.
    """
    transition = TRANSITIONS[Verb.CANCEL]
    by_state = grouped(checkpoints, "state")
    for source, rows in by_state.items():
        if source not in transition.sources:
            raise WrongState(Verb.CANCEL, source)
        found = Checkpoint.objects.filter(pk__in=[row.pk for row in rows], state=source)
        if found.update(state=transition.target, version=F("version") + 1) != len(rows):
            raise Conflict(None)
    forget_requests(checkpoints)
    CheckpointEvent.objects.bulk_create(
        [
            CheckpointEvent(
                checkpoint=row,
                verb=Verb.CANCEL,
                by=by,
                at=at,
                text=text,
                from_state=row.state,
                to_state=transition.target,
            )
            for row in checkpoints
        ],
        batch_size=300,
    )
    record_all(
        AuditVerb.STATE,
        [(row, {"state": [row.state, transition.target]}) for row in checkpoints],
        by=by,
    )
