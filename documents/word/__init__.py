"""Papers as Word documents, made from the HTML of the print templates (docs/decisions/0012)."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from lib.pdf import refuse_large

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(html):
    """DOCX of a full HTML document of templates/print; the same HTML gives the same bytes.

    Raises lib.pdf.NotPrinted when the document is too large; vocabulary.Unknown when a template
    uses a tag or a class that the vocabulary has not learnt.
    """
    refuse_large(html)
    # A tenth of a second of import: only for those who ask for a Word file.
    from documents.word.converter import convert

    return convert(html)


def docx_response(content, filename):
    """Download of the document; the name may be Russian (RFC 6266)."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, filename)
    return response
