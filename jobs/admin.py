from django.contrib import admin

from jobs.models import Job
from lib.admin import ReadOnlyAdmin


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """What is being done, and what has stopped and why."""

    list_display = ["asked_at", "title", "asked_by", "state", "attempts", "fault", "finished_at"]
    list_filter = ["state", "kind"]
    search_fields = ["title", "asked_by__email"]
    date_hierarchy = "asked_at"
    list_select_related = ["asked_by"]
    fields = [
        "title",
        "municipality_slug",
        "asked_by",
        "asked_at",
        "state",
        "started_at",
        "finished_at",
        "attempts",
        "fault",
    ]
