"""Files that people attach."""

from tests.files.photographs import make_jpeg
from tests.files.samples import make_pdf

REPORT = make_pdf(b"<< /Title (Report) >>")
PROGRAMME = make_pdf(b"<< /Title (Programme) >>")


def pdf(name, content=REPORT):
    """What a file field of the browser takes."""
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def photo(name):
    """A photograph of 400 × 300 for which the camera was held on its side."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": make_jpeg(orientation=6)}
