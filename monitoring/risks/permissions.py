"""Who judges the risks of a school and who chooses among them (docs/decisions/0037)."""

from schools.models import RoleKind
from schools.permissions import EDITORS

# The answers to the questionnaires come to the department; its methodologist reads them too.
ASSESSORS = (*EDITORS, RoleKind.METHODOLOGIST)


def can_assess_risks(access):
    """Writes down how much each factor means."""
    return access.is_any(*ASSESSORS)


def can_choose_risks(access, school):
    """Says which risks the school works on, and by which programme: the school itself too."""
    return can_assess_risks(access) or access.is_in_school(school.pk)


def can_keep_factors(access):
    return access.is_any(*EDITORS)
