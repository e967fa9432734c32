"""Papers of a meeting: the list with downloads, and each of them as PDF or Word."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents.word import docx, docx_response
from lib import pdf
from lib.permissions import Refused
from workgroups.counting import session_of
from workgroups.models import Meeting
from workgroups.papers.catalogue import PAPERS, Choice, addressees_of, file_name, papers_for
from workgroups.papers.cuts import titles_in
from workgroups.papers.permissions import can_see_papers, is_reader, may_sign_now

CHOOSE = "Выберите вопросы или адресата: без них в выписке ничего не останется."


def find_meeting(request, pk):
    """The meeting whose papers the person may have at least one of, or 404."""
    meetings = Meeting.objects.select_related("group__municipality")
    meeting = get_object_or_404(meetings, pk=pk)
    if not can_see_papers(request.access, meeting):
        raise Http404
    return meeting


@require_safe
def list_papers(request, pk):
    """«Документы заседания»: everything that can be printed of the meeting."""
    meeting = find_meeting(request, pk)
    papers = papers_for(request.access, meeting)
    reads = is_reader(request.access, meeting)
    context = {
        "meeting": meeting,
        "papers": [paper for paper in papers if not paper.is_for_addressee],
        "addressees": addressees_of(request.access, meeting) if meeting.is_signed else [],
        "titles": titles_in(meeting) if meeting.is_signed and reads else {},
        "reads": reads,
        "can_sign": reads and may_sign_now(request.access, session_of(meeting)),
        "heard": meeting.items.exclude(measure_lineage=None) if reads else [],
        "dissent_files": dissent_files(meeting) if reads else [],
    }
    return render(request, "workgroups/papers.html", context)


def dissent_files(meeting):
    """Dissents that came as files: they go with the minutes as they are."""
    items = meeting.items.prefetch_related("dissents__person", "dissents__file")
    return [(item, one) for item in items for one in item.dissents.all() if one.file_id]


@require_safe
def show_paper(request, pk, paper):
    """One paper, as PDF or with ?as=word as a Word file."""
    meeting = find_meeting(request, pk)
    found = PAPERS.get(paper)
    if found is None or found not in papers_for(request.access, meeting):
        raise Http404
    choice = choice_of(request, meeting, found)
    is_word = request.GET.get("as") == "word"
    if found.code == "minutes" and meeting.is_signed and not is_word:
        return redirect(f"{reverse('files:download', args=[meeting.pdf_id])}?view")
    html = found.html(meeting, choice)
    name = file_name(meeting, found, choice)
    record(AuditVerb.PRINT, meeting, by=request.user, changes={"paper": ["", name]})
    if is_word:
        return docx_response(docx(html), f"{name}.docx")
    return pdf.pdf_response(pdf.render(html), f"{name}.pdf")


def choice_of(request, meeting, paper):
    """What of the minutes the address asks for; 404 for what is another's."""
    if not paper.is_for_addressee:
        return Choice()
    everyone = {one.code: one for one in addressees_of(request.access, meeting)}
    asked = request.GET.get("to", "")
    if asked:
        if asked not in everyone:
            raise Http404
        return Choice(addressee=everyone[asked])
    if not is_reader(request.access, meeting):
        # One's own, when nothing else is said: a letter of the schools names them all.
        return Choice(addressee=next(iter(everyone.values())))
    items = tuple(int(one) for one in request.GET.getlist("item") if one.isdecimal())
    if paper.code == "extract" and not items:
        raise Refused(CHOOSE)
    return Choice(items=items)
