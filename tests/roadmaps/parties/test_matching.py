"""Parties → the municipality's own people, units and schools: sure, likely, or words."""

import pytest

from roadmaps.parties import match_parties, read_responsible
from roadmaps.parties.directory import Directory, PersonEntry, SchoolEntry, UnitEntry

HEAD = PersonEntry(1, "Орлова", "Анна", "Петровна", ["начальник", "начальник Отдел образования"])
PEOPLE = [
    HEAD,
    PersonEntry(2, "Котов", "Пётр", "Павлович", ["директор", "директор Школа № 5"]),
    PersonEntry(3, "Котова", "Полина", "Петровна", ["методист"]),
    PersonEntry(4, "Выпряжкина", "Олеся", "Игоревна"),
    PersonEntry(5, "Сат-оол", "Тимур", "Ефимович"),
    PersonEntry(6, "Зимина", "Ольга", "", ["муниципальный координатор проекта"]),
    PersonEntry(7, "Семёнова", "Юлия", "Львовна"),
]
UNITS = [
    UnitEntry(1, "Отдел образования", ["ОтО", "Районо"]),
    UnitEntry(2, "Районный методический кабинет"),
    UnitEntry(3, "МКУ «Центр»"),
    UnitEntry(4, "Муниципальный координационный совет"),
]
SCHOOLS = [
    SchoolEntry(1, "МБОУ «Средняя общеобразовательная школа № 5»", "Школа № 5"),
    SchoolEntry(2, "МКОУ «Луговая СОШ»", "Луговая школа", ["Луговская СОШ"]),
    SchoolEntry(3, "МБОУ «Гимназия № 7»", "Гимназия № 7"),
    SchoolEntry(4, "МБОУ «Основная школа № 5 п. Речной»", "Речная школа"),
]
DIRECTORY = Directory(PEOPLE, UNITS, SCHOOLS, HEAD)


def matches(text, directory=DIRECTORY):
    """(kind, pk, is_sure) of the match of every party of the text."""
    parties = match_parties(read_responsible(text), directory)
    return [one.match and (one.match.kind, one.match.pk, one.match.is_sure) for one in parties]


@pytest.mark.parametrize(
    "text",
    [
        "Орлова А.А., Орловой",
        "Орлова А.П.",
        "Орловой А. П.",
        "Орлову А.П",
        "А.П.Орлова",
        "ОРЛОВА А.П.",
    ]
    + ["Орлова Анна Петровна", "Орловой Анне Петровне", "Орлова А.", "методисту Орловой А.П."],
)
def test_any_form_of_a_name_is_the_person(text):
    assert matches(text.split(", ")[-1])[0][:2] == ("person", 1)


@pytest.mark.parametrize(
    "text", ["Орлова А.П.", "Орловой А.П.", "А. П. Орлова", "Сат-оолу Т.Е.", "Семенова Ю.Л."]
)
def test_the_same_name_is_sure(text):
    assert matches(text)[0][2]


@pytest.mark.parametrize(
    ("text", "pk"),
    [
        ("Выпрашкина О.И.", 4),  # a slip of the pen
        ("Орлова А.В.", 1),  # another patronymic
        ("Выпряжкина", 4),  # no initials
        ("Зимина Олеся", 6),  # another first name with the same letter
    ],
)
def test_a_like_name_is_proposed_and_not_sure(text, pk):
    assert matches(text) == [("person", pk, False)]


def test_another_person_of_the_surname_is_nobody():
    assert matches("Орлова Б.П., Лисицына А.П.") == [None, None]


def test_two_people_whom_a_form_may_mean_are_not_sure():
    (match,) = matches("Котову П.П.")
    assert match[0] == "person"
    assert not match[2]


def test_a_nominative_of_a_woman_is_not_surely_a_man():
    people = [PersonEntry(2, "Котов", "Пётр", "Павлович")]
    assert matches("Котова П.П.", Directory(people)) == [("person", 2, False)]
    assert matches("директору Котову П.П.", Directory(people)) == [("person", 2, True)]


def test_a_post_decides_between_two():
    people = [
        PersonEntry(1, "Орлова", "Анна", "Петровна", ["методист"]),
        PersonEntry(2, "Орлова", "Алла", "Павловна", ["директор школы"]),
    ]
    assert matches("Орлова А.П.", Directory(people))[0][2] is False
    assert matches("Орлова А.П., директор", Directory(people)) == [("person", 2, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Отдел образования", ("unit", 1, True)),
        ("ОТДЕЛУ ОБРАЗОВАНИЯ", ("unit", 1, True)),
        ("Районо", ("unit", 1, True)),
        ("МКУ Центр", ("unit", 3, True)),
        ('МБУ "Центр"', ("unit", 3, True)),
        ("РМК", ("unit", 2, False)),  # initials of a name are a guess
        ("Районный метадический кабинет", ("unit", 2, False)),
        ("Районный методический кабинет управления образования", ("unit", 2, False)),
        ("Члены муниципального координационного совета", ("unit", 4, True)),
        ("координационный совет", ("unit", 4, False)),
        ("Отдел культуры", None),
    ],
)
def test_units_and_bodies(text, expected):
    assert matches(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Школа № 5", ("school", 1, True)),
        ("МБОУ «СОШ №5»", ("school", 1, True)),
        ("МКОУ «Луговая СОШ»", ("school", 2, True)),
        ("Луговская СОШ", ("school", 2, True)),
        ("АМКОУ «Луговая СОШ»", ("school", 2, True)),
        ("МКОУ «Лугавая СОШ»", ("school", 2, False)),
        ("СОШ № 7", ("school", 3, False)),  # a gymnasium has that number
        ("СОШ № 6", None),
        ("директор МБОУ СОШ № 5", ("school", 1, True)),
        ("ООШ № 5", ("school", 4, True)),
    ],
)
def test_schools(text, expected):
    assert matches(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Руководители ОУ", ("schools", None, True)),
        ("школы-лидеры", ("schools", None, False)),  # they help the schools of the plan
        ("директор школы", ("schools", None, False)),
        ("муниципальный координатор проекта", ("person", 6, True)),
        ("методист", ("person", 3, False)),  # a bare title may be another's tomorrow
        ("методисты", None),
        ("оставляю за собой", ("signatory", 1, True)),
        ("по плану", None),
    ],
)
def test_classes_posts_and_the_signatory(text, expected):
    assert matches(text) == [expected]


def test_without_a_signatory_the_words_stay():
    assert matches("оставляю за собой", Directory()) == [None]


def test_an_empty_directory_matches_nobody():
    assert matches("Орлова А.П., РМК, методист, совет, слово", Directory()) == [None] * 5


def test_those_whom_nobody_is_like_stay_words():
    parties = match_parties(read_responsible("Орлова А.П., Отдел культуры, слово"), DIRECTORY)
    words = [party.name for party in parties if party.match is None]
    assert words == ["Отдел культуры", "Слово"]


def test_as_json_of_a_match():
    (party,) = match_parties(read_responsible("Выпрашкина О.И."), DIRECTORY)
    found = party.as_json()["match"]
    assert found.pop("score") < 0.93
    assert found == {"kind": "person", "id": 4, "label": "Выпряжкина О.И.", "sure": False}
