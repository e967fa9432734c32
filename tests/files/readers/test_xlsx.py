"""Excel books: what a person sees in the cells, merged cells, what is hidden."""

import datetime

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from files.papers import Paper
from tests.files.readers.excel import cells, excel_file, read_book, read_bytes
from tests.files.readers.word import spans, texts


@pytest.fixture
def read(tmp_path):
    """Paper of a book whose active sheet is filled by the function."""
    return lambda fill: read_book(tmp_path, lambda book: fill(book.active))


@pytest.fixture
def read_markup(tmp_path):
    return lambda sheet, **parts: read_bytes(tmp_path, excel_file(sheet, **parts))


def only_cell(paper):
    ((cell,),) = [row.cells for row in paper.tables[0].rows]
    return cell


@pytest.fixture
def shown(read):
    """The cell that holds the value, with the format of numbers."""

    def show(value, code="General"):
        def fill(sheet):
            sheet["A1"] = value
            sheet["A1"].number_format = code

        return only_cell(read(fill))

    return show


# Values


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1, "General", "1"),
        (1.0, "General", "1"),
        (1.1, "General", "1.1"),
        (0.1 + 0.2, "General", "0.3"),
        ("1.10", "General", "1.10"),
        (1e27, "0.00", f"1{'0' * 27}"),
        (1.5, "0." + "0" * 30, "1.5"),
        (1.5, '0.00" р."' + "%" * 200, f"15{'0' * 399} р.{'%' * 200}"),
        (5, 'General" чел."', "5 чел."),
        (5, "[Red]General", "5"),
        (5, "[Red]", "5"),
        (-5, '"№ "General;[Red]-General\\ р', "-5 р"),
        ("001", "@", "001"),
        (770212345678, "General", "770212345678"),
        (12345, "0000000000", "0000012345"),
        (1.1, "0.00", "1.10"),
        (2.5, "0", "3"),
        (2.345, "0.0#", "2.35"),
        (2, "0.0#", "2.0"),
        (2, "#.##", "2"),
        (1234567, "#,##0", "1234567"),
        (-5, "0;(0)", "(5)"),
        (-5, "0", "-5"),
        (0, "0;-0;нет", "нет"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12,5%"),
        (7, '0" чел."', "7 чел."),
        (7, "[Red]0.0", "7.0"),
        (7, "#,##0.00\\ [$руб.-419]", "7.00 руб."),
        (7, '"№ "0"-й"', "№ 7-й"),
        (7, '"есть"', "есть"),
        (0.5, ".00", "0.50"),
        (79001234567, "0-000-000", "79001234567"),
        (0.5, "# ?/?", "0.5"),
        (12345, "0.00E+00", "12345"),
        (True, "General", "ИСТИНА"),
        (False, "General", "ЛОЖЬ"),
        ("  две \r\nстроки\n", "General", "две\nстроки"),
        ("дорож\xadная", "General", "дорожная"),
        ("#Н/Д", "General", "#Н/Д"),
    ],
)
def test_value_is_read_as_a_person_sees_it(shown, value, code, text):
    assert shown(value, code).text == text
    assert shown(value, code).date is None


@pytest.mark.parametrize(
    ("value", "code", "text", "date"),
    [
        (datetime.date(2026, 4, 15), "dd.mm.yyyy", "15.04.2026", datetime.date(2026, 4, 15)),
        (
            datetime.date(2026, 4, 15),
            "[$-419]d mmmm yyyy;@",
            "15.04.2026",
            datetime.date(2026, 4, 15),
        ),
        (datetime.date(2026, 4, 15), "d-mmm", "15.04.2026", datetime.date(2026, 4, 15)),
        (
            datetime.datetime(2026, 4, 15, 9, 30),
            "dd.mm.yyyy h:mm",
            "15.04.2026 09:30",
            datetime.date(2026, 4, 15),
        ),
        # Excel makes the first of the month out of «апрель 2026»; nobody has written a day.
        (datetime.date(2026, 4, 1), "mmm-yy", "апрель 2026", None),
        (datetime.date(2026, 4, 1), "[$-419]mmmm yyyy", "апрель 2026", None),
        (datetime.date(2026, 4, 1), "mmmm", "апрель", None),
        (datetime.date(2026, 4, 1), "yyyy", "2026", None),
        (datetime.time(9, 30), "h:mm", "9:30", None),
        (-1, "dd.mm.yyyy", "-1", None),
        (10**9, "dd.mm.yyyy", "1000000000", None),
    ],
)
def test_dates(shown, value, code, text, date):
    cell = shown(value, code)
    assert (cell.text, cell.date) == (text, date)


def test_dates_of_the_other_epoch(read_markup):
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    sheet = cells('<c s="1"><v>44665</v></c>')
    book = '<workbookPr date1904="1"/>'
    assert only_cell(read_markup(sheet, styles=styles)).date == datetime.date(2022, 4, 14)
    assert only_cell(read_markup(sheet, styles=styles, book=book)).date == datetime.date(
        2026, 4, 15
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ('<c t="str"><f>A1</f><v>апрель</v></c>', "апрель"),
        ('<c t="e"><f>A1</f><v>#REF!</v></c>', "#REF!"),
        ('<c t="d"><v>2026-04-15T00:00:00</v></c>', "15.04.2026"),
        ('<c t="d"><v>весна</v></c>', "весна"),
        ('<c t="inlineStr"><is><t>прямо</t></is></c>', "прямо"),
        ('<c t="inlineStr"><is><r><t>по </t></r><r><t>частям</t></r></is></c>', "по частям"),
        ('<c t="s"><v>0</v></c>', "из таблицы"),
        ('<c t="str"><v>строка_x000D_\nдругая_xD800__x0000_</v></c>', "строка\nдругая"),
        ("<c><v>1E+2</v></c>", "100"),
        ("<c><v>1.0000000000000002</v></c>", "1"),
        ("<c><v>NaN</v></c>", "NaN"),
        ("<c><v>1e99</v></c>", "1e99"),
        ('<c s="77777777777"><v>5</v></c>', "5"),
    ],
)
def test_spellings_of_values(read_markup, markup, text):
    strings = "<si><t>из таблицы</t><rPh><t>чтение</t></rPh></si>"
    assert only_cell(read_markup(cells(markup), strings=strings)).text == text


