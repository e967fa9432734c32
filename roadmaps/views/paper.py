"""An edition as it prints: in the page and as PDF."""

from django.shortcuts import render

from accounts.audit import record
from accounts.models import AuditVerb
from lib.pdf import pdf_response
from lib.pdf import render as render_pdf
from roadmaps.models import Orientation
from roadmaps.permissions import can_edit_edition
from roadmaps.printing import edition_html
from roadmaps.reports import plan_of
from roadmaps.views.drafts import crumbs, find_edition


def show_preview(request, pk):
    """The edition on a sheet of paper."""
    edition = find_edition(request, pk)
    context = {
        "edition": edition,
        "plan": plan_of(edition),
        "is_wide": edition.orientation == Orientation.LANDSCAPE,
        "can_edit": can_edit_edition(request.access, edition),
        "crumbs": crumbs(edition) if request.access.is_department else crumbs(edition)[:1],
    }
    return render(request, "roadmaps/edition_preview.html", context)


def download_pdf(request, pk):
    """PDF of the edition alone; a draft says «ПРОЕКТ»."""
    edition = find_edition(request, pk)
    pdf = render_pdf(edition_html(edition))
    suffix = " (проект)" if edition.is_draft else ""
    record(AuditVerb.PRINT, edition, by=request.user)
    return pdf_response(pdf, f"{edition.roadmap}{suffix}.pdf")
