"""Writes of the profiles of acts."""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from schools.operations import save_fields


@transaction.atomic
def save_profile(profile, fields, *, seen_version, by):
    """Save the profile, new or known; lib.versions.Conflict if somebody was first."""
    if profile.pk is None:
        profile.save()
        record(AuditVerb.CREATE, profile, by=by)
        return
    changes = save_fields(profile, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, profile, by=by, changes=changes)
