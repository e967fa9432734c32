from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents.word import docx_response
from lib import pdf
from monitoring.reporting.writing import print_html, word
from monitoring.school_card.card import card_of, dossier_of
from monitoring.school_card.part import Seen
from monitoring.views.reports import made_by
from schools.models import School
from schools.permissions import can_edit_schools, can_upload_programme


@require_safe
def show_school(request, pk):
    """Карточка школы: everything about it on one page, part by part."""
    seen = seen_by(request, pk)
    context = {
        "school": seen.school,
        "parts": card_of(seen),
        "today": seen.today,
        "can_edit": can_edit_schools(request.access),
        "can_upload": can_upload_programme(request.access, seen.school),
    }
    return render(request, "monitoring/school.html", context)


@require_safe
def print_dossier(request, pk, form):
    """The same as a paper: `form` is pdf or docx."""
    if form not in ("pdf", "docx"):
        raise Http404
    seen = seen_by(request, pk)
    paper, made = dossier_of(seen), made_by(request)
    if form == "docx":
        answer = docx_response(word(paper, made), f"{paper.file_name}.docx")
    else:
        answer = pdf.pdf_response(pdf.render(print_html(paper, made)), f"{paper.file_name}.pdf")
    record(AuditVerb.EXPORT, seen.school, by=request.user, changes={"вид": f"досье, {form}"})
    return answer


def seen_by(request, pk):
    """Seen of the school of the address, or 404."""
    schools = School.objects.visible_to(request.access).prefetch_related("aliases")
    school = get_object_or_404(schools.select_related("municipality"), pk=pk)
    return Seen(school, request.access, request.municipality.today())
