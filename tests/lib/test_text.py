import datetime

import pytest

from lib.dates import distance, dotted_date, long_date, page_date, school_year, week_of
from lib.text import count, fold, initials, plural

FORMS = ("школа", "школы", "школ")
TODAY = datetime.date(2026, 4, 15)


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "школ"),
        (1, "школа"),
        (2, "школы"),
        (5, "школ"),
        (11, "школ"),
        (21, "школа"),
        (112, "школ"),
    ],
)
def test_plural_agrees_with_the_number(number, word):
    assert plural(number, *FORMS) == word


def test_count_does_not_break_the_line():
    assert count(5, *FORMS) == "5\u00a0школ"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-5, "просрочено на\u00a05\u00a0дней"),
        (-1, "просрочено на\u00a01\u00a0день"),
        (0, "сегодня"),
        (1, "завтра"),
        (3, "через\u00a03\u00a0дня"),
    ],
)
def test_distance_tells_how_far_the_day_is(days, words):
    assert distance(TODAY + datetime.timedelta(days=days), TODAY) == words


def test_dates_are_written_three_ways():
    assert page_date(TODAY) == "15\u00a0апреля\u00a02026 (ср)"
    assert long_date(datetime.date(2020, 9, 1)) == "1\u00a0сентября\u00a02020\u00a0г."
    assert dotted_date(TODAY) == "15.04.2026"
    assert page_date(None) == long_date(None) == dotted_date(None) == ""


def test_week_begins_on_monday_and_school_year_in_september():
    assert week_of(TODAY) == (datetime.date(2026, 4, 13), datetime.date(2026, 4, 19))
    assert school_year(TODAY) == 2025
    assert school_year(datetime.date(2026, 9, 1)) == 2026


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (("Нина", "Павловна"), "Н.\u00a0П."),
        (("Анна-Мария", ""), "А.‑М."),
        (("Алдынай", "Мерген-ооловна"), "А.\u00a0М.‑о."),
        (("Ёлка", "Юрьевна"), "Ё.\u00a0Ю."),
    ],
)
def test_initials(names, short):
    assert initials(*names) == short


def test_fold_forgets_case_yo_and_quotes():
    assert fold("  МБОУ «Ёлка»\t№ 5 ") == "мбоу елка № 5"
