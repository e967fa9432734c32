"""Tables pasted from Word, Excel and pages."""

import time

import pytest

from files.gate import Refused
from files.papers import Paper
from files.readers.pasted import read_pasted
from tests.files.readers.word import spans, texts


def only_table(text):
    (table,) = read_pasted(text).tables
    return table


# Plain text


def test_text_of_excel():
    table = only_table('№\tДело\tСрок\r\n1\t"Семинар\n«о ""ЕГЭ""»"\tмай\r\n')
    assert texts(table) == [["№", "Дело", "Срок"], ["1", 'Семинар\n«о "ЕГЭ"»', "май"]]
    assert [row.number for row in table.rows] == [1, 2]


@pytest.mark.parametrize(
    "name", ['"Точка роста"', '"Точка роста" в школе', '"не закрыто', 'закрыто"', '""']
)
def test_quotation_marks_of_word_stay(name):
    assert texts(only_table(f"1\t{name}\tмай\n2\tдело\tиюнь"))[0] == ["1", name, "май"]


def test_control_characters_are_dropped():
    assert texts(only_table("1\ta\x00б\x1f\tв\xad\u200bг")) == [["1", "aб", "вг"]]


def test_lines_around_the_table_are_paragraphs():
    paper = read_pasted("План\n\n№\tДело\n1\tСеминар\nНачальник\n")
    assert [block.text for block in paper.paragraphs] == ["План", "Начальник"]
    assert len(paper.tables[0].rows) == 2
    assert Paper.from_json(paper.as_json()) == paper


def test_line_of_one_cell_in_the_table_goes_over_its_width():
    table = only_table("№\tДело\tСрок\n1. Кадры\n1.1\tСеминар\tмай")
    assert spans(table)[1] == ["3×1"]
    assert texts(table)[1] == ["1. Кадры"]


def test_short_rows_are_filled_and_empty_columns_cut():
    table = only_table("№\tДело\t\t\n1\tСеминар\t\t\n2\t\t\t\n")
    assert texts(table) == [["№", "Дело"], ["1", "Семинар"], ["2", ""]]


def test_table_drawn_with_bars():
    table = only_table("| № | Дело |\n|---|:---:|\n| 1 | Семинар |\n")
    assert texts(table) == [["№", "Дело"], ["1", "Семинар"]]


def test_columns_divided_by_spaces():
    table = only_table("№   Дело           Срок\n1   Семинар школ   май 2026\n")
    assert texts(table) == [["№", "Дело", "Срок"], ["1", "Семинар школ", "май 2026"]]


@pytest.mark.parametrize("text", ["", "   \n \n", "просто слова", "одна  строка с пробелами"])
def test_text_without_a_table(text):
    assert read_pasted(text).tables == []


# HTML


WORD = """Version:0.9
StartHTML:0000000105
EndHTML:0000099999
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>td {color:red}</style>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><title>План</title></head>
<body lang=RU><!--StartFragment-->
<p class=MsoNormal align=center><b>План<o:p></o:p></b></p>
<table class=MsoTableGrid border=1>
 <thead><tr><td width=40 rowspan=2><p class=MsoNormal>№&nbsp;<o:p></o:p></p></td>
  <td colspan=2><p><b style='mso-bidi-font-weight:normal'>Сроки
  работы</b></p></td></tr>
 <tr><td><p>начало</p></td><td><p>конец</p></td></tr></thead>
 <tr style='mso-yfti-irow:2'><td><p><![if !supportLists]><span>1.<span style='a'>&nbsp;&nbsp;
  </span></span><![endif]></p></td><td rowspan=2><p>Провести</p><p>семинар</p></td>
  <td>май<br>июнь</td></tr>
 <tr><td><p>2.</p></td><td>a &lt; b<script>alert(1)</script><del>было</del></td></tr>
</table><!--EndFragment--></body></html>"""


def test_html_of_word():
    paper = read_pasted(WORD)
    assert [(block.text, block.is_bold) for block in paper.paragraphs] == [("План", True)]
    (table,) = paper.tables
    assert texts(table) == [
        ["№", "Сроки работы"],
        ["", "начало", "конец"],
        ["1.", "Провести\nсеминар", "май\nиюнь"],
        ["2.", "", "a < b"],
    ]
    assert spans(table) == [
        ["1×2", "2×1"],
        ["…", "1×1", "1×1"],
        ["1×1", "1×2", "1×1"],
        ["1×1", "…", "1×1"],
    ]
    assert [row.is_header for row in table.rows] == [True, True, False, False]
    assert table.rows[0].cells[1].is_bold


def test_html_of_excel():
    table = only_table(
        "<html><body><table border=0><col width=64><tr height=20><td class=xl65 x:num>1</td>"
        '<td>Первая<br style="mso-data-placement:same-cell">вторая</td></tr></table></body></html>'
    )
    assert texts(table) == [["1", "Первая\nвторая"]]


