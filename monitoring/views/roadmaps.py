from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from monitoring.filters import CheckpointFilter
from monitoring.grid import RoadmapGrid
from monitoring.models import Checkpoint
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
    checkpoints = Checkpoint.objects.visible_to(request.access).filter(edition=edition)
    rows_filter = CheckpointFilter(request.GET, queryset=checkpoints, request=request)
    del rows_filter.form.fields["roadmap"]
    if edition:
        rows_filter.form.fields["section"].queryset = edition.sections.all()
    context = {
        "roadmap": roadmap,
        "edition": edition,
        "draft": next((e for e in editions if e.state == EditionState.DRAFT), None),
        "filter": rows_filter,
        "is_filtered": any(request.GET.get(name) for name in rows_filter.filters),
        "grid": RoadmapGrid(plan_of(edition, words_only=True), rows_filter, request)
        if edition
        else None,
    }
    fragment = request.htmx and request.htmx.target == "grid"
    name = "_roadmap_grid" if fragment else "roadmap"
    return render(request, f"monitoring/{name}.html", context)
