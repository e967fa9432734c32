from django import template

from monitoring.joint_plans.states import plan_badge, row_badge

register = template.Library()


@register.simple_tag
def row_state(row, today):
    """Badge of the row's state as of today."""
    return row_badge(row, today)


@register.simple_tag
def plan_state(plan):
    """Badge of whose confirmation the plan waits for."""
    return plan_badge(plan.waits_for)
