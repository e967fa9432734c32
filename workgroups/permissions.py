"""Who may do what with groups and meetings; «секретарь готовит, руководитель подписывает»."""

from django.db.models import Q

from schools.access import access_to
from schools.models import RoleKind
from workgroups.models import (
    Dissent,
    InformationRequest,
    Material,
    Meeting,
    MeetingState,
    MemberRole,
    Membership,
    WorkingGroup,
)
from workgroups.models.group import ROLE_ORDER
from workgroups.transitions import OPEN_TO_OPINIONS

# Who founds groups and keeps their compositions and regulations.
KEEPERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SECRETARY)


def can_keep_groups(access):
    return access.is_any(*KEEPERS)


def member_roles(access, group, day=None):
    """Roles in the group of the person, or of those in whose place one acts, on the day."""
    day = day or access.municipality.today()
    held = Membership.objects.on_day(day).of_people(access.person_ids).filter(group=group)
    return frozenset(held.values_list("role", flat=True))


def is_member(access, group):
    """Belongs to the group today."""
    return bool(member_roles(access, group))


def is_member_of_any(access):
    """Belongs to a group of the municipality, or did: sees its pages; read once per request."""
    known = vars(access)  # where its cached properties are, too
    if "is_member_of_any" not in known:
        own = Membership.objects.of_people(access.person_ids)
        known["is_member_of_any"] = bool(access.person_ids) and own.exists()
    return known["is_member_of_any"]


def can_prepare(access, group):
    """The secretary of the municipality's groups, or the group's own one; what was begun."""
    return access.is_any(RoleKind.SECRETARY) or MemberRole.SECRETARY in member_roles(access, group)


def can_call_together(access, group):
    """Begin another meeting of the group, which is not dissolved; see prepared_groups."""
    is_there = not group.is_dissolved_on(access.municipality.today())
    return is_there and can_prepare(access, group)


def prepared_groups(access):
    """The groups that are not dissolved and whose meetings the person prepares; see can_prepare."""
    today = access.municipality.today()
    lasting = Q(ended_on=None) | Q(ended_on__gte=today)
    groups = WorkingGroup.objects.visible_to(access).filter(lasting)
    if access.is_any(RoleKind.SECRETARY):
        return groups
    held = Membership.objects.on_day(today).of_people(access.person_ids)
    return groups.filter(pk__in=held.filter(role=MemberRole.SECRETARY).values("group"))


def sees_group(access, group):
    """Its page opens: a school that is asked may not be a member."""
    return WorkingGroup.objects.visible_to(access).filter(pk=group.pk).exists()


def can_plan(access, group):
    """Put meetings of a group that is not dissolved into the plan of the year."""
    is_there = not group.is_dissolved_on(access.municipality.today())
    return is_there and (can_prepare(access, group) or can_keep_groups(access))


def can_ask(access, group):
    """Ask for information in the name of the group."""
    return can_prepare(access, group) or can_keep_groups(access)


def can_answer(access, request):
    """The school that is asked, the person who is; and whoever asked records what came on paper."""
    if request.answered_on:
        return False
    if request.school_id and access.is_in_school(request.school_id):
        return True
    return request.person_id in access.person_ids or can_ask(access, request.group)


def can_read_request_file(user, stored_file):
    """The request whose answer the file is, if the user sees it now; else None."""
    found = InformationRequest.objects.filter(answer_file=stored_file)
    request = found.select_related("municipality").first()
    access = request and access_to(user, request.municipality)
    is_seen = access and InformationRequest.objects.visible_to(access).filter(pk=request.pk)
    return request if is_seen and is_seen.exists() else None


# --- meetings


def seat_role(access, meeting):
    """Role in the group, in the meeting's day, of the person who asks; None for no member.

    Nobody votes, dissents or remarks in the place of another.
    """
    held = Membership.objects.on_day(meeting.held_on).of_people([access.person_id])
    roles = set(held.filter(group=meeting.group_id).values_list("role", flat=True))
    return min(roles, key=lambda role: ROLE_ORDER[role], default=None)


def can_prepare_meeting(access, meeting):
    """The secretary of the groups, the group's own of today or of its day, or who was named."""
    is_own = seat_role(access, meeting) == MemberRole.SECRETARY
    is_named = meeting.secretary_id is not None and meeting.secretary_id == access.person_id
    return is_own or is_named or can_prepare(access, meeting.group)


def can_remark(access, meeting):
    """Members of the meeting's day, while the draft of the minutes is with them."""
    return meeting.state == MeetingState.REVIEW and bool(seat_role(access, meeting))


def can_read_remarks(access, meeting):
    """Whoever works on the minutes: not those who read them when they are signed."""
    is_own = access.is_department or can_prepare_meeting(access, meeting)
    return is_own or bool(seat_role(access, meeting))


def can_dissent(access, meeting):
    """Members of the meeting's day for themselves, the secretary for what came on paper."""
    if meeting.state not in OPEN_TO_OPINIONS:
        return False
    return bool(seat_role(access, meeting)) or can_prepare_meeting(access, meeting)


def can_change_dissent(access, dissent):
    """The author, or the secretary, while opinions are taken."""
    return dissent.item.meeting.state in OPEN_TO_OPINIONS and is_dissent_of(access, dissent)


def is_dissent_of(access, dissent):
    """The author, or the secretary for what came on paper."""
    is_own = dissent.person_id == access.person_id
    return is_own or can_prepare_meeting(access, dissent.item.meeting)


def can_vote(access, meeting):
    """A member who has a vote, in a poll that is open; till when, workgroups.polls asks."""
    if not meeting.is_poll or meeting.state != MeetingState.CALLED:
        return False
    role = seat_role(access, meeting)
    if role != MemberRole.SECRETARY:
        return bool(role)
    regulation = meeting.group.regulation_on(meeting.held_on)
    return regulation is None or regulation.secretary_votes


def can_read_group_file(user, stored_file):
    """The material or the dissent whose file it is, if the user sees its meeting; else None."""
    for model in (Material, Dissent):
        found = model.objects.filter(file=stored_file).select_related("item__meeting__group")
        for row in found:
            access = access_to(user, row.municipality)
            meetings = access and Meeting.objects.visible_to(access)
            if access and meetings.filter(pk=row.item.meeting_id).exists():
                return row
    return None
