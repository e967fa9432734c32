"""Joint plans of a school for its card and dossier."""

from monitoring.models import JointPlan, RowState
from schools.models import TutorAssignment


def plans_of(school, access, today):
    """Plans of today's tutors whose period is not over, with rows and counts; two queries."""
    running = TutorAssignment.objects.in_force(today).filter(school=school)
    plans = JointPlan.objects.visible_to(access).filter(assignment__in=running, ends_on__gte=today)
    plans = list(plans.select_related("assignment__person").prefetch_related("rows"))
    for plan in plans:
        plan.lines = list(plan.rows.all())
        plan.done = sum(row.state == RowState.DONE for row in plan.lines)
    return plans
