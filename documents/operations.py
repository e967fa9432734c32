"""Writes of orders; every one of them holds the draft, so that signing excludes them."""

import hashlib

from django.db import transaction
from django.db.models import F, Max

from accounts.audit import record
from accounts.models import AuditVerb
from documents.annexes import kind_of
from documents.models import Annex, Clause, Order, OrderKind, OrderState, agreeing
from documents.printing import order_html, order_pdf
from files.kinds import FileKind
from files.store import store_bytes
from lib.permissions import NotNow
from lib.versions import Conflict
from schools.models import Municipality
from schools.operations import save_fields


class Signed(NotNow):
    """The order is signed, its text is frozen; a view answers with the reason."""

    def __init__(self, order):
        kind = OrderKind(order.kind)
        super().__init__(
            f"{kind.label.capitalize()} уже {agreeing('подписан', kind)}, его текст не меняется. "
            "Чтобы внести изменения, подготовьте новый документ «О внесении изменений»."
        )


class NumberTaken(NotNow):
    """Another act of the same kind and year has the number."""

    def __init__(self, order, number, year):
        kind = order.get_kind_display()
        taken = agreeing("зарегистрирован", order.kind)
        super().__init__(f"{kind.capitalize()} № {number} за {year} год уже {taken}.")


def lock_draft(order):
    """Hold the draft until the end of the transaction; raise Signed if it is one no longer.

    A conditional UPDATE, so that it holds on SQLite too: signing changes the same row.
    """
    if not Order.objects.drafts().filter(pk=order.pk).update(state=OrderState.DRAFT):
        raise Signed(order)


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
    clauses = "\n".join(f"{clause.number} {clause.text}" for clause in order.clauses.all())
    changes = {"basis": [order.basis, ""], "clauses": [clauses, ""]}
    record(AuditVerb.DELETE, order, by=by, changes=changes)
    order.delete()


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
    changes = save_fields(clause, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, clause, by=by, changes=changes)


@transaction.atomic
def delete_clause(clause, *, seen, by):
    """Delete a clause of a draft; lib.versions.Conflict unless its version is still `seen`."""
    lock_draft(clause.order)
    current = Clause.objects.filter(pk=clause.pk).first()
    if current is None or str(current.version) != str(seen):
        raise Conflict(current)
    words = {"text": current.text, "deadline_line": current.deadline_line}
    changes = {name: [text, ""] for name, text in words.items() if text}
    record(AuditVerb.DELETE, current, by=by, changes=changes)
    current.delete()


@transaction.atomic
def move_clause(clause, step, *, by):
    """Swap the clause with its neighbour: step −1 moves up, +1 down; at an edge nothing happens.

    lib.versions.Conflict if the clause has been deleted meanwhile.
    """
    lock_draft(clause.order)
    clauses = list(clause.order.clauses.all())
    if clause not in clauses:
        raise Conflict(None)
    place = clauses.index(clause)
    target = place + step
    if not 0 <= target < len(clauses):
        return
    clauses[place], clauses[target] = clauses[target], clauses[place]
    for position, moved in enumerate(clauses, start=1):
        moved.position = position
    Clause.objects.bulk_update(clauses, ["position"])
    record(AuditVerb.CHANGE, clause, by=by, changes={"position": [place + 1, target + 1]})


@transaction.atomic
def add_annex(order, kind, *, by):
    """Append an annex of the kind to a draft."""
    lock_draft(order)
    last = order.annexes.aggregate(last=Max("position"))["last"] or 0
    annex = Annex.objects.create(order=order, position=last + 1, kind=kind)
    record(AuditVerb.CREATE, annex, by=by)
    return annex


@transaction.atomic
def remove_annex(annex, *, by):
    """Take the annex out of a draft; what it held stays, without an order."""
    lock_draft(annex.order)
    record(AuditVerb.DELETE, annex, by=by)
    annex.delete()


@transaction.atomic
def register_order(order, *, number, signed_on, by, at=None):
    """Sign and register a draft: number and date are given, text and PDF are frozen.

    Part of the signing that this app knows; monitoring.operations.sign_order is the whole of it.
    Raises Signed when another signing was first, NumberTaken, lib.pdf.NotPrinted.
    """
    lock_draft(order)
    order.refresh_from_db()
    hold_register(order.municipality)
    if is_number_taken(order, number, signed_on.year):
        raise NumberTaken(order, number, signed_on.year)
    order.number, order.signed_on = number, signed_on
    order.state, order.signed_by = OrderState.SIGNED, by
    order.signed_at = at or order.municipality.now()
    order.signed_html = order_html(order)
    # The name of a file begins after its last slash, and «01-10/142-2» is a usual number.
    shown = number.replace("/", "-")
    name = f"{order.get_kind_display().capitalize()} № {shown} от {signed_on:%d.%m.%Y}.pdf"
    order.pdf = store_bytes(order_pdf(order), name, kind=FileKind.PDF, by=by)
    order.version += 1
    order.save()
    record(AuditVerb.SIGN, order, by=by, changes={"sha256": ["", order.pdf.sha256]})
    return order


def hold_register(municipality):
    """Let one act at a time be registered here, until the end of the transaction."""
    Municipality.objects.filter(pk=municipality.pk).update(version=F("version"))


def is_number_taken(order, number, year):
    """Another signed act of the body, of the same kind and year, has the number."""
    others = Order.objects.filter(
        municipality=order.municipality_id, kind=order.kind, body=order.body, signed_on__year=year
    )
    others = others.exclude(state=OrderState.DRAFT).exclude(pk=order.pk)
    return others.filter(number=number).exists()


def text_digest(order):
    """SHA-256 of the draft as it would print: tells whether somebody changed it meanwhile."""
    return hashlib.sha256(order_html(order).encode()).hexdigest()
