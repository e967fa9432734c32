"""Reference data section: what an administrator keeps in order in the own municipalities.

Rows are limited by the scope of the request (schools.middleware.administration_scope); the
municipalities themselves, which have no scope, by `administered`.
"""

from django import forms
from django.contrib import admin
from django.db.models import F

from accounts.admin import AuditedAdmin
from lib.permissions import Refused
from lib.versions import Versioned
from schools.access import roles_of
from schools.calendar_admin import CalendarYearAdmin
from schools.models import (
    CalendarYear,
    Municipality,
    Person,
    Post,
    Region,
    Role,
    RoleKind,
    School,
    SchoolAlias,
    SupportListing,
    Unit,
)

admin.site.register(CalendarYear, CalendarYearAdmin)

CHANGED = (
    "Пока вы редактировали, эти данные сохранил другой человек. "
    "Откройте карточку в соседней вкладке, сравните и внесите свои правки туда."
)


def administered(user):
    """Municipalities that the person keeps in order; every one for a superuser."""
    if user.is_superuser:
        return Municipality.objects.all()
    own = [r.municipality_id for r in roles_of(user) if r.kind == RoleKind.ADMINISTRATOR]
    return Municipality.objects.filter(pk__in=own)


class VersionedForm(forms.ModelForm):
    """Form of a row that somebody on the site may be editing too."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version

    def has_changed(self):
        return any(name != "seen_version" for name in self.changed_data)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and not is_unchanged(self.instance, cleaned.get("seen_version")):
            raise forms.ValidationError(CHANGED)
        return cleaned


def is_unchanged(row, seen_version):
    """Nobody has saved the row after that version."""
    return type(row)._base_manager.filter(pk=row.pk, version=seen_version or 0).exists()


def claim(row, seen_version):
    """Take the next version of the row for this request; refuse if somebody was quicker."""
    rows = type(row)._base_manager.filter(pk=row.pk, version=seen_version or 0)
    if not rows.update(version=F("version") + 1):
        raise Refused(CHANGED)
    row.version = seen_version + 1


class TenantAdmin(AuditedAdmin):
    """Rows of municipalities; a row stays in the municipality in which it was made."""

    def get_readonly_fields(self, request, obj=None):
        fixed = ["municipality"] if obj and hasattr(obj, "municipality_id") else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "municipality":
            kwargs["queryset"] = places = administered(request.user)
            if len(places) == 1:
                kwargs["initial"] = places[0]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        if change and isinstance(obj, Versioned):
            claim(obj, form.cleaned_data["seen_version"])
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        """Save the parts; the versioned ones in their turn."""
        forms_of = {part.instance: part for part in formset.initial_forms}
        for row in formset.save(commit=False):
            if isinstance(row, Versioned) and row in forms_of:
                claim(row, forms_of[row].cleaned_data["seen_version"])
            row.save()
        for row in formset.deleted_objects:
            row.delete()


class MatchingSearch:
    """Search of the list as on the site: case and ё/е do not matter."""

    search_fields = ["search"]

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False


@admin.register(Region)
class RegionAdmin(AuditedAdmin):
    list_display = ["name", "code"]
    search_fields = ["name", "code"]


@admin.register(Municipality)
class MunicipalityAdmin(TenantAdmin):
    form = VersionedForm
    list_display = ["name", "region", "department_short", "time_zone"]
    list_filter = ["region"]
    list_select_related = ["region"]
    search_fields = ["name", "department"]
    fieldsets = [
        (
            None,
            {"fields": ["region", "slug", "name", "name_genitive", "time_zone", "day_shift"]},
        ),
        (
            "Бланк",
            {
                "fields": [
                    "department",
                    "department_genitive",
                    "department_short",
                    "letterhead",
                    "place",
                    "seen_version",
                ]
            },
        ),
    ]

    def get_queryset(self, request):
        return administered(request.user).select_related("region")

    def get_readonly_fields(self, request, obj=None):
        """Addresses and the region are the platform's; the rest is the municipality's own."""
        return [] if request.user.is_superuser else ["region", "slug", "day_shift"]


@admin.register(Unit)
class UnitAdmin(TenantAdmin):
    list_display = ["name", "kind", "municipality"]
    list_filter = ["kind", ("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["name", "aliases"]
    fields = ["municipality", "name", "kind", "aliases"]


class PostForm(forms.ModelForm):
    """A post stands in the person's own municipality."""

    def clean(self):
        cleaned = super().clean()
        home = self.instance.person.municipality_id
        for name in ("unit", "school"):
            place = cleaned.get(name)
            if place and home and place.municipality_id != home:
                self.add_error(name, "Это место в другом муниципалитете.")
        return cleaned


class PostInline(admin.TabularInline):
    model = Post
    # The link reads «Добавить еще один …».
    verbose_name, verbose_name_plural = "период работы", "должности"
    form = PostForm
    fields = ["title", "unit", "school", "since", "until"]
    autocomplete_fields = ["unit", "school"]
    extra = 0


@admin.register(Person)
class PersonAdmin(MatchingSearch, TenantAdmin):
    form = VersionedForm
    list_display = ["full_name", "municipality", "phone", "user"]
    list_filter = ["gender", ("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality", "user"]
    fields = [
        "municipality",
        "surname",
        "first_name",
        "patronymic",
        "gender",
        "keep_surname",
        "phone",
        "user",
        "seen_version",
    ]
    readonly_fields = ["user"]  # an invitation gives it
    inlines = [PostInline]

    @admin.display(description="фамилия, имя, отчество", ordering="surname")
    def full_name(self, person):
        return person.full_name


class AliasInline(admin.TabularInline):
    model = SchoolAlias
    verbose_name, verbose_name_plural = "вариант названия", "другие названия"
    fields = ["name"]
    extra = 0


class ListingInline(admin.TabularInline):
    """Only to look at: the moves are kept on the card of the school (docs/decisions/0030)."""

    model = SupportListing
    verbose_name, verbose_name_plural = "место в перечне", "перечни ШНОР и ШССУ"
    fields = ["category", "stage", "since", "until", "basis", "reason_left"]
    readonly_fields = fields
    can_delete = False
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(School)
class SchoolAdmin(MatchingSearch, TenantAdmin):
    form = VersionedForm
    list_display = ["short_name", "locality", "inn", "is_leader", "municipality"]
    list_filter = [
        "is_leader",
        ("municipality", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["municipality"]
    fields = [
        "municipality",
        "name",
        "short_name",
        "locality",
        "district",
        "coordinates",
        "inn",
        "site",
        "is_leader",
        "seen_version",
    ]
    inlines = [AliasInline, ListingInline]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.save(update_fields=["search"])  # it is made of the aliases too


@admin.register(Role)
class RoleAdmin(AuditedAdmin):
    """Roles of every municipality and region; open to a superuser alone."""

    list_display = ["user", "kind", "municipality", "school", "region", "since", "until"]
    list_filter = ["kind", "municipality", "region"]
    list_select_related = ["user", "municipality", "school", "region"]
    search_fields = ["user__name", "user__email"]
    autocomplete_fields = ["user", "municipality", "school", "region", "principal"]
    fields = ["user", "kind", "municipality", "school", "region", "since", "until", "principal"]
