"""Filters of the pages of orders."""

from django import template

from documents.registers import state_badge

register = template.Library()


@register.filter
def order_state(order):
    """Badge of the state of the order."""
    return state_badge(order)
