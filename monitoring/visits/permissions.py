"""Who plans, records, approves and reads visits, and who keeps the journal of consultations."""

from monitoring.models import VisitState
from monitoring.models.checkpoint import CONTROLLERS
from schools.models import RoleKind

# They write for any tutor: not every tutor signs in.
RECORDERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.METHODOLOGIST)
WRITERS = (*RECORDERS, RoleKind.TUTOR)


def can_write_visits(access):
    return access.is_any(*WRITERS)


def can_write_visit(access, visit):
    """The tutor's own visits to the schools of today; those of the department write any."""
    if access.is_any(*RECORDERS):
        return True
    return visit.school_id in access.tutored_school_ids and visit.tutor_id in access.person_ids


def can_record(access, visit):
    """Also a visit that was called off and took place after all; nothing is changed once sent."""
    if visit.state == VisitState.PLANNED and not visit.schedule.is_approved:
        return False
    is_open = visit.state in (VisitState.PLANNED, VisitState.OFF, VisitState.RECORDED)
    return is_open and can_write_visit(access, visit)


def can_call_off(access, visit):
    """A planned visit of an approved schedule."""
    is_planned = visit.state == VisitState.PLANNED and visit.schedule.is_approved
    return is_planned and can_write_visit(access, visit)


def can_send(access, visit):
    return visit.state == VisitState.RECORDED and can_write_visit(access, visit)


def can_change_plan(access, visit):
    """A line of a schedule that is not approved yet."""
    is_draft = visit.state == VisitState.PLANNED and not visit.schedule.is_approved
    return is_draft and can_write_visit(access, visit)


def can_mark_read(access, visit):
    """The director of the school, or who acts as the director."""
    return visit.state == VisitState.SENT and bool(director_role(access, visit))


def director_role(access, visit):
    """The role by which the person is the director of the visited school, or None."""
    return access.role_for(RoleKind.DIRECTOR, school_id=visit.school_id)


def can_approve_schedule(access):
    return access.is_any(*CONTROLLERS)


def can_write_consultation(access, consultation):
    """One's own lines of the own schools; those of the department write any."""
    if access.is_any(*RECORDERS):
        return True
    is_own = consultation.consultant_id in access.person_ids
    return is_own and consultation.school_id in access.tutored_school_ids
