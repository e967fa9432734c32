"""Writes of the joint plans of tutors and schools.

Whatever changes what was agreed — the days, a row, moving or dropping it — takes both
confirmations back; that a row is done does not (docs/decisions/0036).
"""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from lib.permissions import NotNow
from lib.versions import Conflict
from monitoring.models import RowState
from schools.confirming import open_plan
from schools.operations import save_fields

MARKS = ("state", "done_on", "result", "moved_to", "reason")


class Marked(NotNow):
    """The row has been done or dropped: it is no plan any more."""

    def __init__(self):
        super().__init__("Эта строка уже отмечена. Сначала снимите отметку.")


class NotMarked(NotNow):
    """There is no mark to take back."""

    def __init__(self):
        super().__init__("У этой строки нет отметки: снимать нечего.")


@transaction.atomic
def save_plan(plan, fields, *, seen_version, by):
    """Save a new plan, or its days; Conflict if somebody was first. Returns the plan."""
    if plan.pk is None:
        plan.save()
        record(AuditVerb.CREATE, plan, by=by)
        return plan
    open_plan(plan)
    changes = save_fields(plan, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, plan, by=by, changes=changes)
    return plan


@transaction.atomic
def save_row(row, fields, *, seen_version, by):
    """Save a new row of the plan, or a row that is not marked; Marked, or Conflict."""
    open_plan(row.plan)
    if row.pk is None:
        row.save()
        record(AuditVerb.CREATE, row, by=by)
        return
    require_unmarked(row)
    changes = save_fields(row, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, row, by=by, changes=changes)


def require_unmarked(row):
    """Marked unless the row is still planned; whether it is still so, its version tells."""
    if row.state != RowState.PLANNED:
        raise Marked


@transaction.atomic
def remove_row(row, *, seen_version, by):
    """Take an unmarked row out of the plan; Marked, or Conflict unless it is still the one seen."""
    open_plan(row.plan)
    require_unmarked(row)
    rows = type(row)._base_manager.filter(pk=row.pk)
    deleted, _ = rows.filter(version=seen_version).delete()
    if not deleted:
        raise Conflict(rows.first())
    record(AuditVerb.DELETE, row, by=by, changes={"text": [row.text, ""]})


@transaction.atomic
def mark_done(row, *, seen_version, by):
    """Save when the row was done and what came of it; the plan stands as it was confirmed."""
    require_unmarked(row)
    row.state = RowState.DONE
    changes = save_fields(row, ["state", "done_on", "result"], seen_version=seen_version)
    record(AuditVerb.CHANGE, row, by=by, changes=changes)


@transaction.atomic
def move_row(row, *, seen_version, by):
    """Save the new day of the row with the reason; both sides confirm the plan anew."""
    open_plan(row.plan)
    require_unmarked(row)
    changes = save_fields(row, ["moved_to", "reason"], seen_version=seen_version)
    record(AuditVerb.CHANGE, row, by=by, changes=changes)


@transaction.atomic
def drop_row(row, *, seen_version, by):
    """Save that the row is not done, with the reason; both sides confirm the plan anew."""
    open_plan(row.plan)
    require_unmarked(row)
    row.state = RowState.DROPPED
    changes = save_fields(row, ["state", "reason"], seen_version=seen_version)
    record(AuditVerb.CHANGE, row, by=by, changes=changes)


@transaction.atomic
def undo_mark(row, *, seen_version, by):
    """Take back the last mark of the row: done, dropped, or moved; NotMarked, or Conflict."""
    if row.state == RowState.DONE:
        row.done_on, row.result = None, ""
    elif row.state == RowState.DROPPED or row.moved_to:
        open_plan(row.plan)
        # A row that was moved and then dropped goes back to its first days.
        row.moved_to, row.reason = None, ""
    else:
        raise NotMarked
    row.state = RowState.PLANNED
    changes = save_fields(row, MARKS, seen_version=seen_version)
    record(AuditVerb.CHANGE, row, by=by, changes=changes)
