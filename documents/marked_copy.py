"""The copy of a signed order with the mark of its electronic signature (domain.md 1.6).

Made anew each time from the text frozen at signing; the frozen PDF, whose sum was signed, never
carries the mark. There is no other way to draw one.
"""

import re

from django.template.loader import render_to_string
from django.utils import timezone

from documents.printing import PART_END
from lib.permissions import NotNow

# The post of a block of signature, up to its name (templates/print/_signature.html).
BEFORE_NAME = re.compile(
    r'<div class="signature"><div class="sides"><p class="post">.*?</p>(?=<p class="name">)',
    re.DOTALL,
)
NO_PDF = (
    "PDF этого документа ещё готовится. Отметка ставится, когда к готовому PDF приложат подпись."
)
NO_SIGNATURE = (
    "Отметки об электронной подписи нет: к документу не приложена подпись, которая подошла бы к "
    "его PDF."
)
NO_PLACE = "В тексте документа не нашлось места подписи. Сообщите администратору."


class NoMark(NotNow):
    """The mark may not be drawn, or there is no place for it in the text."""


def marking_signature(order):
    """The first signature of the order that earns the mark, or None."""
    return next((one for one in order.signatures.all() if one.earns_mark), None)


def marked_html(order):
    """The frozen text with the mark in the place of the signatory's signature by hand.

    Raises NoMark unless a signature of the order's own PDF earns it.
    """
    if order.is_signed and not order.pdf_id:
        raise NoMark(NO_PDF)
    return with_mark(order, marking_signature(order))


def with_mark(order, signature):
    """The frozen text, not a letter of it changed, with the mark of the signature put in."""
    if signature is None or signature.order_id != order.pk or not signature.earns_mark:
        raise NoMark(NO_SIGNATURE)
    with timezone.override(order.municipality.zone):  # its days, also in a background job
        mark = render_to_string("print/_signature_mark.html", {"signature": signature})
    # The order itself is the first part and has one such block; those of annexes come later.
    text, end, annexes = order.signed_html.partition(PART_END)
    found = BEFORE_NAME.search(text)
    if not found:
        raise NoMark(NO_PLACE)
    return text[: found.end()] + mark + text[found.end() :] + end + annexes
