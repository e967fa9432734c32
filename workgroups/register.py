"""The register of groups: what they are, who heads them, when they meet next."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html

from lib.dates import dotted_date
from lib.filters import RegisterFilter, Tick
from lib.registers import Register, RuColumn
from schools.models import Person
from workgroups.models import AHEAD, GroupKind, Meeting, MemberRole, Membership, WorkingGroup
from workgroups.planning import Attention, attention_of


def group_rows(access):
    """Visible groups with their head of today, the number of members, the next meeting."""
    today = access.municipality.today()
    here = Membership.objects.on_day(today).filter(group=OuterRef("pk"))
    head = here.filter(role=MemberRole.HEAD).order_by("pk")
    number = here.order_by().values("group").annotate(n=Count("person", distinct=True))
    ahead = Meeting.objects.filter(group=OuterRef("pk"), state__in=AHEAD, held_on__gte=today)
    next_one = ahead.order_by().values("group").annotate(day=Min("held_on"))
    names = {
        f"head_{name}": Subquery(head.values(f"person__{name}")[:1])
        for name in ("surname", "first_name", "patronymic")
    }
    return WorkingGroup.objects.visible_to(access).annotate(
        members=Coalesce(Subquery(number.values("n")), 0),
        next_on=Subquery(next_one.values("day")),
        **names,
    )


class GroupFilter(RegisterFilter):
    kind = filters.ChoiceFilter(label="Вид", choices=GroupKind, empty_label="любой")
    ended = Tick(label="и распущенные", method="with_ended")

    class Meta:
        model = WorkingGroup
        fields = ["kind", "ended"]

    def with_ended(self, groups, name, wanted):
        return groups

    def filter_queryset(self, queryset):
        groups = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("ended"):
            return groups
        today = self.request.municipality.today()
        return groups.filter(Q(ended_on=None) | Q(ended_on__gte=today))


class GroupRegister(Register):
    """Группы и советы: the name, the kind, the head, how many members, the next meeting."""

    name = RuColumn(verbose_name="Название")
    kind = tables.Column(verbose_name="Вид")
    head_surname = tables.Column(verbose_name="Руководитель", orderable=False)
    members = tables.Column(verbose_name="Членов")
    next_on = tables.Column(verbose_name="Следующее заседание")
    attention = tables.Column(verbose_name="Обратите внимание", orderable=False, accessor="pk")

    fields = (
        "pk",
        "name",
        "kind",
        "head_surname",
        "head_first_name",
        "head_patronymic",
        "members",
        "next_on",
        "ended_on",
    )
    phone_columns = ("name", "next_on", "attention")

    class Meta:
        empty_text = "Групп пока нет."

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def page_rows(self):
        rows = list(super().page_rows())
        self.attentions = attention_of(rows, self.today)
        return rows

    def cell_name(self, row):
        url = reverse("workgroups:group", args=[self.slug, row.pk])
        ended = f" (распущена {dotted_date(row.ended_on)})" if row.ended_on else ""
        return format_html('<a href="{}">{}</a>{}', url, row.name, ended)

    def cell_kind(self, row):
        return GroupKind(row.kind).label

    def cell_head_surname(self, row):
        if not row.head_surname:
            return "—"
        names = ("surname", "first_name", "patronymic")
        return Person(**{one: getattr(row, f"head_{one}") for one in names}).surname_first

    def cell_next_on(self, row):
        return dotted_date(row.next_on) or "не назначено"

    def cell_attention(self, row):
        found = self.attentions.get(row.pk, Attention())
        if found.missed:
            return in_two_lines("overdue", "проведено меньше нужного", found.missed)
        if found.lacking:
            return in_two_lines("returned", "не назначено", found.lacking)
        return ""


def in_two_lines(look, words, period):
    """The state, and under it the period, as safe HTML."""
    return format_html(
        '<span class="state state-{}">{}</span><br><span class="muted">{}</span>',
        look,
        words,
        period.name,
    )
