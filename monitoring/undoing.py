"""Undoing one's own last act within ten minutes: a counter-act, and both stay in the history."""

import datetime

from django.db import transaction
from django.db.models import F

from accounts.audit import record
from accounts.models import AuditVerb
from lib.permissions import NotNow
from lib.versions import Conflict
from monitoring.events import write_event
from monitoring.models import Checkpoint, CheckpointState, DateRequest, DateRequestState, Verb
from monitoring.parts import hold_lead_of

LIMIT = datetime.timedelta(minutes=10)
UNDOABLE = (
    Verb.START,
    Verb.INTERIM,
    Verb.REPORT,
    Verb.ACCEPT,
    Verb.RETURN,
    Verb.REMOVE,
    Verb.RESTORE,
    Verb.ASK_DATE,
    Verb.MOVE_DATE,
    Verb.KEEP_DATE,
    Verb.SET_DATE,
)
# What becomes of the request for a date, when the act over it is undone.
REQUESTS = {
    Verb.ASK_DATE: DateRequestState.NEEDLESS,
    Verb.MOVE_DATE: DateRequestState.ASKED,
    Verb.KEEP_DATE: DateRequestState.ASKED,
}
TOO_LATE = "Отменить можно только своё последнее действие и только в течение 10 минут."


def undoable(checkpoint, user):
    """The last event, when the user has done it and may still undo it; or None."""
    last = checkpoint.events.order_by("at", "pk").last()
    if last is None or last.by_id != user.pk or last.verb not in UNDOABLE:
        return None
    is_fresh = checkpoint.municipality.now() - last.at <= LIMIT
    return last if is_fresh and last.to_state == checkpoint.state else None


@transaction.atomic
def undo(checkpoint, *, by, seen_version, acting=None, at=None):
    """Lead the checkpoint back to where it was before the user's last act; returns the event.

    Raises NotNow when there is nothing to undo any more, Conflict after another's act.
    """
    rows = Checkpoint.objects.filter(pk=checkpoint.pk, version=seen_version)
    if not rows.update(version=F("version") + 1):
        raise Conflict(Checkpoint.objects.get(pk=checkpoint.pk))
    checkpoint.refresh_from_db()
    last = undoable(checkpoint, by)
    if last is None:
        raise NotNow(TOO_LATE)
    if last.verb in (Verb.ACCEPT, Verb.REMOVE):
        hold_lead_of(checkpoint)
    days = take_back_date(checkpoint, last)
    former = {"state": last.from_state}
    if last.verb in (Verb.REPORT, Verb.ACCEPT, Verb.RESTORE):
        former |= days_before(checkpoint, last)
    Checkpoint.objects.filter(pk=checkpoint.pk).update(**former)
    for name, value in former.items():
        setattr(checkpoint, name, value)
    event = write_event(
        checkpoint,
        Verb.UNDO,
        by=by,
        acting=acting,
        at=at or checkpoint.municipality.now(),
        text=f"Отменено: {last.heading.lower()}.",
        from_state=last.to_state,
        undoes=last,
        **days,
    )
    states = [last.to_state, last.from_state]
    record(AuditVerb.STATE, checkpoint, by=by, changes={"state": states, "undo": ["", last.verb]})
    return event


def days_before(checkpoint, event):
    """Days of report and acceptance as they were before the event, by the rest of the history."""
    rest = checkpoint.events.filter(undone_by=None).exclude(pk=event.pk).order_by("at", "pk")
    reported = rest.filter(verb=Verb.REPORT).last()
    is_accepted = event.from_state == CheckpointState.ACCEPTED
    accepted = rest.filter(verb=Verb.ACCEPT).last() if is_accepted else None
    day_of = checkpoint.municipality.day_of
    return {
        "reported_on": day_of(reported.at) if reported else None,
        "accepted_on": day_of(accepted.at) if accepted else None,
    }


def take_back_date(checkpoint, event):
    """Put the former date in force again, and the request in its place; fields of the event."""
    if event.verb in REQUESTS:
        rows = DateRequest.objects.filter(checkpoint=checkpoint, due_on=event.new_due_on)
        request = rows.order_by("asked_at", "pk").last()
        nobody = {"decided_by": None, "decided_at": None, "answer": ""}
        DateRequest.objects.filter(pk=request.pk).update(state=REQUESTS[event.verb], **nobody)
    if event.verb not in (Verb.MOVE_DATE, Verb.SET_DATE):
        return {}
    was_moved = event.verb == Verb.MOVE_DATE
    moves = F("moves") - 1 if was_moved else F("moves")
    Checkpoint.objects.filter(pk=checkpoint.pk).update(due_on=event.old_due_on, moves=moves)
    checkpoint.due_on = event.old_due_on
    return {"old_due_on": event.new_due_on, "new_due_on": event.old_due_on}
