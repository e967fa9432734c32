"""Words → parties: kinds, nominatives, posts, and the printed words cut out."""

import pytest

from roadmaps.parties import read_responsible
from tests.roadmaps.parties import group_expressions as groups
from tests.roadmaps.parties import people_expressions as people

PEOPLE = people.NAMES + people.CASES + people.POSTS
GROUPS = groups.CLASSES + groups.POSTS + groups.UNITS + groups.BODIES + groups.LISTS + groups.OTHER


@pytest.mark.parametrize(("text", "expected"), PEOPLE, ids=[text for text, _ in PEOPLE])
def test_people(text, expected):
    parties = read_responsible(text)
    assert [(party.kind, party.name, party.post) for party in parties] == expected


@pytest.mark.parametrize(("text", "expected"), GROUPS, ids=[text for text, _ in GROUPS])
def test_groups(text, expected):
    parties = read_responsible(text)
    assert [f"{party.kind}: {party.name}" for party in parties] == expected
    assert not any(party.post for party in parties)


def test_there_are_more_than_a_hundred():
    assert len(PEOPLE) + len(GROUPS) >= 100


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("- ОО - Управления образования", ["ОО", "Управления образования"]),
        ("Орловой А. А., методисту,\nШКОЛЫ", ["Орловой А. А., методисту", "ШКОЛЫ"]),
        ("методисты Орлова А.А., Котова Б.Б.", ["методисты Орлова А.А.", "Котова Б.Б."]),
        ("Ответственные: РМК", ["Ответственные: РМК"]),
        ("Мunicipальный центр (МЦ)", ["Мunicipальный центр (МЦ)"]),
        ("куратор (Орлова А.А.), ОО", ["куратор (Орлова А.А.)", "ОО"]),
        ("Отдел\nобразования  и РМК", ["Отдел образования", "РМК"]),
        ("СОШ № 5, 7", ["СОШ № 5", "7"]),
    ],
)
def test_words_are_cut_out_as_they_are_printed(text, printed):
    assert [party.text for party in read_responsible(text)] == printed


def test_as_json_without_a_directory():
    (party,) = read_responsible("Орловой А.А., методисту")
    assert party.as_json() == {
        "kind": "person",
        "text": "Орловой А.А., методисту",
        "name": "Орлова А.А.",
        "post": "методист",
        "match": None,
    }


def test_a_text_beyond_the_limit_is_kept_as_words():
    parties = read_responsible("РМК, " * 30 + "слово " * 2000)
    assert parties[0].name == "РМК"
    assert sum(party.text.count("слово") for party in parties) == 2000
