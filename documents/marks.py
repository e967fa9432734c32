"""Marks over annexes: «Приложение № 1 к приказу …», «УТВЕРЖДЁН приказом …» (domain.md 1.4)."""

import re

from documents.annexes import kind_of
from documents.models.profile import AnnexMark
from lib.grammar.titles import approved

BLANK_DATE, BLANK_NUMBER = "____________", "______"
# A numbered annex of this very act; «изложив приложение № 1 в редакции …» and «в приложении № 1:»
# are said of the act that is amended.
NUMBERED_ANNEX = re.compile(
    r"(?<!\bв\s)приложени\w*\s*(?:№\s*)?\d+(?!\d|\s+в\s+(?:\w+\s+)?редакции)", re.IGNORECASE
)


def annex_mark(annex, annexes):
    """Lines of «Приложение № 1 к приказу … от … № …»; a draft has blanks to fill in.

    Over the mark of approval, which names the act itself, «Приложение № 1» stands alone.
    """
    order = annex.order
    first = "Приложение"
    if len(annexes) > 1 or any(NUMBERED_ANNEX.search(c.text) for c in order.clauses.all()):
        first += f" № {[other.pk for other in annexes].index(annex.pk) + 1}"
    if has_grif(annex):
        return [first]
    return [first, f"к {order.kind_dative} {issuer_genitive(order)}".strip(), requisites(order)]


def approval_grif(annex):
    """Lines of «УТВЕРЖДЁН приказом … от … № …»; empty unless the annex is to carry it."""
    order = annex.order
    if not has_grif(annex):
        return []
    by = f"{order.kind_instrumental} {issuer_genitive(order)}".strip()
    what = annex.heading or kind_of(annex).title(annex)
    return [approved(what), by, requisites(order)]


def has_grif(annex):
    """The annex is an approved document and the profile of the act marks such ones so."""
    return annex.is_approved_document and annex.order.profile.annex_mark == AnnexMark.APPROVED


def requisites(order):
    """«от 10.09.2020 № 01-10/142-2», or blanks to write them in."""
    return f"от {printed_date(order)} № {order.number or BLANK_NUMBER}"


def printed_date(order):
    """Date of the act in the style of its profile, or a blank to write it in."""
    return order.profile.printed_date(order.signed_on) or BLANK_DATE


def issuer_genitive(order):
    """Body of the act in the genitive: known of the usual one only, else empty."""
    return order.profile.issuer_genitive if is_usual_body(order) else ""


def is_usual_body(order):
    """The order is issued by the body of its profile, whose letterhead is kept."""
    return order.body == order.profile.issuer
