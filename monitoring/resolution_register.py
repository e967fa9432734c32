"""«Решения»: what groups have decided, and how it is carried out; register, filter and export."""

import re
from collections import defaultdict

import django_filters as filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from lib.dates import dotted_date
from lib.excel import workbook
from lib.filters import RegisterFilter, SearchFilter, Tick
from lib.registers import Register, RuColumn, clamped
from lib.text import fold
from monitoring.models import Checkpoint
from monitoring.models.checkpoint import FINISHED_STATES
from monitoring.states import counted_badge, shown_state, state_badge, state_words
from schools.models import School
from workgroups.models import Resolution, WorkingGroup

OPEN, OVERDUE, DONE, ASIDE = "open", "overdue", "done", "aside"
STATES = [
    (OPEN, "выполняется"),
    (OVERDUE, "просрочено"),
    (DONE, "выполнено или снято"),
    (ASIDE, "не на контроле"),
]


def resolutions_for(access):
    """Adopted resolutions that the person sees: a school only what is asked of it."""
    return Resolution.objects.visible_to(access).adopted()


def points_of(access, resolutions):
    """{resolution: its checkpoints that the person sees}, one query."""
    rows = Checkpoint.objects.visible_to(access).filter(resolution__in=resolutions)
    found = defaultdict(list)
    for point in rows.order_by("due_on", "pk"):
        found[point.resolution_id].append(point)
    return found


class ResolutionFilter(RegisterFilter):
    search = SearchFilter(label="Слова решения", method="by_words")
    group = filters.ModelChoiceFilter(
        label="Группа",
        field_name="item__meeting__group",
        queryset=lambda request: WorkingGroup.objects.filter(
            pk__in=resolutions_for(request.access).values("item__meeting__group")
        ),
        empty_label="все",
    )
    school = filters.ModelChoiceFilter(
        label="Школа",
        field_name="schools",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="все",
    )
    state = filters.ChoiceFilter(
        label="Состояние", choices=STATES, method="by_state", empty_label="любое"
    )
    recommended = Tick(label="только рекомендации отделу", method="only_recommended")

    class Meta:
        model = Resolution
        fields = ["search", "group", "school", "state", "recommended"]

    def by_words(self, rows, name, words):
        for word in fold(words).split():
            pattern = re.escape(word).replace("е", "[её]")
            rows = rows.filter(Q(text__iregex=pattern) | Q(addressee__iregex=pattern))
        return rows

    def by_state(self, rows, name, state):
        points = Checkpoint.objects.visible_to(self.request.access)
        points = points.filter(resolution=OuterRef("pk"))
        is_open = Exists(points.exclude(state__in=FINISHED_STATES))
        if state == OPEN:
            return rows.filter(is_open)
        if state == OVERDUE:
            return rows.filter(Exists(points.overdue(self.request.municipality.today())))
        if state == DONE:
            return rows.filter(Exists(points)).exclude(is_open)
        return rows.exclude(Exists(points))

    def only_recommended(self, rows, name, wanted):
        return rows.filter(is_recommendation=True) if wanted else rows


class ResolutionRegister(Register):
    """Решения: number, words, minutes, who, term, how far it is."""

    text = RuColumn(verbose_name="Решение", orderable=False)
    executor = tables.Column(verbose_name="Исполнитель", empty_values=(), orderable=False)
    due_on = tables.Column(verbose_name="Срок")
    state = tables.Column(verbose_name="Состояние", empty_values=(), orderable=False)
    item__meeting__held_on = tables.Column(verbose_name="Протокол")

    fields = (
        "pk",
        "text",
        "addressee",
        "due_on",
        "due_words",
        "position",
        "is_recommendation",
        "answered_on",
        "item__position",
        "item__meeting__held_on",
        "item__meeting__number",
        "item__meeting",
        "item__meeting__group__name",
    )
    phone_columns = ("text", "executor", "due_on", "state")

    class Meta:
        empty_text = "Решений пока нет: они появляются, когда подписан протокол заседания."

    def __init__(self, *args, access, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.access, self.today = access, today
        self.points = {}

    def page_rows(self):
        rows = list(super().page_rows())
        self.points = points_of(self.access, [row.pk for row in rows])
        return rows

    def cell_text(self, row):
        return clamped(f"{row.item__position}.{row.position}. {row.text}")

    def cell_executor(self, row):
        return clamped(executor_words(row, self.points.get(row.pk, ())))

    def cell_due_on(self, row):
        return row.due_words or dotted_date(row.due_on)

    def cell_state(self, row):
        points = self.points.get(row.pk, ())
        badges = [
            (reverse("monitoring:checkpoint", args=[self.slug, point.pk]), badge)
            for point, badge in badges_of(points, self.today)
        ]
        if not badges:
            return aside_words(row)
        return format_html_join(" ", '<a href="{}">{}</a>', badges)

    def cell_item__meeting__held_on(self, row):
        url = reverse("workgroups:meeting-papers", args=[self.slug, row.item__meeting])
        told = f"№ {row.item__meeting__number} от {dotted_date(row.item__meeting__held_on)}"
        return format_html(
            '<a href="{}" title="{}">{}</a>', url, row.item__meeting__group__name, told
        )


def badges_of(points, today):
    """[(a checkpoint, badge)] by states: one checkpoint by its state, several counted."""
    if len(points) == 1:
        return [(one, state_badge(one.state, one.due_on, today)) for one in points]
    grouped = defaultdict(list)
    for point in points:
        grouped[shown_state(point.state, point.due_on, today)].append(point)
    return [(rows[0], counted_badge(code, len(rows))) for code, rows in grouped.items()]


def executor_words(row, points):
    """Who answers: as the minutes say, else those who have it on control."""
    return row.addressee or ", ".join(point.executor for point in points)


def aside_words(row):
    """Why there is no checkpoint."""
    if row.is_recommendation and row.answered_on:
        return f"ответ отдела {dotted_date(row.answered_on)}"
    return "рекомендация, ответа нет" if row.is_recommendation else "не на контроле"


HEADINGS = {
    "Группа": 40,
    "Протокол": 18,
    "Дата": 12,
    "Пункт": 8,
    "Решение": 60,
    "Исполнитель": 36,
    "Срок": 14,
    "Состояние": 30,
}


def book_of(rows, access, today, note):
    """Bytes of the XLSX: a line for every checkpoint, one for a resolution without any."""
    rows = list(rows.values_list(*ResolutionRegister.fields, named=True))
    points = points_of(access, [row.pk for row in rows])
    lines = [line for row in rows for line in lines_of(row, points.get(row.pk, ()), today)]
    widths = HEADINGS.values()
    return workbook("Решения", list(HEADINGS), lines, notes=[note], widths=widths)


def lines_of(row, points, today):
    """Lines of a resolution in the book."""
    head = (
        row.item__meeting__group__name,
        f"№ {row.item__meeting__number}",
        row.item__meeting__held_on,
        f"{row.item__position}.{row.position}.",
        row.text,
    )
    if not points:
        return [(*head, row.addressee, row.due_on or row.due_words, aside_words(row))]
    return [
        (*head, point.executor, point.due_on, state_words(point.state, point.due_on, today))
        for point in points
    ]
