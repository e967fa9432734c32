"""Visas, and the way of a draft to the signature and back."""

from django.db import transaction
from django.db.models import F, Max

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import Order, OrderState, Verdict, Visa
from documents.operations.drafts import agreed_digest, lock_draft
from documents.operations.places import moved
from documents.transitions import Act, lead
from lib.permissions import NotNow
from lib.versions import Conflict


@transaction.atomic
def add_visa(order, *, by, person, post):
    """Append a person to those who agree to the draft; returns the Visa."""
    lock_draft(order)
    last = order.visas.aggregate(last=Max("position"))["last"] or 0
    visa = Visa.objects.create(order=order, position=last + 1, person=person, post=post)
    record(AuditVerb.CREATE, visa, by=by)
    return visa


@transaction.atomic
def remove_visa(visa, *, by):
    """Take the person off the list of a draft."""
    lock_draft(visa.order)
    record(AuditVerb.DELETE, visa, by=by)
    visa.delete()


@transaction.atomic
def move_visa(visa, step, *, by):
    """Swap the visa with its neighbour."""
    lock_draft(visa.order)
    if places := moved(list(visa.order.visas.all()), visa, step):
        record(AuditVerb.CHANGE, visa, by=by, changes={"position": places})


@transaction.atomic
def submit(order, *, by):
    """Ask for the visas; those of an earlier text are asked for again."""
    lock_draft(order)
    if not order.visas.exists():
        raise NotNow("Укажите, кто согласует документ, или сразу отправьте его на подпись.")
    order.visas.update(
        verdict=Verdict.WAITING, remarks="", decided_on=None, decided_by=None, text_digest=""
    )
    lead(order, Act.SUBMIT, by=by)


def waiting_visas(order):
    """Visas that may be given now: the first one without a decision, or all of them at once."""
    waiting = [visa for visa in order.visas.all() if not visa.verdict]
    return waiting[:1] if order.visas_in_turn else waiting


@transaction.atomic
def decide(visa, verdict, *, by, decided_on, remarks=""):
    """Give the visa, with the digest of the text that was read.

    Raises Conflict when it has been given already, NotNow when its turn has not come.
    """
    order = visa.order
    in_approval = Order.objects.filter(pk=order.pk, state=OrderState.APPROVAL)
    if not in_approval.update(version=F("version")):
        raise NotNow("Документ сейчас не на согласовании.")
    if visa not in waiting_visas(order):
        if Visa.objects.filter(pk=visa.pk, verdict="").exists():
            raise NotNow("Согласование идёт по очереди: до этой визы очередь ещё не дошла.")
        raise Conflict(Visa.objects.filter(pk=visa.pk).first())
    # The condition is on the row itself: PostgreSQL looks at it again after waiting for a twin.
    given = Visa._base_manager.filter(pk=visa.pk, verdict=Verdict.WAITING).update(
        verdict=verdict,
        remarks=remarks,
        decided_on=decided_on,
        decided_by=by,
        text_digest=agreed_digest(order),
    )
    if not given:
        raise Conflict(Visa.objects.filter(pk=visa.pk).first())
    visa.refresh_from_db()
    record(AuditVerb.CHANGE, visa, by=by, changes={"verdict": ["", verdict]})


@transaction.atomic
def send_to_sign(order, *, by):
    """Lay the draft before the head: after the last visa, or at once when none is wanted."""
    if order.visas.filter(verdict="").exists():
        raise NotNow("Ещё не все визы получены. Соберите их или верните документ в проекты.")
    lead(order, Act.SEND_TO_SIGN, by=by)


@transaction.atomic
def take_back(order, *, by, reason):
    """Return the document to the drafts, to be corrected; the reason stays in the journal."""
    lead(order, Act.TAKE_BACK, by=by)
    record(AuditVerb.CHANGE, order, by=by, changes={"reason": ["", reason]})
