"""What the columns of a plan are, by heading and by contents; wording is invented."""

import pytest

from files.papers import Cell, Paper, Row, Table
from roadmaps.importing.headings import role_of_heading
from roadmaps.importing.plan import Role
from roadmaps.importing.understanding import Choices, explain, understand
from tests.roadmaps.importing.readings import only, roles, sections, titles
from tests.roadmaps.importing.sheets import PLAIN, paper, table


def test_plain_table():
    reading = understand(paper(table(PLAIN)))
    assert roles(reading) == ["number", "title", "deadline", "responsible", "expected_result"]
    assert sections(reading) == [("", "", 3)]
    first = reading.measures[0][1]
    assert (first.number, first.title) == ("1", "Создание рабочей группы")
    assert (first.deadline_text, first.responsible_text) == (
        "январь 2024 года",
        "Отдел образования",
    )
    assert first.expected_result == "Приказ"
    assert first.source_rows == [1]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("№ п/п", "number"),
        ("N п.п.", "number"),
        ("Наименование мероприятия", "title"),
        ("Содержание деятельности", "title"),
        ("Основные направления и мероприятия", "title"),
        ("Срок исполнения", "deadline"),
        ("Дата проведения мероприятия", "deadline"),
        ("Cроки реaлизации", "deadline"),  # with Latin letters
        ("Ответственный за исполнение мероприятия", "responsible"),
        ("Исполнители", "responsible"),
        ("Планируемый результат мероприятия", "expected_result"),
        ("Форма отчётности", "expected_result"),
        ("Целевой показатель", "indicator"),
        ("Индикаторы", "indicator"),
        ("Примечание", "note"),
        ("Отметка о выполнении", "note"),
        ("Финансирование, тыс. руб.", "other"),
    ],
)
def test_role_by_heading(heading, role):
    assert role_of_heading(heading) == role


@pytest.mark.parametrize(
    "heading",
    ["Муниципальный уровень", "Школы с низкими результатами", "Управление образования", "Разное"],
)
def test_heading_that_names_no_role(heading):
    assert role_of_heading(heading) is None


def test_indicator_told_in_words_is_the_result():
    text = """
    № | Мероприятие | Срок | Муниципальный показатель реализации
    1 | Анкетирование школ | март 2024 | Анкетирование проведено
    2 | Семинар | май 2024 | Семинар проведён
    """
    assert roles(understand(paper(table(text))))[-1] == "expected_result"


def test_indicator_beside_a_result_stays_one():
    text = """
    № | Мероприятие | Срок | Ожидаемый результат | Показатель
    1 | Анкетирование | март 2024 | Справка | 100 %
    """
    assert roles(understand(paper(table(text))))[-2:] == ["expected_result", "indicator"]


def test_row_of_column_numbers_and_repeated_heading_are_no_measures():
    text = """
    № | Мероприятия | Срок | Ответственные
    1 | 2 | 3 | 4
    1. | Приказ о группе | март 2024 | УО
    № | Мероприятия | Срок | Ответственные
    1 | 2 | 3 | 4
    2. | Мониторинг | апрель 2024 | ММС
    """
    reading = understand(paper(table(text)))
    assert titles(reading) == ["Приказ о группе", "Мониторинг"]
    assert [m.source_rows for _, m in reading.measures] == [[1], [2]]


def test_actor_columns():
    text = """
    Муниципальный уровень | Уровень образовательной организации | Сроки
    1. Организационный этап | < | <
    Создать рабочую группу по поддержке школ | Назначить координатора проекта | сентябрь 2024
    Провести совещание руководителей школ | | октябрь 2024
    """
    reading = understand(paper(table(text)))
    assert roles(reading) == ["actor", "actor", "deadline"]
    first, second = (measure for _, measure in reading.measures)
    assert [(a.actor, a.text) for a in first.actions] == [
        ("Муниципальный уровень", "Создать рабочую группу по поддержке школ"),
        ("Уровень образовательной организации", "Назначить координатора проекта"),
    ]
    assert len(second.actions) == 1


