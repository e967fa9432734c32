from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from monitoring.filters import EditionFilter
from monitoring.grid import RoadmapGrid
from monitoring.reports import roadmaps_with_progress
from roadmaps.models import Edition, EditionState, Roadmap
from roadmaps.permissions import can_create_roadmap
from roadmaps.reports import plan_of


@require_safe
def list_roadmaps(request):
    """Дорожные карты with their progress; drafts lead to the editor."""
    context = {
        "roadmaps": roadmaps_with_progress(request.access),
        "can_create": can_create_roadmap(request.access),
    }
    return render(request, "monitoring/roadmap_list.html", context)


@require_safe
def show_roadmap(request, pk):
    """The plan in force with its control: per measure, per school, with filters."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.access), pk=pk)
    editions = list(
        Edition.objects.visible_to(request.access)
        .filter(roadmap=roadmap)
        .select_related("annex__order")
    )
    edition = next((e for e in editions if e.state == EditionState.APPROVED), None)
    if edition is None and not editions:
        raise Http404
    context = {
        "roadmap": roadmap,
        "edition": edition,
        "last": next((e for e in editions if e.annulled_on), None),
        "can_amend": can_create_roadmap(request.access),
        "draft": next((e for e in editions if e.state == EditionState.DRAFT), None),
    }
    if edition:
        rows_filter = EditionFilter(request.GET, edition=edition, request=request)
        plan = plan_of(edition, words_only=True)
        context["filter"], context["is_filtered"] = rows_filter, rows_filter.is_set
        context["grid"] = RoadmapGrid(plan, rows_filter, request)
    fragment = request.htmx and request.htmx.target == "grid"
    name = "_roadmap_grid" if fragment else "roadmap"
    return render(request, f"monitoring/{name}.html", context)
