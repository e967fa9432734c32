"""The register of pairs of schools, its filter, its Excel, and how loaded the leaders are."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from lib.badges import badge
from lib.collation import by_name
from lib.dates import dotted_date
from lib.excel import workbook
from lib.filters import RegisterFilter, SearchFilter, Tick
from lib.registers import Register, RuColumn, clamped
from schools.models import JointAct, PairFault, Partnership, School, Side, faults_of
from schools.models.partnership import in_force_on
from schools.registers import NUMBER


def partnership_rows(request):
    """Pairs that the person sees, as the register wants them, by the name of the helped school."""
    today = request.municipality.today()
    # By itself it is counted for the whole municipality: a school sees its partner's load too.
    led = Partnership.objects.in_force(today).filter(mentor=OuterRef("mentor")).order_by()
    load = led.values("mentor").annotate(total=Count("pk")).values("total")
    planned = JointAct.objects.filter(partnership=OuterRef("pk"), due_on__isnull=False)
    pairs = Partnership.objects.visible_to(request.access).with_signs(today)
    return pairs.annotate(load=Coalesce(Subquery(load), 0), has_plan=Exists(planned)).order_by(
        by_name("mentee__short_name"), "pk"
    )


def loads_of(municipality):
    """Schools that may help others or do, each with `load`: in how many pairs it helps today."""
    helping = in_force_on(municipality.today())
    pairs = Partnership.objects.filter(helping, mentor=OuterRef("pk")).order_by()
    total = pairs.values("mentor").annotate(total=Count("pk")).values("total")
    schools = School.objects.filter(municipality=municipality)
    schools = schools.annotate(load=Coalesce(Subquery(total), 0))
    return schools.filter(Q(is_leader=True) | Q(load__gt=0))


class PartnershipFilter(RegisterFilter):
    search = SearchFilter(label="Школа или населённый пункт", method="by_school_words")
    mentor = filters.ModelChoiceFilter(
        label="Школа-лидер",
        queryset=lambda request: School.objects.filter(
            pk__in=Partnership.objects.visible_to(request.access).values("mentor")
        ),
        empty_label="любая",
    )
    fault = filters.ChoiceFilter(
        label="Что не так", choices=PairFault.choices, method="by_fault", empty_label="не важно"
    )
    ended = Tick(label="и завершённые", method="with_ended")

    class Meta:
        model = Partnership
        fields = ["search", "mentor", "fault", "ended"]

    def by_school_words(self, pairs, name, words):
        schools = School.objects.matching(words).values("pk")
        return pairs.filter(Q(mentor__in=schools) | Q(mentee__in=schools))

    def by_fault(self, pairs, name, fault):
        return pairs.with_fault(fault)

    def with_ended(self, pairs, name, wanted):
        return pairs if wanted else pairs.exclude(until__lt=self.request.municipality.today())


def fault_badge(fault):
    """A fault with a picture and a colour."""
    return badge("overdue", "alert", PairFault(fault).label)


WAITS = {
    (): "подтверждён",
    (Side.MENTOR,): "ждёт школу-лидера",
    (Side.MENTEE,): "ждёт школу, которой помогают",
    tuple(Side): "ждёт обе школы",
}


def plan_in_words(row):
    """How far the joint plan of a row is: whose confirmation it waits for."""
    if not row.has_plan:
        return "не составлен"
    return WAITS[tuple(side for side in Side if getattr(row, f"{side}_confirmed_at") is None)]


class PartnershipRegister(Register):
    """Пары школ: who helps whom, since when, and what is not as it should be."""

    mentee__short_name = RuColumn(verbose_name="Кому помогают")
    mentor__short_name = RuColumn(verbose_name="Школа-лидер")
    load = tables.Column(verbose_name="Пар у лидера", attrs=NUMBER)
    faults = tables.Column(verbose_name="Что не так", orderable=False)
    plan = tables.Column(verbose_name="Общий план", orderable=False)
    acted_on = tables.Column(verbose_name="Последнее действие")

    fields = (
        "pk",
        "mentee__short_name",
        "mentor__short_name",
        "load",
        "directions",
        "since",
        "until",
        "has_plan",
        "mentor_confirmed_at",
        "mentee_confirmed_at",
        "acted_on",
        "is_in_force",
        "had_agreement",
        "has_agreement",
        "agreement_ended_on",
        "has_act",
    )
    phone_columns = ("mentee__short_name", "mentor__short_name", "faults")

    class Meta:
        empty_text = "Пар пока нет."

    def cell_mentee__short_name(self, row):
        url = reverse("schools:partnership", args=[self.slug, row.pk])
        ended = "" if row.until is None else f"до {dotted_date(row.until)}"
        words = ", ".join(filter(None, (row.directions, ended)))
        link = '<a href="{}">{}</a><br><span class="muted">{}</span>'
        return format_html(link, url, row.mentee__short_name, clamped(words))

    def cell_plan(self, row):
        return plan_in_words(row)

    def cell_acted_on(self, row):
        return dotted_date(row.acted_on) or "—"

    def cell_faults(self, row):
        return format_html_join(" ", "<div>{}</div>", ((fault_badge(f),) for f in faults_of(row)))


HEADINGS = {
    "Кому помогают": 40,
    "Школа-лидер": 40,
    "Пар у лидера": 10,
    "Направления": 40,
    "Основание": 40,
    "Работает с": 13,
    "Последний день": 13,
    "Общий план": 30,
    "Последнее действие": 14,
    "Соглашение закончилось": 14,
    "Что не так": 40,
}


def book_of(pairs, note):
    """Bytes of the XLSX with the pairs, with a note above."""
    rows = (
        (
            pair.mentee.name,
            pair.mentor.name,
            pair.load,
            pair.directions,
            pair.grounds,
            pair.since,
            pair.until,
            plan_in_words(pair),
            pair.acted_on,
            pair.agreement_ended_on if PairFault.ENDED in faults_of(pair) else None,
            "; ".join(fault.label for fault in faults_of(pair)),
        )
        for pair in pairs.select_related("mentor", "mentee")
    )
    return workbook("Пары школ", list(HEADINGS), rows, notes=[note], widths=HEADINGS.values())
