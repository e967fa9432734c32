"""The text and the PDF of a registered order, kept as they were at signing.

A large PDF takes longer than a transaction may: its text is frozen at signing, and a job makes the
PDF of that text a little later (docs/decisions/0016).
"""

from django.db.models import F
from django.urls import reverse

from accounts.audit import record
from accounts.models import AuditVerb
from documents.models import REGISTERED, Order, OrderKind
from documents.printing import order_html, order_pdf
from files.kinds import FileKind
from files.store import store_bytes
from jobs.operations import ask
from lib import pdf

# Code of the job that makes the PDF of a frozen text.
FROZEN_PDF = "order-frozen-pdf"


def freeze(order, *, by):
    """Keep the text, and the PDF or the job that makes it; the order is not saved.

    Raises lib.pdf.NotPrinted when the text is too large to be printed at all.
    """
    order.signed_html = order_html(order)
    pdf.refuse_large(order.signed_html)
    if pdf.is_large(order.signed_html):
        order.pdf_job = ask_for_job(order, by=by)
        return
    order.pdf = store_bytes(order_pdf(order), pdf_name(order), kind=FileKind.PDF, by=by)


def pdf_name(order):
    """«Приказ № 158 от 10.09.2020.pdf»."""
    # The name of a file begins after its last slash, and «01-10/142-2» is a usual number.
    shown = order.number.replace("/", "-")
    kind = OrderKind(order.kind).label.capitalize()
    return f"{kind} № {shown} от {order.signed_on:%d.%m.%Y}.pdf"


def ask_for_job(order, *, by):
    """The job that will make the PDF of the order's frozen text."""
    slug = order.municipality.slug
    return ask(
        FROZEN_PDF,
        {"order": order.pk},
        title=f"PDF: {order}",
        back=reverse("documents:order", args=[slug, order.pk]),
        municipality_slug=slug,
        by=by,
    )


def ask_for_pdf(order, *, by):
    """Ask anew for the PDF that a stopped job has not made; the job, or None when it is there."""
    waiting = Order.objects.filter(pk=order.pk, pdf=None, state__in=REGISTERED)
    if not waiting.exists():
        return None
    job = order.pdf_job if order.pdf_job.is_live else ask_for_job(order, by=by)
    waiting.update(pdf_job=job, version=F("version") + 1)
    return job


def keep_pdf(order, stored, *, by):
    """Let the file be the order's PDF for good; one that is there already stays."""
    waiting = Order.objects.filter(pk=order.pk, pdf=None, state__in=REGISTERED)
    if waiting.update(pdf=stored, pdf_job=None, version=F("version") + 1):
        record(AuditVerb.STATE, order, by=by, changes={"sha256": ["", stored.sha256]})
