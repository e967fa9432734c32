from io import BytesIO

import pytest
from openpyxl import load_workbook

from lib.excel import workbook


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
