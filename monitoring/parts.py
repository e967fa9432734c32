"""Lead and co-executors: the lead answers for the whole, gives out parts, and judges them.

A part is a checkpoint of its own with an inner date; it goes to the lead (peers.md a.4, d.7).
"""

from django.db import transaction
from django.db.models import F

from accounts.audit import record
from accounts.models import AuditVerb
from lib.permissions import NotNow
from monitoring.acts import ACTS
from monitoring.dates import hold
from monitoring.events import write_event
from monitoring.models import Checkpoint, Source, Verb
from monitoring.models.checkpoint import FINISHED_STATES, OPEN_STATES

ALREADY = "Этому исполнителю эта работа уже поручена."


class PartsOpen(NotNow):
    """A co-executor still owes a part."""

    def __init__(self, parts):
        names = ", ".join(part.executor for part in parts)
        super().__init__(
            f"Соисполнители ещё не отчитались: {names}. Дождитесь их отчётов и примите их, "
            "снимите поручение или отправьте пока отчёт о ходе работы."
        )


def require_finished_parts(checkpoint):
    """Raise PartsOpen while a part is neither accepted nor taken off."""
    if parts := list(checkpoint.parts.exclude(state__in=FINISHED_STATES)):
        raise PartsOpen(parts)


def hold_lead_of(part):
    """Hold the lead's checkpoint, still open, to the end of the transaction; else NotNow.

    The row that the lead's own report changes: of the two, one comes first.
    """
    if part.lead_id is None:
        return
    lead = Checkpoint.objects.filter(pk=part.lead_id, state__in=OPEN_STATES)
    if not lead.update(version=F("version")):
        raise NotNow("Ведущий исполнитель уже отчитался. Сначала нужно вернуть его отчёт.")


@transaction.atomic
def assign(lead, *, party, text, due_on, by, seen_version, acting=None, at=None):
    """Give a part of the work to a co-executor; returns the new checkpoint.

    `party` holds the executor as field values (monitoring/planning.py). Raises NotNow when the
    same executor has it already or the day is after the lead's, Conflict after another's act.
    """
    if due_on > lead.due_on:
        raise NotNow("Внутренний срок не может быть позже срока ведущего исполнителя.")
    hold(lead, OPEN_STATES, seen_version=seen_version)
    same = Checkpoint.objects.filter(lead=lead, executor=party["executor"])
    if party["executor"] == lead.executor or same.exclude(state__in=FINISHED_STATES).exists():
        raise NotNow(ALREADY)
    at = at or lead.municipality.now()
    part = Checkpoint.objects.create(
        municipality=lead.municipality,
        source=Source.RESOLUTION if lead.source == Source.RESOLUTION else Source.PART,
        lead=lead,
        text=text,
        basis=lead.basis,
        due_on=due_on,
        planned_on=due_on,
        since=lead.municipality.today(),
        proof=lead.proof,
        **party,
    )
    words = f"{part.executor}, до {due_on:%d.%m.%Y}"
    write_event(lead, Verb.ASSIGN, by=by, acting=acting, at=at, text=words)
    record(AuditVerb.CREATE, part, by=by, changes={"executor": ["", part.executor]})
    return part


@transaction.atomic
def set_inner_date(part, *, due_on, by, seen_version, acting=None, at=None):
    """Say by when the co-executor is to be ready: not later than the lead's own date.

    Raises NotNow, or lib.versions.Conflict.
    """
    if due_on > part.lead.due_on:
        raise NotNow("Внутренний срок не может быть позже срока ведущего исполнителя.")
    hold(part, ACTS[Verb.SET_DATE].sources, seen_version=seen_version)
    at = at or part.municipality.now()
    days = {"old_due_on": part.due_on, "new_due_on": due_on}
    write_event(part, Verb.SET_DATE, by=by, acting=acting, at=at, **days)
    Checkpoint.objects.filter(pk=part.pk).update(due_on=due_on)
    changes = {"due_on": [day.isoformat() for day in days.values()]}
    record(AuditVerb.CHANGE, part, by=by, changes=changes)
    part.due_on = due_on
