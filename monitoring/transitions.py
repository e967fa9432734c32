"""Leading a checkpoint from state to state by the table of monitoring/acts.py.

A change is a conditional UPDATE on state and version: of two that act at once, one is told.
"""

from django.db import transaction
from django.db.models import F

from accounts.audit import record, record_all
from accounts.models import AuditVerb
from lib.versions import Conflict
from monitoring.acts import ACTS, FINISHED, WrongState, leads_from
from monitoring.dates import forget_requests
from monitoring.events import unsaved_event, write_event
from monitoring.models import Checkpoint, CheckpointEvent, Verb
from monitoring.parts import hold_lead_of, require_finished_parts
from monitoring.proofs import attach, require_proof
from roadmaps.reports import grouped


@transaction.atomic
def act(checkpoint, verb, *, by, seen_version, text="", proofs=(), acting=None, at=None):
    """Lead the checkpoint by the act and remember it; returns the event.

    `proofs` are unsaved Evidence; `acting` the role of a deputy by which one acts.
    Raises WrongState; NotNow when the report has no proof or a co-executor still owes a part;
    lib.versions.Conflict when somebody acted after the page was opened.
    """
    if not leads_from(verb, checkpoint.state):
        raise WrongState(verb, checkpoint.state)
    source, target = checkpoint.state, ACTS[verb].target or checkpoint.state
    values = {"state": target, "version": seen_version + 1}
    if verb == Verb.REPORT:
        values["reported_by"] = by
    at = at or checkpoint.municipality.now()
    values |= days_after(verb, checkpoint.municipality.day_of(at))
    rows = Checkpoint.objects.filter(pk=checkpoint.pk, state=source, version=seen_version)
    if not rows.update(**values):
        raise Conflict(Checkpoint.objects.get(pk=checkpoint.pk))
    for name, value in values.items():
        setattr(checkpoint, name, value)
    event = write_event(checkpoint, verb, by=by, acting=acting, at=at, text=text, from_state=source)
    attach(event, proofs)
    require_all(checkpoint, verb)
    if target in FINISHED:
        forget_requests([checkpoint])
    changes = {"state": [source, target]} if target != source else {"act": ["", verb]}
    record(AuditVerb.STATE, checkpoint, by=by, changes=changes)
    return event


def days_after(verb, day):
    """What the act of the day says of the days of report and acceptance; undoing takes it back."""
    if verb == Verb.REPORT:
        return {"reported_on": day}
    if verb in (Verb.ACCEPT, Verb.RESTORE):
        return {"accepted_on": day if verb == Verb.ACCEPT else None}
    return {}


def require_all(checkpoint, verb):
    """What must be true of the checkpoint and its parts once the act is done."""
    if verb in (Verb.REPORT, Verb.ACCEPT):
        require_finished_parts(checkpoint)
        require_proof(checkpoint, verb)
    if verb == Verb.RESTORE:
        hold_lead_of(checkpoint)


@transaction.atomic
def cancel_all(checkpoints, *, by, text, at):
    """Cancel the checkpoints with the reason; the caller holds them (monitoring.amending).

    Raises WrongState, or lib.versions.Conflict when one of them has moved on.
    """
    target = ACTS[Verb.CANCEL].target
    for source, rows in grouped(checkpoints, "state").items():
        if not leads_from(Verb.CANCEL, source):
            raise WrongState(Verb.CANCEL, source)
        found = Checkpoint.objects.filter(pk__in=[row.pk for row in rows], state=source)
        if found.update(state=target, version=F("version") + 1) != len(rows):
            raise Conflict(None)
    forget_requests(checkpoints)
    CheckpointEvent.objects.bulk_create(
        [
            unsaved_event(row, Verb.CANCEL, by=by, at=at, text=text, to_state=target)
            for row in checkpoints
        ],
        batch_size=300,
    )
    record_all(
        AuditVerb.STATE, [(row, {"state": [row.state, target]}) for row in checkpoints], by=by
    )
