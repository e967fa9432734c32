from django.shortcuts import get_object_or_404
from django.urls import reverse

from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage
from roadmaps.forms import RoadmapCreateForm, RoadmapForm
from roadmaps.models import Roadmap
from roadmaps.operations import change_roadmap, create_roadmap, ensure_section
from roadmaps.permissions import can_create_roadmap
from roadmaps.views.drafts import NOT_EDITOR, DraftForm, plan_url, require_draft


class RoadmapCreate(FormPage):
    """A new plan; its empty draft opens in the editor."""

    title = "Новая дорожная карта"
    lead = "Сначала — название, срок, школы и форма таблицы. Мероприятия — на следующей странице."

    def prepare(self):
        require(can_create_roadmap(self.request.access), NOT_EDITOR)

    def back(self):
        return reverse("monitoring:roadmap-list", args=[self.request.municipality.slug])

    def crumbs(self):
        return [("Дорожные карты", self.back())]

    def make_form(self, data=None, files=None):
        roadmap = Roadmap(municipality=self.request.municipality)
        return RoadmapCreateForm(data, instance=roadmap, back=self.back())

    def save(self, form):
        layout = form.cleaned_data["layout"]
        edition = create_roadmap(
            form.instance,
            layout,
            layout.columns.all(),
            form.chosen_schools,
            heading=form.cleaned_data["heading"],
            by=self.request.user,
        )
        ensure_section(edition, by=self.request.user)
        return go(self.request, plan_url(edition))


class RoadmapUpdate(DraftForm):
    """Name, period and schools of a plan that no order has approved yet."""

    def find(self, pk):
        roadmaps = Roadmap.objects.visible_to(self.request.access)
        self.roadmap = get_object_or_404(roadmaps.select_related("municipality"), pk=pk)
        is_own = self.roadmap.school_id
        self.title = "Название и период" if is_own else "Название, период и школы"
        self.editions = list(self.roadmap.editions.all())
        self.edition = self.editions[0]

    def require(self):
        for edition in self.editions:
            require_draft(self.request, edition)

    def make_form(self, data=None, files=None):
        return RoadmapForm(data, instance=self.roadmap, back=self.back())

    def write(self, form):
        change_roadmap(
            form.instance,
            form.written_fields,
            form.chosen_schools,
            seen_version=form.seen_version,
            by=self.request.user,
        )
