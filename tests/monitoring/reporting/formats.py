"""Reading a report back out of every format, to compare their words."""

import datetime
import io
import re

import pypdf
from docx import Document
from docx.oxml.ns import qn
from lxml import html
from openpyxl import load_workbook

from tests.documents.word.papers import joined


def words_of_page(content):
    """Words of the report on its page: what stands after the form."""
    main = html.document_fromstring(content).get_element_by_id("main")
    for outside in main.xpath("//form | //nav | //*[contains(@class, 'head')]"):
        outside.drop_tree()
    return joined(main.text_content())


def words_of_pdf(content):
    """(words, number of pages)."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return joined("".join(page.extract_text() for page in pages)), len(pages)


def words_of_word(content):
    body = Document(io.BytesIO(content)).element.body
    return joined("".join(body.itertext(qn("w:t"))))


def words_of_excel(content):
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return joined("".join(map(shown, cells)))


def shown(cell):
    """The value of a cell as Excel shows it in its format."""
    value = cell.value
    assert cell.data_type != "f", cell.coordinate
    if isinstance(value, datetime.date):
        assert cell.number_format == "DD.MM.YYYY"
        return f"{value:%d.%m.%Y}"
    if cell.number_format == "0.0":
        return f"{value:.1f}".replace(".", ",")
    return "" if value is None else str(value)


def body_of(words, heading):
    """What stands after the heading, in small letters: heads differ in what the sheet has."""
    return re.sub(r"^.*?" + re.escape(joined(heading)).lower(), "", words.lower(), count=1)
