"""Who may have the papers of a meeting, sign its minutes, answer what it recommends."""

from schools.access import access_to
from schools.models import RoleKind
from workgroups.models import Meeting, MeetingState, MemberRole, Resolution
from workgroups.permissions import member_roles


def is_reader(access, meeting):
    """Sees the meeting as a whole: the department, members, and of a signed one who only reads."""
    return type(meeting).objects.visible_to(access).filter(pk=meeting.pk).exists()


def can_see_papers(access, meeting):
    """Reads the meeting, or is asked for something by its signed minutes."""
    if is_reader(access, meeting):
        return True
    asked = Resolution.objects.visible_to(access)
    return asked.adopted().filter(item__meeting=meeting).exists()


def can_sign_minutes(access, session):
    """Who presided over the meeting of the Session, or the head of the group; «и. о.» too."""
    seat = session.presiding
    if seat and seat.person.pk in access.person_ids:
        return True
    return MemberRole.HEAD in member_roles(access, session.meeting.group)


def may_sign_now(access, session):
    """The minutes are with the members, and the person is one who signs them."""
    return session.meeting.state == MeetingState.REVIEW and can_sign_minutes(access, session)


def can_answer_recommendation(access):
    """The department answers what the group recommends to it."""
    return access.is_any(RoleKind.HEAD, RoleKind.COORDINATOR)


def can_read_minutes_pdf(user, stored_file):
    """The meeting whose signed minutes the file is, for those who read that meeting; else None."""
    meeting = Meeting.objects.filter(pdf=stored_file).select_related("group__municipality").first()
    access = meeting and access_to(user, meeting.municipality)
    return meeting if access and is_reader(access, meeting) else None
