"""«Составить школьную карту»: a school begins its own plan (docs/decisions/0035)."""

from django.contrib import messages
from django.urls import reverse

from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage
from roadmaps.forms import SchoolRoadmapForm
from roadmaps.models import Edition, EditionState, Roadmap
from roadmaps.permissions import can_create_school_roadmap
from roadmaps.school_plans import start_school_plan
from roadmaps.views.drafts import plan_url

NOT_SCHOOL = "Школьную карту составляют директор и школьный координатор своей школы."


class SchoolRoadmapCreate(FormPage):
    """A new plan of the person's school; ?from= names the municipal plan it begins with."""

    title = "Школьная дорожная карта"
    lead = (
        "Проект видят только школа и её тьютор. Утвердит карту приказ директора — тогда её "
        "мероприятия встанут на контроль школы."
    )

    def prepare(self):
        require(can_create_school_roadmap(self.request.access), NOT_SCHOOL)

    def back(self):
        return reverse("monitoring:roadmap-list", args=[self.request.municipality.slug])

    def crumbs(self):
        return [("Дорожные карты", self.back())]

    def source(self):
        """The edition in force of the roadmap in the address, or None."""
        key = self.request.GET.get("from", "")
        if not key.isdecimal() or len(key) > 15:
            return None
        visible = Roadmap.objects.visible_to(self.request.access).municipal().filter(pk=key)
        return Edition.objects.filter(roadmap__in=visible, state=EditionState.APPROVED).first()

    def make_form(self, data=None, files=None):
        return SchoolRoadmapForm(
            data,
            instance=Roadmap(municipality=self.request.municipality),
            access=self.request.access,
            source=self.source(),
            back=self.back(),
        )

    def save(self, form):
        roadmap = form.instance
        roadmap.school = form.cleaned_data["school"]
        edition = start_school_plan(
            roadmap,
            form.cleaned_data["layout"],
            heading=form.cleaned_data["heading"],
            source=form.cleaned_data["source"],
            by=self.request.user,
        )
        messages.success(self.request, "Проект школьной карты готов. Допишите его и утвердите.")
        return go(self.request, plan_url(edition))
