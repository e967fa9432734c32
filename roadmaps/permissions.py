"""Who may do what with plans."""

from documents.permissions import can_create_order
from roadmaps.models import EditionState, PlanImport
from schools.access import access_to
from schools.models import RoleKind

EDITORS = (RoleKind.COORDINATOR, RoleKind.METHODOLOGIST, RoleKind.HEAD)


def can_create_roadmap(access):
    return access.is_any(*EDITORS)


def can_edit_edition(access, edition):
    """A draft only: an approved edition is changed by a new one, with an order."""
    return edition.is_draft and can_create_roadmap(access)


def can_amend_roadmap(access, edition):
    """Open the next edition: whoever makes plans, while this edition is in force."""
    return edition.state == EditionState.APPROVED and can_create_roadmap(access)


def can_annex_edition(access, edition):
    """Whoever prepares draft orders puts draft editions into them."""
    return edition.is_draft and can_create_order(access)


def can_read_source(user, stored_file):
    """The import whose source the file is, if the user works in its department; else None."""
    for found in (
        PlanImport.objects.filter(source=stored_file).select_related("municipality").defer("paper")
    ):
        access = access_to(user, found.municipality)
        if access and access.is_department:
            return found
    return None
