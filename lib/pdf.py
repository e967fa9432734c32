"""Printing: HTML of the print templates to PDF, the same bytes every time (docs/decisions/0006)."""

import gc
import threading
from functools import cache

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from lib.permissions import NotNow

PRINT_CSS = settings.BASE_DIR / "static" / "print" / "print.css"
# Archival, tagged for screen readers, may carry attachments.
VARIANT = "pdf/a-3a"
# Ten seconds of work, some 850 measures; the five plans of the demo are 10–20 thousand.
MAX_CHARACTERS = 400_000
# Time grows with the square of a paragraph: two seconds for this one.
MAX_PARAGRAPH = 50_000
# Past this size the garbage is worth collecting at once, or the next print pays for it.
LARGE = 100_000
# Without «sandbox»: it stops the PDF viewers of Safari and of older Chrome, which also need their
# own inline styles. The type is ours and `nosniff` keeps it, so no HTML can run here.
VIEWER_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'"

# The fonts are kept between prints and are not safe in threads; printing is all Python, so
# two at once would not be quicker anyway.
_one_at_a_time = threading.Lock()


class NotPrinted(NotNow):
    """The document was not printed; the message is for the user."""


def render(html):
    """PDF of a full HTML document; it may load nothing but the styles and fonts of static/print.

    Raises NotPrinted when the document is too large or refers to anything else.
    """
    refuse_large(html)
    with _one_at_a_time:
        try:
            content, refused = _print(html)
        finally:
            if len(html) > LARGE:
                gc.collect()
    if refused:
        raise NotPrinted(f"Документ ссылается на посторонний файл: {refused[0]}")
    return content


def _print(html):
    """(PDF or None, addresses that were refused)."""
    # Half a second of import: only for those who print.
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    from lib.pdf_sources import PackagedOnly

    fetcher = PackagedOnly()
    try:
        document = HTML(string=html, base_url=PRINT_CSS.as_uri(), url_fetcher=fetcher)
        return document.write_pdf(font_config=_fonts(), pdf_variant=VARIANT), fetcher.refused
    except FatalURLFetchingError:
        return None, fetcher.refused


@cache
def _fonts():
    """The packaged fonts, unpacked once for the process."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def refuse_large(html):
    """Raise NotPrinted for a document whose printing would hold the server."""
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
