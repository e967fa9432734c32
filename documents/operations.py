"""Writes of orders that span several rows."""

import hashlib

from django.db import transaction
from django.db.models import Max

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import Annex, Clause, Order, OrderState
from documents.printing import order_html, order_pdf
from files.kinds import FileKind
from files.store import store_bytes


class Signed(Exception):
    """The order is signed: its text is frozen."""

    def __init__(self):
        super().__init__(
            "Приказ уже подписан, его текст не меняется. Чтобы внести изменения, "
            "подготовьте новый приказ «О внесении изменений»."
        )


def lock_draft(order):
    """Hold the draft until the end of the transaction; raise Signed if it is one no longer.

    A conditional UPDATE, so that it holds on SQLite too: signing changes the same row.
    """
    if not Order.objects.drafts().filter(pk=order.pk).update(state=OrderState.DRAFT):
        raise Signed


@transaction.atomic
def add_clause(order, *, by, **values):
    """Append a clause to a draft."""
    lock_draft(order)
    last = order.clauses.aggregate(last=Max("position"))["last"] or 0
    clause = Clause.objects.create(order=order, position=last + 1, **values)
    record(AuditVerb.CREATE, clause, by=by)
    return clause


@transaction.atomic
def change_clause(clause, fields, *, seen_version, by):
    """Save the clause of a draft; lib.versions.Conflict if somebody was first."""
    lock_draft(clause.order)
    clause.save_changes(fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, clause, by=by)


@transaction.atomic
def delete_clause(clause, *, by):
    """Delete a clause of a draft."""
    lock_draft(clause.order)
    record(AuditVerb.DELETE, clause, by=by, changes={"text": [clause.text, ""]})
    clause.delete()


@transaction.atomic
def add_annex(order, kind, *, by):
    """Append an annex of the kind to a draft."""
    lock_draft(order)
    last = order.annexes.aggregate(last=Max("position"))["last"] or 0
    annex = Annex.objects.create(order=order, position=last + 1, kind=kind)
    record(AuditVerb.CREATE, annex, by=by)
    return annex


@transaction.atomic
def register_order(order, *, number, signed_on, by, at=None):
    """Sign and register a draft: number and date are given, text and PDF are frozen.

    Part of the signing that this app knows; monitoring.operations.sign_order is the whole of it.
    Raises Signed when another signing was first.
    """
    lock_draft(order)
    order.refresh_from_db()
    order.number, order.signed_on = number, signed_on
    order.state, order.signed_by = OrderState.SIGNED, by
    order.signed_at = at or order.municipality.now()
    order.signed_html = order_html(order)
    name = f"{order.get_kind_display().capitalize()} № {number} от {signed_on:%d.%m.%Y}.pdf"
    order.pdf = store_bytes(order_pdf(order), name, kind=FileKind.PDF, by=by)
    order.version += 1
    order.save()
    record(AuditVerb.SIGN, order, by=by, changes={"sha256": ["", order.pdf.sha256]})
    return order


def text_digest(order):
    """SHA-256 of the draft as it would print: tells whether somebody changed it meanwhile."""
    return hashlib.sha256(order_html(order).encode()).hexdigest()
