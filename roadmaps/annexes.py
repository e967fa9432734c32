"""A roadmap edition as an annex of an order."""

from django.urls import reverse

from documents.annexes import AnnexKind
from roadmaps.models import Edition, Orientation, Responsible, ResponsibleKind
from roadmaps.reports import plan_of
from schools.models import Person, School


def edition_of(annex):
    """The edition in the annex."""
    return Edition.objects.select_related("roadmap__municipality").get(annex=annex)


def page_of(edition):
    """Address where the edition is read: a draft in the editor, an approved one under control."""
    slug = edition.municipality.slug
    if edition.is_draft:
        return reverse("roadmaps:edition", args=[slug, edition.pk])
    return reverse("monitoring:roadmap", args=[slug, edition.roadmap_id])


def people_of(edition):
    """People named in the responsible cells."""
    named = Responsible.objects.filter(edition=edition, person__isnull=False)
    return list(Person.objects.filter(pk__in=named.values("person")))


def schools_of(edition):
    """Schools named there, and all of the plan when «all schools» answer for something."""
    responsible = Responsible.objects.filter(edition=edition)
    named = responsible.filter(school__isnull=False)
    schools = set(School.objects.filter(pk__in=named.values("school")))
    if responsible.filter(kind=ResponsibleKind.SCHOOLS).exists():
        schools.update(edition.schools.all())
    return list(schools)


ROADMAP_ANNEX = AnnexKind(
    name="дорожная карта",
    template="print/_roadmap.html",
    context=lambda annex: {"plan": plan_of(edition_of(annex))},
    is_wide=lambda annex: edition_of(annex).orientation == Orientation.LANDSCAPE,
    title=lambda annex: f"«{edition_of(annex).roadmap}»",
    address=lambda annex: page_of(edition_of(annex)),
    people=lambda annex: people_of(edition_of(annex)),
    names_schools=lambda annex: schools_of(edition_of(annex)),
    is_approved=lambda annex: not edition_of(annex).is_draft,
)
