"""Who may do what with checkpoints: role × state × act (docs/architecture.md)."""

from django.db.models import Q

from monitoring.models import Checkpoint, CheckpointState, Verb
from monitoring.models.checkpoint import DEPARTMENT_EXECUTORS
from schools.access import access_to
from schools.models import RoleKind

CONTROLLERS = (RoleKind.HEAD, RoleKind.COORDINATOR)
RESULT_LOADERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR)


def is_named_executor(access, checkpoint):
    """The school's director or coordinator, or the person named in the plan."""
    if checkpoint.school_id:
        return access.is_in_school(checkpoint.school_id)
    return bool(checkpoint.person_id) and checkpoint.person_id == access.person_id


def is_executor(access, checkpoint):
    """The one who owes it; what a unit or a body owes, any worker of the department may report."""
    if checkpoint.school_id or checkpoint.person_id:
        return is_named_executor(access, checkpoint)
    return access.is_any(*DEPARTMENT_EXECUTORS)


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
        and not is_named_executor(access, checkpoint)
    )


def can_ask_date(access, checkpoint):
    """Ask for a later date of what one owes."""
    return checkpoint.is_open and is_executor(access, checkpoint)


def can_decide_date(access, request):
    """Grant or refuse: the controlling side only, and never one's own request (peers.md d.7)."""
    return (
        access.is_any(*CONTROLLERS)
        and request.asked_by_id != access.user.pk
        and not is_named_executor(access, request.checkpoint)
    )


def has_part_in(access, checkpoint, verb):
    """The role lets one do the act, whatever state the checkpoint is in now."""
    if verb in (Verb.ACCEPT, Verb.RETURN):
        return access.is_any(*CONTROLLERS) and not is_named_executor(access, checkpoint)
    return is_executor(access, checkpoint)


def can_load_results(access):
    return access.is_any(*RESULT_LOADERS)


def can_read_evidence(user, stored_file):
    """The checkpoint whose report or request holds the file, if the user sees it now; else None."""
    holds = Q(events__evidence__file=stored_file) | Q(date_requests__file=stored_file)
    for checkpoint in Checkpoint.objects.filter(holds).select_related("municipality"):
        access = access_to(user, checkpoint.municipality)
        if access and Checkpoint.objects.visible_to(access).filter(pk=checkpoint.pk).exists():
            return checkpoint
    return None
