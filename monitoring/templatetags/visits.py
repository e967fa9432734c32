from django import template

from monitoring.visits.states import visit_badge

register = template.Library()


@register.simple_tag
def visit_state(visit, today):
    """Badge of the visit's state as of today."""
    return visit_badge(visit.state, visit.planned_on, today)
