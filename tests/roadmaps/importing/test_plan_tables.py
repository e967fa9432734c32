"""Which tables of a paper are the plan, one table or several; wording is invented."""

from roadmaps.importing.understanding import understand
from tests.roadmaps.importing.readings import sections, titles
from tests.roadmaps.importing.sheets import PLAIN, paper, table


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


def test_no_table_is_an_error():
    reading = understand(paper("Приказ\nоб отпусках"))
    assert reading.measures == []
    assert [(f.code, f.severity) for f in reading.warnings][0] == ("no_table", "error")
