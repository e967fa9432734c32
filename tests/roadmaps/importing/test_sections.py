"""Rows and columns that name a section; wording is invented."""

import pytest

from roadmaps.importing.understanding import understand
from tests.roadmaps.importing.readings import roles, sections
from tests.roadmaps.importing.sheets import paper, table


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1. Нормативное обеспечение | < | < | <", ("1.", "Нормативное обеспечение")),
        ("Раздел 1. Кадры | < | < | <", ("Раздел 1.", "Кадры")),
        ("II. Кадры | < | < | <", ("II.", "Кадры")),
        ("II этап. Основной | < | < | <", ("II этап.", "Основной")),
        ("Направление № 2: Кадры | < | < | <", ("Направление № 2:", "Кадры")),
        ("Методическое сопровождение школ | < | < | <", ("", "Методическое сопровождение школ")),
        ("Раздел 15.04.2024 | < | < | <", ("", "Раздел 15.04.2024")),
        ("1. | Нормативное обеспечение | < | <", ("1.", "Нормативное обеспечение")),
        ("I | Нормативное обеспечение | | ", ("I", "Нормативное обеспечение")),
        (" | Раздел 2. Кадры | | ", ("Раздел 2.", "Кадры")),
        ("Раздел 2. Кадры | | | ", ("Раздел 2.", "Кадры")),
        (" | КАДРОВОЕ ОБЕСПЕЧЕНИЕ | | ", ("", "КАДРОВОЕ ОБЕСПЕЧЕНИЕ")),
    ],
)
def test_section_row(row, expected):
    text = f"""
    № | Мероприятия | Срок | Ответственные
    {row}
    1.1 | Приказ о рабочей группе | май 2024 | УО
    1.2 | Семинар | июнь 2024 | ММС
    """
    reading = understand(paper(table(text)))
    assert [(s.number, s.title) for s in reading.sections] == [expected]
    assert len(reading.measures) == 2


def test_bold_title_without_merging_is_a_section():
    text = """
    Мероприятия | Срок | Ответственные
    Работа с кадрами | |
    Семинар для учителей | май 2024 | ММС
    """
    reading = understand(paper(table(text, bold=(1,))))
    assert sections(reading) == [("", "Работа с кадрами", 1)]


def test_levels_of_sections():
    text = """
    Мероприятия | Срок | Ответственные
    1. Подготовка | < | <
    1.1. Кадры | < | <
    Семинар | май 2024 | ММС
    2. Реализация | < | <
    Мониторинг | май 2024 | ММС
    """
    reading = understand(paper(table(text)))
    assert [(s.number, s.level, len(s.measures)) for s in reading.sections] == [
        ("1.", 1, 0),
        ("1.1.", 2, 1),
        ("2.", 1, 1),
    ]


def test_section_repeated_at_the_top_of_a_page_is_one():
    text = """
    № | Мероприятия | Срок | Ответственные
    1. Кадры | < | < | <
    1.1 | Семинар | май 2024 | ММС
    № | Мероприятия | Срок | Ответственные
    1. Кадры (продолжение) | < | < | <
    1.2 | Курсы | июнь 2024 | ММС
    """
    assert sections(understand(paper(table(text)))) == [("1.", "Кадры", 2)]


def test_stage_column_merged_over_its_rows():
    text = """
    Этап | Мероприятие | Срок | Ответственный
    I. Подготовительный | Приказ о группе | январь 2024 | УО
    ^ | Анализ результатов | февраль 2024 | ММС
    II. Основной | Семинары | апрель 2024 | ММС
    """
    reading = understand(paper(table(text)))
    assert roles(reading)[0] == "section"
    assert sections(reading) == [("I.", "Подготовительный", 2), ("II.", "Основной", 1)]


def test_stage_column_that_repeats_its_words():
    text = """
    № | Направление | Мероприятия | Сроки | Ответственные
    1 | Нормативное | Приказ | январь 2024 | УО
    2 | Нормативное | План | январь 2024 | УО
    3 | Методическое | Семинар | март 2024 | ММС
    4 | Методическое | Курсы | март 2024 | ММС
    """
    assert sections(understand(paper(table(text)))) == [
        ("", "Нормативное", 2),
        ("", "Методическое", 2),
    ]
