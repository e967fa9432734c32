"""What makes a Word file a document and not a picture: styles, sections, tables, language."""

import io
import re
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.printing import order_html
from documents.word import docx
from documents.word.markup import add
from documents.word.styles import STYLES
from documents.word.vocabulary import WORDS, Unknown
from tests.documents.test_order_paper import make_paper
from tests.documents.word.papers import document_xml, words_of_docx

TEMPLATES = re.compile(r'class="([^"]*)"')


@pytest.fixture
def paper(db):
    return docx(order_html(make_paper(signed=True, rows=15)))


def test_two_conversions_are_the_same_bytes(db):
    html = order_html(make_paper(signed=True))
    assert docx(html) == docx(html)


def test_every_part_is_a_section_with_its_sheet_and_its_count_of_pages(paper):
    document = Document(io.BytesIO(paper))
    assert [one.orientation for one in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
    ]
    assert [round(one.left_margin.mm) for one in document.sections] == [30, 30]
    assert all(one.different_first_page_header_footer for one in document.sections)
    starts = document.element.body.iter(qn("w:pgNumType"))
    assert [start.get(qn("w:start")) for start in starts] == ["1", "1"]
    header = document.sections[1].header._element
    assert "PAGE" in [f.get(qn("w:instr")).strip() for f in header.iter(qn("w:fldSimple"))]


def test_tables_repeat_their_heads_and_keep_their_rows_whole(paper):
    table = Document(io.BytesIO(paper)).tables[-1]
    rows = list(table._tbl.iter(qn("w:tr")))
    assert len(list(table._tbl.iter(qn("w:tblHeader")))) == 1
    assert len(list(table._tbl.iter(qn("w:cantSplit")))) == len(rows)
    widths = [int(one.get(qn("w:w"))) for one in table._tbl.iter(qn("w:gridCol"))]
    assert len(widths) == 5
    assert widths[1] > widths[0]


def test_signature_goes_with_the_text_before_it(paper):
    body = document_xml(paper).find(qn("w:body"))
    children = list(body)
    place = next(i for i, one in enumerate(children) if one.tag == qn("w:tbl"))
    assert children[place - 1].find(f".//{qn('w:keepNext')}") is not None


def test_styles_are_real_and_the_language_is_russian(paper):
    document = Document(io.BytesIO(paper))
    names = {style.name for style in document.styles}
    assert {style.name for style in STYLES.values()} <= names
    used = {paragraph.style.name for paragraph in document.paragraphs}
    marks = {"Вид документа", "Заголовок к тексту", "Пункт"}
    assert marks | {"Отметка о приложении (альбомный лист)"} <= used
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert 'w:val="ru-RU"' in styles
    assert styles.count('="Times New Roman"') >= 4
    assert document.core_properties.title.startswith("Приказ")
    assert document.core_properties.language == "ru-RU"


def test_profile_moves_the_margins_and_the_size(db):
    order = make_paper(signed=True, left_margin_mm=20, right_margin_mm=15, font_size=12)
    document = Document(io.BytesIO(docx(order_html(order))))
    sheet = document.sections[0]
    assert (round(sheet.left_margin.mm), round(sheet.right_margin.mm)) == (20, 15)
    sizes = document.styles.element.find(f".//{qn('w:docDefaults')}").iter(qn("w:sz"))
    assert [size.get(qn("w:val")) for size in sizes] == ["24"]


def test_annexes_may_share_one_run_of_pages(db):
    html = order_html(make_paper(signed=True, annexes_count_pages=False))
    body = document_xml(docx(html)).find(qn("w:body"))
    assert len(list(body.iter(qn("w:titlePg")))) == 1


def page(body):
    return (
        "<!doctype html><html lang='ru'><head><title>О</title><meta name='author' content='А'>"
        f"</head><body><section class='paper order'>{body}</section></body></html>"
    )


def test_unknown_class_is_refused_aloud():
    with pytest.raises(Unknown, match="p.sparkling"):
        docx(page('<p class="sparkling">Слово</p>'))
    with pytest.raises(Unknown, match="words outside"):
        docx(page("Слово без абзаца"))


# The mark of an electronic signature (docs/decisions/0017); sheets that are also given as XLSX.
PDF_ALONE = {"_signature_mark.html", "matrix.html", "timeline.html", "programme_title.html"}


def test_every_class_of_the_print_templates_is_known(settings):
    known = {word for name in WORDS for word in name.split(".")[1:]}
    folder = settings.BASE_DIR / "templates" / "print"
    written = set()
    for template in set(folder.glob("*.html")) - {folder / name for name in PDF_ALONE}:
        for classes in TEMPLATES.findall(re.sub(r"{%.*?%}", " ", template.read_text())):
            written |= {word for word in re.sub(r"{{.*?}}", "1", classes).split()}
    assert len(written) > 30
    assert written - known == set()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_file_that_opens(text):
    from django.utils.html import escape

    content = docx(page(f"<p>{escape(text)}</p>"))
    assert Document(io.BytesIO(content)).paragraphs
    assert words_of_docx(content) is not None


def test_long_text_is_written():
    content = docx(page(f"<p>{'слово ' * 8000}</p>"))
    assert words_of_docx(content) == "слово" * 8000


def test_word_elements_are_named_shortly():
    from docx.oxml import OxmlElement

    assert add(OxmlElement("w:p"), "pPr").tag == qn("w:pPr")
