"""The registers of lists of support: of a day, and of the moves."""

import django_filters as filters
import django_tables2 as tables
from django.utils.html import format_html

from lib.dates import dotted_date
from lib.excel import workbook
from lib.filters import DayFilter, RegisterFilter, SearchFilter
from lib.registers import Register, RuColumn
from schools.models import (
    ListingAct,
    ListingMove,
    ListingStage,
    School,
    SupportCategory,
    SupportListing,
)
from schools.models.listing import IN_LIST
from schools.registers import school_link

ANY = "any"
NOT_KNOWN = "перенесено из прежних записей"


class ListingFilter(RegisterFilter):
    day = DayFilter(label="На какой день", method="kept")
    category = filters.ChoiceFilter(
        label="Перечень", choices=SupportCategory.choices, empty_label="любой"
    )
    stage = filters.ChoiceFilter(
        label="Стадия",
        choices=[(ANY, "любая, с кандидатами и выведенными"), *ListingStage.choices],
        method="kept",
        empty_label="в перечне",
    )
    search = SearchFilter(label="Школа или населённый пункт", method="by_school")

    class Meta:
        model = SupportListing
        fields = ["day", "category", "stage", "search"]

    @property
    def shown_day(self):
        """The day that is asked for; today without one."""
        asked = self.form.cleaned_data.get("day") if self.is_valid() else None
        return asked or self.request.municipality.today()

    def kept(self, listings, name, value):
        """The day and the stage are looked at together, in filter_queryset()."""
        return listings

    def filter_queryset(self, listings):
        found = super().filter_queryset(listings.as_of(self.shown_day))
        stage = self.form.cleaned_data.get("stage")
        if stage == ANY:
            return found
        return found.filter(stage_then__in=[stage] if stage else IN_LIST)

    def by_school(self, listings, name, words):
        return listings.filter(school__in=School.objects.matching(words))


class ListingRegister(Register):
    """Перечни на день: the school, the list, the stage and since when."""

    school__short_name = RuColumn(verbose_name="Школа")
    category = tables.Column(verbose_name="Перечень", orderable=False)
    stage_then = tables.Column(verbose_name="Стадия", orderable=False)
    stage_since = tables.Column(verbose_name="С какого дня")
    stage_basis = tables.Column(verbose_name="Основание", orderable=False)

    fields = (
        "pk",
        "school_id",
        "school__short_name",
        "category",
        "stage_then",
        "stage_since",
        "stage_basis",
    )
    phone_columns = ("school__short_name", "category", "stage_then", "stage_since")

    class Meta:
        empty_text = "На этот день в перечнях никого нет."

    def cell_school__short_name(self, row):
        return school_link(self.slug, row.school_id, row.school__short_name)

    def cell_category(self, row):
        return format_html('<span class="tag">{}</span>', SupportCategory(row.category).label)

    def cell_stage_then(self, row):
        return ListingStage(row.stage_then).label

    def cell_stage_since(self, row):
        return dotted_date(row.stage_since)


class MoveFilter(RegisterFilter):
    year = filters.ChoiceFilter(label="Год", field_name="on", lookup_expr="year", empty_label="все")
    school = filters.ModelChoiceFilter(
        label="Школа",
        field_name="listing__school",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="все",
    )
    category = filters.ChoiceFilter(
        label="Перечень",
        field_name="listing__category",
        choices=SupportCategory.choices,
        empty_label="любой",
    )

    class Meta:
        model = ListingMove
        fields = ["year", "school", "category"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        days = self.queryset.order_by().dates("on", "year", order="DESC")
        years = [(day.year, day.year) for day in days]
        self.form.fields["year"].choices = [("", "все"), *years]


class MoveRegister(Register):
    """Движение по перечням: when, who, what, by which document, why, who wrote it down."""

    listing__school__short_name = RuColumn(verbose_name="Школа")
    on = tables.Column(verbose_name="С какого дня")
    listing__category = tables.Column(verbose_name="Перечень", orderable=False)
    stage = tables.Column(verbose_name="Переход", orderable=False)
    basis = tables.Column(verbose_name="Основание", orderable=False)
    reason = tables.Column(verbose_name="Причина", orderable=False)
    by__name = tables.Column(verbose_name="Кто записал", orderable=False)

    fields = (
        "pk",
        "on",
        "listing__school_id",
        "listing__school__short_name",
        "listing__category",
        "act",
        "from_stage",
        "stage",
        "basis",
        "reason",
        "by__name",
        "at",
        "replaced_by__act",
    )
    phone_columns = ("listing__school__short_name", "on", "stage", "basis")

    class Meta:
        empty_text = "Переходов пока нет."

    def cell_on(self, row):
        return dotted_date(row.on)

    def cell_listing__school__short_name(self, row):
        name = row.listing__school__short_name
        return school_link(self.slug, row.listing__school_id, name)

    def cell_listing__category(self, row):
        return SupportCategory(row.listing__category).label

    def cell_stage(self, row):
        words = move_words(row.act, row.from_stage, row.stage)
        mark = mark_of(row.replaced_by__act)
        if not mark:
            return words
        return format_html('<s>{}</s> <span class="muted">{}</span>', words, mark)

    def cell_by__name(self, row):
        return row.by__name or NOT_KNOWN


def move_words(act, from_stage, stage):
    """«включена → поддерживается»; a row that annuls or corrects says so."""
    words = ListingStage(stage).label
    if act == ListingAct.CORRECT:
        return f"исправлено: {words}"
    if from_stage:
        words = f"{ListingStage(from_stage).label} → {words}"
    return f"отменено: {words}" if act == ListingAct.ANNUL else words


LISTING_HEADINGS = {
    "Школа": 40,
    "Полное название": 60,
    "Перечень": 10,
    "Стадия": 24,
    "С какого дня": 13,
    "Основание": 60,
}
MOVE_HEADINGS = {
    "Школа": 40,
    "С какого дня": 13,
    "Перечень": 10,
    "Переход": 36,
    "Считается": 12,
    "Основание": 60,
    "Причина": 40,
    "Кто записал": 30,
}


def book_of_listings(listings, note):
    """Bytes of the XLSX with the entries of a day, with a note above."""
    fields = (*ListingRegister.fields, "school__name")
    rows = (
        (
            row.school__short_name,
            row.school__name,
            SupportCategory(row.category).label,
            ListingStage(row.stage_then).label,
            row.stage_since,
            row.stage_basis,
        )
        for row in listings.values_list(*fields, named=True)
    )
    widths = LISTING_HEADINGS.values()
    return workbook("Перечни", list(LISTING_HEADINGS), rows, notes=[note], widths=widths, frozen=1)


def book_of_moves(moves, note):
    """Bytes of the XLSX with the moves; what was annulled or corrected says so."""
    rows = (
        (
            row.listing__school__short_name,
            row.on,
            SupportCategory(row.listing__category).label,
            move_words(row.act, row.from_stage, row.stage),
            mark_of(row.replaced_by__act) or "да",
            row.basis,
            row.reason,
            row.by__name or NOT_KNOWN,
        )
        for row in moves.values_list(*MoveRegister.fields, named=True)
    )
    widths = MOVE_HEADINGS.values()
    return workbook("Движение", list(MOVE_HEADINGS), rows, notes=[note], widths=widths, frozen=1)


def mark_of(act):
    """«отменено» or «исправлено» of a move that another one replaces, else empty."""
    if not act:
        return ""
    return "отменено" if act == ListingAct.ANNUL else "исправлено"
