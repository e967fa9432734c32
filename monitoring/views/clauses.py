"""«Контроль пунктов»: what a signed order tells people to do, put on control."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.models import Clause, Order
from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage
from monitoring.duties import controllable, parties_of, put_clause_on_control, schools_of
from monitoring.forms.clauses import ClauseForm
from monitoring.models import Checkpoint
from monitoring.models.checkpoint import CONTROLLERS

NOT_CONTROLLER = "На контроль ставит начальник или координатор."


def in_force(request, pk):
    """The visible signed order that is in force, or 404."""
    orders = Order.objects.visible_to(request.access).filter(state="signed")
    return get_object_or_404(orders.select_related("municipality"), pk=pk)


@require_safe
def show_clauses(request, pk):
    """Clauses of the order with their executors and what stands on control already."""
    order = in_force(request, pk)
    points = Checkpoint.objects.visible_to(request.access).filter(clause__order=order)
    on_control = {}
    for point in points.order_by("due_on", "pk"):
        on_control.setdefault(point.clause_id, []).append(point)
    rows = [
        {
            "clause": clause,
            "named": [*(p["executor"] for p in parties_of(clause)), *map(str, schools_of(clause))],
            "points": on_control.get(clause.pk, []),
        }
        for clause in controllable(order)
    ]
    context = {
        "order": order,
        "rows": rows,
        "today": request.municipality.today(),
        "can_control": request.access.is_any(*CONTROLLERS),
    }
    return render(request, "monitoring/order_clauses.html", context)


class ControlClause(FormPage):
    """Put one clause on control."""

    title = "Поставить на контроль"

    def prepare(self, pk):
        clause = get_object_or_404(Clause.objects.select_related("order__municipality"), pk=pk)
        self.order = in_force(self.request, clause.order_id)
        require(self.request.access.is_any(*CONTROLLERS), NOT_CONTROLLER)
        found = (one for one in controllable(self.order) if one.pk == clause.pk)
        self.clause = next(found, None)
        if self.clause is None:
            raise Http404
        named = self.make_form().named
        who = f" Исполнители: {', '.join(named)}." if named else ""
        self.lead = f"Пункт {self.clause.number} {self.clause.words}{who}"

    def back(self):
        return reverse(
            "monitoring:order-clauses", args=[self.request.municipality.slug, self.order.pk]
        )

    def crumbs(self):
        return [("Контроль пунктов", self.back())]

    def make_form(self, data=None, files=None):
        return ClauseForm(
            data, clause=self.clause, submit="Поставить на контроль", back=self.back()
        )

    def save(self, form):
        made = put_clause_on_control(self.clause, by=self.request.user, **form.values())
        messages.success(self.request, f"Поставлено на контроль: {len(made)}.")
        return go(self.request, self.back())
