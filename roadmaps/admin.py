"""Reference data section: the layouts that new plans start from. Open to a superuser alone."""

from django.contrib import admin

from accounts.admin import AuditedAdmin
from roadmaps.models import Column, Layout
from schools.admin import VersionedForm, claim


class ColumnInline(admin.TabularInline):
    model = Column
    # The link reads «Добавить еще один …».
    verbose_name, verbose_name_plural = "столбец", "графы"
    fields = ["position", "kind", "heading", "width"]
    extra = 0


@admin.register(Layout)
class LayoutAdmin(AuditedAdmin):
    """A changed layout changes no plan: a plan has its own copy of the columns."""

    form = VersionedForm
    list_display = ["name", "code", "orientation", "is_offered"]
    list_filter = ["is_offered"]
    search_fields = ["name", "code"]
    fields = [
        "code",
        "name",
        "is_offered",
        "section_numbering",
        "row_numbering",
        "orientation",
        "seen_version",
    ]
    inlines = [ColumnInline]

    def get_readonly_fields(self, request, obj=None):
        """The code stays: by it the release knows which layouts are there already."""
        return ["code"] if obj else []

    def save_model(self, request, obj, form, change):
        if change:
            claim(obj, form.cleaned_data["seen_version"])
        super().save_model(request, obj, form, change)
