"""What a document may load while it is printed; imported with WeasyPrint, which is slow.

The printing child imports it: nothing of Django here.
"""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

PRINT_DIR = Path(__file__).resolve().parent.parent / "static" / "print"
PRINT_CSS = PRINT_DIR / "print.css"
TYPES = {".css": "text/css", ".woff2": "font/woff2"}
MAX_DATA_URL = 200 * 1024


class PackagedOnly(URLFetcher):
    """Gives the packaged styles and fonts and small data: addresses; anything else stops the print.

    Inside an SVG WeasyPrint goes on in spite of the error, so what was refused is also kept.
    """

    def __init__(self):
        super().__init__()
        self.refused = []

    def fetch(self, url, headers=None):
        if url[:5].lower() == "data:" and len(url) <= MAX_DATA_URL:
            return super().fetch(url, headers)
        path = packaged(url)
        if path is None:
            self.refused.append(url[:200])
            raise FatalURLFetchingError(url[:200])
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})


def packaged(url):
    """Path of the style or font under static/print that the address means, else None."""
    parts = urlsplit(url)
    if parts.scheme.lower() != "file" or parts.netloc:
        return None
    path = Path(url2pathname(parts.path)).resolve()
    if path.suffix in TYPES and path.is_relative_to(PRINT_DIR) and path.is_file():
        return path
    return None
