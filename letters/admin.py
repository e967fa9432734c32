from django.contrib import admin

from letters.models import Letter
from letters.operations import send_again
from lib.admin import ReadOnlyAdmin


class UnknownFilter(admin.SimpleListFilter):
    """Letters of which nobody knows whether they went out: the administrator decides (R15)."""

    title = "ушло ли"
    parameter_name = "unknown"

    def lookups(self, request, model_admin):
        return [("1", "неизвестно")]

    def queryset(self, request, queryset):
        return queryset.unknown() if self.value() else queryset


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """The outbox: what was sent and what was not. The text is not shown: it may hold a link."""

    list_display = ["written_at", "to", "subject", "state_words", "attempts", "fault", "sent_at"]
    list_filter = ["state", UnknownFilter]
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

    @admin.display(description="состояние", ordering="state")
    def state_words(self, letter):
        """The state, or that it is unknown."""
        return "неизвестно, ушло ли" if letter.is_unknown else letter.get_state_display()

    @admin.action(description="Отправить ещё раз", permissions=["view"])
    def send_again(self, request, queryset):
        """The letter goes out within a minute; the sent and the waiting ones are left alone."""
        count = send_again(queryset)
        self.message_user(request, f"Снова ждут отправки: {count}. Остальные не тронуты.")
