"""Who may do what with groups and meetings; «секретарь готовит, руководитель подписывает»."""

from schools.models import RoleKind
from workgroups.models import MemberRole, Membership

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


def can_prepare(access, group):
    """The secretary of the municipality's groups, or the group's own one."""
    return access.is_any(RoleKind.SECRETARY) or MemberRole.SECRETARY in member_roles(access, group)
