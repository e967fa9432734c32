from lib.registers import RegisterView
from monitoring.feed import Feed, FeedFilter
from monitoring.models import CheckpointEvent


class ShowFeed(RegisterView):
    """Лента: acts over what the person sees, the newest first."""

    template_name = "monitoring/feed.html"
    register_class = Feed
    filter_class = FeedFilter
    label = "Лента"
    fields = Feed.fields
    extra_context = {"title": "Лента", "register_label": "Действия, последние сверху"}

    def get_queryset(self):
        return CheckpointEvent.objects.counted_for(self.request.access).order_by("-at", "-pk")
