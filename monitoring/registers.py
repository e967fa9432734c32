import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from lib.dates import page_date
from lib.registers import Register, RuColumn, clamped, escaped
from monitoring.states import state_badge


class CheckpointRegister(Register):
    """Контроль: checkpoints of the municipality."""

    text = RuColumn(verbose_name="Мероприятие", orderable=False)
    executor = RuColumn(verbose_name="Исполнитель")
    due_on = tables.Column(verbose_name="Срок")
    state = tables.Column(verbose_name="Состояние")
    section = tables.Column(verbose_name="Раздел", accessor="section__title", orderable=False)

    pick = tables.Column(verbose_name="Выбрать", accessor="pk", orderable=False)

    fields = ("pk", "text", "executor", "due_on", "state", "section__title", "basis")
    phone_columns = ("text", "executor", "due_on", "state", "pick")

    class Meta:
        attrs = {"class": "control"}
        empty_text = (
            "Контрольных точек нет: они появляются, когда подписан приказ с дорожной картой."
        )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        # Reversed once: a row's address differs by its number alone.
        self.cards = reverse("monitoring:checkpoint", args=[self.slug, 0]).removesuffix("0/")

    def cell_text(self, row):
        url = f"{self.cards}{row.pk}/"
        text = escaped(row.text)
        return format_html('<a class="clamp" href="{0}" title="{1}">{1}</a>', url, text)

    def cell_executor(self, row):
        return clamped(row.executor)

    def cell_due_on(self, row):
        return page_date(row.due_on)

    def cell_state(self, row):
        return state_badge(row.state, row.due_on, self.today)

    def cell_pick(self, row):
        return format_html(
            '<input type="checkbox" class="form-check-input" name="pick" value="{}" form="bulk"'
            ' aria-label="Выбрать: {}, {}">',
            row.pk,
            escaped(row.text),
            escaped(row.executor),
        )

    def cell_section(self, row):
        return clamped(row.section__title or row.basis)
