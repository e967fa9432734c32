"""Numbers of measures, sections, clauses and of lists in texts."""

import pytest

from tests.roadmaps.checking.papers import CONTROL, act, of, plan, table


def numbers(*values):
    return plan(*({"number": value} for value in values))


@pytest.mark.parametrize(
    ("values", "place", "lost"),
    [
        (["1", "2", "4"], "мероприятие 4", "номера 3 нет"),
        (["1.", "2.", "5."], "мероприятие 5", "номера 3 и 4 нет"),
        (["2", "3", "4"], "мероприятие 2", "номера 1 нет"),
        (["1.1", "1.2", "1.4"], "мероприятие 1.4", "номера 1.3 нет"),
    ],
)
def test_gap_of_measures(values, place, lost):
    [(where, text)] = of("number-gap", *numbers(*values))
    assert where == place
    assert lost in text


@pytest.mark.parametrize(
    "values",
    [
        ["1", "2", "3"],
        ["1.1.", "1.2.", "2.1.", "2.2."],
        [f"2.{n}" for n in range(1, 11)],  # 2.10 follows 2.9
        ["", "", ""],
    ],
)
def test_no_gap_of_measures(values):
    assert of("number-gap", *numbers(*values)) == []


def test_sections_that_begin_anew_have_no_gaps_and_repeats():
    blocks = plan(
        "1. Кадры",
        {"number": "1"},
        {"number": "2"},
        "2. Методика",
        {"number": "1"},
        {"number": "2"},
        "3. Контроль",
        {"number": "1"},
    )
    assert of("number-gap", *blocks) == of("number-repeat", *blocks) == []


def test_gap_and_repeat_of_sections():
    blocks = plan("I. Кадры", {}, "II. Методика", {}, "II. Итоги", {}, "IV. Отчёт", {})
    [(where, text)] = of("number-repeat", *blocks)
    assert where == "раздел II"
    assert "дважды: «Методика» и «Итоги»" in text
    assert [where for where, _ in of("number-gap", *blocks)] == ["раздел IV"]
    named = plan("Раздел 1. Кадры", {}, "Раздел 3. Итоги", {})
    assert of("number-gap", *named) == [
        ("раздел 3", "После раздела 1 идёт раздел 3: номера 2 нет.")
    ]


def test_arabic_sections_under_roman_ones_begin_anew():
    blocks = plan(
        "I. Управление",
        "1. Кадры",
        {},
        "2. Деньги",
        {},
        "II. Обучение",
        "1. Дети",
        {},
        "2. Взрослые",
        {},
    )
    assert of("number-repeat", *blocks) == of("number-gap", *blocks) == []


def test_clauses_that_run_back_are_one_finding():
    order = act(
        "1. Утвердить план.",
        "2. Утвердить список.",
        "3. Утвердить состав.",
        "2. Директорам школ:",
        "2.1 Назначить координаторов.",
        f"3. {CONTROL}",
    )
    assert of("number-repeat", order) == [
        ("пункт 2", "Номера 2, 3 повторяются: 1, 2, 3, 2, 3."),
    ]


def test_subclauses_of_different_clauses_do_not_repeat():
    order = act("1. Школам:", "1.1. Раз.", "1.2. Два.", "2. Всем:", "2.1. Три.", f"3. {CONTROL}")
    assert of("number-repeat", order) == of("number-gap", order) == []


def test_numbers_out_of_order():
    blocks = numbers("1", "3", "2", "4")
    assert of("number-order", *blocks) == [
        ("мероприятие 2", "Мероприятие 2 стоит после мероприятия 3.")
    ]
    assert of("number-gap", *blocks) == []
    assert of("number-order", *numbers("1", "2", "3")) == []


def test_measure_of_another_section():
    blocks = plan("1. Кадры", {"number": "1.1"}, "2. Итоги", {"number": "2.1"}, {"number": "3.2"})
    assert of("number-section", *blocks) == [
        ("мероприятие 3.2", "Мероприятие 3.2 стоит в разделе 2.")
    ]
    right = plan("II. Кадры", {"number": "2.1"}, {"number": "2.2"})
    assert of("number-section", *right) == []


def test_row_without_a_number():
    blocks = numbers("1", "2", "", "4")
    assert [where for where, _ in of("number-absent", *blocks)] == [
        "мероприятие «Провести семинар третий»"
    ]
    assert of("number-gap", *blocks) == []
    assert of("number-absent", *numbers("1", "2", "3")) == []


def test_dot_that_the_others_have():
    assert of("number-dot", *numbers("1.", "2.", "3.", "4.", "5")) == [
        ("мероприятие 5", "После номера «5» нет точки, а у остальных она есть.")
    ]
    assert of("number-dot", *numbers("1", "2", "3", "4", "5")) == []
    # Clauses have dots and their parts have none: a manner of its own.
    manner = act("1. Раз:", "1.1 А.", "2. Два:", "2.1 Б.", "3. Три.", f"4. {CONTROL}")
    assert of("number-dot", manner) == []


NOTE = """
    План мероприятий
    1. Пояснительная записка
    Школы округа разные.
    2. Цель и задачи
    1. Помочь учителям.
    2. Помочь директорам.
    3. Помочь ученикам.
    {}. Ожидаемые результаты
    1. Рост качества.
    2. Рост числа участников.
    {}. Управление планом
"""


def test_chapters_of_a_note_around_its_lists():
    assert of("list-gap", NOTE.format(3, 4)) == []
    [(where, text)] = of("list-gap", NOTE.format(4, 5))
    assert where == "документ, пункт 4"
    assert text == "Перед пунктом «4. Ожидаемые результаты» нет номера 3."


def test_number_repeated_in_a_list():
    text = "План мероприятий\nЗадачи:\n1. Учить;\n2. Помогать;\n2. Проверять;\n3. Обобщать."
    assert of("list-repeat", text) == [
        ("документ, пункт 2", "Номер 2 повторяется: «2. Проверять».")
    ]
    two_lists = "План мероприятий\nЦели:\n1. Учить;\n2. Помогать.\nЗадачи:\n1. Знать;\n2. Уметь."
    assert of("list-repeat", two_lists) == []


def test_line_of_a_list_without_its_number():
    cell = "1. Реестр школ;\n2. Доля школ;\n{}Число учителей;\n4. Доля учеников."
    passport = table(["Паспорт", "плана"], ["Результаты", cell.format("")])
    [(where, text)] = of("list-absent", "План мероприятий", passport)
    assert "«Результаты»" in where
    assert "«Число учителей»" in text
    whole = table(["Паспорт", "плана"], ["Результаты", cell.format("3. ")])
    assert of("list-absent", "План мероприятий", whole) == []


def test_regulation_with_two_levels():
    text = "ПОЛОЖЕНИЕ о группе\n1. Общие положения\n1.1. Группа создана.\n1.2. Группа помогает.\n"
    assert of("list-gap", text + "2. Задачи\n2.1. Первая.\n2.2. Вторая.") == []
    [(_, found)] = of("list-gap", text + "2. Задачи\n2.1. Первая.\n2.3. Третья.")
    assert "нет номера 2.2" in found
