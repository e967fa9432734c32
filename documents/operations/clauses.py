"""Writes of the clauses of a draft."""

from django.db import transaction
from django.db.models import Max

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import Clause
from documents.operations.drafts import lock_draft
from documents.operations.places import moved
from lib.versions import Conflict
from schools.operations import save_fields


@transaction.atomic
def add_clause(order, *, by, people=(), **values):
    """Append a clause to a draft; returns it."""
    lock_draft(order)
    last = order.clauses.aggregate(last=Max("position"))["last"] or 0
    clause = Clause.objects.create(order=order, position=last + 1, **values)
    clause.people.set(people)
    record(AuditVerb.CREATE, clause, by=by)
    return clause


@transaction.atomic
def change_clause(clause, fields, *, seen_version, by, people=None):
    """Save the clause of a draft; lib.versions.Conflict if somebody was first."""
    lock_draft(clause.order)
    changes = save_fields(clause, fields, seen_version=seen_version)
    if people is not None:
        clause.people.set(people)
    record(AuditVerb.CHANGE, clause, by=by, changes=changes)


@transaction.atomic
def delete_clause(clause, *, seen_version, by):
    """Delete a clause of a draft; lib.versions.Conflict unless it is still the one seen."""
    lock_draft(clause.order)
    current = Clause.objects.filter(pk=clause.pk).first()
    if current is None or current.version != seen_version:
        raise Conflict(current)
    words = {"text": current.words, "deadline_line": current.deadline_line}
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
    if places := moved(clauses, clause, step):
        record(AuditVerb.CHANGE, clause, by=by, changes={"position": places})
