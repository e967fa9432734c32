"""Papers of an order as PDF, as Word files, or all of them in one archive."""

import io
import zipfile

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents.papers import PAPERS
from documents.views.drafts import crumbs, find_order
from documents.word import docx, docx_response
from lib import pdf
from lib.permissions import require

# The moment that every file of an archive carries: the same papers give the same bytes.
ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)


@require_safe
def list_papers(request, pk):
    """«Бумаги»: everything that can be printed of the order."""
    order = find_order(request, pk)
    context = {
        "order": order,
        "papers": papers_of(request, order),
        "clauses": order.clauses.all() if order.is_signed else (),
        "crumbs": crumbs(order),
    }
    return render(request, "documents/papers.html", context)


def papers_of(request, order):
    """Papers that the person may have of the order; sheets with names are the department's."""
    is_department = request.access.is_department
    return [
        paper
        for paper in PAPERS.values()
        if paper.is_there(order) and (is_department or paper.code in ("order", "public", "extract"))
    ]


@require_safe
def show_paper(request, pk, paper):
    """One paper, as PDF or with ?as=word as a Word file."""
    order = find_order(request, pk)
    found = PAPERS.get(paper)
    if found is None or not found.is_there(order):
        raise Http404
    require(found in papers_of(request, order))
    html = found.html(order, request.GET.getlist("clause"))
    record(AuditVerb.PRINT, order, by=request.user, changes={"paper": ["", found.name]})
    if request.GET.get("as") == "word":
        return docx_response(docx(html), f"{file_name(order, found)}.docx")
    return pdf.pdf_response(pdf.render(html), f"{file_name(order, found)}.pdf")


def file_name(order, paper):
    """«Приказ № 01-10-142 (лист ознакомления)»: nothing that a file system refuses."""
    number = f" № {order.number.replace('/', '-')}" if order.is_signed else " (проект)"
    name = f"{order.get_kind_display().capitalize()}{number}"
    return name if paper.code == "order" else f"{name} ({paper.name.lower()})"


@require_safe
def download_all(request, pk):
    """All papers of the order, as PDF and Word files, in one archive."""
    order = find_order(request, pk)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for paper in papers_of(request, order):
            if paper.code != "extract":  # it wants its clauses chosen
                html = paper.html(order)
                name = file_name(order, paper)
                write(archive, f"{name}.pdf", pdf.render(html))
                write(archive, f"{name}.docx", docx(html))
    record(AuditVerb.PRINT, order, by=request.user, changes={"paper": ["", "все бумаги"]})
    response = HttpResponse(stream.getvalue(), content_type="application/zip")
    name = file_name(order, PAPERS["order"])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.zip")
    return response


def write(archive, name, content):
    """Put a file into the archive."""
    archive.writestr(zipfile.ZipInfo(name, ZIP_MOMENT), content)
