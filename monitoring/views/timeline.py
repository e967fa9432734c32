"""The timeline of a plan in force: page and PDF."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from monitoring.in_force import edition_in_force, filter_of
from monitoring.jobs import printed
from monitoring.matrix_paper import PAPERS
from monitoring.timeline import Timeline


@require_safe
def show_timeline(request, pk):
    """Measures along the months of the plan in force, with the states of their dates."""
    roadmap, edition = edition_in_force(request, pk)
    if edition is None:
        return redirect("monitoring:roadmap", request.municipality.slug, pk)
    rows_filter = filter_of(request, edition, request.GET.urlencode())
    context = {
        "roadmap": roadmap,
        "edition": edition,
        "filter": rows_filter,
        "is_filtered": rows_filter.is_set,
        "timeline": Timeline(edition, rows_filter, request),
        "papers": PAPERS.values(),
    }
    is_part = request.htmx and request.htmx.target == "grid"
    name = "_timeline" if is_part else "timeline"
    return render(request, f"monitoring/{name}.html", context)


@require_safe
def print_timeline(request, pk):
    """PDF of the same; `?paper=A3` for the larger sheet."""
    return printed("timeline", pk, request)
