"""A roadmap as paper."""

from documents.printing import standalone_html
from lib.dates import dotted_date
from roadmaps.amended import amendments, editions_up_to
from roadmaps.models import Orientation
from roadmaps.relayout import relaid
from roadmaps.reports import plan_of


def edition_html(edition, layout=None):
    """Full HTML of the edition printed alone, in its own form or in that of the Layout.

    A draft says «ПРОЕКТ»; a consolidated copy has the mark of the order that approved the first
    edition and under it the orders that have amended it since.
    """
    plan, first = plan_of(edition), edition
    plan = relaid(plan, layout) if layout else plan
    annex, amended_by, grif = edition.annex, (), ()
    if not edition.is_draft and edition.number > 1:
        editions = editions_up_to(edition)
        annex, first = editions[0].annex, editions[0]
        amended_by = amendments(editions)
    if edition.roadmap.school_id and not edition.is_draft:
        grif = school_grif(first)
    return standalone_html(
        {"plan": plan},
        template="print/roadmap.html",
        title=edition.roadmap.name,
        wide=plan.edition.orientation == Orientation.LANDSCAPE,
        municipality=edition.municipality,
        annex=annex,
        amended_by=amended_by,
        grif=grif,
    )


def school_grif(edition):
    """Lines of the mark of approval of a school's plan, by its own order (domain.md 1.4)."""
    council = edition.council_minutes
    taken = ["ПРИНЯТА", "педагогическим советом", f"протокол {council}"] if council else []
    by = f"приказом {edition.approved_school}".strip()
    requisites = f"от {dotted_date(edition.approved_on)} № {edition.approval_number}"
    return [*taken, "УТВЕРЖДЕНА", by, requisites]