def test_html_of_google_documents():
    table = only_table(
        '<b style="font-weight:normal"><table><tbody><tr><td><ol start="3"><li><p>Семинар</p></li>'
        "<li><p>Курсы</p></li></ol></td><td><ul><li>школы</li></ul></td></tr></tbody></table></b>"
    )
    assert texts(table) == [["3. Семинар\n4. Курсы", "- школы"]]
    assert not table.rows[0].cells[0].is_bold


def test_numbered_item_without_a_text_is_its_number():
    table = only_table("<table><tr><td><ol><li></li></ol></td><td>Семинар</td></tr></table>")
    assert texts(table) == [["1.", "Семинар"]]


def test_tags_left_open_are_closed_by_those_that_follow():
    table = only_table("<table><tr><td><b>1<td>Семинар<tr><td>2<td>Курсы</table>")
    assert texts(table) == [["1", "Семинар"], ["2", "Курсы"]]
    assert [cell.is_bold for cell in table.rows[0].cells] == [True, False]


def test_headings_and_bold_of_a_page():
    paper = read_pasted("<h2>Раздел</h2><p style='font-weight: 700'>Цель<p>просто<table><tr><th>№")
    looks = [(block.text, block.is_bold, block.is_heading) for block in paper.paragraphs]
    assert looks == [("Раздел", True, True), ("Цель", True, False), ("просто", False, False)]
    assert paper.tables[0].rows[0].cells[0].is_bold


def test_plan_inside_a_table_that_arranges_the_page_is_a_table():
    rows = "".join(f"<tr><td>{n}<td>дело<td>май</tr>" for n in range(3))
    page = f"<table><tr><td>меню<td></tr><tr><td colspan=2><table>{rows}</table></tr></table>"
    paper = read_pasted(page)
    assert [block.text for block in paper.paragraphs] == ["меню"]
    assert len(only_table(page).rows) == 3


def test_cell_reaching_to_the_end_of_the_table():
    table = only_table("<table><tr><td rowspan=0>а<td>б<tr><td>в<tr><td>г</table>")
    assert spans(table) == [["1×3", "1×1"], ["…", "1×1"], ["…", "1×1"]]


def test_row_shorter_than_a_cell_reaching_into_it():
    table = only_table("<table><tr><td>а<td>б<td rowspan=2>в<tr><td>г</table>")
    assert texts(table) == [["а", "б", "в"], ["г", "", ""]]
    assert spans(table)[1] == ["1×1", "1×1", "…"]


@pytest.mark.parametrize(
    "page",
    [
        "<table><td>а</table>",
        "<tr><td>вне таблицы",
        "</table></td></tr></p><p>",
        "<table><tr><td <td>>",
        "<p>a < b <> c <1",
        "<td colspan=x rowspan=-1 style",
        "<!-- <table>",
        "<p>&#xD800;&nosuch;&#99999999999;",
        "<table><tr></tr></table><table></table>",
        "<table><tr><td>а<td rowspan=3>б<tr><td colspan=3>в<tr><td>г</table>",
    ],
)
def test_odd_html_does_not_break_the_reader(page):
    assert read_pasted(page).kind == "pasted"


# Hostile


PIECES = ["<", "<!--", "<a ", '<a "', "<a '", "</", "<!", "<?", "<a b=", "<b>", "<p>", "<td>"]
PIECES += [
    "<table>",
    "<tr><td>",
    "<td colspan=200 rowspan=9999>",
    "<b>x</i>",
    "<ol><li>",
    "<style>",
]
PIECES += ["<a \"'>", '<a ">"', "&", "&#", "\t", "\n", '"\t', '"a\n', '"""a\t"', "a|", "a  ", "a"]


@pytest.mark.parametrize("piece", PIECES)
def test_two_million_characters_take_no_minutes(piece):
    text = (piece * (2_000_000 // len(piece)))[:1_999_990] + "\"'><td>"
    started = time.perf_counter()
    try:
        read_pasted(text)
    except Refused as refusal:
        assert refusal.reason  # noqa: PT017 - either outcome is right, a wait is not
    assert time.perf_counter() - started < 10


def test_too_long_text_is_refused():
    with pytest.raises(Refused, match="2 миллионов"):
        read_pasted("а" * 2_000_001)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<table>" * 30, "вложены"),
        ("<table><tr>" + "<td>а" * 201, "200 столбцов"),
        ("<table><tr><td colspan=99999>а", "200 столбцов"),
        ("<table>" + "<tr>" * 20_001, "20 000 строк"),
        ("<p>а" * 60_001, "60 000 абзацев"),
        ("\t".join("а" * 201), "200 столбцов"),
        ("а\tб\n" * 20_001, "20 000 строк"),
    ],
)
def test_too_large_table_is_refused(text, words):
    with pytest.raises(Refused, match=words):
        read_pasted(text)
