"""What every page over a draft does: find its row, refuse an approved plan, save, go back."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage
from roadmaps.models import Block, Edition, Measure, Section
from roadmaps.operations import Approved
from roadmaps.permissions import can_edit_edition

NOT_EDITOR = "Дорожную карту меняют начальник, муниципальный координатор и методист."
GONE = (
    "Пока вы редактировали, это место дорожной карты удалил другой человек. "
    "Ваш текст ещё на странице: скопируйте его, если он нужен."
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
    if kind not in ROWS:
        raise Http404("Нет такого вида строк.")
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
    return f"{url}#{anchor(row)}" if row else url


def anchor(row):
    """Id of the row on the page of the editor: measure-12."""
    return f"{row._meta.model_name}-{row.pk}"


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

    def show_conflict(self, form, current):
        """409 with both texts, or with the typed one alone when the row is gone."""
        if current is not None:
            return super().show_conflict(form, current)
        form.add_error(None, GONE)
        return render(self.request, self.template_name, self.context(form), status=409)
