"""Writes of regulations; one in force is changed by another with its own day."""

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from schools.operations import save_fields
from workgroups.groups import hold
from workgroups.signed_days import refuse_other_rules


@transaction.atomic
def add_regulation(regulation, *, by):
    """Save a new regulation; returns it. signed_days.DaySigned."""
    hold(regulation.group)
    refuse_other_rules(regulation)
    regulation.save()
    record(AuditVerb.CREATE, regulation, by=by)
    return regulation


@transaction.atomic
def change_regulation(regulation, fields, *, seen_version, by):
    """Correct a regulation; lib.versions.Conflict if somebody was first, signed_days.DaySigned."""
    hold(regulation.group)
    refuse_other_rules(regulation)
    changes = save_fields(regulation, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, regulation, by=by, changes=changes)
