"""Who may do what with plans."""

from schools.models import RoleKind

EDITORS = (RoleKind.COORDINATOR, RoleKind.METHODOLOGIST, RoleKind.HEAD)


def can_create_roadmap(access, municipality=None):
    return access.is_any(*EDITORS)


def can_edit_edition(access, edition):
    """A draft only: an approved edition is changed by a new one, with an order."""
    return edition.is_draft and can_create_roadmap(access)
