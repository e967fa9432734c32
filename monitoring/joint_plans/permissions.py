"""Who writes, proposes and confirms the joint plan of a tutor and a school."""

from monitoring.models import PlanSide
from monitoring.visits.permissions import RECORDERS
from schools.models import RoleKind


def is_its_tutor(access, plan):
    """The tutor of the plan, today, or who acts for the tutor."""
    held = plan.assignment
    return held.school_id in access.tutored_school_ids and held.person_id in access.person_ids


def can_keep_plan(access, plan):
    """The tutor of the plan, and those who write for any tutor."""
    return access.is_any(*RECORDERS) or is_its_tutor(access, plan)


def can_add_row(access, plan):
    """Also the school, which proposes rows."""
    return can_keep_plan(access, plan) or access.is_in_school(plan.assignment.school_id)


def can_change_row(access, row):
    """The school changes what it has proposed itself."""
    is_own = row.by_school and access.is_in_school(row.plan.assignment.school_id)
    return is_own or can_keep_plan(access, row.plan)


def sides_of(access, plan):
    """[PlanSide] for which one may confirm the plan.

    For a tutor who does not sign in the department gives the word; for a school, its director.
    """
    held, sides = plan.assignment, []
    for_absent = held.person.user_id is None and access.is_any(*RECORDERS)
    if for_absent or is_its_tutor(access, plan):
        sides.append(PlanSide.TUTOR)
    if access.role_for(RoleKind.DIRECTOR, school_id=held.school_id):
        sides.append(PlanSide.SCHOOL)
    return sides
