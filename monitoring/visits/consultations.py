"""«Журнал консультаций»: the register and its filter."""

import re

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html

from lib.dates import dotted_date
from lib.filters import DayFilter, RegisterFilter, SearchFilter
from lib.registers import Register, RuColumn, clamped
from lib.text import fold
from monitoring.models import Consultation, ConsultationForm
from schools.models import Person, School
from schools.registers import names_of, person_in


class ConsultationFilter(RegisterFilter):
    search = SearchFilter(label="Тема, должность, рекомендация", method="by_words")
    school = filters.ModelChoiceFilter(
        label="Школа",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="все",
    )
    form_of = filters.ChoiceFilter(
        label="Форма", field_name="form", choices=ConsultationForm, empty_label="любая"
    )
    consultant = filters.ModelChoiceFilter(
        label="Консультант",
        queryset=lambda request: Person.objects.filter(
            pk__in=Consultation.objects.visible_to(request.access).values("consultant")
        ),
        empty_label="все",
    )
    since = DayFilter(label="С", field_name="held_on", lookup_expr="gte")
    until = DayFilter(label="по", field_name="held_on", lookup_expr="lte")

    class Meta:
        model = Consultation
        fields = ["search", "school", "form_of", "consultant", "since", "until"]

    def by_words(self, rows, name, words):
        """Lines that hold every word; case and ё/е do not matter."""
        for word in fold(words).split():
            pattern = pattern_of(word)
            rows = rows.filter(
                Q(topic__iregex=pattern) | Q(post__iregex=pattern) | Q(advice__iregex=pattern)
            )
        return rows


def pattern_of(word):
    """Regular expression of the folded word."""
    return re.escape(word).replace("е", "[её]")


class ConsultationRegister(Register):
    """Журнал консультаций: when, how, whom by post, about what, what was advised, by whom."""

    held_on = tables.Column(verbose_name="Дата")
    form = tables.Column(verbose_name="Форма", orderable=False)
    school__short_name = RuColumn(verbose_name="Школа")
    post = tables.Column(verbose_name="Кому (должность)", orderable=False)
    topic = tables.Column(verbose_name="Тема, вопрос", orderable=False)
    advice = tables.Column(verbose_name="Рекомендация", orderable=False)
    consultant__surname = RuColumn(verbose_name="Консультант")

    fields = (
        "pk",
        "held_on",
        "form",
        "school_id",
        "school__short_name",
        "post",
        "topic",
        "advice",
        "consultant_id",
        *names_of("consultant"),
    )
    phone_columns = ("topic", "held_on", "school__short_name", "post")

    class Meta:
        empty_text = "Консультаций пока нет."

    def __init__(self, *args, may_write, **kwargs):
        super().__init__(*args, **kwargs)
        self.may_write = may_write

    def cell_held_on(self, row):
        day = dotted_date(row.held_on)
        if not self.may_write(row):
            return day
        url = reverse("monitoring:consultation-update", args=[self.slug, row.pk])
        return format_html('<a class="nowrap" href="{}">{}</a>', url, day)

    def cell_form(self, row):
        return ConsultationForm(row.form).label

    def cell_topic(self, row):
        return clamped(row.topic)

    def cell_advice(self, row):
        return clamped(row.advice)

    def cell_consultant__surname(self, row):
        return person_in(row, "consultant")
