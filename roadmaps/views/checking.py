"""«Проверка документа»: what the checker says about an edition; it forbids nothing."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from lib.permissions import require
from roadmaps.checking import check
from roadmaps.checking.records import document_of_edition
from roadmaps.checking.report import groups_of
from roadmaps.permissions import can_read_draft
from roadmaps.views.drafts import NOT_EDITOR, crumbs, find_edition


@require_safe
def check_edition(request, pk):
    """Findings about the edition, each with the link to its place in the editor."""
    edition = find_edition(request, pk)
    require(can_read_draft(request.access, edition.roadmap), NOT_EDITOR)
    findings = check(document_of_edition(edition))
    context = {
        "name": edition.roadmap.name,
        "groups": groups_of(findings),
        "crumbs": crumbs(edition),
    }
    return render(request, "roadmaps/check.html", context)
