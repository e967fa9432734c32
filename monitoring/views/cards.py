"""The card of a checkpoint: on a page of its own, or beside the roadmap."""

from collections import Counter
from urllib.parse import urlsplit

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from lib.htmx import is_fragment
from monitoring import permissions
from monitoring.forms.acts import FORMS, blank
from monitoring.grid import ShownCheckpoints, line_of, summary_of
from monitoring.in_force import filter_of
from monitoring.matrix import OTHERS, CellPen, cells_of, rows_of
from monitoring.models import Checkpoint, Verb
from monitoring.reports import Tally
from monitoring.school_plans.links import municipal_of, own_measures_for
from monitoring.undoing import undoable


def find(request, pk):
    """The checkpoint if the person may see it, else 404."""
    checkpoints = Checkpoint.objects.visible_to(request.access).select_related(
        "municipality",
        "section",
        "measure",
        "edition__roadmap__municipality",
        "measure__serves__section__edition",
        "school",
        "person",
        "lead__person",
        "clause__order",
        "resolution__item",
    )
    return get_object_or_404(checkpoints, pk=pk)


def show_card(request, checkpoint, *, status=200, changed=False, **forms):
    """The card as a page, or alone when htmx puts it beside the roadmap.

    `forms` are open ones, {verb: form}. After an act (`changed`) comes along what it changes there.
    """
    access = request.access
    is_beside = stands_beside(request, checkpoint)
    asked = checkpoint.date_requests.waiting().first()
    may = {verb.value: permissions.can(access, checkpoint, verb) for verb in Verb}
    context = {
        "checkpoint": checkpoint,
        "asked": asked,
        "can_decide_date": asked and permissions.can_decide_date(access, asked),
        "events": checkpoint.events.prefetch_related("evidence__file"),
        "other_dates": other_dates(request, checkpoint),
        "parts": checkpoint.parts.order_by("due_on", "pk"),
        "today": request.municipality.today(),
        "may": may,
        "undo": undoable(checkpoint, request.user),
        "forms": {verb.value: forms.get(verb) or blank(verb, checkpoint) for verb in FORMS},
        "open_form": next(iter(forms), ""),
        "is_beside": is_beside,
        "own_measures": own_measures_for(access, checkpoint),
        "municipal": municipal_of(access, checkpoint),
    }
    if changed and is_beside and checkpoint.edition_id:
        context |= changes_beside(request, checkpoint)
    name = "_checkpoint_card" if is_fragment(request) else "checkpoint"
    return render(request, f"monitoring/{name}.html", context, status=status)


def stands_beside(request, checkpoint):
    """The card is shown beside the roadmap, not on a page of its own."""
    slug = request.municipality.slug
    card = reverse("monitoring:checkpoint", args=[slug, checkpoint.pk])
    # The page of a form of the card, «…/report/», is the card's own too.
    current = request.htmx.current_url_abs_path or ""
    return is_fragment(request) and not current.startswith(card)


def changes_beside(request, checkpoint):
    """What the page beside which the card stands, by its filter, now says otherwise."""
    slug, parts = request.municipality.slug, urlsplit(request.htmx.current_url or "")
    places = {"roadmap": changes_on_roadmap, "matrix": changes_on_matrix}
    for name, changes_on in places.items():
        address = reverse(f"monitoring:{name}", args=[slug, checkpoint.edition.roadmap_id])
        if parts.path == address:
            rows_filter = filter_of(request, checkpoint.edition, parts.query)
            return changes_on(request, checkpoint, rows_filter) | {"reset": address}
    return {}


def changes_on_roadmap(request, checkpoint, rows_filter):
    """The checkpoint's line, its measure's numbers and those of the whole plan."""
    today = request.municipality.today()
    shown = ShownCheckpoints(rows_filter, today)
    line = line_of(checkpoint, slug=request.municipality.slug, today=today)
    numbers = summary_of(shown.progress(checkpoint.measure_id))
    swaps = [
        format_html('<li id="line-{}" hx-swap-oob="true">{}</li>', checkpoint.pk, line),
        format_html(
            '<summary id="done-{}" hx-swap-oob="true">{}</summary>', checkpoint.measure_id, numbers
        ),
    ]
    return {"swaps": swaps, "tally": shown.tally}


def changes_on_matrix(request, checkpoint, rows_filter):
    """The cell of the checkpoint and the numbers of the whole plan."""
    today = request.municipality.today()
    cells, counts = cells_of(rows_of(rows_filter), today)
    key = (checkpoint.measure_id, checkpoint.school_id or OTHERS)
    pen = CellPen(request.municipality, today)
    cell = pen.cell(*key, cells.get(key), swap=' hx-swap-oob="true"')
    return {"swaps": [cell], "tally": Tally(sum(counts.values(), Counter()))}


def other_dates(request, checkpoint):
    """What the same school, or the same others, owe by the same measure on other dates."""
    if not checkpoint.measure_id:
        return []
    same = Checkpoint.objects.visible_to(request.access).filter(
        measure=checkpoint.measure_id, school=checkpoint.school_id
    )
    return same.exclude(pk=checkpoint.pk).order_by("due_on", "pk")


@require_safe
def show_checkpoint(request, pk):
    """Card of a checkpoint: what is due, what was reported, what one may do."""
    return show_card(request, find(request, pk))
