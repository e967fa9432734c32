"""The predicates of schools.permissions as filters."""

from django import template

from schools import permissions
from schools.models import faults_of
from schools.partnership_register import fault_badge
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
    permissions.can_keep_partnerships,
):
    register.filter(predicate)


register.filter(faults_of)
register.filter(fault_badge)
