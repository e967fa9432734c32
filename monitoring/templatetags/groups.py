"""What control adds to a page of a meeting: open_resolutions and progress."""

from django import template

from monitoring.hearing import open_points, points_before
from workgroups.permissions import can_prepare_meeting

register = template.Library()


@register.inclusion_tag("monitoring/_open_resolutions.html", takes_context=True)
def open_resolutions(context, meeting):
    """How many decisions of earlier meetings are open, and the way to their table."""
    access, today = context["access"], meeting.municipality.today()
    points = open_points(access, meeting)
    return {
        "municipality": meeting.municipality,
        "meeting": meeting,
        "open": points.count(),
        "overdue": points.overdue(today).count(),
        "was_asked": points_before(access, meeting).exists(),
        "can_add": meeting.is_editable and can_prepare_meeting(access, meeting),
    }


@register.inclusion_tag("monitoring/_item_progress.html")
def progress(item):
    """The way to the report on the measure that the item is about; nothing without one."""
    return {"municipality": item.municipality, "item": item}
