import re

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils import timezone

from lib.filters import RegisterFilter, SearchFilter, Tick
from lib.text import fold
from schools.models import (
    Conclusion,
    Person,
    Post,
    Programme,
    ProgrammeKind,
    ProgrammeState,
    Role,
    RoleKind,
    School,
    SupportCategory,
    Verdict,
)

NOT_LISTED = "none"


class SchoolFilter(RegisterFilter):
    search = SearchFilter(label="Название, населённый пункт, ИНН", method="by_words")
    category = filters.ChoiceFilter(
        label="Перечень",
        choices=[*SupportCategory.choices, (NOT_LISTED, "не в перечнях")],
        method="by_category",
        empty_label="любой",
    )
    is_leader = Tick(
        label="только школы-лидеры",
        method="only_leaders",
    )

    class Meta:
        model = School
        fields = ["search", "category", "is_leader"]

    def by_category(self, schools, name, category):
        today = self.request.municipality.today()
        if category != NOT_LISTED:
            return schools.listed(category, today)
        for listed in SupportCategory:
            schools = schools.exclude(pk__in=School.objects.listed(listed, today).values("pk"))
        return schools

    def only_leaders(self, schools, name, wanted):
        return schools.filter(is_leader=True) if wanted else schools


class PersonFilter(RegisterFilter):
    search = SearchFilter(label="Фамилия, имя, отчество", method="by_words")
    school = filters.ModelChoiceFilter(
        label="Школа",
        queryset=lambda request: School.objects.filter(municipality=request.municipality),
        method="by_school",
        empty_label="любая",
    )

    unchecked = Tick(label="падежи не проверены", method="with_unchecked")

    class Meta:
        model = Person
        fields = ["search", "school", "unchecked"]

    def with_unchecked(self, people, name, wanted):
        return people.with_unchecked_forms() if wanted else people

    def by_school(self, people, name, school):
        posts = Post.objects.held(self.request.municipality.today()).filter(school=school)
        return people.filter(pk__in=posts.values("person"))


class RoleFilter(RegisterFilter):
    search = SearchFilter(label="Имя или электронная почта", method="by_owner")
    kind = filters.ChoiceFilter(label="Роль", choices=RoleKind.choices, empty_label="любая")
    ended = Tick(
        label="и завершённые",
        method="with_ended",
    )

    class Meta:
        model = Role
        fields = ["search", "kind", "ended"]

    def by_owner(self, roles, name, words):
        """Roles of those whose name or address holds every word; ё/е do not matter."""
        for word in fold(words).split():
            pattern = re.escape(word).replace("е", "[её]")
            roles = roles.filter(Q(user__name__iregex=pattern) | Q(user__email__icontains=word))
        return roles

    def with_ended(self, roles, name, wanted):
        return roles if wanted else roles.exclude(until__lt=timezone.localdate())


class ProgrammeFilter(RegisterFilter):
    search = SearchFilter(label="Школа или населённый пункт", method="by_school_words")
    kind = filters.ChoiceFilter(
        label="Вид программы", choices=ProgrammeKind.choices, empty_label="любой"
    )
    state = filters.ChoiceFilter(
        label="Состояние", choices=ProgrammeState.choices, empty_label="любое"
    )
    school = filters.ModelChoiceFilter(
        label="Школа",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="любая",
    )

    class Meta:
        model = Programme
        fields = ["search", "kind", "state", "school"]

    def by_school_words(self, programmes, name, words):
        return programmes.filter(school__in=School.objects.matching(words))


class ConclusionFilter(RegisterFilter):
    search = SearchFilter(label="Школа или населённый пункт", method="by_school_words")
    verdict = filters.ChoiceFilter(label="Вывод", choices=Verdict.choices, empty_label="любой")
    year = filters.NumberFilter(
        label="Год", widget=forms.NumberInput(attrs={"class": "form-control"})
    )

    class Meta:
        model = Conclusion
        fields = ["search", "verdict", "year"]

    def by_school_words(self, conclusions, name, words):
        schools = School.objects.matching(words)
        return conclusions.filter(programme_version__programme__school__in=schools)
