"""The register of requests for information."""

import django_filters as filters
import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from lib.dates import distance, dotted_date
from lib.filters import RegisterFilter
from lib.registers import Register, RuColumn, clamped
from schools.models import Person, School
from workgroups.models import InformationRequest, WorkingGroup

OPEN, LATE, DONE = "open", "late", "done"
STATES = ((OPEN, "ждут ответа"), (LATE, "просрочены"), (DONE, "с ответом"))


class RequestFilter(RegisterFilter):
    group = filters.ModelChoiceFilter(
        label="Группа",
        queryset=lambda request: WorkingGroup.objects.filter(
            pk__in=InformationRequest.objects.visible_to(request.access).values("group")
        ),
        empty_label="все",
    )
    school = filters.ModelChoiceFilter(
        label="Школа",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="все",
    )
    state = filters.ChoiceFilter(
        label="Состояние", choices=STATES, method="by_state", empty_label="любое"
    )

    class Meta:
        model = InformationRequest
        fields = ["group", "school", "state"]

    def by_state(self, requests, name, state):
        if state == DONE:
            return requests.exclude(answered_on=None)
        today = self.request.municipality.today()
        waiting = requests.unanswered()
        return waiting.filter(due_on__lt=today) if state == LATE else waiting


def state_badge(answered_on, due_on, today):
    """«получен 20.05.2026», «просрочено на 3 дня», «через 5 дней», as safe HTML."""
    if answered_on:
        look, words = "accepted", f"ответ получен {dotted_date(answered_on)}"
    elif due_on < today:
        look, words = "overdue", distance(due_on, today)
    else:
        look, words = "started", f"ждёт ответа, {distance(due_on, today)}"
    return format_html('<span class="state state-{}">{}</span>', look, words)


class RequestRegister(Register):
    """Запросы информации: of whom, what, when asked, by when, what came."""

    text = tables.Column(verbose_name="Что нужно", orderable=False)
    to = tables.Column(verbose_name="Кому", orderable=False, accessor="pk")
    group__name = RuColumn(verbose_name="Группа")
    asked_on = tables.Column(verbose_name="Дата запроса")
    due_on = tables.Column(verbose_name="Ответить до")
    answered_on = tables.Column(verbose_name="Состояние")

    fields = (
        "pk",
        "due_on",
        "asked_on",
        "answered_on",
        "text",
        "addressee",
        "group__name",
        "school__short_name",
        "person__surname",
        "person__first_name",
        "person__patronymic",
    )
    phone_columns = ("text", "to", "answered_on")

    class Meta:
        empty_text = "Запросов пока нет."

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def cell_text(self, row):
        url = reverse("workgroups:request", args=[self.slug, row.pk])
        return format_html('<a href="{}">{}</a>', url, clamped(row.text))

    def cell_due_on(self, row):
        return dotted_date(row.due_on)

    def cell_group__name(self, row):
        return clamped(row.group__name)

    def cell_to(self, row):
        if row.school__short_name or not row.person__surname:
            return row.school__short_name or row.addressee
        names = ("surname", "first_name", "patronymic")
        return Person(**{one: getattr(row, f"person__{one}") for one in names}).surname_first

    def cell_asked_on(self, row):
        return dotted_date(row.asked_on)

    def cell_answered_on(self, row):
        return state_badge(row.answered_on, row.due_on, self.today)
