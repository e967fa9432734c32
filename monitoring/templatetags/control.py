from django import template
from django.utils.html import format_html

from monitoring.states import badge, counted_badge, rows_of, state_badge, word_of
from monitoring.tabs import tabs

register = template.Library()


@register.simple_tag
def state(checkpoint, today):
    """Badge of a checkpoint's state as of today."""
    return state_badge(checkpoint.state, checkpoint.due_on, today)


@register.simple_tag
def own_state(own):
    """Badge of a measure of a school's plan (monitoring/school_plans/rollup.py)."""
    if own.state is None:
        return format_html('<span class="muted">{}</span>', own.words)
    return badge(own.state, own.words)


@register.filter
def tally_badges(tally):
    """[(badge, conditions of its rows in the register)] of the states that occur."""
    return [(counted_badge(code, number), rows_of(code)) for code, number in tally.present]


@register.inclusion_tag("monitoring/_tabs.html", takes_context=True)
def view_tabs(context, here, roadmap=None):
    """{% view_tabs "matrix" roadmap.pk %}: the other views of the same rows."""
    return {"tabs": tabs(context["request"], here, roadmap)}


@register.filter
def state_legend(codes):
    """Badge of each state code, with its word."""
    return [badge(code, word_of(code)) for code in codes]
