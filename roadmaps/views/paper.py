"""An edition as it prints: in the page and as PDF."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.audit import record
from accounts.models import AuditVerb
from documents.word import docx, docx_response
from jobs.printing import pdf_or_job
from roadmaps.jobs import CODE
from roadmaps.models import Layout, Orientation
from roadmaps.permissions import can_edit_edition, can_read_draft
from roadmaps.printing import edition_html
from roadmaps.relayout import relaid
from roadmaps.reports import plan_of
from roadmaps.views.drafts import crumbs, find_edition


def show_preview(request, pk):
    """The edition on a sheet of paper, in its own form or in another one."""
    edition = find_edition(request, pk)
    layout, plan = chosen_layout(request), plan_of(edition)
    plan = relaid(plan, layout) if layout else plan
    context = {
        "edition": edition,
        "plan": plan,
        "layout": layout,
        "layouts": Layout.objects.all(),
        "is_wide": plan.edition.orientation == Orientation.LANDSCAPE,
        "can_edit": can_edit_edition(request.access, edition),
        "crumbs": crumbs(edition)
        if can_read_draft(request.access, edition.roadmap)
        else crumbs(edition)[:1],
    }
    return render(request, "roadmaps/edition_preview.html", context)


def download_pdf(request, pk):
    """PDF of the edition alone; a draft says «ПРОЕКТ»."""
    edition, layout = find_edition(request, pk), chosen_layout(request)
    html = edition_html(edition, layout)
    record(AuditVerb.PRINT, edition, by=request.user)
    slug = edition.municipality.slug
    return pdf_or_job(
        html,
        f"{file_name(edition)}.pdf",
        kind=CODE,
        arguments={"edition": edition.pk, "layout": layout.code if layout else ""},
        title=f"PDF: {edition.roadmap}",
        back=reverse("roadmaps:edition-preview", args=[slug, edition.pk]),
        municipality_slug=slug,
        by=request.user,
    )


def download_word(request, pk):
    """The same as a Word file."""
    edition = find_edition(request, pk)
    content = docx(edition_html(edition, chosen_layout(request)))
    record(AuditVerb.PRINT, edition, by=request.user)
    return docx_response(content, f"{file_name(edition)}.docx")


def file_name(edition):
    """Name of the roadmap, and that it is a draft."""
    return f"{edition.roadmap}{' (проект)' if edition.is_draft else ''}"


def chosen_layout(request):
    """The Layout whose code stands in the address, None for the edition's own form, or 404."""
    code = request.GET.get("layout", "")
    return get_object_or_404(Layout, code=code) if code else None
