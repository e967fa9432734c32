"""«План на следующий год» and «На что посмотреть»."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage
from monitoring.last_year import last_edition, unfinished_measures, what_to_look_at
from roadmaps.forms.next_year import NextYearForm, rhythm_in
from roadmaps.models import EditionState, Roadmap
from roadmaps.next_year.copying import NothingInForce, make_next_year
from roadmaps.next_year.moving import Rhythm
from roadmaps.permissions import can_make_roadmap, can_read_draft
from roadmaps.views.drafts import NOT_EDITOR, plan_url


def find(request, pk):
    """The roadmap if the person may see it, else 404."""
    roadmaps = Roadmap.objects.visible_to(request.access)
    return get_object_or_404(roadmaps.select_related("municipality", "follows"), pk=pk)


class NextYear(FormPage):
    """A new draft roadmap from the edition in force, moved by years."""

    template_name = "monitoring/next_year.html"
    title = "План на следующий год"
    lead = (
        "Разделы, мероприятия, графы и ответственные останутся, сроки сдвинутся. Получится проект: "
        "действующая карта не изменится."
    )

    def prepare(self, pk):
        self.roadmap = find(self.request, pk)
        require(can_make_roadmap(self.request.access, self.roadmap), NOT_EDITOR)
        editions = list(self.roadmap.editions.all())
        in_force = [one for one in editions if one.state == EditionState.APPROVED]
        self.source = (in_force or editions)[0]
        self.source.roadmap = self.roadmap
        self.rhythm = rhythm_in(self.request.POST or self.request.GET, self.source)
        if not in_force:
            raise NothingInForce

    def back(self):
        return self.address("monitoring:roadmap", self.roadmap)

    def address(self, name, roadmap):
        return reverse(name, args=[self.request.municipality.slug, roadmap.pk])

    def crumbs(self):
        lists = reverse("monitoring:roadmap-list", args=[self.request.municipality.slug])
        return [("Дорожные карты", lists), (self.roadmap.name, self.back())]

    def make_form(self, data=None, files=None):
        new = Roadmap(municipality=self.roadmap.municipality, school=self.roadmap.school)
        return NextYearForm(
            data, instance=new, source=self.source, rhythm=self.rhythm, back=self.back()
        )

    def context(self, form):
        made = Roadmap.objects.visible_to(self.request.access).filter(follows=self.roadmap)
        rhythms = [(rhythm, rhythm.label, rhythm == self.rhythm) for rhythm in Rhythm]
        return super().context(form) | {"made": made, "rhythms": rhythms}

    def save(self, form):
        draft = make_next_year(
            form.instance,
            self.source,
            form.chosen_schools,
            heading=form.cleaned_data["heading"],
            rhythm=Rhythm(form.cleaned_data["rhythm"]),
            unfinished=unfinished_measures(self.source),
            by=self.request.user,
        )
        messages.success(self.request, "Проект готов. Посмотрите, что в нём стоит проверить.")
        return go(self.request, self.address("monitoring:roadmap-look", draft.roadmap))


@require_safe
def look(request, pk):
    """What to check in a plan made from the last one; other plans have their editor alone."""
    roadmap = find(request, pk)
    require(can_read_draft(request.access, roadmap), NOT_EDITOR)
    edition = roadmap.editions.order_by("-number").first()
    edition.roadmap = roadmap
    last = last_edition(roadmap)
    if last is None:
        return redirect(plan_url(edition))
    address = plan_url(edition)
    context = {
        "roadmap": roadmap,
        "plan": address,
        "last": roadmap.follows,
        "groups": what_to_look_at(edition, last, request.municipality.today()),
        "crumbs": [
            (
                "Дорожные карты",
                reverse("monitoring:roadmap-list", args=[request.municipality.slug]),
            ),
            (roadmap.name, address),
        ],
    }
    return render(request, "monitoring/look.html", context)
