"""What of groups waits for the person: meetings to appoint, polls, minutes, questions to answer."""

from dataclasses import dataclass, field

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from schools.models import RoleKind
from workgroups.counting import session_of
from workgroups.models import (
    InformationRequest,
    Meeting,
    MeetingForm,
    MeetingState,
    MemberRole,
    Membership,
    Vote,
    WorkingGroup,
)
from workgroups.papers.permissions import may_sign_now
from workgroups.permissions import can_vote, is_member_of_any
from workgroups.planning import attention_of

LEADERS = (MemberRole.HEAD, MemberRole.DEPUTY)


@dataclass
class GroupWork:
    """[(group, Attention)] for whoever prepares meetings, requests that one is to answer; meetings:
    minutes that one signs, polls that want one's vote, drafts that one may remark on."""

    groups: list = field(default_factory=list)
    requests: list = field(default_factory=list)
    to_sign: list = field(default_factory=list)
    polls: list = field(default_factory=list)
    drafts: list = field(default_factory=list)

    def __bool__(self):
        return any((self.groups, self.requests, self.to_sign, self.polls, self.drafts))


def group_work_of(access):
    """GroupWork of the person: as secretary, leader or member, as a school, as who is asked."""
    work = GroupWork(groups_to_call(access), requests_to_answer(access))
    for meeting in meetings_that_wait(access) if is_member_of_any(access) else ():
        if meeting.state == MeetingState.CALLED:
            if not meeting.has_voted and can_vote(access, meeting):
                work.polls.append(meeting)
        elif meeting.leads and may_sign_now(access, session_of(meeting)):
            work.to_sign.append(meeting)
        elif meeting.is_seated:
            work.drafts.append(meeting)
    return work


def meetings_that_wait(access):
    """Drafts that are with the members and open polls of the groups of the person's, in one query.

    Each tells whether the person `is_seated` on its day, `leads` it or the group of today, and
    `has_voted`. Few at a time: who presided is known by those who came.
    """
    today = access.municipality.today()
    own = Membership.objects.of_people(access.person_ids)
    seats = own.on_day(OuterRef("held_on")).filter(group=OuterRef("group"))
    heads = own.on_day(today).filter(group=OuterRef("group"), role=MemberRole.HEAD)
    leads = Q(presiding__in=access.person_ids) | Q(Exists(heads))
    leads |= Q(Exists(seats.filter(role__in=LEADERS)))
    ballots = Vote.objects.filter(item__meeting=OuterRef("pk"), person=access.person_id)
    open_poll = Q(form=MeetingForm.ABSENTEE, state=MeetingState.CALLED)
    open_poll &= Q(closes_at__gt=access.municipality.now())
    found = Meeting.objects.filter(
        Q(state=MeetingState.REVIEW) | open_poll, group__municipality=access.municipality
    )
    return (
        found.annotate(
            is_seated=Exists(seats),
            leads=Case(When(leads, then=Value(True)), default=Value(False)),
            has_voted=Exists(ballots),
        )
        .filter(Q(is_seated=True) | Q(leads=True))
        .select_related("group__municipality")
    )


def groups_to_call(access):
    """Groups of which one is the secretary, with what is missed in them or not appointed."""
    today = access.municipality.today()
    if access.is_any(RoleKind.SECRETARY):
        groups = WorkingGroup.objects.filter(municipality=access.municipality)
    elif is_member_of_any(access):
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
