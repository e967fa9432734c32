from django.contrib import admin

from letters.models import Letter
from lib.admin import ReadOnlyAdmin


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """The outbox: what was sent and what was not. The text is not shown: it may hold a link."""

    list_display = ["written_at", "to", "subject", "state", "sent_at"]
    list_filter = ["state"]
    search_fields = ["to", "subject"]
    date_hierarchy = "written_at"
    fields = ["to", "subject", "state", "written_at", "sent_at", "fault"]
