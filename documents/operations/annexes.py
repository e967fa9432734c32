"""Writes of the annexes of a draft, and of the rows of their lists."""

from django.db import transaction
from django.db.models import F, Max

from accounts.audit import record
from accounts.models import AuditVerb
from documents.annex_kinds import spec_of
from documents.models import Annex, AnnexRow
from documents.operations.drafts import lock_draft
from documents.operations.places import moved
from files.store import store
from lib.versions import Conflict
from schools.operations import save_fields


@transaction.atomic
def add_annex(order, kind, *, by, **values):
    """Append an annex of the kind to a draft; returns it."""
    lock_draft(order)
    last = order.annexes.aggregate(last=Max("position"))["last"] or 0
    annex = Annex.objects.create(order=order, position=last + 1, kind=kind, **values)
    record(AuditVerb.CREATE, annex, by=by)
    return annex


@transaction.atomic
def change_annex(annex, fields, *, seen_version, by, upload=None):
    """Save the annex of a draft and its new file, if any; Conflict if somebody was first."""
    lock_draft(annex.order)
    if upload:
        annex.file = store(upload, by=by)
        fields = [*fields, "file"]
    changes = save_fields(annex, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, annex, by=by, changes=changes)


@transaction.atomic
def move_annex(annex, step, *, by):
    """Swap the annex with its neighbour: step −1 moves up, +1 down; at an edge nothing happens."""
    lock_draft(annex.order)
    places = moved(list(annex.order.annexes.all()), annex, step)
    if places:
        record(AuditVerb.CHANGE, annex, by=by, changes={"position": places})


@transaction.atomic
def remove_annex(annex, *, by, seen_version=None):
    """Take the annex out of a draft; what it held of other apps stays, without an order.

    lib.versions.Conflict unless its version is still `seen_version`, when that is given.
    """
    lock_draft(annex.order)
    current = Annex.objects.filter(pk=annex.pk).first()
    if current is None or seen_version not in (None, current.version):
        raise Conflict(current)
    record(AuditVerb.DELETE, annex, by=by)
    annex.delete()


# --- rows of a list


@transaction.atomic
def fill_annex(annex, *, by):
    """Append the rows that the program knows and the list lacks; returns how many."""
    lock_draft(annex.order)
    spec = spec_of(annex)
    known = {references(row, spec) for row in annex.rows.all()}
    rows = [AnnexRow(annex=annex, **values) for values in spec.rows_for(annex)]
    new = [row for row in rows if references(row, spec) not in known]
    last = annex.rows.aggregate(last=Max("position"))["last"] or 0
    for position, row in enumerate(new, start=last + 1):
        row.position = position
    AnnexRow.objects.bulk_create(new)
    record(AuditVerb.CHANGE, annex, by=by, changes={"rows": ["", str(len(new))]})
    return len(new)


@transaction.atomic
def fill_text(annex, *, by):
    """Give an empty annex the text that the program knows; True unless it knows none.

    lib.versions.Conflict when somebody has written a text meanwhile.
    """
    lock_draft(annex.order)
    text = spec_of(annex).fill(annex)
    if not text:
        return False
    if not Annex.objects.filter(pk=annex.pk, text="").update(text=text, version=F("version") + 1):
        raise Conflict(Annex.objects.filter(pk=annex.pk).first())
    record(AuditVerb.CHANGE, annex, by=by, changes={"text": ["", text[:200]]})
    return True


def references(row, spec):
    """What makes two rows of a list the same: whom and which schools they mean, and when."""
    told = (row.cells[place] for place in spec.told_apart_by)
    return row.person_id, row.school_id, row.partner_id, *told


@transaction.atomic
def add_row(annex, *, by, **values):
    """Append a row to the list of a draft; returns it."""
    lock_draft(annex.order)
    last = annex.rows.aggregate(last=Max("position"))["last"] or 0
    row = AnnexRow.objects.create(annex=annex, position=last + 1, **values)
    record(AuditVerb.CREATE, row, by=by)
    return row


@transaction.atomic
def change_row(row, fields, *, seen_version, by):
    """Save a row of the list of a draft; lib.versions.Conflict if somebody was first."""
    lock_draft(row.annex.order)
    changes = save_fields(row, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, row, by=by, changes=changes)


@transaction.atomic
def delete_row(row, *, seen_version, by):
    """Delete a row of a draft; lib.versions.Conflict unless it is still the one seen."""
    lock_draft(row.annex.order)
    current = AnnexRow.objects.filter(pk=row.pk).first()
    if current is None or current.version != seen_version:
        raise Conflict(current)
    record(AuditVerb.DELETE, current, by=by, changes={"cells": [str(current), ""]})
    current.delete()


@transaction.atomic
def move_row(row, step, *, by):
    """Swap the row with its neighbour; lib.versions.Conflict if it has been deleted meanwhile."""
    lock_draft(row.annex.order)
    rows = list(row.annex.rows.all())
    if row not in rows:
        raise Conflict(None)
    if places := moved(rows, row, step):
        record(AuditVerb.CHANGE, row, by=by, changes={"position": places})
