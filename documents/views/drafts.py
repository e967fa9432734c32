"""What every page over a draft order does: find it, refuse a signed one, save, go back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.models import Clause, Order
from documents.operations import Signed
from documents.permissions import can_edit_order
from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage


def find_order(request, pk):
    """The order if the person may see it, else 404."""
    orders = Order.objects.visible_to(request.access).select_related("municipality")
    return get_object_or_404(orders, pk=pk)


def find_clause(request, pk):
    """The clause if the person may see its order, else 404."""
    orders = Order.objects.visible_to(request.access)
    clauses = Clause.objects.filter(order__in=orders).select_related("order__municipality")
    return get_object_or_404(clauses, pk=pk)


def require_draft(request, order):
    """Refuse with the reason unless the person may change the order now."""
    if order.is_signed:
        raise Signed(order)
    require(can_edit_order(request.access, order))


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
