"""Word documents: paragraphs, tables, and what a person does not see."""

import pytest

from files.jailed import Unreadable
from files.papers import Paper, Paragraph, Table
from files.readers import docx
from tests.files.readers.word import p, r, read_word, spans, tbl, tc, texts, tr
from tests.files.samples import make_docx

HIDDEN = "<w:vanish/>"
BOLD = "<w:b/>"


@pytest.fixture
def read(tmp_path):
    return lambda body, **parts: read_word(tmp_path, body, **parts)


def cell_text(read, *blocks):
    (table,) = read(tbl(["№", tc(*blocks)])).tables
    return table.rows[0].cells[1].text


def test_paragraphs_and_tables_come_in_their_order(read):
    paper = read(p("Приказ") + tbl(["1", "Семинар"]) + p("Начальник") + tbl(["2", "Курсы"]))
    assert [type(block) for block in paper.blocks] == [Paragraph, Table, Paragraph, Table]
    assert [block.text for block in paper.paragraphs] == ["Приказ", "Начальник"]
    assert texts(paper.tables[1]) == [["2", "Курсы"]]
    assert paper.kind == "docx"


def test_paper_survives_the_way_through_json(read):
    paper = read(p("Приказ") + tbl(["1", tc("Семинар", properties='<w:gridSpan w:val="2"/>')]))
    assert Paper.from_json(paper.as_json()) == paper


# Text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (r("одно") + r(" целое"), "одно целое"),
        (r("<w:t>слева</w:t><w:tab/><w:t>справа</w:t>"), "слева справа"),
        (r("<w:t>выше</w:t><w:br/><w:t>ниже</w:t>"), "выше\nниже"),
        (r("<w:t>выше</w:t><w:cr/><w:t>ниже</w:t>"), "выше\nниже"),
        (r("<w:t>СОШ</w:t><w:noBreakHyphen/><w:t>3</w:t>"), "СОШ-3"),
        (r("<w:t>дорож</w:t><w:softHyphen/><w:t>ная</w:t>"), "дорожная"),
        (r("дорож\xadная"), "дорожная"),
        (r('<w:sym w:font="Wingdings" w:char="F0FC"/>'), "✓"),
        (r('<w:sym w:font="Symbol" w:char="00B3"/>'), "≥"),
        (r('<w:sym w:font="Times New Roman" w:char="2013"/>'), "–"),
        (r('<w:sym w:font="Wingdings" w:char="zz"/>'), ""),
        (r("\uf0fc"), "✓"),
        (r("<w:t>текст\n  в разметке</w:t>"), "текст   в разметке"),
        ('<w:hyperlink w:anchor="a">' + r("ссылка") + "</w:hyperlink>", "ссылка"),
        ("<w:smartTag>" + r("школа") + "</w:smartTag>", "школа"),
        ("<w:ins>" + r("новое") + "</w:ins><w:del>" + r("старое") + "</w:del>", "новое"),
        (
            "<w:moveTo>" + r("сюда") + "</w:moveTo><w:moveFrom>" + r("туда") + "</w:moveFrom>",
            "сюда",
        ),
        ("<w:del><w:r><w:delText>старое</w:delText></w:r></w:del>", ""),
        (r("видно") + r("скрыто", HIDDEN), "видно"),
        (r("видно", '<w:vanish w:val="0"/>'), "видно"),
        (r("сноска") + r('<w:footnoteReference w:id="2"/>'), "сноска"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        (
            "<w:ruby><w:rt>"
            + r("над")
            + "</w:rt><w:rubyBase>"
            + r("под")
            + "</w:rubyBase></w:ruby>",
            "под",
        ),
    ],
)
def test_text_of_a_paragraph(read, markup, text):
    assert [block.text for block in read(p(markup)).paragraphs] == [text]


def field(*pieces):
    kinds = {"{": "begin", "|": "separate", "}": "end"}
    return "".join(
        r(f'<w:fldChar w:fldCharType="{kinds[piece]}"/>') if piece in kinds else piece
        for piece in pieces
    )


CODE = r("<w:instrText>PAGE</w:instrText>")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (field("{", CODE, "|", r("12"), "}") + r(" стр."), "12 стр."),
        (field("{", CODE, r("не код"), "}") + r("стр."), "стр."),
        (field("{", CODE, "{", CODE, "|", r("внутри"), "}", "|", r("итог"), "}"), "итог"),
        ('<w:fldSimple w:instr="PAGE">' + r("12") + "</w:fldSimple>", "12"),
        (field("}", r("лишний конец")), "лишний конец"),
    ],
)
def test_result_of_a_field_is_kept_and_its_code_is_not(read, markup, text):
    assert read(p(markup)).paragraphs[0].text == text


def test_field_left_open_does_not_swallow_the_document(read):
    paper = read(p(field("{", CODE)) + p("Дальше"))
    assert paper.paragraphs[1].text == "Дальше"


def test_old_properties_of_tracked_changes_are_not_taken(read):
    old = "<w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    assert read(p(r("видно", old))).paragraphs[0].text == "видно"


