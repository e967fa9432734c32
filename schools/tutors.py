"""The register «Тьюторы и школы» and its filter."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.html import format_html

from lib.filters import DayFilter, RegisterFilter, SearchFilter, Tick
from lib.registers import Register, RuColumn, clamped
from schools.models import Person, Role, RoleKind, School, TutorAssignment
from schools.registers import names_of, period, person_in, school_link


class TutorFilter(RegisterFilter):
    search = SearchFilter(label="Тьютор", method="by_words")
    school = filters.ModelChoiceFilter(
        label="Школа",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="любая",
    )
    on = DayFilter(label="На какой день", method="on_day")
    ended = Tick(label="и завершённые", method="with_ended")

    class Meta:
        model = TutorAssignment
        fields = ["search", "school", "on", "ended"]

    def by_words(self, assignments, name, words):
        return assignments.filter(person__in=Person.objects.matching(words))

    def on_day(self, assignments, name, day):
        return assignments.in_force(day) if day else assignments

    def with_ended(self, assignments, name, wanted):
        """A day that is asked for decides alone; else what has ended is left out."""
        if wanted or self.form.cleaned_data.get("on"):
            return assignments
        return assignments.exclude(until__lt=self.request.municipality.today())


class TutorRegister(Register):
    """Тьюторы и школы: who, where, since when, by what, whether the tutor signs in."""

    person__surname = RuColumn(verbose_name="Тьютор")
    school__short_name = RuColumn(verbose_name="Школа")
    since = tables.Column(verbose_name="Закреплён")
    basis = tables.Column(verbose_name="Основание", orderable=False)
    signs_in = tables.Column(verbose_name="Сам ведёт записи", orderable=False)

    fields = (
        "pk",
        *names_of("person"),
        "school_id",
        "school__short_name",
        "since",
        "until",
        "basis",
        "signs_in",
    )
    phone_columns = ("person__surname", "school__short_name", "since")

    class Meta:
        empty_text = "Тьюторы за школами пока не закреплены."

    def __init__(self, *args, can_edit, **kwargs):
        super().__init__(*args, **kwargs)
        self.can_edit = can_edit

    @staticmethod
    def annotate(assignments):
        """Assignments with whether the person has the role of a tutor now."""
        roles = Role.objects.in_force().filter(
            kind=RoleKind.TUTOR,
            user=OuterRef("person__user"),
            municipality=OuterRef("municipality"),
        )
        return assignments.annotate(signs_in=Exists(roles))

    def cell_person__surname(self, row):
        name = person_in(row, "person")
        if not self.can_edit:
            return name
        url = reverse("schools:tutor-update", args=[self.slug, row.pk])
        return format_html('<a href="{}">{}</a>', url, name)

    def cell_school__short_name(self, row):
        return school_link(self.slug, row.school_id, row.school__short_name)

    def cell_since(self, row):
        return period(row.since, row.until)

    def cell_basis(self, row):
        return clamped(row.basis)

    def cell_signs_in(self, row):
        return "да" if row.signs_in else "нет входа"