def test_beginning_and_end_of_a_deadline():
    text = """
    № | Мероприятие | Срок реализации | < | Ответственный
    ^ | ^ | начало | окончание | ^
    1 | Группа | 01.09.2024 | 15.09.2024 | УО
    2 | Итоги | | 30.06.2025 | УО
    """
    reading = understand(paper(table(text)))
    assert roles(reading) == [
        "number",
        "title",
        "deadline_start",
        "deadline_end",
        "responsible",
    ]
    assert [m.deadline_text for _, m in reading.measures] == [
        "01.09.2024 – 15.09.2024",
        "до 30.06.2025",
    ]


def test_grid_of_quarters():
    text = """
    № | Мероприятие | 2024 год | < | < | < | Исполнитель
    ^ | ^ | I кв. | II кв. | III кв. | IV кв. | ^
    1. | Группа | + | | | | УО
    2. | Мониторинг | | х | | х | ММС
    """
    reading = understand(paper(table(text)))
    assert roles(reading)[2:6] == ["deadline_mark"] * 4
    assert [m.deadline_text for _, m in reading.measures] == [
        "I кв. 2024 год",
        "II кв. 2024 год, IV кв. 2024 год",
    ]


def test_grid_of_months_with_days():
    text = """
    № | Мероприятия | сентябрь | октябрь | ноябрь | Ответственные
    1 | Группа | + | | | УО
    2 | Мониторинг | | 15 | до 20 | ММС
    """
    reading = understand(paper(table(text)))
    assert [m.deadline_text for _, m in reading.measures] == [
        "сентябрь",
        "15 октября, до 20 ноября",
    ]


def test_cells_with_other_edges_than_the_heading():
    jagged = Table(
        [
            Row([Cell("№"), Cell("Мероприятия", 2), Cell("Срок"), Cell("Ответственные", 2)]),
            Row([Cell("1"), Cell("Приказ"), Cell("май 2024", 2), Cell("УО", 2)]),
            Row([Cell("2. Кадры", 6)]),
            Row([Cell("2"), Cell("Семинар", 3), Cell("июнь 2024"), Cell("ММС")]),
        ]
    )
    reading = understand(Paper("docx", [jagged]))
    assert titles(reading) == ["Приказ", "Семинар"]
    assert [m.deadline_text for _, m in reading.measures] == ["май 2024", "июнь 2024"]
    assert reading.sections[-1].title == "Кадры"


def test_unknown_column_is_kept_in_the_note():
    text = """
    № | Мероприятие | Содержание работы | Срок | Исполнители | Отметка о выполнении
    1 | Семинар | Разбор ошибок | март 2024 | ММС | выполнено
    """
    reading = understand(paper(table(text)))
    assert only(reading).note == "выполнено\nСодержание работы: Разбор ошибок"
    assert [c.doubt != "" for c in reading.columns] == [False, False, True, False, False, False]


def test_missing_columns_are_said_once():
    reading = understand(paper(table("№ | Мероприятие | Результат\n1 | Семинар | Справка")))
    codes = [finding.code for finding in reading.warnings]
    assert codes.count("no_deadline_column") == codes.count("no_responsible_column") == 1
    assert only(reading).flags == []


def test_table_without_headings_is_read_by_its_contents():
    text = """
    1 | Семинар для учителей математики | март 2024 | методист Иванова И. И.
    2 | Курсы повышения квалификации | май 2024 | Отдел образования
    3 | Итоговое совещание директоров | июнь 2024 | Отдел образования
    """
    reading = understand(paper(table(text)))
    assert roles(reading) == ["number", "title", "deadline", "responsible"]
    assert all(column.doubt for column in reading.columns)


def test_person_may_say_what_a_column_and_a_row_are():
    text = """
    № | Мероприятие | Этапность | Ответственный | Срок
    1 | Семинар | начало года | УО | март 2024
    2 | Разное | | |
    3 | Курсы | конец года | УО | май 2024
    """
    choices = Choices(columns={2: Role.NOTE}, rows={3: "section"})
    found = explain(paper(table(text)), choices=choices)
    assert found.plan.columns[2].role == Role.NOTE
    assert found.plan.columns[2].doubt == ""
    assert [s.title for s in found.plan.sections] == ["", "Разное"]
    assert found.plan.measures[0][1].note == "начало года"