def test_deleted_paragraph_is_gone(read):
    mark = "<w:rPr><w:del/></w:rPr>"
    paper = read(p("<w:del>" + r("старое") + "</w:del>", properties=mark) + p("новое"))
    assert [block.text for block in paper.paragraphs] == ["новое"]


def test_text_box_is_read_once(read):
    box = "<w:txbxContent>" + p("УТВЕРЖДЕНО") + "</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    paper = read(p(r("до") + f"<w:r>{both}</w:r>" + r("после")))
    assert sorted(block.text for block in paper.paragraphs) == ["УТВЕРЖДЕНО", "допосле"]


def test_only_fallback_is_read_when_there_is_no_choice(read):
    only = f"<mc:AlternateContent><mc:Fallback>{r('рисунок')}</mc:Fallback></mc:AlternateContent>"
    assert read(p(only)).paragraphs[0].text == "рисунок"


def control(content):
    """A content control around paragraphs, rows, cells or runs."""
    look = "<w:rPr><w:vanish/></w:rPr>"
    return f"<w:sdt><w:sdtPr>{look}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_content_control_is_transparent(read):
    cell = control(tc(p(control(r("Семинар")))))
    paper = read(control(p("Приказ")) + tbl(control(tr("1", cell))))
    assert paper.paragraphs[0].text == "Приказ"
    assert texts(paper.tables[0]) == [["1", "Семинар"]]


def test_prompt_of_an_empty_control_is_not_text(read):
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + r("Место для ввода")
        + "</w:sdtContent></w:sdt>"
    )
    assert read(p(prompt, r("Срок"))).paragraphs[0].text == "Срок"


# Look


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="Ы"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Название"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>'
    '<w:style w:type="character" w:styleId="s"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
)


def style(name):
    return f'<w:pStyle w:val="{name}"/>'


@pytest.mark.parametrize(
    ("paragraph", "is_bold", "is_heading"),
    [
        (p("План"), False, False),
        (p(r("План", BOLD)), True, False),
        (p(r("План", BOLD), r(" на год")), False, False),
        (p(r("План", BOLD), r(" ")), True, False),
        (p(r("План", '<w:b w:val="false"/>'), properties=style("1")), False, True),
        (p("План", properties=style("1")), True, True),
        (p("План", properties=style("2")), True, True),
        (p("План", properties=style("t")), False, True),
        (p("План", properties=style("x")), False, False),
        (p("План", properties=style("нет такого")), False, False),
        (p("План", properties='<w:outlineLvl w:val="1"/>'), False, True),
        (p("План", properties='<w:outlineLvl w:val="9"/>'), False, False),
        (p(r("План", '<w:rStyle w:val="s"/>')), True, False),
    ],
)
def test_bold_and_headings(read, paragraph, is_bold, is_heading):
    (found,) = read(paragraph, styles=STYLES).paragraphs
    assert (found.is_bold, found.is_heading) == (is_bold, is_heading)


def test_text_hidden_by_its_style_is_not_read(read):
    paper = read(p(r("видно"), r("скрыто", '<w:rStyle w:val="h"/>')), styles=STYLES)
    assert paper.paragraphs[0].text == "видно"


def test_cell_is_bold_when_all_its_text_is(read):
    body = tbl([tc(p(r("Раздел", BOLD)), p()), tc(p(r("Раздел", BOLD)), p("текст"))])
    first, second = read(body).tables[0].rows[0].cells
    assert first.is_bold
    assert not second.is_bold


# Tables


def test_lines_of_a_cell(read):
    assert (
        cell_text(read, p(), "первая", "вторая", p(), "третья", p()) == "первая\nвторая\n\nтретья"
    )


def merge(kind=None, span=1):
    value = f' w:val="{kind}"' if kind else ""
    return f'<w:gridSpan w:val="{span}"/><w:vMerge{value}/>'


def test_merged_cells(read):
    body = tbl(
        ["№", tc("Сроки", properties='<w:gridSpan w:val="2"/>'), "Кто"],
        ["1", tc("май", properties=merge("restart", 2)), "РОО"],
        ["2", tc("", properties=merge(None, 2)), "школы"],
        ["3", tc("не видно", properties=merge("continue", 2)), "школы"],
        ["4", "с мая", "по июнь", "школы"],
    )
    (table,) = read(body).tables
    assert spans(table) == [
        ["1×1", "2×1", "1×1"],
        ["1×1", "2×3", "1×1"],
        ["1×1", "…", "1×1"],
        ["1×1", "…", "1×1"],
        ["1×1", "1×1", "1×1", "1×1"],
    ]
    assert texts(table)[3] == ["3", "", "школы"]


def test_continuation_of_nothing_is_an_ordinary_cell(read):
    (table,) = read(tbl([tc("текст", properties=merge()), "2"], ["3", "4"])).tables
    assert texts(table) == [["текст", "2"], ["3", "4"]]
    assert spans(table)[0] == ["1×1", "1×1"]


