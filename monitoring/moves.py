"""«Переносы сроков»: every change of a date, by whom and why; register, filter and export."""

import django_filters as filters
import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from lib.dates import dotted_date
from lib.excel import workbook
from lib.filters import RegisterFilter, SearchFilter
from lib.registers import Register, RuColumn, clamped
from monitoring.models import Checkpoint, CheckpointEvent, Verb
from schools.models import School

# Who has changed the date: the controlling side at a request, or an order.
BY = [(Verb.MOVE_DATE, "по запросу"), (Verb.AMEND, "приказом")]


class MoveFilter(RegisterFilter):
    search = SearchFilter(label="Мероприятие или исполнитель", method="by_words")
    school = filters.ModelChoiceFilter(
        label="Школа",
        field_name="checkpoint__school",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="все",
    )
    verb = filters.ChoiceFilter(label="Как перенесён", choices=BY, empty_label="неважно")

    class Meta:
        model = CheckpointEvent
        fields = ["search", "school", "verb"]

    def by_words(self, events, name, words):
        return events.filter(checkpoint__in=Checkpoint.objects.about(words))


class MoveRegister(Register):
    """Переносы сроков."""

    checkpoint__text = RuColumn(verbose_name="Мероприятие", orderable=False)
    checkpoint__executor = RuColumn(verbose_name="Исполнитель")
    old_due_on = tables.Column(verbose_name="Был срок")
    new_due_on = tables.Column(verbose_name="Стал срок")
    checkpoint__moves = tables.Column(verbose_name="Всего раз")
    by__name = tables.Column(verbose_name="Кто решил", orderable=False)
    at = tables.Column(verbose_name="Когда")
    text = tables.Column(verbose_name="Пояснение", orderable=False)

    fields = (
        "pk",
        "checkpoint_id",
        "checkpoint__text",
        "checkpoint__executor",
        "old_due_on",
        "new_due_on",
        "checkpoint__moves",
        "by__name",
        "at",
        "text",
    )
    phone_columns = (
        "checkpoint__text",
        "checkpoint__executor",
        "old_due_on",
        "new_due_on",
        "by__name",
    )

    class Meta:
        empty_text = "Сроки пока не переносили."

    def cell_checkpoint__text(self, row):
        url = reverse("monitoring:checkpoint", args=[self.slug, row.checkpoint_id])
        text = row.checkpoint__text
        return format_html('<a class="clamp" href="{0}" title="{1}">{1}</a>', url, text)

    def cell_checkpoint__executor(self, row):
        return clamped(row.checkpoint__executor)

    def cell_old_due_on(self, row):
        return dotted_date(row.old_due_on)

    def cell_new_due_on(self, row):
        return dotted_date(row.new_due_on)

    def cell_at(self, row):
        return dotted_date(row.at)

    def cell_text(self, row):
        return clamped(row.text)


HEADINGS = {
    "Мероприятие": 60,
    "Исполнитель": 34,
    "Срок по плану": 14,
    "Был срок": 13,
    "Стал срок": 13,
    "Кто решил": 30,
    "Когда": 13,
    "Пояснение": 50,
}


def book_of(events, note):
    """Bytes of the XLSX with the events, in the order in which they happened."""
    rows = events.order_by("at", "pk").values_list(
        "checkpoint__text",
        "checkpoint__executor",
        "checkpoint__planned_on",
        "old_due_on",
        "new_due_on",
        "by__name",
        "at__date",
        "text",
    )
    return workbook("Переносы сроков", list(HEADINGS), rows, notes=[note], widths=HEADINGS.values())
