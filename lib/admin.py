"""Pages of the reference data section with titles in good Russian."""

from django.contrib import admin
from django.utils.text import capfirst


class TitledAdmin(admin.ModelAdmin):
    """«Школы», «Школа: добавление» instead of «Выберите школа для изменения»."""

    def get_urls(self):
        # Django's redirect for addresses of before 2016 has no name, so no rule can open it.
        return [pattern for pattern in super().get_urls() if pattern.name]

    def changelist_view(self, request, extra_context=None):
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        noun = capfirst(self.opts.verbose_name)
        title = {"title": noun if object_id else f"{noun}: добавление"}
        return super().changeform_view(request, object_id, form_url, title | (extra_context or {}))


class ReadOnlyAdmin(TitledAdmin):
    """Rows that are looked at and never written here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
