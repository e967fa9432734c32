"""The register «Посещения» and its filter."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html

from lib.dates import dotted_date
from lib.filters import DayFilter, RegisterFilter, Tick
from lib.registers import Register, RuColumn, clamped
from monitoring.models import Visit, VisitState
from monitoring.visits.states import visit_badge
from schools.models import Person, School
from schools.registers import names_of, person_in

DAY = Coalesce("held_on", "planned_on")


class VisitFilter(RegisterFilter):
    school = filters.ModelChoiceFilter(
        label="Школа",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="все",
    )
    tutor = filters.ModelChoiceFilter(
        label="Тьютор",
        queryset=lambda request: Person.objects.filter(
            pk__in=Visit.objects.visible_to(request.access).values("tutor")
        ),
        empty_label="все",
    )
    state = filters.ChoiceFilter(label="Состояние", choices=VisitState, empty_label="любое")
    since = DayFilter(label="С", method="from_day")
    until = DayFilter(label="по", method="to_day")
    late = Tick(label="только просроченные", method="only_late")

    class Meta:
        model = Visit
        fields = ["school", "tutor", "state", "since", "until", "late"]

    def from_day(self, visits, name, day):
        return visits.filter(day__gte=day)

    def to_day(self, visits, name, day):
        return visits.filter(day__lte=day)

    def only_late(self, visits, name, wanted):
        today = self.request.municipality.today()
        late = visits.scheduled().filter(state=VisitState.PLANNED, planned_on__lt=today)
        return late if wanted else visits


class VisitRegister(Register):
    """Посещения: when, where, by whom, what for, how far it is."""

    day = tables.Column(verbose_name="Дата")
    school__short_name = RuColumn(verbose_name="Школа")
    tutor__surname = RuColumn(verbose_name="Тьютор")
    aim = tables.Column(verbose_name="Цель", orderable=False)
    state = tables.Column(verbose_name="Состояние", orderable=False)

    fields = (
        "pk",
        "day",
        "planned_on",
        "held_on",
        "school__short_name",
        *names_of("tutor"),
        "aim",
        "state",
    )
    phone_columns = ("day", "school__short_name", "tutor__surname", "state")

    class Meta:
        empty_text = "Посещений пока нет."

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    @staticmethod
    def annotate(visits):
        """Visits with the day by which they are put in order, the latest first."""
        return visits.annotate(day=DAY).order_by(F("day").desc(), "-pk")

    def cell_day(self, row):
        url = reverse("monitoring:visit", args=[self.slug, row.pk])
        return format_html('<a class="nowrap" href="{}">{}</a>', url, dotted_date(row.day))

    def cell_tutor__surname(self, row):
        return person_in(row, "tutor")

    def cell_aim(self, row):
        return clamped(row.aim)

    def cell_state(self, row):
        return visit_badge(row.state, row.planned_on, self.today)
