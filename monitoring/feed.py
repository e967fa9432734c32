"""Лента: who did what and when, over everything that one may see."""

import django_filters as filters
import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from accounts.models import User
from lib.dates import dotted_date, page_date
from lib.filters import DayFilter, RegisterFilter, SearchFilter
from lib.registers import Register, clamped
from lib.text import NBSP
from monitoring.models import Checkpoint, CheckpointEvent, Verb
from monitoring.models.event import heading_of
from roadmaps.models import Roadmap
from schools.models import School


class FeedFilter(RegisterFilter):
    """Filters of the feed; they live in its address."""

    search = SearchFilter(label="Мероприятие или исполнитель", method="by_words")
    roadmap = filters.ModelChoiceFilter(
        label="Дорожная карта",
        field_name="checkpoint__edition__roadmap",
        queryset=lambda request: Roadmap.objects.visible_to(request.access),
        empty_label="все",
    )
    school = filters.ModelChoiceFilter(
        label="Школа",
        field_name="checkpoint__school",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="все",
    )
    author = filters.ModelChoiceFilter(
        label="Кто",
        field_name="by",
        queryset=lambda request: User.objects.filter(
            pk__in=CheckpointEvent.objects.visible_to(request.access).values("by")
        ),
        empty_label="все",
    )
    verb = filters.ChoiceFilter(label="Действие", choices=Verb, empty_label="любое")
    since = DayFilter(label="С даты", field_name="at", lookup_expr="date__gte")
    until = DayFilter(label="По дату", field_name="at", lookup_expr="date__lte")

    class Meta:
        model = CheckpointEvent
        fields = ["search", "roadmap", "school", "author", "verb", "since", "until"]

    def by_words(self, events, name, words):
        return events.filter(checkpoint__in=Checkpoint.objects.about(words))


class Feed(Register):
    """Лента: acts, the newest first."""

    at = tables.Column(verbose_name="Когда", orderable=False)
    author = tables.Column(verbose_name="Кто", orderable=False)
    verb = tables.Column(verbose_name="Что сделал", orderable=False)
    checkpoint__text = tables.Column(verbose_name="Мероприятие", orderable=False)
    checkpoint__executor = tables.Column(verbose_name="Исполнитель", orderable=False)

    fields = (
        "pk",
        "at",
        "author",
        "verb",
        "to_state",
        "text",
        "old_due_on",
        "new_due_on",
        "checkpoint_id",
        "checkpoint__text",
        "checkpoint__executor",
    )
    phone_columns = ("at", "author", "verb", "checkpoint__text", "checkpoint__executor")

    class Meta:
        attrs = {"class": "feed"}
        empty_text = "Пока никто ничего не отмечал."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cards = reverse("monitoring:checkpoint", args=[self.slug, 0]).removesuffix("0/")

    def cell_at(self, row):
        moment = localtime(row.at)
        time = f"{moment:%H:%M}"
        return format_html('{} <span class="muted">{}</span>', page_date(moment), time)

    def cell_verb(self, row):
        """What was done, with the dates of a moved one and the words that were written."""
        dates = ""
        if row.new_due_on:
            words = f"с {dotted_date(row.old_due_on)} на {dotted_date(row.new_due_on)}"
            dates = format_html("<br>{}", words.replace(" ", NBSP))
        text = format_html("<br>{}", clamped(row.text)) if row.text else ""
        return format_html("<b>{}</b>{}{}", heading_of(row.verb, row.to_state), dates, text)

    def cell_checkpoint__text(self, row):
        address, text = f"{self.cards}{row.checkpoint_id}/", row.checkpoint__text
        return format_html('<a class="clamp" href="{0}" title="{1}">{1}</a>', address, text)

    def cell_checkpoint__executor(self, row):
        return clamped(row.checkpoint__executor)
