"""Schools in the words of a paper, and words that turn the sense round."""

import pytest

from roadmaps.checking.document import Municipality
from roadmaps.parties.directory import Directory, SchoolEntry
from tests.roadmaps.checking.papers import CONTROL, act, of, plan, table


def answers(*names):
    return plan(*({"responsible": name} for name in names))


def test_one_school_in_several_spellings():
    blocks = answers("МБОУ «Калиновская СОШ»", "Калиновской СОШ", "МБОУ «Калимовская СОШ»")
    [(where, text)] = of("school-spelling", *blocks)
    assert where == "мероприятие 3"
    assert "«Калиновская СОШ» и «Калимовская СОШ»" in text


@pytest.mark.parametrize(
    "names",
    [
        ("Калиновская СОШ", "МБОУ «Калиновская СОШ»"),
        ("Калиновская СОШ", "Покровская СОШ"),
        ("Калиновская СОШ", "Калимовская ООШ"),
        # Two names in one list are two schools, however alike.
        ("Калиновская СОШ, Малиновская СОШ", "Малиновская СОШ"),
    ],
)
def test_schools_that_are_spelt_in_one_way(names):
    assert of("school-spelling", *answers(*names)) == []


def test_abbreviation_of_a_school_with_a_slip():
    blocks = answers("МБОУ «ОСШ № 3»", "МБОУ «ОСП № 3»", "МКОУ «Лесная СОШ»")
    assert of("school-type", *blocks) == [
        ("мероприятие 2", "«ОСП» — видимо, «ОСШ»: так эта школа названа в других местах.")
    ]
    # Regions have forms of their own: alone they are no slip.
    assert of("school-type", *answers("КОГОБУ «Калиновская СОШ»")) == []


KNOWN = Municipality(
    Directory(
        schools=[
            SchoolEntry(1, "МБОУ «Калиновская СОШ»", "Калиновская СОШ"),
            SchoolEntry(2, "МБОУ «СОШ № 2» пос. Заречный", "СОШ № 2 Заречный"),
            SchoolEntry(3, "МБОУ «СОШ № 2» с. Луговое", "СОШ № 2 Луговое"),
        ]
    ),
    weak=frozenset({1, 2}),
    region="Республика Карелия",
)


def test_school_that_matches_none_or_two():
    blocks = answers("Калиновская СОШ", "Сосновская СОШ", "СОШ № 2")
    assert of("school-unknown", *blocks, municipality=KNOWN) == [
        ("мероприятие 2", "«Сосновская СОШ» — такой школы нет в справочнике.")
    ]
    [(where, text)] = of("school-ambiguous", *blocks, municipality=KNOWN)
    assert where == "мероприятие 3"
    assert "СОШ № 2 Заречный и СОШ № 2 Луговое" in text
    assert of("school-unknown", *blocks) == of("school-ambiguous", *blocks) == []


@pytest.mark.parametrize(
    "name", ["СОШ № 2 пос. Заречный", "Летняя школа", "Детская школа искусств"]
)
def test_names_that_are_clear_or_no_schools(name):
    blocks = answers(name)
    assert of("school-unknown", *blocks, municipality=KNOWN) == []
    assert of("school-ambiguous", *blocks, municipality=KNOWN) == []


WEAK = "Школы с низкими результатами (МБОУ «Калиновская СОШ», МБОУ «Сосновская СОШ»)"


def matrix(heading):
    return table(
        ["Комитет образования", "Методическая служба", heading, "Срок"],
        ["Утвердить список", "Провести опрос", "Написать программу", "март 2024 года"],
        ["Комитет образования", "Методическая служба", WEAK, "Срок"],
        ["Подвести итоги", "Собрать опыт", "Описать опыт", "май 2024 года"],
    )


def test_best_results_over_weak_schools():
    [(_, text)] = of("sense", matrix(WEAK.replace("низкими", "наилучшими")))
    assert text.startswith("«наилучшими результатами» стоит перед списком школ с низкими")
    assert of("sense", matrix(WEAK)) == []


def test_best_results_over_strong_schools():
    leaders = "Школы с высокими результатами: МБОУ «Озёрская СОШ», МБОУ «Лицейская СОШ»."
    assert of("sense", matrix(WEAK), leaders) == []


def test_weak_schools_of_the_directory():
    text = "Школы с лучшими результатами (Калиновская СОШ, СОШ № 2) помогают соседям."
    assert len(of("sense", "План мероприятий", text, municipality=KNOWN)) == 1
    assert of("sense", "План мероприятий", text) == []


def test_words_of_another_kind_of_region():
    said = plan({"title": "Участие в областном семинаре"})
    assert of("region-word", *said, municipality=KNOWN) == [
        ("мероприятие 1", "«областном», хотя муниципалитет находится в республике.")
    ]
    right = plan({"title": "Участие в республиканском семинаре Московской области"})
    assert of("region-word", *right, municipality=KNOWN) == []
    assert of("region-word", *said) == []


def test_region_by_the_head_of_the_act():
    order = "АДМИНИСТРАЦИЯ РАЙОНА КРАСНОЯРСКОГО КРАЯ\n" + act("1. Утвердить план.", f"2. {CONTROL}")
    said = plan({"title": "Участие в областном семинаре"})
    assert len(of("region-word", order, *said)) == 1
    assert of("region-word", order, *plan({"title": "Участие в краевом семинаре"})) == []
