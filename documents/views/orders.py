from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents import operations, permissions
from documents.annexes import kind_of
from documents.forms import OrderForm
from documents.models import Order, OrderKind, OrderState, Visa
from documents.operations import agreed_digest
from documents.printing import order_text
from documents.registers import OrderFilter, OrderRegister, journal, order_rows
from documents.typical import TYPICAL, blank_order, create_typical
from documents.views.drafts import DraftForm, address_of, crumbs, find_order, require_draft
from documents.views.signatures import signing_card
from lib.dates import page_date
from lib.excel import xlsx_response
from lib.htmx import INVALID, go
from lib.permissions import require
from lib.registers import RegisterView, filtered
from lib.versions import Conflict
from lib.views import FormPage
from schools.models import Person
from schools.permissions import can_edit_people

CHANGED = 409


class OrderList(RegisterView):
    """Приказы: the register; drafts are seen by the department only."""

    template_name = "documents/order_list.html"
    register_class = OrderRegister
    filter_class = OrderFilter
    fields = OrderRegister.fields
    label = "Приказы"

    def get_queryset(self):
        return order_rows(Order.objects.visible_to(self.request.access))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title="Приказы",
            can_create=permissions.can_create_order(self.request.access),
            can_change_profile=permissions.can_change_profile(self.request.access),
            export_url=reverse("documents:order-export", args=[self.request.municipality.slug]),
            **kwargs,
        )


@require_safe
def export_orders(request):
    """XLSX of the same rows as the register, filters applied: the journal of registration."""
    orders = Order.objects.visible_to(request.access)
    rows_filter, chosen = filtered(OrderFilter, request, orders)
    today = request.municipality.today()
    book = journal(order_rows(rows_filter.qs), f"{request.municipality.name}, {page_date(today)}")
    record(AuditVerb.EXPORT, request.municipality, by=request.user, changes=chosen)
    return xlsx_response(book, f"Журнал регистрации {today:%d.%m.%Y}.xlsx")


@require_safe
def show_order(request, pk):
    """Card of an order with its text as printed; a signed one shows what was signed."""
    order = find_order(request, pk)
    return render(request, "documents/order.html", order_card(request, order))


def order_card(request, order):
    """What the card of the order shows."""
    access = request.access
    can_edit = permissions.can_edit_order(access, order)
    visas = list(order.visas.select_related("person"))
    return {
        "order": order,
        "text": order_text(order),
        "annexes": named_annexes(order),
        "clauses": order.clauses.all() if can_edit else (),
        "bases": list(order.bases.select_related("act")),
        "links": list(order.links.select_related("target")),
        "changed_by": list(changing_acts(order)),
        "visas": [VisaRow.of(visa, order, access) for visa in visas],
        "can_edit": can_edit,
        "can_sign": permissions.can_sign_order(access, order),
        "can_edit_people": can_edit_people(access),
        "can_manage": permissions.can_create_order(access),
        "unchecked": people_with_unchecked_forms(order) if can_edit else (),
        "signing": signing_card(request, order) if order.is_signed else None,
        "to_read": order.familiarisations.count(),
        "own_tick": order.familiarisations.filter(person=access.person_id, ticked_at=None).first(),
    }


def people_with_unchecked_forms(order):
    """People named in the clauses whose case forms nobody has looked through, by name."""
    people = Person.objects.filter(pk__in=order.clauses.values("people"))
    return [person for person in people if not person.has_checked_forms]


def changing_acts(order):
    """Registered acts that amend or repeal the order, the earliest first."""
    acts = Order.objects.registered().filter(links__target=order)
    return acts.order_by("signed_on", "pk")


@dataclass(frozen=True)
class VisaRow:
    """A visa as the card shows it."""

    visa: Visa
    may_decide: bool
    is_outdated: bool  # the text was changed after the visa

    @classmethod
    def of(cls, visa, order, access):
        """The row for the person."""
        waits = order.state == OrderState.APPROVAL and visa in operations.waiting_visas(order)
        digest = visa.text_digest
        return cls(
            visa=visa,
            may_decide=waits and permissions.can_give_visa(access, visa),
            is_outdated=bool(digest) and not order.is_signed and digest != agreed_digest(order),
        )


def named_annexes(order):
    """[(annex, name of its kind, title, address)] of what stands in the annexes."""
    annexes = [(annex, kind_of(annex)) for annex in order.annexes.all()]
    return [(annex, kind.name, kind.title(annex), kind.address(annex)) for annex, kind in annexes]


@require_safe
def choose_typical(request):
    """With what to begin: a typical order, or an empty draft."""
    require(permissions.can_create_order(request.access))
    crumbs = [("Приказы", reverse("documents:order-list", args=[request.municipality.slug]))]
    context = {"typical": TYPICAL.values(), "kinds": OrderKind, "crumbs": crumbs}
    return render(request, "documents/order_start.html", context)


class OrderCreate(FormPage):
    """A new draft, with what the municipality always writes and a typical order begins with.

    `?typical=` and `?kind=` of the address say with what the form opens.
    """

    title = "Новый документ"

    def prepare(self):
        require(permissions.can_create_order(self.request.access))
        self.typical = TYPICAL.get(self.request.GET.get("typical"))
        kind = self.request.GET.get("kind")
        self.kind = kind if kind in OrderKind.values else OrderKind.ORDER

    def back(self):
        return reverse("documents:order-list", args=[self.request.municipality.slug])

    def crumbs(self):
        return [("Приказы", self.back())]

    def make_form(self, data=None, files=None):
        blank = blank_order(self.request.municipality, self.kind)
        if self.typical:
            blank.title, blank.basis = self.typical.title, self.typical.basis
        return OrderForm(data, instance=blank, submit="Создать проект", back=self.back())

    def save(self, form):
        order, user = form.save(commit=False), self.request.user
        if self.typical:
            create_typical(order, self.typical, by=user)
        else:
            operations.create_order(order, by=user)
        messages.success(self.request, "Проект создан. Проверьте пункты и приложения.")
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
