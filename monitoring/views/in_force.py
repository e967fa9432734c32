"""A view of the plan in force under its filter: the matrix, the timeline."""

from django.shortcuts import redirect, render

from monitoring.in_force import edition_in_force, filter_of
from monitoring.matrix_paper import PAPERS


def show_in_force(request, pk, name, drawing):
    """The page `name`, or its part for htmx; `drawing` is made of (edition, filter, request)."""
    roadmap, edition = edition_in_force(request, pk)
    if edition is None:
        return redirect("monitoring:roadmap", request.municipality.slug, pk)
    rows_filter = filter_of(request, edition, request.GET.urlencode())
    context = {
        "roadmap": roadmap,
        "edition": edition,
        "filter": rows_filter,
        "is_filtered": rows_filter.is_set,
        name: drawing(edition, rows_filter, request),
        "papers": PAPERS.values(),
    }
    is_part = request.htmx and request.htmx.target == "grid"
    template = f"_{name}" if is_part else name
    return render(request, f"monitoring/{template}.html", context)
