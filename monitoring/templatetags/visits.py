from django import template

from monitoring.visits.card import card_of
from monitoring.visits.states import visit_badge

register = template.Library()


@register.simple_tag
def visit_state(visit, today):
    """Badge of the visit's state as of today."""
    return visit_badge(visit.state, visit.planned_on, today)


@register.inclusion_tag("monitoring/_school_visits.html", takes_context=True)
def school_visits(context, school):
    """{% school_visits school %}: «Тьютор и посещения» of the school's card."""
    access = context["access"]
    card = card_of(school, access)
    return {"card": card, "school": school, "municipality": access.municipality}
