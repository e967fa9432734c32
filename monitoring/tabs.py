"""«Список · Матрица · Хронология · Календарь · Лента»: views of the same rows, one filter."""

from dataclasses import dataclass

from django.urls import reverse

from roadmaps.models import Edition, EditionState

# What belongs to one view alone.
OWN = ("page", "sort", "month", "paper", "roadmap", "author", "verb", "since", "until")


@dataclass(frozen=True)
class Tab:
    """One view: its name, address, and whether it is open."""

    label: str
    address: str
    is_current: bool


def tabs(request, here, roadmap=None):
    """Tabs over the view `here`; `roadmap` is the key of the plan in force that is looked at."""
    roadmap = roadmap or asked_roadmap(request)
    slug, query = request.municipality.slug, request.GET.copy()
    for name in OWN:
        query.pop(name, None)
    of_plan = query.urlencode()
    if roadmap:
        query["roadmap"] = roadmap
    is_control = here == "checkpoint-list" or not roadmap
    views = {"checkpoint-list": "Список"} if is_control else {"roadmap": "Список"}
    plan = roadmap or newest_plan(request)
    if plan:
        views["matrix"] = "Матрица"
    if roadmap:
        views["timeline"] = "Хронология"
    views |= {"calendar": "Календарь", "feed": "Лента"}
    found = []
    for name, label in views.items():
        is_of_plan = name in ("roadmap", "matrix", "timeline")
        address = reverse(f"monitoring:{name}", args=[slug, plan] if is_of_plan else [slug])
        conditions = of_plan if is_of_plan else query.urlencode()
        found.append(Tab(label, f"{address}?{conditions}" if conditions else address, name == here))
    return found


def plans_in_force(request):
    """Keys of the roadmaps in force that the person sees, the newest first."""
    editions = Edition.objects.filter(state=EditionState.APPROVED)
    if not request.access.sees_everything:  # who does, sees all that has been approved
        editions = editions.visible_to(request.access)
    return editions.order_by("-roadmap__starts_on", "-pk").values_list("roadmap", flat=True)


def newest_plan(request):
    """Key of the newest roadmap in force, or None."""
    return plans_in_force(request).filter(roadmap__school=None).first()


def asked_roadmap(request):
    """Key of the roadmap in force that stands in the filter, or None."""
    key = request.GET.get("roadmap", "")
    if not key.isdecimal() or len(key) > 9:
        return None
    return plans_in_force(request).filter(roadmap=int(key)).first()
