"""Which rows are a measure of their own, which the tail of another; wording is invented."""

import pytest

from roadmaps.importing.understanding import understand
from tests.roadmaps.importing.readings import only
from tests.roadmaps.importing.sheets import PLAIN, paper, table


def test_cells_merged_down_are_not_torn_rows():
    text = """
    № | Мероприятия | Срок | Ответственные | Ожидаемый результат
    1 | Приказ о группе | январь 2024 | УО | Создана нормативная база
    2 | План работы | ^ | ^ | ^
    3 | Семинар | март 2024 | ММС | Справка
    """
    reading = understand(paper(table(text)))
    second = reading.measures[1][1]
    assert len(reading.measures) == 3
    assert (second.deadline_text, second.responsible_text) == ("январь 2024", "УО")
    assert second.expected_result == "Создана нормативная база"
    assert not [flag for flag in second.flags if flag.code == "joined"]


def test_merged_measure_with_several_lines_is_one():
    text = """
    № | Мероприятия | Срок | Ответственные
    1 | Мониторинг качества | март 2024 | УО
    ^ | ^ | октябрь 2024 | ММС
    2 | Семинар | май 2024 | ММС
    """
    reading = understand(paper(table(text)))
    first = reading.measures[0][1]
    assert len(reading.measures) == 2
    assert first.deadline_text == "март 2024\nоктябрь 2024"
    assert first.responsible_text == "УО\nММС"
    assert first.source_rows == [1, 2]


@pytest.mark.parametrize(
    "tail",
    [
        " |  |  |  | руководителей школ",
        " | школ с низкими результатами |  |  | ",
        " | школ с низкими результатами | года | службы | руководителей школ",
        " | ШНОР района |  |  | ",
    ],
)
def test_tail_of_a_torn_row_in_a_numbered_plan(tail):
    text = f"""
    № | Мероприятия | Срок | Ответственные | Результат
    1 | Проведение семинаров для учителей | в течение | Специалисты методической | Рост умений
    {tail}
    2 | Курсы | май 2024 | ММС | Удостоверения
    """
    reading = understand(paper(table(text)))
    first = reading.measures[0][1]
    assert len(reading.measures) == 2
    assert first.source_rows == [1, 2]
    assert [flag.code for flag in first.flags][0] == "joined"


def test_tail_without_numbers_and_across_pages():
    page = """
    Управление образования | Школы | Срок
    Организовать семинары для учителей школ с низкими | Направить учителей на семинары | Декабрь -
    """
    following = """
    Управление образования | Школы | Срок
    результатами обучения | | январь 2024
    Провести мониторинг | Принять участие в мониторинге | май 2024
    """
    reading = understand(paper(table(page), "", table(following)))
    assert len(reading.measures) == 2
    first = reading.measures[0][1]
    assert (
        first.actions[0].text
        == "Организовать семинары для учителей школ с низкими результатами обучения"
    )
    assert first.deadline_text == "Декабрь - январь 2024"


def test_row_without_a_number_but_with_its_own_deadline_is_a_measure():
    text = """
    № | Мероприятия | Срок | Ответственные
    1 | Семинар | март 2024 | ММС
     | Курсы повышения квалификации | май 2024 | УО
    3 | Срез знаний | март 2024 | ММС
    """
    assert len(understand(paper(table(text))).measures) == 3


def test_small_letter_alone_does_not_join_a_whole_row():
    text = """
    Мероприятия | Срок | Ответственные
    проведение семинара | март 2024 | ММС
    анализ результатов ВПР | май 2024 | УО
    """
    assert len(understand(paper(table(text))).measures) == 2


def test_total_footnote_and_signature_are_left_out_aloud():
    text = (
        PLAIN
        + """
    Итого мероприятий: 3 | | | |
    * сроки могут меняться | | | |
    Начальник отдела | | | | И. И. Иванова
    """
    )
    reading = understand(paper(table(text)))
    assert len(reading.measures) == 3
    assert [f.code for f in reading.warnings].count("row_skipped") == 3


def test_empty_cells_are_flagged():
    text = """
    № | Мероприятие | Срок | Ответственный
    1 | Семинар | - |
    """
    assert {flag.code for flag in only(understand(paper(table(text)))).flags} == {
        "no_deadline",
        "no_responsible",
    }
