"""Writes of the basis acts and of the references to them in a preamble."""

from django.db import transaction
from django.db.models import Max

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import Basis
from documents.operations.drafts import lock_draft
from documents.operations.places import moved
from files.store import store
from schools.operations import save_fields


@transaction.atomic
def add_basis(order, *, by, opening, act=None, new_act=None, upload=None):
    """Refer to a known act, or to a new one that is recorded first; returns the Basis."""
    lock_draft(order)
    if new_act is not None:
        act = record_act(new_act, upload=upload, by=by)
    last = order.bases.aggregate(last=Max("position"))["last"] or 0
    basis = Basis.objects.create(order=order, act=act, opening=opening, position=last + 1)
    record(AuditVerb.CREATE, basis, by=by)
    return basis


@transaction.atomic
def record_act(act, *, by, upload=None):
    """Save a new basis act with its file; returns it."""
    if upload:
        act.file = store(upload, by=by)
    act.save()
    record(AuditVerb.CREATE, act, by=by)
    return act


@transaction.atomic
def change_act(act, fields, *, seen_version, by, upload=None):
    """Save a basis act; drafts that cite it change, registered orders do not.

    lib.versions.Conflict if somebody was first.
    """
    if upload:
        act.file = store(upload, by=by)
        fields = [*fields, "file"]
    changes = save_fields(act, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, act, by=by, changes=changes)


@transaction.atomic
def move_basis(basis, step, *, by):
    """Swap the reference with its neighbour in the preamble."""
    lock_draft(basis.order)
    if places := moved(list(basis.order.bases.all()), basis, step):
        record(AuditVerb.CHANGE, basis, by=by, changes={"position": places})


@transaction.atomic
def remove_basis(basis, *, by):
    """Take the reference out of the preamble of a draft; the act itself stays."""
    lock_draft(basis.order)
    record(AuditVerb.DELETE, basis, by=by)
    basis.delete()
