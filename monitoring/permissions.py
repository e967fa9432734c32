"""Who may do what with checkpoints: role × state × act (docs/architecture.md)."""

from monitoring.models import Checkpoint, CheckpointState, Evidence
from monitoring.models.checkpoint import DEPARTMENT_EXECUTORS
from schools.access import access_to
from schools.models import RoleKind

CONTROLLERS = (RoleKind.HEAD, RoleKind.COORDINATOR)


def is_executor(access, checkpoint):
    """The one who owes it: the school's director or coordinator, or the named person.

    What a unit or a body owes, any worker of the department may report.
    """
    if checkpoint.school_id:
        return access.is_in_school(checkpoint.school_id)
    if checkpoint.person_id and checkpoint.person_id == access.person_id:
        return True
    return checkpoint.person_id is None and access.is_any(*DEPARTMENT_EXECUTORS)


def can_start(access, checkpoint):
    return checkpoint.state == CheckpointState.PLANNED and is_executor(access, checkpoint)


def can_report(access, checkpoint):
    return checkpoint.is_open and is_executor(access, checkpoint)


def can_decide(access, checkpoint):
    """Accept or return: the controlling side only, and never one's own report."""
    return (
        checkpoint.state == CheckpointState.REPORTED
        and access.is_any(*CONTROLLERS)
        and checkpoint.reported_by_id != access.user.pk
        and not (checkpoint.person_id and checkpoint.person_id == access.person_id)
    )


def can_read_evidence(user, stored_file):
    """A file of a report is read by whoever sees the checkpoint now."""
    evidence = Evidence.objects.filter(file=stored_file).select_related(
        "event__checkpoint__municipality"
    )
    for found in evidence:
        checkpoint = found.event.checkpoint
        access = access_to(user, checkpoint.municipality)
        visible = access and Checkpoint.objects.visible_to(access)
        return bool(visible and visible.filter(pk=checkpoint.pk).exists())
    return False
