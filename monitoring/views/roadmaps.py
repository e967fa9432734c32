from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from monitoring.filters import MUNICIPAL, OF_SCHOOLS, EditionFilter
from monitoring.grid import RoadmapGrid
from monitoring.reports import roadmaps_with_progress
from monitoring.school_plans.rollup import served_by_lineage
from roadmaps.models import Edition, EditionState, Roadmap
from roadmaps.permissions import (
    can_create_roadmap,
    can_create_school_roadmap,
    can_make_roadmap,
)
from roadmaps.reports import plan_of


@require_safe
def list_roadmaps(request):
    """Дорожные карты with their progress; drafts lead to the editor."""
    access, asked = request.access, request.GET.get("whose", "")
    found = roadmaps_with_progress(access)
    has_schools = any(one.roadmap.school_id for one in found)
    if access.sees_everything:
        # The department's own plans stand before those that schools have made for themselves.
        found.sort(key=lambda one: one.roadmap.school_id is not None)
    if asked in (MUNICIPAL, OF_SCHOOLS):
        found = [one for one in found if bool(one.roadmap.school_id) == (asked == OF_SCHOOLS)]
    context = {
        "roadmaps": found,
        "can_create": can_create_roadmap(access),
        "can_create_own": can_create_school_roadmap(access),
        "choices": [("", "все"), (MUNICIPAL, "муниципальные"), (OF_SCHOOLS, "школьные")],
        "asked": asked,
        "has_schools": has_schools,
    }
    return render(request, "monitoring/roadmap_list.html", context)


@require_safe
def show_roadmap(request, pk):
    """The plan in force with its control: per measure, per school, with filters."""
    roadmaps = Roadmap.objects.visible_to(request.access).select_related("school")
    roadmap = get_object_or_404(roadmaps, pk=pk)
    editions = list(
        Edition.objects.visible_to(request.access)
        .filter(roadmap=roadmap)
        .select_related("annex__order")
    )
    edition = next((e for e in editions if e.state == EditionState.APPROVED), None)
    if edition is None and not editions:
        raise Http404
    may_make = can_make_roadmap(request.access, roadmap)
    begins_own = not roadmap.school_id and can_create_school_roadmap(request.access)
    context = {
        "roadmap": roadmap,
        "edition": edition,
        "begins_own": begins_own,
        "last": next((e for e in editions if e.annulled_on), None),
        "can_amend": may_make,
        "draft": next((e for e in editions if e.state == EditionState.DRAFT), None),
    }
    if edition:
        rows_filter = EditionFilter(request.GET, edition=edition, request=request)
        plan = plan_of(edition, words_only=True)
        context["filter"], context["is_filtered"] = rows_filter, rows_filter.is_set
        served = {} if roadmap.school_id else served_by_lineage(request.access, roadmap)
        context["served"] = bool(served)
        context["grid"] = RoadmapGrid(plan, rows_filter, request, served)
    fragment = request.htmx and request.htmx.target == "grid"
    name = "_roadmap_grid" if fragment else "roadmap"
    return render(request, f"monitoring/{name}.html", context)
