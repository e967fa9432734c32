"""Compositions: who is in the group on a day, in which order, with which post."""

from documents.posts import post_with_place
from schools.models import Post, UnitKind
from workgroups.models import MemberRole


def composition(group, day):
    """Memberships of the day, the head first, each person once in the highest of the roles."""
    rows = group.memberships.on_day(day).select_related("person")
    seats = {}
    for one in sorted(rows, key=lambda one: one.place):
        seats.setdefault(one.person_id, one)
    return list(seats.values())


def usual_post(person, day):
    """The post that the person holds on the day outside of groups, with the place; may be empty."""
    held = Post.objects.held(day).filter(person=person).select_related("school", "unit")
    other = held.exclude(unit__kind=UnitKind.BODY).first()
    return post_with_place(other) if other else ""


def role_in_list(membership):
    """«руководитель», «секретарь» as a composition prints it; nothing of a plain member."""
    if membership.role == MemberRole.MEMBER:
        return ""
    return MemberRole(membership.role).label
