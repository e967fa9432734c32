"""What of visits waits for the person: to read, to approve, to hold and to write down."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Q

from monitoring.models import Visit, VisitSchedule, VisitState
from monitoring.visits.permissions import can_approve_schedule
from schools.models import RoleKind

# A tutor is told of the visits of so many days ahead.
AHEAD = datetime.timedelta(days=14)


@dataclass
class VisitWork:
    """Records to read, schedules to approve, one's own visits: near, late, not written down yet."""

    to_read: list = field(default_factory=list)
    to_approve: list = field(default_factory=list)
    to_hold: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.to_read or self.to_approve or self.to_hold)


def visit_work_of(access):
    """VisitWork of the person; one query for each role that has something to do."""
    work = VisitWork()
    visits = Visit.objects.visible_to(access).select_related("school", "tutor", "schedule")
    if schools := {role.school_id for role in access.roles if role.kind == RoleKind.DIRECTOR}:
        work.to_read = list(visits.filter(school__in=schools, state=VisitState.SENT))
    if can_approve_schedule(access):
        work.to_approve = list(VisitSchedule.objects.waiting())
    if access.is_any(RoleKind.TUTOR):
        until = access.municipality.today() + AHEAD
        near = Q(
            state=VisitState.PLANNED,
            schedule__approved_on__isnull=False,
            planned_on__lte=until,
        )
        mine = visits.filter(tutor__in=access.person_ids)
        work.to_hold = list(mine.filter(near | Q(state=VisitState.RECORDED)))
    return work
