from io import BytesIO

import pytest
from openpyxl import load_workbook

from lib.excel import workbook, workbook_file, xlsx_response


@pytest.mark.parametrize("text", ["=1+1", "+7 900", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)"])
def test_text_never_becomes_a_formula(text):
    book = load_workbook(BytesIO(workbook("Лист", ["Графа"], [[text]])))
    cell = book.active["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_heading_and_notes_stand_above_the_rows():
    book = load_workbook(BytesIO(workbook("Лист", ["А", "Б"], [["1", 2]], notes=["На 15.04.2026"])))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows == [("На 15.04.2026", None), ("А", "Б"), ("1", 2)]


def test_control_characters_are_left_out():
    book = load_workbook(BytesIO(workbook("Лист", ["Графа"], [["а\x00б\x0bв"]])))
    assert book.active["A2"].value == "абв"


class Row(tuple):
    """A row that tells how many of them are in memory."""

    alive = most = 0

    def __new__(cls, values):
        Row.alive += 1
        Row.most = max(Row.most, Row.alive)
        return super().__new__(cls, values)

    def __del__(self):
        Row.alive -= 1


@pytest.mark.parametrize(("kept", "most"), [(iter, 3), (list, 500)])
def test_rows_of_a_book_are_forgotten_as_they_are_written(kept, most):
    Row.alive = Row.most = 0
    rows = kept(Row((str(number), number)) for number in range(500))
    with workbook_file("Лист", ["Слова", "Число"], rows) as book:
        sheet = load_workbook(book, read_only=True).active
        assert sum(1 for _ in sheet.iter_rows()) == 501
    # A list keeps all of them: the measure does notice it.
    assert Row.most <= most
    assert (Row.most == 500) is (kept is list)


def test_what_a_register_exports_is_sent_from_a_file():
    response = xlsx_response(workbook_file("Лист", ["А"], [["1"]]), "Контроль.xlsx")
    assert response.streaming
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8")
    assert load_workbook(BytesIO(response.getvalue())).active["A2"].value == "1"
    response.file_to_stream.close()
