"""Looking into Word files, and comparing their words with those of the PDF."""

import io
import re
import unicodedata
import zipfile

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from tests.documents.papers import pages_of

# What stands in the margin over a page: its number, and what is said of every page.
MARGIN = re.compile(r"\n(\d+\s*)?((ПРОЕКТ|КОНТРОЛЬНЫЙ ЭКЗЕМПЛЯР)\s*)?$")


def words_of_pdf(content, *heads):
    """Every letter, digit and sign of the pages in their order.

    Without what is repeated: numbers of pages, and the `heads` of tables on their next pages.
    """
    pages = [joined(MARGIN.sub("\n", page)) for page in pages_of(content)]
    for head in map(joined, heads):
        pages = [page.removeprefix(head) for page in pages]
    return "".join(pages)


def words_of_docx(content):
    """The same of the body of the document."""
    body = Document(io.BytesIO(content)).element.body
    return joined("".join(body.itertext(qn("w:t"))))


def joined(text):
    """Without spaces and hyphens: where lines end is not a word."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s\u00a0\u2011-]+", "", text)


def document_xml(content):
    """Root of word/document.xml."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))
