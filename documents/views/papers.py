"""Papers of an order as PDF, as Word files, or all of them in one archive."""

import io
import zipfile

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents.jobs import PAPER_PDF
from documents.operations import ask_for_pdf
from documents.papers import PAPERS, file_name, papers_for, ready_papers
from documents.permissions import can_create_order
from documents.views.drafts import address_of, crumbs, find_order
from documents.word import docx, docx_response
from files.store import open_stored
from jobs.operations import ask
from jobs.printing import made_before, pdf_or_job
from lib import pdf
from lib.permissions import NotNow, require

PREPARING = (
    "Документ большой, его бумаги готовятся. Когда задания будут выполнены, запросите архив ещё "
    "раз."
)
# The moment that every file of an archive carries: the same papers give the same bytes.
ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)


@require_safe
def list_papers(request, pk):
    """«Бумаги»: everything that can be printed of the order."""
    order = find_order(request, pk)
    context = {
        "order": order,
        "papers": ready_papers(request.access, order),
        "clauses": order.clauses.all() if order.is_signed else (),
        "crumbs": crumbs(order),
    }
    return render(request, "documents/papers.html", context)


@require_safe
def show_pdf(request, pk):
    """PDF of the order: of a draft as it is now, of a signed one as it was kept at signing."""
    return show_paper(request, pk, "order")


@require_safe
def show_paper(request, pk, paper):
    """One paper, as PDF or with ?as=word as a Word file."""
    order = find_order(request, pk)
    found = PAPERS.get(paper)
    is_word, numbers = request.GET.get("as") == "word", request.GET.getlist("clause")
    if found is None or not found.is_there(order):
        raise Http404
    require(found in papers_for(request.access, order))
    require(found.has_word or not is_word, "Этот экземпляр бывает только в PDF.")
    if found.code == "order" and order.is_signed and not is_word:
        return show_kept(request, order)
    html = found.html(order, numbers)
    record(AuditVerb.PRINT, order, by=request.user, changes={"paper": ["", found.name]})
    if is_word:
        return docx_response(docx(html), f"{file_name(order, found)}.docx")
    return pdf_or_job(
        html, f"{file_name(order, found)}.pdf", **as_job(order, found, numbers, by=request.user)
    )


def show_kept(request, order):
    """The PDF of a signed order, as it was kept, or what has become of it."""
    if order.pdf_id:
        return redirect(f"{reverse('files:download', args=[order.pdf_id])}?view")
    if order.pdf_job.asked_by == request.user:
        return redirect(order.pdf_job)
    raise NotNow(
        "PDF этого документа ещё не готов. Повторите через минуту; если не получится, сообщите "
        "тому, кто готовит документы."
    )


def as_job(order, paper, numbers=(), *, by):
    """How the PDF of a large paper is asked for (jobs.operations.ask)."""
    slug = order.municipality.slug
    return {
        "kind": PAPER_PDF,
        "arguments": {"order": order.pk, "paper": paper.code, "clauses": list(numbers)},
        "title": f"PDF: {paper.name}, {order}",
        "back": reverse("documents:order-papers", args=[slug, order.pk]),
        "municipality_slug": slug,
        "by": by,
    }


@require_POST
def make_kept(request, pk):
    """Ask anew for the PDF of a signed order that a stopped job has not made."""
    order = find_order(request, pk)
    require(can_create_order(request.access))
    job = order.is_signed and ask_for_pdf(order, by=request.user)
    return redirect(job or address_of(order))


@require_safe
def download_all(request, pk):
    """All papers of the order, as PDF and Word files, in one archive.

    Large ones are made by jobs; while one of them is not ready, the page of jobs is shown.
    """
    order = find_order(request, pk)
    # An extract wants its clauses chosen.
    papers = [one for one in ready_papers(request.access, order) if one.code != "extract"]
    texts = {paper: paper.html(order) for paper in papers}
    contents = {paper: content_of(order, paper, html) for paper, html in texts.items()}
    if missing := [paper for paper in papers if contents[paper] is None]:
        return wait_for(request, order, missing)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for paper in papers:
            name = file_name(order, paper)
            write(archive, f"{name}.pdf", contents[paper])
            if paper.has_word:
                write(archive, f"{name}.docx", docx(texts[paper]))
    record(AuditVerb.PRINT, order, by=request.user, changes={"paper": ["", "все бумаги"]})
    response = HttpResponse(stream.getvalue(), content_type="application/zip")
    name = file_name(order, PAPERS["order"])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.zip")
    return response


def content_of(order, paper, html):
    """Bytes of the paper's PDF; None when a job has to make it first."""
    if paper.code == "order" and order.is_signed:
        return read_kept(order) if order.pdf_id else None
    return made_before(html, PAPER_PDF) if pdf.is_large(html) else pdf.render(html)


def read_kept(order):
    """Bytes of the PDF kept at signing; raises files.store.FileLost."""
    with open_stored(order.pdf) as content:
        return content.read()


def wait_for(request, order, papers):
    """Ask for the papers and show the page of jobs."""
    for paper in papers:
        if paper.code == "order" and order.is_signed:
            ask_for_pdf(order, by=request.user)
        else:
            ask(**as_job(order, paper, by=request.user))
    messages.info(request, PREPARING)
    return redirect("jobs:job-list")


def write(archive, name, content):
    """Put a file into the archive."""
    archive.writestr(zipfile.ZipInfo(name, ZIP_MOMENT), content)
