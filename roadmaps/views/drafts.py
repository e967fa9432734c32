"""What every page over a draft does: find its row, refuse an approved plan, save, go back."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage
from roadmaps.models import Block, Edition, Measure, Section
from roadmaps.operations import Approved
from roadmaps.permissions import can_edit_edition

NOT_EDITOR = (
    "Дорожную карту муниципалитета меняют начальник, муниципальный координатор и методист, "
    "карту школы — её директор и школьный координатор."
)
ROWS = {"block": Block, "section": Section, "measure": Measure}


def find_edition(request, pk):
    """The edition with its plan and order, or 404."""
    editions = Edition.objects.visible_to(request.access)
    return get_object_or_404(
        editions.select_related("roadmap__municipality", "annex__order"), pk=pk
    )


def find_row(request, model, pk):
    """A row of a visible edition with the edition, or 404."""
    path = "section__edition" if model is Measure else "edition"
    rows = model.objects.filter(**{f"{path}__in": Edition.objects.visible_to(request.access)})
    return get_object_or_404(rows.select_related(f"{path}__roadmap__municipality"), pk=pk)


def find_kind(request, kind, pk):
    """A row by the word in the address: block, section, measure."""
    return find_row(request, ROWS[kind], pk)


def require_draft(request, edition, predicate=can_edit_edition, reason=NOT_EDITOR):
    """Refuse with the reason unless the person may change the edition now."""
    if not edition.is_draft:
        raise Approved
    require(predicate(request.access, edition), reason)


def plan_url(edition, row=None):
    """Address of the editor, at the row if given."""
    slug = edition.roadmap.municipality.slug
    url = reverse("roadmaps:edition", args=[slug, edition.pk])
    return f"{url}#{row.anchor}" if row else url


def crumbs(edition):
    """Way from the list of plans to the editor."""
    roadmap = edition.roadmap
    slug = roadmap.municipality.slug
    return [
        ("Дорожные карты", reverse("monitoring:roadmap-list", args=[slug])),
        (roadmap.name, plan_url(edition)),
    ]


class DraftForm(FormPage):
    """Form page over a draft; a subclass says what is edited and how it is written."""

    def prepare(self, **kwargs):
        self.find(**kwargs)
        self.require()

    def find(self, pk):
        """Set self.edition and what the subclass works on; 404 for what one may not see."""
        raise TypeError(f"{type(self).__name__} must find its row.")

    def require(self):
        """Refuse an approved plan and a role too low."""
        require_draft(self.request, self.edition)

    def write(self, form):
        """Write; returns the row to come back to, or None."""
        raise TypeError(f"{type(self).__name__} must write something.")

    def save(self, form):
        return go(self.request, plan_url(self.edition, self.write(form)))

    def back(self):
        return plan_url(self.edition)

    def crumbs(self):
        return crumbs(self.edition)
