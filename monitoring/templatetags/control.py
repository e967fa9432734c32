from django import template

from monitoring.reports import Tally
from monitoring.states import badge, state_badge

register = template.Library()


@register.simple_tag
def state(checkpoint, today):
    """Badge of a checkpoint's state as of today."""
    return state_badge(checkpoint.state, checkpoint.due_on, today)


@register.filter
def tally_badges(tally: Tally):
    """[(badge, number)] of the states that occur."""
    from monitoring.grid import TALLY_WORDS

    return [badge(code, f"{TALLY_WORDS[code]}\u00a0{number}") for code, number in tally.present]
