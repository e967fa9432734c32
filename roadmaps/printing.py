"""A roadmap as paper."""

from documents.printing import standalone_html
from roadmaps.models import Orientation
from roadmaps.reports import plan_of


def edition_html(edition):
    """Full HTML of the edition printed alone; a draft says «ПРОЕКТ»."""
    return standalone_html(
        "print/roadmap.html",
        {"plan": plan_of(edition)},
        title=edition.roadmap.name,
        wide=edition.orientation == Orientation.LANDSCAPE,
        municipality=edition.municipality,
        annex=edition.annex,
    )
