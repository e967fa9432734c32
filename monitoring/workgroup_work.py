"""What of groups waits for the person: a meeting to appoint, information that is asked."""

from dataclasses import dataclass, field

from django.db.models import Q

from schools.models import RoleKind
from workgroups.models import InformationRequest, MemberRole, Membership, WorkingGroup
from workgroups.planning import attention_of


@dataclass
class GroupWork:
    """[(group, Attention)] for whoever prepares meetings, and requests that one is to answer."""

    groups: list = field(default_factory=list)
    requests: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.groups or self.requests)


def group_work_of(access):
    """GroupWork of the person: as the secretary of groups, as a school, as the one who is asked."""
    return GroupWork(groups_to_call(access), requests_to_answer(access))


def groups_to_call(access):
    """Groups of which one is the secretary, with what is missed in them or not appointed."""
    today = access.municipality.today()
    if access.is_any(RoleKind.SECRETARY):
        groups = WorkingGroup.objects.filter(municipality=access.municipality)
    elif access.person_ids:
        own = Membership.objects.on_day(today).of_people(access.person_ids)
        secretary = own.filter(role=MemberRole.SECRETARY)
        groups = WorkingGroup.objects.filter(pk__in=secretary.values("group"))
    else:
        return []
    groups = list(groups)
    found = attention_of(groups, today) if groups else {}
    return [(group, found[group.pk]) for group in groups if found.get(group.pk)]


def requests_to_answer(access):
    """Requests without an answer to one's own schools and to the person, the nearest term first."""
    asked = Q(school__in=access.reporting_school_ids)
    if access.person_ids:
        asked |= Q(person__in=access.person_ids)
    elif not access.reporting_school_ids:
        return []
    return list(InformationRequest.objects.unanswered().filter(asked).select_related("group"))
