"""A roadmap as paper."""

from documents.printing import standalone_html
from roadmaps.amended import amendments, editions_up_to
from roadmaps.models import Orientation
from roadmaps.relayout import relaid
from roadmaps.reports import plan_of


def edition_html(edition, layout=None):
    """Full HTML of the edition printed alone, in its own form or in that of the Layout.

    A draft says «ПРОЕКТ»; a consolidated copy has the mark of the order that approved the first
    edition and under it the orders that have amended it since.
    """
    plan = plan_of(edition)
    plan = relaid(plan, layout) if layout else plan
    annex, amended_by = edition.annex, ()
    if not edition.is_draft and edition.number > 1:
        editions = editions_up_to(edition)
        annex = editions[0].annex
        amended_by = amendments(editions)
    return standalone_html(
        {"plan": plan},
        template="print/roadmap.html",
        title=edition.roadmap.name,
        wide=plan.edition.orientation == Orientation.LANDSCAPE,
        municipality=edition.municipality,
        annex=annex,
        amended_by=amended_by,
    )
