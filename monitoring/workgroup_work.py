"""What of groups waits for the person: meetings to appoint, polls, minutes, questions to answer."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

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
from workgroups.permissions import can_vote
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
    if access.person_ids:
        work.to_sign = minutes_to_sign(access)
        work.polls = polls_to_vote_in(access)
        known = {meeting.pk for meeting in work.to_sign}
        drafts = seated(access).filter(state=MeetingState.REVIEW).exclude(pk__in=known)
        work.drafts = list(drafts)
    return work


def seated(access, *roles):
    """Meetings in whose day the person was a member, or one of those in whose place one acts."""
    seats = Membership.objects.of_people(access.person_ids).on_day(OuterRef("held_on"))
    seats = seats.filter(group=OuterRef("group"))
    if roles:
        seats = seats.filter(role__in=roles)
    meetings = Meeting.objects.filter(group__municipality=access.municipality)
    return meetings.filter(Exists(seats)).select_related("group__municipality")


def minutes_to_sign(access):
    """Drafts that are with the members and wait for this person's signature."""
    heads = Membership.objects.on_day(access.municipality.today()).of_people(access.person_ids)
    mine = Q(group__in=heads.filter(role=MemberRole.HEAD).values("group"))
    mine |= Q(presiding__in=access.person_ids) | Q(pk__in=seated(access, *LEADERS).values("pk"))
    found = Meeting.objects.filter(mine, state=MeetingState.REVIEW)
    found = found.filter(group__municipality=access.municipality)
    # Few at a time: who presided is known by those who came.
    return [
        meeting
        for meeting in found.select_related("group__municipality")
        if may_sign_now(access, session_of(meeting))
    ]


def polls_to_vote_in(access):
    """Absentee polls that are open and have no ballot of the person yet."""
    ballots = Vote.objects.filter(item__meeting=OuterRef("pk"), person=access.person_id)
    polls = seated(access).filter(
        ~Exists(ballots),
        form=MeetingForm.ABSENTEE,
        state=MeetingState.CALLED,
        closes_at__gt=access.municipality.now(),
    )
    return [poll for poll in polls if can_vote(access, poll)]


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
