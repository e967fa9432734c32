from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents import operations, permissions
from documents.annexes import kind_of
from documents.forms import OrderForm
from documents.models import Order, OrderKind
from documents.printing import order_pdf, order_text
from documents.registers import OrderFilter, OrderRegister, order_rows
from lib.forms import conflict_page
from lib.htmx import go, render_form
from lib.pdf import NotPrinted, pdf_response
from lib.permissions import require
from lib.registers import RegisterView
from lib.versions import Conflict


class OrderList(RegisterView):
    """Приказы: the register; drafts are seen by the department only."""

    template_name = "documents/order_list.html"
    register_class = OrderRegister
    filter_class = OrderFilter
    fields = OrderRegister.fields

    def get_queryset(self):
        return order_rows(Order.objects.visible_to(self.request.access))

    def get_context_data(self, **kwargs):
        can_create = permissions.can_create_order(self.request.access)
        return super().get_context_data(title="Приказы", can_create=can_create, **kwargs)


def find_order(request, pk):
    """The order if the person may see it, else 404."""
    orders = Order.objects.visible_to(request.access).select_related("municipality")
    return get_object_or_404(orders, pk=pk)


def find_draft(request, pk):
    """The draft to be changed: 404 for strangers, 403 with the reason once it is signed."""
    order = find_order(request, pk)
    if order.is_signed:
        raise operations.Signed
    require(permissions.can_edit_order(request.access, order))
    return order


@require_safe
def show_order(request, pk):
    """Card of an order with its text as printed; a signed one shows what was signed."""
    order = find_order(request, pk)
    can_edit = permissions.can_edit_order(request.access, order)
    annexes = [(annex, kind_of(annex)) for annex in order.annexes.all()]
    context = {
        "order": order,
        "text": order_text(order),
        "annexes": [(kind.name, kind.title(a), kind.address(a)) for a, kind in annexes],
        "clauses": order.clauses.all() if can_edit else (),
        "can_edit": can_edit,
        "can_sign": permissions.can_sign_order(request.access, order),
    }
    return render(request, "documents/order.html", context)


def create_order(request):
    """Form of a new draft, with what the municipality always writes."""
    municipality = request.municipality
    require(permissions.can_create_order(request.access))
    blank = Order(
        municipality=municipality,
        kind=OrderKind.ORDER,
        body=municipality.department,
        place=municipality.place,
    )
    back = reverse("documents:order-list", args=[municipality.slug])
    form = OrderForm(request.POST or None, instance=blank, submit="Создать проект", back=back)
    if not form.is_valid():
        context = {"title": "Новый приказ", "form": form, "crumbs": [("Приказы", back)]}
        return render_form(request, "components/form_page.html", context, form=form)
    order = operations.create_order(form.save(commit=False), by=request.user)
    messages.success(request, "Проект создан. Теперь добавьте пункты.")
    return go(request, "documents:order", municipality.slug, order.pk)


def update_order(request, pk):
    """Form of a draft's requisites."""
    order = find_draft(request, pk)
    back, way = address_of(order), crumbs(order)
    form = OrderForm(request.POST or None, instance=order, submit="Сохранить проект", back=back)
    if not form.is_valid():
        context = {"title": "Реквизиты и преамбула", "form": form, "crumbs": way}
        return render_form(request, "components/form_page.html", context, form=form)
    try:
        operations.change_order(
            order, form.changed_fields, seen_version=form.seen_version, by=request.user
        )
    except Conflict as conflict:
        return conflict_page(request, form, conflict.current, back=back)
    messages.success(request, "Проект сохранён.")
    return go(request, back)


@require_POST
def delete_order(request, pk):
    """Delete a draft."""
    order = find_draft(request, pk)
    operations.delete_order(order, by=request.user)
    messages.success(request, f"Проект «{order.title}» удалён.")
    return go(request, "documents:order-list", request.municipality.slug)


@require_safe
def show_pdf(request, pk):
    """PDF: of a draft as it is now, of a signed order only the file kept at signing."""
    order = find_order(request, pk)
    if order.is_signed:
        return redirect(f"{reverse('files:download', args=[order.pdf_id])}?view")
    try:
        content = order_pdf(order)
    except NotPrinted as refusal:
        context = {"title": "Напечатать не получилось", "text": refusal}
        return render(request, "failure.html", context, status=413)
    record(AuditVerb.PRINT, order, by=request.user)
    return pdf_response(content, f"{order.get_kind_display().capitalize()} (проект).pdf")


def address_of(order):
    """Address of the order's page."""
    return reverse("documents:order", args=[order.municipality.slug, order.pk])


def crumbs(order):
    """Way to the pages under an order."""
    orders = reverse("documents:order-list", args=[order.municipality.slug])
    return [("Приказы", orders), (order.title[:60], address_of(order))]
