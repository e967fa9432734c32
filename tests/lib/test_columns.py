"""Tables that people fill in: headings, cells, what is passed over."""

import datetime
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import cells
from lib.cells import Wrong
from lib.columns import MAX_ROWS, Column, read_table
from lib.sheets import Book, Cell, Sheet, SheetRow

D = datetime.date
COLUMNS = (
    Column("name", "Название", cells.words(20), "Впишите название.", "Пример", is_required=True),
    Column("number", "Число", cells.whole, "", "1", also=("Количество",)),
    Column("day", "Дата", cells.day, ""),
)


def book(*rows, notes=(), name="Лист1"):
    """A book of one sheet whose rows are lists of texts or of cells."""
    made = [
        SheetRow(number, tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row))
        for number, row in enumerate(rows, start=1)
    ]
    return Book([Sheet(name, made)], list(notes))


def values(filled):
    return [tuple(row.values.values()) for row in filled.rows]


def test_heading_is_found_below_a_title_in_any_order_and_spelling():
    filled = read_table(
        COLUMNS, book(["Список", "", ""], [], ["ДАТА:", "количество", "название*"],
                      ["01.02.2026", "7", "Ёлка"])
    )  # fmt: skip
    assert values(filled) == [("Ёлка", 7, D(2026, 2, 1))]
    assert filled.rows[0].number == 4


def test_sheet_without_the_heading_is_passed_over():
    second = book(["Название", "Число"], ["А", "2"]).sheets
    filled = read_table(COLUMNS, Book([*book(["Что-то"]).sheets, *second], ["Скрытый лист"]))
    assert values(filled) == [("А", 2, None)]
    assert filled.notes == ["Скрытый лист"]


def test_rows_on_two_sheets_are_refused():
    first = book(["Название", "Число"], ["А", "2"], name="2024").sheets
    second = book(["Название", "Число"], ["Б", "3"], name="2025").sheets
    filled = read_table(COLUMNS, Book([*first, *second]))
    assert not filled.rows
    assert [f.wrong for f in filled.faults] == ["строки стоят на нескольких листах: «2024», «2025»"]


def test_filled_sheet_is_read_though_an_empty_template_stands_before_it():
    first = book(["Название", "Число"], ["Пример", "1"], name="Шаблон").sheets
    second = book(["Название", "Число"], ["Б", "3"], name="2025").sheets
    third = book(["Число", "Дата"], ["3", ""], name="Справка").sheets
    filled = read_table(COLUMNS, Book([*first, *second, *third]))
    assert values(filled) == [("Б", 3, None)]
    assert filled.notes == [
        "Лист «Шаблон» не читается: прочитан лист «2025».",
        "Лист «Справка» не читается: прочитан лист «2025».",
    ]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([], "в файле нет строки с заголовками столбцов"),
        ([["Число", "Дата"], ["1", ""]], "такого столбца нет"),
        ([["Название", "Число", "Число"], ["А", "1", "2"]], "столбец стоит дважды"),
        ([["Название", "Число"]], "под заголовками нет ни одной строки"),
        ([["Название", "Число"], *[["А", ""]] * (MAX_ROWS + 1)], "в таблице 2001\u00a0строка"),
        ([["Название", "Число"], ["", "1"]], "не заполнено"),
        ([["Название", "Число"], ["А", "#REF!"]], "в ячейке ошибка формулы #REF!"),
        ([["Название", "Число"], ["А" * 21, ""]], "текст длиннее 20 знаков"),
        ([["Название", "Число"], ["А", Cell(is_covered=True)]], "ячейка объединена с верхней"),
    ],
)
def test_fault(rows, wrong):
    faults = read_table(COLUMNS, book(*rows)).faults
    assert len(faults) == 1
    assert faults[0].wrong.startswith(wrong)
    assert faults[0].advice


def test_example_and_strange_columns_are_passed_over_and_told():
    filled = read_table(
        COLUMNS, book(["Название", "Число", "Цвет"], ["Пример", "1", "белый"], ["Пример", "2"])
    )
    assert values(filled) == [("Пример", 2, None)]
    assert filled.notes == [
        "Столбец «Цвет» не из шаблона: он не читается.",
        "Строка 2 — пример из шаблона, она не читается.",
    ]


def test_example_is_known_without_a_column_that_was_deleted():
    filled = read_table(COLUMNS, book(["Название", "Дата"], ["Пример", ""], ["А", ""]))
    assert values(filled) == [("А", None, None)]
    assert filled.notes == ["Строка 2 — пример из шаблона, она не читается."]


def test_book_survives_being_kept_as_json():
    made = book(["Дата"], [Cell("01.02.2026", D(2026, 2, 1))], [Cell(is_covered=True)], notes=["х"])
    assert Book.from_json(made.as_json()) == made


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("15.04.2026", D(2026, 4, 15)),
        (" 5.4.2026 ", D(2026, 4, 5)),
        ("15.04.2026 г.", D(2026, 4, 15)),
        ("2026-04-15", D(2026, 4, 15)),
    ],
)
def test_day(text, date):
    assert cells.day(Cell(text)) == date


@pytest.mark.parametrize("text", ["15.04.26", "31.02.2026", "46127", "апрель 2026", "01.01.0026"])
def test_what_is_no_day(text):
    with pytest.raises(Wrong):
        cells.day(Cell(text))


@pytest.mark.parametrize("text", ["-1", "1,5", "1.5", "много", "12345678"])
def test_what_is_no_whole_number(text):
    with pytest.raises(Wrong):
        cells.whole(Cell(text))


@pytest.mark.parametrize("text", ["32768", "99999", "9" * 5000])
def test_whole_number_that_the_database_does_not_hold(text):
    with pytest.raises(Wrong, match="слишком большое число"):
        cells.whole(Cell(text))
    assert cells.whole(Cell("32767")) == 32767


def test_piece_that_the_database_does_not_hold():
    with pytest.raises(Wrong, match="длиннее 250 знаков"):
        cells.pieces(Cell(f"Школа; {'А' * 251}"))
    assert cells.pieces(Cell(f"Школа; {'А' * 250}")) == ["Школа", "А" * 250]


def test_whole_number_with_spaces():
    assert cells.whole(Cell("1\u00a0200")) == 1200


@given(st.text(max_size=200))
def test_no_text_breaks_a_reader(text):
    for read in (cells.words(50), cells.pieces, cells.yes_or_no, cells.day, cells.whole):
        with suppress(Wrong):  # anything else would be a fault of the server
            read(Cell(text))


@given(st.lists(st.lists(st.text(max_size=20), max_size=5), max_size=8))
def test_no_table_breaks_the_reading(rows):
    filled = read_table(COLUMNS, book(["Название", "Число", "Дата"], *rows))
    assert filled.rows or filled.faults
