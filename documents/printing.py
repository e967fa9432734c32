"""Orders as paper: HTML that WeasyPrint turns into PDF (domain.md 1.1–1.5, docs/decisions/0006)."""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from documents.annexes import kind_of
from documents.codes import verification_code
from documents.emblems import address_of_picture
from documents.marks import (
    BLANK_NUMBER,
    annex_mark,
    approval_grif,
    is_usual_body,
    printed_date,
)
from documents.models import OrderKind, Verdict, profile_of
from documents.preamble import operative, preamble
from lib import pdf

# Stands before every part of a document, so that the stored text can be taken apart again.
PART = "<!--part-->"
PART_END = "<!--/part-->"
# What only the working copy has: visas and the executor (domain.md 5.1).
WORKING = re.compile(r"<!--working-->.*?<!--/working-->", re.DOTALL)


@dataclass(frozen=True)
class PrintedAnnex:
    """An annex ready to stand in the document."""

    mark: list
    grif: list
    body: SafeString
    is_wide: bool
    signatory: str
    signatory_post: str


def order_html(order):
    """Full HTML of the order with its annexes; without number and date it says «ПРОЕКТ»."""
    annexes = printed_annexes(order)
    context = {
        "title": str(order),
        "author": order.body,
        "style": order.profile,
        "is_draft": not order.is_signed,
        "order": order,
        "emblem": emblem(order),
        "letterhead": letterhead(order),
        "date": printed_date(order),
        "number": order.number or BLANK_NUMBER,
        "preamble": preamble(order),
        "operative": "" if order.profile.operative_inline else operative(order),
        "clauses": order.clauses.all(),
        "visas": printed_visas(order),
        "code": verification_code() if order.profile.has_code else None,
        "annexes": [printed_annex(annex, annexes) for annex in annexes],
    }
    return render_to_string("print/order.html", context)


def order_pdf(order):
    """PDF of the order: of the text kept at signing, or of the draft as it is now."""
    return pdf.render(order.signed_html or order_html(order))


def public_html(order):
    """The registered text without what is not for the public: visas, executor, telephone."""
    return WORKING.sub("", order.signed_html)


def printed_visas(order):
    """Visas to stand under the signature, each with the day when it was given."""
    return [
        {
            "post": visa.post,
            "name": visa.person.initials_first,
            "day": order.profile.printed_date(visa.decided_on),
            "has_remarks": visa.verdict == Verdict.REMARKS,
        }
        for visa in order.visas.select_related("person")
    ]


def order_text(order):
    """The order without its annexes, to stand in a page; a signed one as it was signed."""
    html = order.signed_html or order_html(order)
    text = html.partition(PART)[2].partition(PART_END)[0]
    # Our own template has escaped everything in it.
    return SafeString(text)


def standalone_html(
    context,
    *,
    title,
    wide,
    municipality,
    annex=None,
    amended_by=(),
    grif=(),
    template="print/alone.html",
):
    """Full HTML of what stands in an annex, printed alone.

    With the annex of a signed order it carries the annex mark, and on a consolidated copy the
    acts that have amended it since (genitive); otherwise it says «ПРОЕКТ». `grif` are the lines
    of another approval than an order of ours.
    `template` extends print/alone.html, which prints `body` of the context.
    """
    is_order = annex is not None and annex.order.is_signed
    is_draft = not (is_order or grif)
    mark = [] if not is_order else annex_mark(annex, printed_annexes(annex.order))
    if amended_by:
        mark.append(f"(в редакции {', '.join(amended_by)})")
    return render_to_string(
        template,
        context
        | {
            "title": title,
            "author": municipality.department,
            "style": profile_of(municipality, annex.order.kind if annex else OrderKind.ORDER),
            "is_draft": is_draft,
            "is_wide": wide,
            "mark": mark,
            "grif": approval_grif(annex) if is_order else grif,
        },
    )


def printed_annexes(order):
    """Annexes that stand on paper; those told by the clauses of an amending order do not."""
    return list(order.annexes.filter(is_printed=True))


def annex_body(annex):
    """HTML of what stands in the annex, made by the app that owns it."""
    kind = kind_of(annex)
    return render_to_string(kind.template, kind.context(annex))


def printed_annex(annex, annexes):
    """The annex ready to stand in the document."""
    return PrintedAnnex(
        mark=annex_mark(annex, annexes),
        grif=approval_grif(annex),
        body=annex_body(annex),
        is_wide=kind_of(annex).is_wide(annex),
        signatory=annex.signatory.initials_first if annex.signatory_id else "",
        signatory_post=annex.signatory_post,
    )


def emblem(order):
    """`data:` address of the picture over the letterhead; empty without one."""
    return address_of_picture(order.profile.emblem) if is_usual_body(order) else ""


def letterhead(order):
    """Lines over the name of the act."""
    if is_usual_body(order):
        return order.profile.letterhead_lines
    return [order.body.upper()]
