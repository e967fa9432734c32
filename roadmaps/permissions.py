"""Who may do what with plans."""

from documents.permissions import can_create_order
from roadmaps.models import EditionState, PlanImport
from schools.access import access_to
from schools.models import RoleKind

EDITORS = (RoleKind.COORDINATOR, RoleKind.METHODOLOGIST, RoleKind.HEAD)


def can_create_roadmap(access):
    """Make plans of the municipality."""
    return access.is_any(*EDITORS)


def can_create_school_roadmap(access):
    """Make a plan of one's own school."""
    return bool(access.reporting_school_ids)


def can_make_roadmap(access, roadmap):
    """Change this plan by drafts: its owner alone, the department or the school."""
    if roadmap.school_id:
        return access.is_in_school(roadmap.school_id)
    return can_create_roadmap(access)


def can_read_draft(access, roadmap):
    """Look into the kitchen of a plan: its owner, and the tutor of the school."""
    if roadmap.school_id:
        return roadmap.school_id in access.school_ids
    return access.is_department


def can_edit_edition(access, edition):
    """A draft only: an approved edition is changed by a new one, with an order."""
    return edition.is_draft and can_make_roadmap(access, edition.roadmap)


def can_amend_roadmap(access, edition):
    """Open the next edition: whoever makes the plan, while this edition is in force."""
    return edition.state == EditionState.APPROVED and can_make_roadmap(access, edition.roadmap)


def can_annex_edition(access, edition):
    """Whoever prepares draft orders puts draft editions into them; a school has its own orders."""
    return edition.is_draft and not edition.roadmap.school_id and can_create_order(access)


def can_approve_edition(access, edition):
    """The school's director approves its draft, or who acts for the director («и. о.»)."""
    school = edition.roadmap.school_id
    is_director = school and access.role_for(RoleKind.DIRECTOR, school_id=school)
    return bool(edition.is_draft and is_director)


def can_read_source(user, stored_file):
    """The import whose source the file is, if the user works in its department; else None."""
    for found in (
        PlanImport.objects.filter(source=stored_file).select_related("municipality").defer("paper")
    ):
        access = access_to(user, found.municipality)
        if access and access.is_department:
            return found
    return None
