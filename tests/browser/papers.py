"""Files that people attach."""

from tests.files.samples import make_pdf

REPORT = make_pdf(b"<< /Title (Report) >>")
PROGRAMME = make_pdf(b"<< /Title (Programme) >>")


def pdf(name, content=REPORT):
    """What a file field of the browser takes."""
    return {"name": name, "mimeType": "application/pdf", "buffer": content}
