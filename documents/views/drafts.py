"""What every page over a draft order does: find it, refuse a signed one, save, go back."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from documents.models import Order
from documents.operations import NotDraft, Signed
from documents.permissions import can_create_order
from lib.htmx import go
from lib.permissions import require
from lib.versions import Conflict
from lib.views import FormPage


def find_order(request, pk):
    """The order if the person may see it, else 404."""
    orders = Order.objects.visible_to(request.access).select_related("municipality")
    return get_object_or_404(orders, pk=pk)


def find_part(request, model, pk, *related, path="order"):
    """A clause, an annex, a visa … of an order that the person may see, else 404.

    `path` leads from the model to its order; `related` rows are fetched with it.
    """
    orders = Order.objects.visible_to(request.access)
    parts = model.objects.filter(**{f"{path}__in": orders})
    return get_object_or_404(parts.select_related(f"{path}__municipality", *related), pk=pk)


def require_draft(request, order):
    """Refuse with the reason unless the person may change the order now."""
    if order.is_signed:
        raise Signed(order)
    require(can_create_order(request.access))
    if not order.is_draft:
        raise NotDraft


def address_of(order):
    """Address of the order's page."""
    return reverse("documents:order", args=[order.municipality.slug, order.pk])


def crumbs(order):
    """Way to the pages under an order."""
    orders = reverse("documents:order-list", args=[order.municipality.slug])
    return [("Приказы", orders), (order.title[:60], address_of(order))]


class DraftForm(FormPage):
    """Form page over a draft; a subclass says what is edited, how it is written, what was done."""

    submit = done = ""

    def prepare(self, pk):
        self.find(pk)
        # Now: the form writes what was typed into the same order.
        self.way = crumbs(self.order)
        self.require()

    def require(self):
        """Refuse whoever may not change the draft."""
        require_draft(self.request, self.order)

    def find(self, pk):
        """Set self.order and what the subclass works on; 404 for what one may not see."""
        self.order = find_order(self.request, pk)

    def write(self, form):
        """Write what was typed."""
        raise TypeError(f"{type(self).__name__} must write something.")

    def save(self, form):
        self.write(form)
        messages.success(self.request, self.done)
        return go(self.request, self.back())

    def back(self):
        return address_of(self.order)

    def crumbs(self):
        return self.way


STEPS = {"up": -1, "down": 1}
GONE = "Это уже удалил другой человек."


def moving(model, move, *, path="order", back=None):
    """View of an act without a page: swap the row of the model with its neighbour."""
    return require_POST(partial(_move, model=model, move=move, path=path, back=back or of_order))


def of_order(part):
    """Where one returns after an act on a part of the order."""
    return address_of(part.order)


def _move(request, pk, *, model, move, path, back, **kwargs):
    row = find_part(request, model, pk, path=path)
    require_draft(request, order_of(row, path))
    try:
        if step := STEPS.get(request.POST.get("direction")):
            move(row, step, by=request.user)
    except Conflict:
        messages.warning(request, GONE)
    return go(request, back(row))


def removing(model, remove, done):
    """View of an act without a page: take the part out of the draft; `done` is said of it."""
    return require_POST(partial(_remove, model=model, remove=remove, done=done))


def _remove(request, pk, *, model, remove, done, **kwargs):
    part = find_part(request, model, pk)
    require_draft(request, part.order)
    said = done.format(part)
    remove(part, by=request.user)
    messages.success(request, said)
    return go(request, address_of(part.order))


def order_of(row, path):
    """The order at the end of the path of lookups."""
    for name in path.split("__"):
        row = getattr(row, name)
    return row
