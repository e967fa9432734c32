"""The director approves the school's plan; what schools do for a municipal plan."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lib.htmx import render_form
from lib.permissions import NotNow
from monitoring.amending import foretold
from monitoring.forms.school_plans import ApproveForm
from monitoring.in_force import edition_in_force
from monitoring.school_plans.approval import approve_school_plan, plan_digest
from monitoring.school_plans.rollup import served_by_lineage
from roadmaps.checking import check
from roadmaps.checking.records import document_of_edition
from roadmaps.checking.report import summary_of
from roadmaps.permissions import can_approve_edition
from roadmaps.remarks import omissions_of
from roadmaps.reports import plan_of
from roadmaps.views.drafts import crumbs, find_edition, require_draft

NOT_DIRECTOR = "Школьную карту утверждает директор школы своим приказом."


def approve(request, pk):
    """The director reads the plan, gives number and date of the school's order, approves."""
    edition = find_edition(request, pk)
    require_draft(request, edition, can_approve_edition, NOT_DIRECTOR)
    today = edition.municipality.today()
    initial = {"signed_on": today, "seen_digest": plan_digest(edition)}
    form = ApproveForm(request.POST or None, edition=edition, initial=initial)
    if not form.is_valid():
        return show_form(request, edition, form)
    try:
        approve_school_plan(edition, by=request.user, **form.cleaned_data)
    except NotNow as refusal:
        form = ApproveForm(
            initial={**form.cleaned_data, "seen_digest": plan_digest(edition)}, edition=edition
        )
        return show_form(request, edition, form, refusal=refusal, status=409)
    messages.success(
        request, "Карта утверждена, её мероприятия встали на контроль школы. Текст не меняется."
    )
    slug = request.municipality.slug
    return redirect(reverse("monitoring:roadmap", args=[slug, edition.roadmap_id]))


def show_form(request, edition, form, *, refusal=None, status=None):
    """Page with the effects of the approval, told before it is given."""
    context = {
        "edition": edition,
        "plan": plan_of(edition),
        "form": form,
        "refusal": refusal,
        "omissions": omissions_of(edition),
        "succession": foretold(edition),
        "check_summary": summary_of(check(document_of_edition(edition))),
        "crumbs": crumbs(edition),
    }
    template = "monitoring/school_plan_approve.html"
    if status:
        return render(request, template, context, status=status)
    return render_form(request, template, context, form=form)


@require_safe
def show_served(request, pk):
    """«Школьные карты»: for every measure of a municipal plan, what schools do for it."""
    roadmap, edition = edition_in_force(request, pk)
    if roadmap.school_id or edition is None:
        raise Http404
    served = served_by_lineage(request.access, roadmap)
    plan = plan_of(edition, words_only=True)
    rows = [
        (row, served[row.measure.lineage]) for row in plan.rows if row.measure.lineage in served
    ]
    asked = request.GET.get("measure", "")
    if asked:
        rows = [(row, found) for row, found in rows if str(row.measure.pk) == asked]
    slug = request.municipality.slug
    context = {
        "roadmap": roadmap,
        "rows": rows,
        "asked": asked,
        "crumbs": [
            ("Дорожные карты", reverse("monitoring:roadmap-list", args=[slug])),
            (roadmap.name, reverse("monitoring:roadmap", args=[slug, roadmap.pk])),
        ],
    }
    return render(request, "monitoring/school_plans_served.html", context)
