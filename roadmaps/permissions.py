"""Who may do what with plans."""

from documents.permissions import can_create_order
from schools.models import RoleKind

EDITORS = (RoleKind.COORDINATOR, RoleKind.METHODOLOGIST, RoleKind.HEAD)


def can_create_roadmap(access):
    return access.is_any(*EDITORS)


def can_edit_edition(access, edition):
    """A draft only: an approved edition is changed by a new one, with an order."""
    return edition.is_draft and can_create_roadmap(access)


def can_annex_edition(access, edition):
    """Whoever prepares draft orders puts draft editions into them."""
    return edition.is_draft and can_create_order(access)
