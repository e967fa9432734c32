"""Filters of the pages of orders."""

from django import template

from documents.registers import state_badge

register = template.Library()


@register.filter
def order_state(state):
    """Badge of the state."""
    return state_badge(state)
