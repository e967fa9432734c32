"""Writes of the profiles of acts."""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from schools.operations import save_fields


@transaction.atomic
def save_profile(profile, fields, *, seen_version, by, emblem=None):
    """Save the profile, new or known; lib.versions.Conflict if somebody was first.

    `emblem` is the PNG over the letterhead, empty to take it away, None to leave it as it is.
    """
    if emblem is not None:
        profile.emblem = emblem
        fields = [*fields, "emblem"]
    if profile.pk is None:
        profile.save()
        record(AuditVerb.CREATE, profile, by=by)
        return
    changes = save_fields(profile, fields, seen_version=seen_version)
    if "emblem" in changes:
        changes["emblem"] = ["", "новый рисунок" if emblem else "рисунка нет"]
    record(AuditVerb.CHANGE, profile, by=by, changes=changes)
