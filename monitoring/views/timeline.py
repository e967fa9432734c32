"""The timeline of a plan in force: page and PDF."""

from django.views.decorators.http import require_safe

from monitoring.jobs import printed
from monitoring.timeline import Timeline
from monitoring.views.in_force import show_in_force


@require_safe
def show_timeline(request, pk):
    """Measures along the months of the plan in force, with the states of their dates."""
    return show_in_force(request, pk, "timeline", Timeline)


@require_safe
def print_timeline(request, pk):
    """PDF of the same; `?paper=A3` for the larger sheet."""
    return printed("timeline", pk, request)
