"""Writes of dissents and of remarks to the draft of the minutes."""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from files.store import store
from schools.operations import save_fields
from workgroups.meetings import save_row
from workgroups.models import MeetingState
from workgroups.transitions import OPEN_TO_OPINIONS, hold


@transaction.atomic
def save_dissent(dissent, fields, *, upload, seen_version, by):
    """Add a dissent or change it, with its file, if any; WrongState, or Conflict."""
    hold(dissent.item.meeting, OPEN_TO_OPINIONS)
    if upload:
        dissent.file = store(upload, by=by)
        fields = [*fields, "file"]
    save_row(dissent, fields, seen_version=seen_version, by=by)


@transaction.atomic
def add_remark(remark, *, by):
    """A member's remark to the draft that is with the members; WrongState."""
    hold(remark.meeting, (MeetingState.REVIEW,))
    save_row(remark, (), seen_version=0, by=by)


@transaction.atomic
def answer_remark(remark, *, seen_version, by):
    """What the secretary has done about the remark; WrongState, or Conflict."""
    hold(remark.meeting, OPEN_TO_OPINIONS)
    changes = save_fields(remark, ["answer"], seen_version=seen_version)
    record(AuditVerb.CHANGE, remark, by=by, changes=changes)
