import django_filters as filters
import django_tables2 as tables
from django.db.models import Count, F
from django.urls import reverse
from django.utils.html import format_html

from documents.models import Order, OrderKind, OrderState, state_words
from lib.badges import badge
from lib.dates import page_date
from lib.excel import workbook
from lib.filters import RegisterFilter, SearchFilter
from lib.registers import Register, RuColumn
from lib.text import count

STATE_ICONS = {
    OrderState.DRAFT: "edit",
    OrderState.APPROVAL: "clock",
    OrderState.SIGNING: "edit",
    OrderState.SIGNED: "check",
    OrderState.REPEALED: "alert",
}


def state_badge(order):
    """State of an order, or of a row with its state and kind: a picture, a word, a colour."""
    words = state_words(order.state, order.kind)
    return badge(order.state, STATE_ICONS[order.state], words)


class OrderRegister(Register):
    """Приказы муниципалитета: drafts first, then the newest."""

    title = RuColumn(verbose_name="Заголовок")
    number = RuColumn(verbose_name="Номер")
    signed_on = tables.Column(verbose_name="Дата")
    kind = tables.Column(verbose_name="Вид", orderable=False)
    state = tables.Column(verbose_name="Состояние")
    annexes = tables.Column(verbose_name="Приложения", accessor="annex_count", orderable=False)

    fields = ("pk", "title", "number", "signed_on", "kind", "state", "annex_count")
    phone_columns = ("title", "number", "signed_on", "state")

    class Meta:
        empty_text = "Приказов пока нет. Подготовьте первый проект."

    def cell_title(self, row):
        url = reverse("documents:order", args=[self.slug, row.pk])
        return format_html('<a href="{}">{}</a>', url, row.title)

    def cell_number(self, row):
        return format_html('<span class="nowrap">{}</span>', row.number or "—")

    def cell_signed_on(self, row):
        return format_html('<span class="nowrap">{}</span>', page_date(row.signed_on) or "—")

    def cell_kind(self, row):
        return OrderKind(row.kind).label

    def cell_state(self, row):
        return state_badge(row)

    def cell_annexes(self, row):
        return count(row.annex_count, "приложение", "приложения", "приложений")


def order_rows(orders):
    """Orders as the register wants them: drafts first, then by date from the newest."""
    newest = F("signed_on").desc(nulls_first=True)
    return orders.annotate(annex_count=Count("annexes")).order_by(newest, "-pk")


class OrderFilter(RegisterFilter):
    """Filters of the register."""

    search = SearchFilter(label="Заголовок или номер", method="by_words")
    state = filters.ChoiceFilter(label="Состояние", choices=OrderState, empty_label="любое")
    kind = filters.ChoiceFilter(label="Вид", choices=OrderKind, empty_label="любой")
    year = filters.ChoiceFilter(label="Год", field_name="signed_on__year", empty_label="любой")

    class Meta:
        model = Order
        fields = ["search", "state", "kind", "year"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        days = Order.objects.filter(signed_on__isnull=False).dates("signed_on", "year", "DESC")
        self.form.fields["year"].choices = [("", "любой"), *((d.year, d.year) for d in days)]


JOURNAL = {
    "Вид": 16,
    "Номер": 16,
    "Дата": 13,
    "Заголовок": 60,
    "Кто издал": 40,
    "Подписал": 24,
    "Исполнитель": 24,
    "Приложений": 12,
    "Состояние": 28,
    "Контрольная сумма PDF (SHA-256)": 70,
}


def journal(orders, note):
    """Bytes of the journal of registration (domain.md 1.9) of the orders, with a note above."""
    rows = (
        (
            order.get_kind_display(),
            order.number,
            order.signed_on,
            order.title,
            order.body,
            str(order.signatory),
            str(order.executor or ""),
            order.annex_count,
            state_words(order.state, order.kind),
            order.pdf.sha256 if order.pdf else "",
        )
        for order in orders.select_related("signatory", "executor", "pdf")
    )
    return workbook(
        "Журнал регистрации", list(JOURNAL), rows, notes=[note], widths=JOURNAL.values()
    )
