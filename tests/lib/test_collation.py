"""The same Russian order and search on both databases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.collation import by_name, compare, like, sort_key
from schools.models import School
from tests.factories import make_municipality, make_school

ORDERED = [
    "арбуз",
    "Ёж",
    "ежевика",
    "ёлка",
    "Ель",
    "жук",
    "Йод",
    "кот",
    "Школа № 2",
    "школа № 10",
    "Школа №10 имени Ё",
    "Яблоко",
    "apple",
    "Zoo",
]


@pytest.mark.django_db
def test_names_are_ordered_as_a_russian_reader_expects():
    municipality = make_municipality()
    for name in sorted(ORDERED, key=lambda name: name[::-1]):
        make_school(municipality, short_name=name)
    found = School.objects.order_by(by_name("short_name")).values_list("short_name", flat=True)
    assert list(found) == ORDERED


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["ежова", "ЁЖОВА", "Ёжова мбоу", "«мбоу»  ежова"])
def test_search_ignores_case_quotes_and_yo(words):
    school = make_school(name="МБОУ имени Ёжова")
    make_school(name="МБОУ другая")
    assert list(School.objects.matching(words)) == [school]


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["100%", "a_b", "\\"])
def test_search_takes_signs_literally(words):
    school = make_school(name=f"Школа {words} тут")
    make_school(name="Школа 1000 axb")
    assert list(School.objects.matching(words)) == [school]


def test_like_knows_cyrillic_capitals_and_null():
    assert like("%ЁЛОЧ%", "Школа ёлочка")
    assert like("a!%b", "a%b", "!")
    assert not like("a!%b", "axb", "!")
    assert like(None, "a") is None


@given(st.text(), st.text(), st.text())
def test_order_is_total(first, second, third):
    keys = sorted([first, second, third], key=sort_key)
    assert compare(keys[0], keys[1]) <= 0
    assert compare(keys[1], keys[2]) <= 0
    assert compare(keys[0], keys[2]) <= 0
    assert compare(first, second) == -compare(second, first)
