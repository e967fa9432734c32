from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents import operations, permissions
from documents.annexes import kind_of
from documents.forms import OrderForm
from documents.models import Order, OrderKind
from documents.printing import order_pdf, order_text
from documents.registers import OrderFilter, OrderRegister, order_rows
from documents.views.drafts import DraftForm, address_of, crumbs, find_order, require_draft
from lib.htmx import INVALID, go
from lib.pdf import pdf_response
from lib.permissions import require
from lib.registers import RegisterView
from lib.versions import Conflict
from lib.views import FormPage

CHANGED = 409


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


@require_safe
def show_order(request, pk):
    """Card of an order with its text as printed; a signed one shows what was signed."""
    order = find_order(request, pk)
    can_edit = permissions.can_edit_order(request.access, order)
    context = {
        "order": order,
        "text": order_text(order),
        "annexes": named_annexes(order),
        "clauses": order.clauses.all() if can_edit else (),
        "can_edit": can_edit,
        "can_sign": permissions.can_sign_order(request.access, order),
    }
    return render(request, "documents/order.html", context)


def named_annexes(order):
    """[(kind, title, address)] of what stands in the annexes."""
    annexes = [(annex, kind_of(annex)) for annex in order.annexes.all()]
    return [(kind.name, kind.title(annex), kind.address(annex)) for annex, kind in annexes]


class OrderCreate(FormPage):
    """A new draft, with what the municipality always writes."""

    title = "Новый приказ"

    def prepare(self):
        require(permissions.can_create_order(self.request.access))

    def back(self):
        return reverse("documents:order-list", args=[self.request.municipality.slug])

    def crumbs(self):
        return [("Приказы", self.back())]

    def make_form(self, data=None, files=None):
        municipality = self.request.municipality
        blank = Order(
            municipality=municipality,
            kind=OrderKind.ORDER,
            body=municipality.department,
            place=municipality.place,
        )
        return OrderForm(data, instance=blank, submit="Создать проект", back=self.back())

    def save(self, form):
        order = operations.create_order(form.save(commit=False), by=self.request.user)
        messages.success(self.request, "Проект создан. Теперь добавьте пункты.")
        return go(self.request, address_of(order))


class OrderUpdate(DraftForm):
    title, submit = "Реквизиты и преамбула", "Сохранить проект"
    done = "Проект сохранён."

    def make_form(self, data=None, files=None):
        return OrderForm(data, instance=self.order, submit=self.submit, back=self.back())

    def write(self, form):
        operations.change_order(
            self.order,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )


class OrderDelete(View):
    """The page that names the draft and what goes with it, and the deletion."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.order = find_order(request, kwargs["pk"])
        require_draft(request, self.order)

    def get(self, request, **kwargs):
        return self.show()

    def post(self, request, **kwargs):
        seen = request.POST.get("seen_digest", "")
        if not seen:
            return self.show(status=INVALID)
        title, slug = self.order.title, self.order.municipality.slug
        try:
            operations.delete_order(self.order, seen_digest=seen, by=request.user)
        except Conflict as conflict:
            self.order = conflict.current
            return self.show(status=CHANGED)
        messages.success(request, f"Проект «{title}» удалён.")
        return go(request, "documents:order-list", slug)

    def show(self, *, status=200):
        context = {
            "order": self.order,
            "clauses": self.order.clauses.count(),
            "annexes": named_annexes(self.order),
            "seen_digest": operations.text_digest(self.order),
            "crumbs": crumbs(self.order),
            "back": address_of(self.order),
            "is_changed": status == CHANGED,
        }
        return render(self.request, "documents/order_delete.html", context, status=status)


@require_safe
def show_pdf(request, pk):
    """PDF: of a draft as it is now, of a signed order only the file kept at signing."""
    order = find_order(request, pk)
    if order.is_signed:
        return redirect(f"{reverse('files:download', args=[order.pdf_id])}?view")
    content = order_pdf(order)
    record(AuditVerb.PRINT, order, by=request.user)
    return pdf_response(content, f"{order.get_kind_display().capitalize()} (проект).pdf")
