"""The card of a checkpoint: on a page of its own, or beside the roadmap."""

from urllib.parse import urlsplit

from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lib.htmx import is_fragment
from monitoring import permissions
from monitoring.filters import EditionFilter
from monitoring.forms.acts import FORMS, blank
from monitoring.grid import ShownCheckpoints, line_of, summary_of
from monitoring.models import Checkpoint, Verb
from monitoring.undoing import undoable


def find(request, pk):
    """The checkpoint if the person may see it, else 404."""
    checkpoints = Checkpoint.objects.visible_to(request.access).select_related(
        "municipality",
        "measure__section",
        "edition__roadmap",
        "school",
        "person",
        "lead__person",
        "clause__order",
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
        "parts": checkpoint.parts.order_by("due_on", "pk"),
        "today": request.municipality.today(),
        "may": may,
        "undo": undoable(checkpoint, request.user),
        "forms": {verb.value: forms.get(verb) or blank(verb, checkpoint) for verb in FORMS},
        "open_form": next(iter(forms), ""),
        "is_beside": is_beside,
    }
    if changed and is_beside and checkpoint.edition_id:
        context |= changes_on_roadmap(request, checkpoint)
    name = "_checkpoint_card" if is_fragment(request) else "checkpoint"
    return render(request, f"monitoring/{name}.html", context, status=status)


def stands_beside(request, checkpoint):
    """The card is shown beside the roadmap, not on a page of its own."""
    slug = request.municipality.slug
    card = reverse("monitoring:checkpoint", args=[slug, checkpoint.pk])
    # The page of a form of the card, «…/report/», is the card's own too.
    current = request.htmx.current_url_abs_path or ""
    return is_fragment(request) and not current.startswith(card)


def changes_on_roadmap(request, checkpoint):
    """What the roadmap's page, by its filter, now says of the checkpoint, its measure and all."""
    today = request.municipality.today()
    conditions = QueryDict(urlsplit(request.htmx.current_url or "").query)
    rows_filter = EditionFilter(conditions, edition=checkpoint.edition, request=request)
    shown = ShownCheckpoints(rows_filter, today)
    return {
        "line": line_of(checkpoint, slug=request.municipality.slug, today=today),
        "summary": summary_of(shown.progress(checkpoint.measure_id)),
        "tally": shown.tally,
    }


@require_safe
def show_checkpoint(request, pk):
    """Card of a checkpoint: what is due, what was reported, what one may do."""
    return show_card(request, find(request, pk))
