"""PDF of large orders, made in the background: of a frozen text, and of any other paper."""

from django_scopes import scope

from documents.models import Order
from documents.operations.freezing import FROZEN_PDF, keep_pdf, pdf_name
from documents.papers import PAPERS, file_name, papers_for
from jobs.kinds import Kind, Outcome, register
from jobs.printing import print_large
from lib import pdf
from schools.access import access_to
from schools.models import Municipality

PAPER_PDF = "order-paper-pdf"
SECONDS = 90


def register_all():
    """Make both kinds known."""
    for code, run in ((FROZEN_PDF, print_frozen), (PAPER_PDF, print_paper)):
        register(code, Kind(run=run, is_allowed=is_allowed, seconds=SECONDS))


def print_frozen(job, report):
    """Print the text as it was signed; the file becomes the order's own PDF."""
    municipality = municipality_of(job)
    with scope(municipality=[municipality.pk]):
        order = Order.objects.get(pk=job.arguments["order"])
    content = print_large(order.signed_html, report)

    def write(stored):
        with scope(municipality=[municipality.pk]):
            keep_pdf(order, stored, by=job.asked_by)

    return Outcome(data=content, name=pdf_name(order), write=write)


def print_paper(job, report):
    """Print a paper of the order as it is now."""
    with scope(municipality=[municipality_of(job).pk]):
        order = Order.objects.select_related("municipality").get(pk=job.arguments["order"])
        paper = PAPERS[job.arguments["paper"]]
        html = paper.html(order, job.arguments["clauses"])
        name = f"{file_name(order, paper)}.pdf"
    content = print_large(html, report)
    return Outcome(data=content, name=name, content_hash=pdf.fingerprint(html))


def is_allowed(job):
    """The asker may see the order at this moment, and the paper of it."""
    municipality = municipality_of(job)
    access = municipality and access_to(job.asked_by, municipality)
    if not access:
        return False
    with scope(municipality=[municipality.pk]):
        order = Order.objects.visible_to(access).filter(pk=job.arguments["order"]).first()
        paper = PAPERS[job.arguments.get("paper", "order")]
        return bool(order) and paper in papers_for(access, order)


def municipality_of(job):
    """The Municipality in which the job was asked for, or None."""
    return Municipality.objects.filter(slug=job.municipality_slug).first()
