from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from documents import operations
from documents.models import Familiarisation
from documents.permissions import can_tick
from documents.views.drafts import address_of, find_order, find_part
from lib.htmx import go
from lib.permissions import require


@require_safe
def list_to_read(request):
    """«Ознакомиться»: orders that the person is asked to read, the unread ones first."""
    rows = Familiarisation.objects.filter(
        person=request.access.person_id, order__municipality=request.municipality
    ).select_related("order")
    rows = sorted(rows, key=lambda row: (row.ticked_at is not None, -row.order_id))
    return render(request, "documents/to_read.html", {"rows": rows})


@require_safe
def show_readers(request, pk):
    """Who has read the order and who has not."""
    order = find_order(request, pk)
    rows = list(order.familiarisations.select_related("ticked_by"))
    crumbs = [
        ("Приказы", reverse("documents:order-list", args=[request.municipality.slug])),
        (order.title[:60], address_of(order)),
    ]
    context = {
        "order": order,
        "rows": rows,
        "read": sum(row.ticked_at is not None for row in rows),
        "can_tick": can_tick(request.access),
        "crumbs": crumbs,
    }
    return render(request, "documents/readers.html", context)


@require_POST
def tick(request, pk):
    """«Ознакомлен»: by the person, or by a clerk for one who has signed the paper sheet."""
    row = find_part(request, Familiarisation, pk)
    is_own = row.person_id == request.access.person_id
    require(is_own or can_tick(request.access), "Отметку ставит тот, кого просили ознакомиться.")
    if operations.tick(row, by=request.user):
        messages.success(request, "Отмечено: ознакомлен.")
    if is_own:
        return go(request, "documents:to-read", request.municipality.slug)
    return go(request, "documents:order-readers", request.municipality.slug, row.order_id)