@pytest.mark.parametrize(
    "markup",
    ["<c><f>1+1</f></c>", '<c t="s"><v>9</v></c>', '<c t="s"><v>x</v></c>', "<c/>", "<c><v/></c>"],
)
def test_cell_without_a_value_is_empty(read_markup, markup):
    paper = read_markup(cells(f"<c><v>1</v></c>{markup}<c><v>3</v></c>"))
    assert texts(paper.tables[0]) == [["1", "", "3"]]


def test_bold(read):
    def fill(sheet):
        bold = TextBlock(InlineFont(b=True), "Раздел")
        sheet.append(["Раздел", "дело", CellRichText(bold), CellRichText(bold, " дальше")])
        sheet["A1"].font = Font(bold=True)

    (row,) = read(fill).tables[0].rows
    assert [cell.is_bold for cell in row.cells] == [True, False, True, False]


# Sheets


def test_every_visible_sheet_is_a_table_with_its_name(tmp_path):
    def fill(book):
        book.active.title = "План"
        book.active["A1"] = 1
        for name, state in (("Справка", "hidden"), ("Тайный", "veryHidden"), ("Ещё", "visible")):
            sheet = book.create_sheet(name)
            sheet["A1"], sheet.sheet_state = name, state
        book.create_sheet("Пустой")

    paper = read_book(tmp_path, fill)
    assert [table.name for table in paper.tables] == ["План", "Ещё"]
    assert paper.notes == [
        "Скрытый лист «Справка» не прочитан.",
        "Скрытый лист «Тайный» не прочитан.",
    ]
    assert paper.kind == "xlsx"
    assert Paper.from_json(paper.as_json()) == paper


def test_empty_rows_and_columns_around_are_cut(read):
    def fill(sheet):
        sheet["C4"], sheet["E6"] = "№", "Срок"
        sheet["Z99"].font = Font(bold=True)  # a look is not a value

    (table,) = read(fill).tables
    assert texts(table) == [["№", "", ""], ["", "", ""], ["", "", "Срок"]]
    assert [row.number for row in table.rows] == [4, 5, 6]


def test_cells_without_references_stand_in_their_order(read_markup):
    paper = read_markup(cells("<c><v>1</v></c><c><v>2</v></c>", "<c/><c><v>3</v></c>"))
    assert texts(paper.tables[0]) == [["1", "2"], ["", "3"]]


def test_merged_cells(read):
    def fill(sheet):
        for row in (["План"], ["№", "Срок", "", "Кто"], ["1", "май", "", "РОО"], ["2"], ["3"]):
            sheet.append(row)
        for place in ("A1:D1", "B2:C2", "B3:C4", "D3:D5"):
            sheet.merge_cells(place)

    (table,) = read(fill).tables
    assert spans(table) == [
        ["4×1"],
        ["1×1", "2×1", "1×1"],
        ["1×1", "2×2", "1×3"],
        ["1×1", "…", "…"],
        ["1×1", "1×1", "1×1", "…"],
    ]
    assert {sum(cell.colspan for cell in row.cells) for row in table.rows} == {4}


def test_merged_cells_are_cut_to_the_used_part(read_markup):
    merges = '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="F9:G12"/></mergeCells>'
    sheet = cells("<c><v>1</v></c>", "<c><v>2</v></c><c><v>3</v></c>") + merges
    assert spans(read_markup(sheet).tables[0]) == [["2×1"], ["1×1", "1×1"]]


def test_rows_printed_on_every_page_are_the_header(read):
    def fill(sheet):
        for row in (["План"], ["№"], ["1"]):
            sheet.append(row)
        sheet.print_title_rows = "2:2"

    assert [row.is_header for row in read(fill).tables[0].rows] == [False, True, False]


def test_hidden_rows_and_columns_are_read_and_told(read):
    def fill(sheet):
        for number in range(1, 9):
            sheet.append([number, "дело", "срок"])
            sheet.row_dimensions[number].hidden = number > 1
        sheet.column_dimensions["B"].hidden = True
        sheet.column_dimensions["K"].hidden = True
        sheet.row_dimensions[50].hidden = True

    paper = read(fill)
    assert len(paper.tables[0].rows) == 8
    assert paper.notes == [
        "На листе «Sheet» есть скрытые строки (2, 3, 4, 5, 6 и другие). "
        "Они прочитаны вместе с остальными.",
        "На листе «Sheet» есть скрытые столбцы (B). Они прочитаны вместе с остальными.",
    ]


def test_strict_books_are_read(read_markup):
    paper = read_markup(
        cells("<c><v>1</v></c>"), namespace="http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    assert texts(paper.tables[0]) == [["1"]]


def test_book_without_values_has_no_tables(read):
    assert read(lambda sheet: None).tables == []
