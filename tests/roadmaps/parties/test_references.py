"""Matched parties → field values of Responsible."""

import pytest

from roadmaps.details import replace_responsible
from roadmaps.models import Responsible
from roadmaps.parties import match_parties, read_responsible, references_of
from roadmaps.parties.directory import Directory
from tests.factories import make_measure, make_person, make_school, make_section, make_unit
from tests.roadmaps.parties.test_matching import DIRECTORY


def references(text, **options):
    return references_of(match_parties(read_responsible(text), DIRECTORY), **options)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Орлова А.П.", {"kind": "person", "person_id": 1}),
        ("Отдел образования", {"kind": "unit", "unit_id": 1}),
        ("Луговая СОШ", {"kind": "school", "school_id": 2}),
        ("Руководители ОУ", {"kind": "schools"}),
        ("оставляю за собой", {"kind": "person", "person_id": 1}),
        ("методисты РМО", {"kind": "post", "text": "Методисты РМО"}),
        ("Лисина Б.Б., юрист", {"kind": "text", "text": "Лисина Б.Б., юрист"}),
        ("рабочая группа", {"kind": "text", "text": "Рабочая группа"}),
    ],
)
def test_of_each_kind(text, expected):
    assert references(text) == [expected]


def test_what_is_not_sure_stays_words_until_it_is_asked_for():
    assert references("Выпрашкина О.И.") == [{"kind": "text", "text": "Выпрашкина О.И."}]
    assert references("Выпрашкина О.И.", only_sure=False) == [{"kind": "person", "person_id": 4}]
    assert references("школы-лидеры") == [{"kind": "text", "text": "Школы-лидеры"}]


def test_order_is_kept_and_each_stands_once():
    assert references("ОО, Орлова А.П., руководители школ, Орлову А.П., РМК") == [
        {"kind": "schools"},
        {"kind": "person", "person_id": 1},
        {"kind": "text", "text": "РМК"},
    ]


def test_without_a_directory_classes_are_still_schools():
    assert references_of(read_responsible("Руководители ОУ")) == [{"kind": "schools"}]


def test_long_words_are_cut_between_words():
    (reference,) = references("специалист " + "отдела " * 60)
    assert len(reference["text"]) <= 300
    assert reference["text"].endswith("отдела…")


def test_the_database_takes_them(municipality):
    person = make_person(municipality, surname="Лисина", first_name="Яна", patronymic="Юрьевна")
    unit = make_unit(municipality, name="Методический центр")
    school = make_school(municipality, short_name="Лесная школа")
    measure = make_measure(make_section())
    text = "Лисина Я.Ю., Методический центр, Лесная школа, ОО, методисты, слово"
    parties = match_parties(read_responsible(text), Directory.of(municipality))
    edition = measure.section.edition
    replace_responsible(references_of(parties), edition=edition, measure=measure)
    saved = Responsible.objects.filter(measure=measure)
    assert [one.person or one.unit or one.school or str(one) for one in saved] == [
        person,
        unit,
        school,
        "все школы плана",
        "Методисты",
        "Слово",
    ]
