"""Editions of a roadmap: which was in force on a day, and what tells one from another."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lib.forms import DayForm
from roadmaps.amended import amended_act
from roadmaps.difference import compare, text_of
from roadmaps.difference.clauses import amending_clauses, amending_comparison
from roadmaps.difference.display import parts_of
from roadmaps.history import history_of
from roadmaps.models import Edition, EditionState, Roadmap
from roadmaps.reports import plan_of
from roadmaps.views.drafts import find_edition


def crumbs(roadmap):
    """Way from the list of plans to the plan under control."""
    slug = roadmap.municipality.slug
    return [
        ("Дорожные карты", reverse("monitoring:roadmap-list", args=[slug])),
        (roadmap.name, reverse("monitoring:roadmap", args=[slug, roadmap.pk])),
    ]


@require_safe
def list_editions(request, pk):
    """Editions with their orders and days; with a day in the address, the one of that day."""
    roadmaps = Roadmap.objects.visible_to(request.access).select_related("municipality")
    roadmap = get_object_or_404(roadmaps, pk=pk)
    editions = Edition.objects.visible_to(request.access).filter(roadmap=roadmap)
    form = DayForm(request.GET if "day" in request.GET else None)
    if form.is_valid() and (edition := roadmap.edition_on(form.cleaned_data["day"])):
        slug = request.municipality.slug
        return redirect(reverse("roadmaps:edition-preview", args=[slug, edition.pk]))
    context = {
        "roadmap": roadmap,
        "stretches": history_of(editions.select_related("annex__order")),
        "form": form,
        "day": form.cleaned_data.get("day") if form.is_valid() else None,
        "crumbs": crumbs(roadmap),
    }
    return render(request, "roadmaps/edition_list.html", context)


@require_safe
def show_difference(request, pk):
    """«Что изменилось»: two editions of a roadmap, word by word; by default, the one before."""
    edition = find_edition(request, pk)
    others = (
        Edition.objects.visible_to(request.access)
        .filter(roadmap=edition.roadmap_id)
        .exclude(pk=pk)
        .select_related("roadmap__municipality", "annex__order")
        .order_by("-number")
    )
    other = chosen(request, edition, list(others))
    context = {
        "edition": edition,
        "others": others,
        "other": other,
        "crumbs": crumbs(edition.roadmap),
    }
    if other:
        context |= told(*sorted((edition, other), key=lambda one: one.number))
    return render(request, "roadmaps/edition_difference.html", context)


def chosen(request, edition, others):
    """The edition of the address, else the nearest before this one, else the nearest after."""
    if "other" in request.GET:
        found = [one for one in others if str(one.pk) == request.GET["other"]]
        if not found:
            raise Http404
        return found[0]
    before = [one for one in others if one.number < edition.number]
    return before[0] if before else next(reversed(others), None)


def told(old, new):
    """Context of the page: the difference, and for a draft the words of its order."""
    difference = compare(text_of(plan_of(old)), text_of(plan_of(new)))
    context = {"old": old, "new": new, "parts": parts_of(difference)}
    # An order amends the edition in force, whatever one compares the draft with.
    if new.is_draft and old.state == EditionState.APPROVED:
        context["clauses"] = amending_clauses(difference, amended_act(old))
        context["comparison"] = amending_comparison(difference)
    return context
