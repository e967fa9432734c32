"""Writes of draft orders; every one of them holds the draft, so that signing excludes them."""

import hashlib

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from documents.annexes import kind_of
from documents.models import Order, OrderKind, OrderState, agreeing
from documents.printing import WORKING, order_html
from lib.permissions import NotNow
from lib.versions import Conflict
from schools.operations import save_fields


class Signed(NotNow):
    """The order is signed, its text is frozen; a view answers with the reason."""

    def __init__(self, order):
        kind = OrderKind(order.kind)
        super().__init__(
            f"{kind.label.capitalize()} уже {agreeing('подписан', kind)}, его текст не меняется. "
            "Чтобы внести изменения, подготовьте новый документ «О внесении изменений»."
        )


class NotDraft(NotNow):
    """The text is being agreed to or waits for the signature: it may not change under them."""

    def __init__(self):
        super().__init__(
            "Документ на согласовании или на подписи, его текст сейчас не меняется. "
            "Чтобы исправить его, верните документ в проекты."
        )


def lock_draft(order):
    """Hold the draft until the end of the transaction; raise Signed or NotDraft if it is none.

    A conditional UPDATE, so that it holds on SQLite too: signing changes the same row.
    """
    if Order.objects.drafts().filter(pk=order.pk).update(state=OrderState.DRAFT):
        return
    if Order.objects.registered().filter(pk=order.pk).exists():
        raise Signed(order)
    raise NotDraft


@transaction.atomic
def create_order(order, *, by):
    """Save a new draft; returns it."""
    order.save()
    record(AuditVerb.CREATE, order, by=by)
    return order


@transaction.atomic
def change_order(order, fields, *, seen_version, by):
    """Save the fields of a draft; lib.versions.Conflict if somebody was first."""
    lock_draft(order)
    changes = save_fields(order, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, order, by=by, changes=changes)


@transaction.atomic
def delete_order(order, *, seen_digest, by):
    """Delete a draft with its clauses; the plans in its annexes stay, without an order.

    lib.versions.Conflict if its text is not the one of `seen_digest` any more.
    """
    lock_draft(order)
    current = Order.objects.get(pk=order.pk)
    if text_digest(current) != seen_digest:
        raise Conflict(current)
    if any(kind_of(annex).is_approved(annex) for annex in order.annexes.all()):
        raise NotNow("В приложении к этому проекту — утверждённый документ: удалить его нельзя.")
    clauses = "\n".join(f"{clause.number} {clause.words}" for clause in order.clauses.all())
    changes = {"basis": [order.basis, ""], "clauses": [clauses, ""]}
    record(AuditVerb.DELETE, order, by=by, changes=changes)
    order.delete()


def text_digest(order):
    """SHA-256 of the draft as it would print: tells whether somebody changed it meanwhile."""
    return hashlib.sha256(order_html(order).encode()).hexdigest()


def agreed_digest(order):
    """SHA-256 of what a visa agrees to: the text without visas and executor."""
    return hashlib.sha256(WORKING.sub("", order_html(order)).encode()).hexdigest()
