from django.contrib import admin

from letters.models import Letter


@admin.register(Letter)
class LetterAdmin(admin.ModelAdmin):
    """The outbox: what was sent and what was not. The text is not shown: it may hold a link."""

    list_display = ["written_at", "to", "subject", "state", "sent_at"]
    list_filter = ["state"]
    search_fields = ["to", "subject"]
    date_hierarchy = "written_at"
    fields = ["to", "subject", "state", "written_at", "sent_at", "fault"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
