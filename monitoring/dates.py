"""Change of a date: asked for by who executes, granted or refused by who controls (peers.md d.7).

Overdue is counted against the date in force, `due_on`; the date of the plan stays in `planned_on`,
and every step between them in the history of the checkpoint.
"""

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.audit import record
from accounts.models import AuditVerb
from lib.permissions import NotNow
from lib.versions import Conflict
from monitoring.acts import ACTS
from monitoring.events import write_event
from monitoring.models import Checkpoint, DateRequest, DateRequestState, Verb


class AlreadyAsked(NotNow):
    """One request at a time."""

    def __init__(self):
        super().__init__("Срок уже просят перенести. Дождитесь решения.")


class AlreadyDecided(NotNow):
    """Somebody has decided on the request, or it is needed no longer."""

    def __init__(self):
        super().__init__("По этому запросу уже решили, или он больше не нужен. Обновите страницу.")


@transaction.atomic
def ask_for_date(checkpoint, *, due_on, reason, by, seen_version, file=None, acting=None, at=None):
    """Ask for a later date of an open checkpoint; returns the DateRequest.

    Raises AlreadyAsked, or lib.versions.Conflict when somebody acted after the page was opened.
    """
    hold(checkpoint, ACTS[Verb.ASK_DATE].sources, seen_version=seen_version)
    at = at or checkpoint.municipality.now()
    try:
        with transaction.atomic():
            request = DateRequest.objects.create(
                checkpoint=checkpoint,
                former_due_on=checkpoint.due_on,
                due_on=due_on,
                reason=reason,
                file=file,
                asked_by=by,
                asked_at=at,
            )
    except IntegrityError:
        raise AlreadyAsked from None
    tell(checkpoint, Verb.ASK_DATE, request, by=by, acting=acting, at=at, text=reason)
    return request


@transaction.atomic
def grant_date(request, *, by, seen_version, answer="", acting=None, at=None):
    """Put the date that is asked for in force.

    Raises AlreadyDecided, or lib.versions.Conflict when the checkpoint has changed meanwhile.
    """
    checkpoint = request.checkpoint
    at = at or checkpoint.municipality.now()
    hold(checkpoint, ACTS[Verb.MOVE_DATE].sources, seen_version=seen_version)
    decide(request, DateRequestState.GRANTED, answer=answer, by=by, at=at)
    tell(checkpoint, Verb.MOVE_DATE, request, by=by, acting=acting, at=at, text=answer)
    Checkpoint.objects.filter(pk=checkpoint.pk).update(due_on=request.due_on, moves=F("moves") + 1)
    record(AuditVerb.CHANGE, checkpoint, by=by, changes=date_changes(request))
    checkpoint.due_on = request.due_on


@transaction.atomic
def refuse_date(request, *, by, seen_version, answer, acting=None, at=None):
    """Leave the date as it is, with the reason; raises as grant_date."""
    checkpoint = request.checkpoint
    at = at or checkpoint.municipality.now()
    hold(checkpoint, ACTS[Verb.KEEP_DATE].sources, seen_version=seen_version)
    decide(request, DateRequestState.REFUSED, answer=answer, by=by, at=at)
    tell(checkpoint, Verb.KEEP_DATE, request, by=by, acting=acting, at=at, text=answer)


def hold(checkpoint, states, *, seen_version):
    """Hold the checkpoint as it was seen until the end of the transaction; else Conflict."""
    rows = Checkpoint.objects.filter(pk=checkpoint.pk, version=seen_version, state__in=states)
    if not rows.update(version=F("version") + 1):
        raise Conflict(Checkpoint.objects.get(pk=checkpoint.pk))
    checkpoint.refresh_from_db(fields=["version", "state", "due_on"])


def decide(request, state, *, answer, by, at):
    """Write the decision into the request that still waits for one; else AlreadyDecided."""
    waiting = DateRequest.objects.waiting().filter(pk=request.pk)
    if not waiting.update(state=state, answer=answer, decided_by=by, decided_at=at):
        raise AlreadyDecided


def tell(checkpoint, verb, request, **values):
    """Leave the act in the history of the checkpoint."""
    days = {"old_due_on": checkpoint.due_on, "new_due_on": request.due_on}
    write_event(checkpoint, verb, **days, **values)


def date_changes(request):
    """The change of the date for the journal of acts."""
    days = (request.checkpoint.due_on, request.due_on)
    return {"due_on": [day.isoformat() for day in days]}


def forget_requests(checkpoints):
    """The checkpoints are over: nobody need decide on their dates any more."""
    waiting = DateRequest.objects.waiting().filter(checkpoint__in=checkpoints)
    waiting.update(state=DateRequestState.NEEDLESS)
