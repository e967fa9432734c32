"""Orders as paper: HTML that WeasyPrint turns into PDF (domain.md 1.1–1.5, docs/decisions/0006)."""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from documents.annexes import kind_of
from documents.models import OrderKind
from lib import pdf
from schools.models.municipality import OperativeVerb

BLANK_DATE, BLANK_NUMBER = "____________", "______"
# Stands before every part of a document, so that the stored text can be taken apart again.
PART = "<!--part-->"
PART_END = "<!--/part-->"
NUMBERED_ANNEX = re.compile(r"приложени\w*\s*(№\s*)?\d", re.IGNORECASE)


@dataclass(frozen=True)
class PrintedAnnex:
    """An annex ready to stand in the document."""

    mark: list
    body: SafeString
    is_wide: bool


def order_html(order):
    """Full HTML of the order with its annexes; without number and date it says «ПРОЕКТ»."""
    annexes = list(order.annexes.all())
    context = {
        "title": str(order),
        "author": order.body,
        "left_margin_mm": order.municipality.left_margin_mm,
        "is_draft": not order.is_signed,
        "order": order,
        "letterhead": letterhead(order),
        "date": printed_date(order),
        "number": order.number or BLANK_NUMBER,
        "preamble": preamble(order),
        "operative": "" if order.municipality.operative_inline else operative(order),
        "clauses": order.clauses.all(),
        "annexes": [printed_annex(annex, annexes) for annex in annexes],
    }
    return render_to_string("print/order.html", context)


def order_pdf(order):
    """PDF of the order: of the text kept at signing, or of the draft as it is now."""
    return pdf.render(order.signed_html or order_html(order))


def order_text(order):
    """The order without its annexes, to stand in a page; a signed one as it was signed."""
    html = order.signed_html or order_html(order)
    text = html.partition(PART)[2].partition(PART_END)[0]
    # Our own template has escaped everything in it.
    return SafeString(text)


def standalone_html(template, context, *, title, wide, municipality, annex=None):
    """Full HTML of what stands in an annex, printed alone.

    With the annex of a signed order it carries the annex mark, otherwise it says «ПРОЕКТ».
    `template` extends print/alone.html.
    """
    is_draft = annex is None or not annex.order.is_signed
    return render_to_string(
        template,
        context
        | {
            "title": title,
            "author": municipality.department,
            "left_margin_mm": municipality.left_margin_mm,
            "is_draft": is_draft,
            "is_wide": wide,
            "mark": [] if is_draft else annex_mark(annex, list(annex.order.annexes.all())),
        },
    )


def printed_annex(annex, annexes):
    """The annex rendered by the app that owns what it holds."""
    kind = kind_of(annex)
    return PrintedAnnex(
        mark=annex_mark(annex, annexes),
        body=render_to_string(kind.template, kind.context(annex)),
        is_wide=kind.is_wide(annex),
    )


def annex_mark(annex, annexes):
    """Lines of «Приложение № 1 к приказу … от … № …»; a draft has blanks to fill in."""
    order = annex.order
    first = "Приложение"
    if len(annexes) > 1 or any(NUMBERED_ANNEX.search(c.text) for c in order.clauses.all()):
        first += f" № {[other.pk for other in annexes].index(annex.pk) + 1}"
    # The genitive is known of the usual body only.
    body = order.municipality.department_genitive if is_usual_body(order) else ""
    return [
        first,
        f"к {order.kind_dative} {body}".strip(),
        f"от {printed_date(order)} № {order.number or BLANK_NUMBER}",
    ]


def is_usual_body(order):
    """The order is issued by the body whose letterhead the municipality keeps."""
    return order.body == order.municipality.department


def letterhead(order):
    """Lines over the name of the act."""
    if is_usual_body(order):
        return order.municipality.letterhead.splitlines()
    return [order.body.upper()]


def printed_date(order):
    """Date of the act in the style of the municipality, or a blank to write it in."""
    return order.municipality.printed_date(order.signed_on) or BLANK_DATE


def preamble(order):
    """Paragraphs before the clauses; an inline operative word ends the last of them."""
    paragraphs = [line.strip() for line in order.basis.splitlines() if line.strip()]
    word = operative(order)
    if not paragraphs:
        return [word] if word and order.municipality.operative_inline else []
    if word and order.municipality.operative_inline:
        paragraphs[-1] = f"{paragraphs[-1]} {word}"
    elif not word and paragraphs[-1][-1] not in ",.:;":
        paragraphs[-1] += ","
    return paragraphs


def operative(order):
    """«ПРИКАЗЫВАЮ:» and the like; the municipality's choice is for orders (domain.md 1.3)."""
    chosen = order.municipality.operative
    if order.kind == OrderKind.RESOLUTION:
        return OperativeVerb.DECREES.value
    if order.kind == OrderKind.DIRECTIVE:
        return chosen if chosen == OperativeVerb.OBLIGES else ""
    if chosen in (OperativeVerb.DECREES, OperativeVerb.OBLIGES):
        return OperativeVerb.CAPITALS.value
    return chosen
