import pytest

from roadmaps.models import Measure, RowNumbering, Section, SectionNumbering
from roadmaps.numbering import roman, row_numbers, row_prefixes, section_numbers


@pytest.mark.parametrize(("number", "expected"), [(1, "I"), (4, "IV"), (6, "VI"), (19, "XIX")])
def test_roman_writes_small_numbers(number, expected):
    assert roman(number) == expected


def test_section_numbers_follow_the_style_and_the_hand():
    sections = [
        Section(pk=1, level=1),
        Section(pk=2, level=2),
        Section(pk=3, level=2, number="1.1."),
        Section(pk=4, level=1),
    ]
    assert section_numbers(sections, SectionNumbering.ARABIC) == {
        1: "1.",
        2: "1.1.",
        3: "1.1.",
        4: "2.",
    }
    assert section_numbers(sections, SectionNumbering.ROMAN)[4] == "II."
    assert section_numbers(sections, SectionNumbering.NONE)[1] == ""


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (RowNumbering.NONE, ["", "", "23"]),
        (RowNumbering.RUNNING, ["1", "2", "23"]),
        (RowNumbering.RUNNING_DOT, ["1.", "2.", "23"]),
        (RowNumbering.BY_SECTION, ["1.1.", "1.2.", "23"]),
    ],
)
def test_row_numbers_follow_the_style_and_the_hand(style, expected):
    rows = [[Measure(pk=1), Measure(pk=2)], [Measure(pk=3, number="23")]]
    assert list(row_numbers(rows, style).values()) == expected


def test_rows_follow_the_number_of_their_section():
    sections = [
        Section(pk=1, level=1),
        Section(pk=2, level=2),
        Section(pk=3, level=1, number="4"),
        Section(pk=4, level=1, number="Этап"),
    ]
    prefixes = row_prefixes(sections)
    assert prefixes == ["1.", "1.1.", "4.", "4."]
    rows = [[], [Measure(pk=1), Measure(pk=2)], [Measure(pk=3)], []]
    numbers = row_numbers(rows, RowNumbering.BY_SECTION, prefixes)
    assert list(numbers.values()) == ["1.1.1.", "1.1.2.", "4.1."]
