"""Tables of other municipalities as people make them; wording is invented."""

import pytest

from files.papers import Cell, Paper, Row, Table
from roadmaps.importing.headings import role_of_heading
from roadmaps.importing.plan import Role
from roadmaps.importing.understanding import Choices, explain, understand
from tests.roadmaps.importing.sheets import paper, table

PLAIN = """
№ п/п | Мероприятия | Сроки | Ответственные | Ожидаемый результат
1 | Создание рабочей группы | январь 2024 года | Отдел образования | Приказ
2 | Анализ результатов ВПР | март 2024 года | Методический кабинет | Справка
3 | Итоговое совещание | декабрь 2024 года | Отдел образования | Протокол
"""


def roles(reading):
    return [column.role.value for column in reading.columns]


def titles(reading):
    return [measure.title for _, measure in reading.measures]


def sections(reading):
    """{number and title: number of measures}"""
    return [(s.number, s.title, len(s.measures)) for s in reading.sections]


def only(reading):
    """The one measure."""
    ((_, measure),) = reading.measures
    return measure


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


def test_plan_is_found_among_other_tables():
    staff = "№ | ФИО | Должность\n1 | Иванов И. И. | начальник\n2 | Петрова А. А. | методист"
    schools = (
        "№ | Наименование ОО | Куратор\n1 | СОШ № 1 | Петрова А. А.\n2 | СОШ № 2 | Седова И. И."
    )
    visits = "№ | Школа | Дата посещения | Тьютор\n" + "\n".join(
        f"{n} | СОШ № {n} | 01.03.2024 | Седова И. И." for n in range(1, 9)
    )
    reading = understand(
        paper(
            "Состав рабочей группы",
            table(staff),
            "Список школ",
            table(schools),
            "План мероприятий",
            table(PLAIN),
            "Приложение 3\nГрафик посещений",
            table(visits),
        )
    )
    assert len(reading.measures) == 3
    assert titles(reading)[0] == "Создание рабочей группы"


def test_second_plan_is_not_lost_silently():
    other = """
    № | Мероприятия | Дата реализации | Исполнители | Показатель
    1 | Неделя математики | март 2024 | МО | 5 школ
    """
    reading = understand(paper(table(PLAIN), "Приложение 2", table(other)))
    assert len(reading.measures) == 3
    assert [finding.code for finding in reading.warnings if finding.code == "other_table"]


def test_table_for_every_page_is_one_plan():
    more = """
    4 | Семинар для директоров | май 2024 года | Отдел образования | Программа
    5 | Курсы | июнь 2024 года | Методический кабинет | Удостоверения
    """
    reading = understand(paper(table(PLAIN), "", table(more)))
    assert [m.number for _, m in reading.measures] == ["1", "2", "3", "4", "5"]


def test_table_for_every_section():
    head = "№ | Мероприятия | Срок | Ответственные\n"
    reading = understand(
        paper(
            "План мероприятий\nна 2024 год\n1. Нормативное обеспечение",
            table(head + "1 | Приказ | январь 2024 | УО"),
            "2. Методическое сопровождение",
            table(head + "1 | Семинар | март 2024 | ММС\n2 | Курсы | май 2024 | ММС"),
            "3. Мониторинг и оценка\nрезультатов работы",
            table(head + "1 | Срез знаний | май 2024 | ММС"),
        )
    )
    assert sections(reading) == [
        ("1.", "Нормативное обеспечение", 1),
        ("2.", "Методическое сопровождение", 2),
        ("3.", "Мониторинг и оценка результатов работы", 1),
    ]
    assert reading.title == "План мероприятий\nна 2024 год"


def test_tables_with_fewer_columns_and_another_order_belong_to_the_plan():
    reading = understand(
        paper(
            table(
                "№ | Мероприятия | Срок | Ответственные | Результат\n1 | Приказ | май 2024 | УО | П"
            ),
            table("№ | Мероприятия | Ответственные | Срок\n2 | Семинар | ММС | июнь 2024"),
        )
    )
    second = reading.measures[1][1]
    assert (second.deadline_text, second.responsible_text) == ("июнь 2024", "ММС")
    assert second.expected_result == ""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1. Нормативное обеспечение | < | < | <", ("1.", "Нормативное обеспечение")),
        ("Раздел 1. Кадры | < | < | <", ("Раздел 1.", "Кадры")),
        ("II. Кадры | < | < | <", ("II.", "Кадры")),
        ("II этап. Основной | < | < | <", ("II этап.", "Основной")),
        ("Направление № 2: Кадры | < | < | <", ("Направление № 2:", "Кадры")),
        ("Методическое сопровождение школ | < | < | <", ("", "Методическое сопровождение школ")),
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


def test_no_table_is_an_error():
    reading = understand(paper("Приказ\nоб отпусках"))
    assert reading.measures == []
    assert [(f.code, f.severity) for f in reading.warnings][0] == ("no_table", "error")


def test_empty_cells_are_flagged():
    text = """
    № | Мероприятие | Срок | Ответственный
    1 | Семинар | - |
    """
    assert {flag.code for flag in only(understand(paper(table(text)))).flags} == {
        "no_deadline",
        "no_responsible",
    }


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
