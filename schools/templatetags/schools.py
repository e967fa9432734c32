"""The predicates of schools.permissions as filters, and the people of a school for its card."""

from django import template

from schools import permissions
from schools.models import RoleKind
from schools.programmes.states import programme_state

register = template.Library()
register.filter(programme_state)

for predicate in (
    permissions.can_edit_schools,
    permissions.can_edit_people,
    permissions.can_edit_due_day_rules,
    permissions.can_keep_reference_data,
    permissions.can_invite,
    permissions.can_upload_programme,
):
    register.filter(predicate)


@register.filter
def staff_of(school, municipality):
    """Posts held in the school today, with their people."""
    return school.posts.held(municipality.today()).select_related("person")


@register.filter
def tutors_of(school):
    """Roles of the school's tutors in force today."""
    return school.roles.in_force().filter(kind=RoleKind.TUTOR).select_related("user")
