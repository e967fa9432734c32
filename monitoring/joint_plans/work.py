"""What of the joint plans waits for the person: to make, to confirm, to do."""

import datetime
from dataclasses import dataclass, field

from django.db.models.functions import Coalesce

from monitoring.models import JointPlan, JointPlanRow, RowState
from monitoring.visits.permissions import RECORDERS
from schools.models import RoleKind, TutorAssignment

# A tutor is told of the rows of so many days ahead.
AHEAD = datetime.timedelta(days=14)


@dataclass
class JointPlanWork:
    """Assignments without a plan of today, plans without rows, plans that want one's word, rows
    near or late."""

    to_make: list = field(default_factory=list)
    to_fill: list = field(default_factory=list)
    to_confirm: list = field(default_factory=list)
    to_agree: list = field(default_factory=list)
    to_do: list = field(default_factory=list)

    def __bool__(self):
        parts = (self.to_make, self.to_fill, self.to_confirm, self.to_agree, self.to_do)
        return any(parts)


def joint_plan_work_of(access):
    """JointPlanWork of the person; four queries for a tutor, one for others who have a word."""
    work, today = JointPlanWork(), access.municipality.today()
    running = TutorAssignment.objects.in_force(today)
    lasting = JointPlan.objects.filter(ends_on__gte=today, assignment__in=running)
    lasting = lasting.select_related("assignment__person", "assignment__school")
    plans = lasting.with_rows()
    if schools := access.directed_school_ids:
        waiting = plans.filter(assignment__school__in=schools, school_confirmed_at=None)
        work.to_agree = list(waiting)
    if access.is_any(RoleKind.TUTOR):
        held = running.filter(person__in=access.person_ids, school__in=access.tutored_school_ids)
        now = JointPlan.objects.covering(today).values("assignment")
        work.to_make = list(held.exclude(pk__in=now).select_related("school"))
        mine = plans.filter(assignment__in=held)
        work.to_confirm = list(mine.filter(tutor_confirmed_at=None))
        work.to_fill = list(lasting.filter(assignment__in=held, rows=None))
        rows = JointPlanRow.objects.filter(plan__assignment__in=held, state=RowState.PLANNED)
        rows = rows.annotate(due=Coalesce("moved_to", "ends_on", "starts_on"))
        near = rows.filter(due__lte=today + AHEAD).order_by("due", "pk")
        work.to_do = list(near.select_related("plan__assignment__school"))
    elif access.is_any(*RECORDERS):
        # They give the word for a tutor who does not sign in (permissions.sides_of).
        absent = plans.filter(assignment__person__user=None, tutor_confirmed_at=None)
        work.to_confirm = list(absent)
    return work
