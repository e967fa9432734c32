from django.contrib import admin

from letters.models import Letter
from letters.operations import send_again
from lib.admin import ReadOnlyAdmin


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """The outbox: what was sent and what was not. The text is not shown: it may hold a link."""

    list_display = ["written_at", "to", "subject", "state", "attempts", "fault", "sent_at"]
    list_filter = ["state"]
    search_fields = ["to", "subject"]
    date_hierarchy = "written_at"
    fields = [
        "to",
        "subject",
        "state",
        "written_at",
        "sent_at",
        "attempts",
        "next_try_at",
        "fault",
    ]
    actions = ["send_again"]

    @admin.action(description="Отправить ещё раз", permissions=["view"])
    def send_again(self, request, queryset):
        """The letter goes out within a minute; the sent and the waiting ones are left alone."""
        count = send_again(queryset)
        self.message_user(request, f"Снова ждут отправки: {count}. Остальные не тронуты.")
