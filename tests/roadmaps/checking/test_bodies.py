"""Bodies that answer in a plan: created by the document, known to the directory, or neither."""

import pytest

from roadmaps.checking.document import Municipality
from roadmaps.parties.directory import Directory, UnitEntry
from tests.roadmaps.checking.papers import CONTROL, act, of, plan

ORDER = act("1. Создать муниципальную рабочую группу.", f"2. {CONTROL}")


def test_body_that_nobody_created():
    answers = plan({"responsible": "Члены районного экспертного совета"})
    assert of("body-not-created", ORDER, *answers) == [
        (
            "мероприятие 1",
            "«Экспертный совет» нигде не создаётся и не утверждается. "
            "Документ создаёт: рабочая группа.",
        )
    ]


@pytest.mark.parametrize(
    "responsible",
    [
        "Рабочая группа",
        "Члены рабочей группы",
        "Управляющий совет школы",
        "Педагогический совет",
        "Комитет образования",
        "Участники рабочих групп",
    ],
)
def test_bodies_that_are_there(responsible):
    assert of("body-not-created", ORDER, *plan({"responsible": responsible})) == []


def test_measure_may_create_the_body():
    blocks = plan(
        {"title": "Создание координационного совета по качеству"},
        {"responsible": "Координационный совет"},
    )
    assert of("body-not-created", ORDER, *blocks) == []


def test_plan_alone_does_not_tell_how_its_group_came_to_be():
    assert of("body-not-created", *plan({"responsible": "Рабочая группа"})) == []


def test_body_of_the_directory():
    answers = plan({"responsible": "Межведомственная комиссия"})
    unit = UnitEntry(1, "Межведомственная комиссия по качеству образования")
    known = Municipality(Directory(units=[unit]))
    assert of("body-not-created", ORDER, *answers, municipality=known) == []
    assert len(of("body-not-created", ORDER, *answers, municipality=Municipality())) == 1


def test_unit_unknown_to_the_directory():
    known = Municipality(Directory(units=[UnitEntry(1, "Методический кабинет", ["РМК"])]))
    answers = plan({"responsible": "Отдел кадров"}, {"responsible": "Методическому кабинету"})
    assert of("unit-unknown", *answers, municipality=known) == [
        ("мероприятие 1", "«Отдел кадров» — такого подразделения нет в справочнике.")
    ]
    assert of("unit-unknown", *answers) == []
