"""Recommendations of a group to the department, and what the department answers (seed 000, 4.2)."""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from schools.operations import save_fields
from workgroups.models import Meeting, Resolution


def recommendations_for(access):
    """Adopted recommendations of the meetings that the person reads, the unanswered first."""
    meetings = Meeting.objects.visible_to(access)
    rows = Resolution.objects.adopted().filter(is_recommendation=True, item__meeting__in=meetings)
    rows = rows.select_related("item__meeting__group__municipality", "answered_by")
    return rows.order_by("answered_on", "-item__meeting__held_on", "item__position", "position")


@transaction.atomic
def answer_recommendation(resolution, *, seen_version, by):
    """Record the answer and its day; lib.versions.Conflict if somebody was first.

    The minutes stay as they were signed: the answer stands beside them.
    """
    resolution.answered_by = by
    fields = ["answer", "answered_on", "answered_by"]
    changes = save_fields(resolution, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, resolution, by=by, changes=changes)
