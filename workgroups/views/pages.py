"""What every page about groups shares: finding the group, a form page that leads back to it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from files.gate import Refused
from files.store import NotStored
from lib.views import FormPage
from workgroups.models import WorkingGroup

LIST = "Рабочие группы и советы"
NOT_KEEPER = "Группы, их составы и положения ведут секретарь, координатор и начальник."


def find_group(request, pk):
    """The visible group, or 404."""
    groups = WorkingGroup.objects.visible_to(request.access)
    return get_object_or_404(groups.select_related("municipality", "unit"), pk=pk)


class PlaceForm(FormPage):
    """A form page of the municipality's groups."""

    refusals = (NotStored, Refused)

    def url(self, name, *args):
        """Address of a page of groups."""
        return reverse(f"workgroups:{name}", args=[self.request.municipality.slug, *args])

    def crumbs(self):
        return [(LIST, self.url("group-list"))]


class GroupForm(PlaceForm):
    """A form about one group: `group` is set by prepare(); leads back to its page."""

    group = None

    def back(self):
        return self.url("group", self.group.pk)

    def crumbs(self):
        return [*super().crumbs(), (str(self.group), self.url("group", self.group.pk))]
