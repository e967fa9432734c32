"""Printing: HTML of the print templates to PDF, the same bytes every time (docs/decisions/0006)."""

import gc
import threading
from functools import cache

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# Archival, tagged for screen readers, may carry attachments.
VARIANT = "pdf/a-3a"
# Ten seconds of work, some 850 measures; the five plans of the demo are 10–20 thousand.
MAX_CHARACTERS = 400_000
# Time grows with the square of a paragraph: two seconds for this one.
MAX_PARAGRAPH = 50_000
# Past this size the garbage is worth collecting at once, or the next print pays for it.
LARGE = 100_000
# Browsers show the PDF inside their own viewer, which needs its own inline styles.
VIEWER_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'"

# The fonts are kept between prints and are not safe in threads; printing is all Python, so
# two at once would not be quicker anyway.
_one_at_a_time = threading.Lock()


class NotPrinted(Exception):
    """The document was not printed; the message is for the user."""


def render(html):
    """PDF of a full HTML document; it may load nothing but the styles and fonts of static/print.

    Raises NotPrinted when the document is too large or refers to anything else.
    """
    refuse_large(html)
    with _one_at_a_time:
        # Half a second of import: only for those who print.
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError

        fetcher, fonts, base_url = _outfit()
        try:
            document = HTML(string=html, base_url=base_url, url_fetcher=fetcher)
            return document.write_pdf(font_config=fonts, pdf_variant=VARIANT)
        except FatalURLFetchingError as refusal:
            raise NotPrinted(f"Документ ссылается на посторонний файл: {refusal}") from None
        finally:
            if len(html) > LARGE:
                gc.collect()


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


@cache
def _outfit():
    """What every print needs: the fetcher, the fonts (unpacked once), the folder of the styles."""
    from weasyprint.text.fonts import FontConfiguration

    from lib.pdf_sources import PRINT_DIR, PackagedOnly

    return PackagedOnly(), FontConfiguration(), f"{PRINT_DIR.as_uri()}/"


def pdf_response(content, filename):
    """The PDF shown by the browser; the name may be Russian (RFC 6266)."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, filename)
    response["Content-Security-Policy"] = VIEWER_ALLOWED
    response["X-Content-Type-Options"] = "nosniff"
    return response