def test_cells_merged_in_the_old_way(read):
    body = tbl(
        [tc("Раздел", properties='<w:hMerge w:val="restart"/>'), tc("", properties="<w:hMerge/>")],
        ["1", "Семинар"],
    )
    assert spans(read(body).tables[0]) == [["2×1"], ["1×1", "1×1"]]


def test_every_row_is_of_one_width(read):
    body = tbl(
        ["1", "2", "3"],
        tr("б", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        ["только"],
    )
    assert texts(read(body).tables[0]) == [["1", "2", "3"], ["", "б", ""], ["только", "", ""]]


def test_edges_drawn_a_little_apart_are_one(read):
    """Rows of a table that was drawn by hand: the grid has a column for every little step."""
    body = tbl(
        ["№", tc("Дело", properties='<w:gridSpan w:val="2"/>'), "Срок"],
        [tc("1", properties='<w:gridSpan w:val="2"/>'), "Семинар", "май"],
        widths=(600, 90, 4000, 2000),
    )
    (table,) = read(body).tables
    assert texts(table) == [["№", "Дело", "Срок"], ["1", "Семинар", "май"]]
    assert spans(table) == [["1×1"] * 3] * 2


def test_narrow_column_of_its_own_stays(read):
    body = tbl(["№", "Дело"], ["1", "Семинар"], widths=(200, 5000))
    assert texts(read(body).tables[0]) == [["№", "Дело"], ["1", "Семинар"]]


def test_header_row_and_numbers_of_rows(read):
    header = tr("№", "Дело", properties="<w:tblHeader/>")
    (table,) = read(tbl(header, ["1", "Семинар"])).tables
    assert [(row.is_header, row.number) for row in table.rows] == [(True, 1), (False, 2)]


def test_deleted_row_is_gone(read):
    (table,) = read(tbl(["1", "а"], tr("2", "б", properties="<w:del/>"), ["3", "в"])).tables
    assert texts(table) == [["1", "а"], ["3", "в"]]
    assert [row.number for row in table.rows] == [1, 3]


def test_table_in_a_cell_becomes_its_text(read):
    inner = tbl(["СОШ № 1", "12"], ["СОШ № 2", "7"])
    assert cell_text(read, "Школы:", inner, p()) == "Школы:\nСОШ № 1 12\nСОШ № 2 7"


PLAN = tbl(["№", "Дело", "Срок"], ["1", "Семинар", "май"], ["2", "Курсы", "июнь"])


def test_plan_inside_a_table_that_arranges_the_page_is_a_table(read):
    page = tbl(["Согласовано", "Утверждаю"], [tc(p("План"), PLAN, properties=merge(None, 2))])
    paper = read(page)
    assert [block.text for block in paper.paragraphs] == ["Согласовано", "Утверждаю", "План"]
    assert [texts(table) for table in paper.tables] == [texts(read(PLAN).tables[0])]


def test_table_with_a_table_in_one_of_many_cells_stays_whole(read):
    body = tbl(["№", "Дело", "Срок"], ["1", tc(PLAN), "май"], ["2", "Курсы", "июнь"])
    (table,) = read(body).tables
    assert len(table.rows) == 3
    assert "Семинар" in table.rows[1].cells[1].text


# Files


def test_strict_documents_are_read(read, tmp_path):
    path = tmp_path / "strict.docx"
    namespace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f"<w:document xmlns:w='{namespace}'><w:body>{p('Приказ')}</w:body></w:document>"
    path.write_bytes(make_docx(**{"word/document.xml": document}))
    assert Paper.from_json(docx.read(path)).paragraphs[0].text == "Приказ"


@pytest.mark.parametrize(
    "body",
    [
        "<w:tr><w:tc>" + p("вне таблицы") + "</w:tc></w:tr>",
        tbl() + tbl(tr()),
        "<w:tbl><w:tr><w:tr><w:tc><w:tc>" + p("а") + "</w:tc></w:tc></w:tr></w:tr></w:tbl>",
        "<w:t>без абзаца</w:t><w:r><w:t>без абзаца</w:t></w:r>",
        "<w:tbl>" + p("между строк") + "</w:tbl>",
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="много"/></w:tcPr></w:tc></w:tr></w:tbl>',
        "<mc:Choice/><w:sdtContent/><w:rPr><w:b/></w:rPr><w:pPr><w:numPr/></w:pPr>",
        p('<w:pPr><w:numPr><w:numId w:val="7"/><w:ilvl w:val="-1"/></w:numPr></w:pPr>', "а"),
    ],
)
def test_odd_markup_does_not_break_the_reader(read, body):
    assert read(body).kind == "docx"


@pytest.mark.parametrize("document", ["<w:document", "<a></b>", "", "<a>\x00</a>"])
def test_broken_markup_is_refused(tmp_path, document):
    path = tmp_path / "bad.docx"
    path.write_bytes(make_docx(**{"word/document.xml": document}))
    with pytest.raises(Unreadable, match="повреждён"):
        docx.read(path)
