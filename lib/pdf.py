"""Printing: HTML of the print templates to PDF, the same bytes every time (docs/decisions/0006).

The work is done by a child process with limits of memory and time (lib/press.py).
"""

import hashlib
import logging
import re
from functools import cache
from importlib.metadata import version

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from lib import press
from lib.permissions import NotNow
from lib.places import NoPlace
from lib.pressman import VARIANT

logger = logging.getLogger(__name__)

PRINT_DIR = settings.BASE_DIR / "static" / "print"
# Ten seconds of work and more, some 1400 measures; the five plans of the demo are 10–20 thousand.
MAX_CHARACTERS = 400_000
# Time grows with the square of a paragraph: two seconds for this one.
MAX_PARAGRAPH = 50_000
# Two seconds of work, some 200 measures: what takes longer, a person should not wait for.
LARGE = 60_000
# A picture costs little time; how large it may be lib/pdf_sources.py says.
PICTURE = re.compile(r"data:image/[a-z]+;base64,[A-Za-z0-9+/=]+")
PATIENCE = 8  # seconds to wait for a place; less than a transaction is waited for
# Without «sandbox»: it stops the PDF viewers of Safari and of older Chrome, which also need their
# own inline styles. The type is ours and `nosniff` keeps it, so no HTML can run here.
VIEWER_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'"

DIVIDE = "Разделите дорожную карту на несколько приложений и напечатайте их по одному."
BUSY = "Сейчас печатаются другие документы. Повторите через минуту."
REASONS = {
    "time": f"Документ печатался дольше {press.LIMITS.seconds} секунд и был остановлен. {DIVIDE}",
    "memory": f"Документу не хватило памяти, отведённой для печати. {DIVIDE}",
}
BROKEN = (
    "Документ не удалось напечатать. Повторите; если не получится снова, сообщите администратору "
    "время и название документа."
)


class NotPrinted(NotNow):
    """The document was not printed; the message is for the user."""


class Busy(NotPrinted):
    """Both places are taken; the same document may be printed a minute later."""


def render(html, *, patience=PATIENCE, report=None):
    """PDF of a full HTML document; it may load nothing but the styles and fonts of static/print.

    Raises NotPrinted when the document is too large, refers to anything else or breaks the limits
    of lib.press; Busy when both places have been taken for `patience` seconds. `report(pages)` is
    called as pages are laid out.
    """
    refuse_large(html)
    try:
        word, rest = press.print_html(
            html, patience=patience, is_last=is_large(html), report=report
        )
    except NoPlace:
        raise Busy(BUSY) from None
    if word == "ok":
        return rest
    if word == "refused":
        raise NotPrinted(f"Документ ссылается на посторонний файл: {rest.decode()}")
    logger.warning("A document was not printed: %s %s", word, rest.decode(errors="replace"))
    raise NotPrinted(REASONS.get(word, BROKEN))


def is_large(html):
    """The document takes longer than a person should wait: print it in the background (jobs)."""
    return len(PICTURE.sub("", html)) > LARGE


def fingerprint(html):
    """Hex SHA-256 of all that the PDF depends on: the same fingerprint, the same bytes."""
    return hashlib.sha256(_look() + html.encode(errors="replace")).hexdigest()


@cache
def _look():
    """What stands beside the HTML: styles and fonts, the variant, the version of the library."""
    digest = hashlib.sha256(f"{VARIANT} {version('weasyprint')}".encode())
    for path in sorted(PRINT_DIR.rglob("*.*")):
        digest.update(path.read_bytes())
    return digest.digest()


def refuse_large(html):
    """Raise NotPrinted for a document whose printing would hold the server."""
    html = PICTURE.sub("", html)
    if len(html) > MAX_CHARACTERS:
        raise NotPrinted(
            "Документ слишком велик, чтобы напечатать его одним файлом. "
            "Разделите дорожную карту на несколько приложений."
        )
    if max(map(len, html.split("<"))) > MAX_PARAGRAPH:
        raise NotPrinted(
            "В документе есть слишком длинный абзац. Разделите его на несколько и повторите."
        )


def pdf_response(content, filename):
    """The PDF shown by the browser; the name may be Russian (RFC 6266)."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, filename)
    response["Content-Security-Policy"] = VIEWER_ALLOWED
    response["X-Content-Type-Options"] = "nosniff"
    return response
