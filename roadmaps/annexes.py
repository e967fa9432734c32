"""A roadmap edition as an annex of an order."""

from documents.annexes import AnnexKind
from roadmaps.models import Edition, Orientation
from roadmaps.reports import plan_of


def edition_of(annex):
    """The edition in the annex."""
    return Edition.objects.select_related("roadmap__municipality").get(annex=annex)


ROADMAP_ANNEX = AnnexKind(
    name="дорожная карта",
    template="print/_roadmap.html",
    context=lambda annex: {"plan": plan_of(edition_of(annex))},
    is_wide=lambda annex: edition_of(annex).orientation == Orientation.LANDSCAPE,
)
