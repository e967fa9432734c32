"""Papers that have misled the import once: each with what a careful reader makes of it."""

from datetime import date

import pytest

from files.papers import Paragraph
from roadmaps.importing.period import period_in
from roadmaps.importing.understanding import understand
from tests.roadmaps.importing.readings import codes, deadlines, numbers, roles, sections, titles
from tests.roadmaps.importing.sheets import paper, table

H = "№ | Мероприятие | Срок | Ответственный"
TWO = f"{H}\n1 | Совещание | январь 2024 | УО\n2 | Семинар | март 2024 | ММС"


# --- which tables are the plan


@pytest.mark.parametrize(
    "other",
    [
        "№ | Школа | Дата | Консультант\n1 | СОШ № 1 | 12.03.2024 | Седова И.И.",
        "№ | ФИО | Дата | Подпись\n1 | Иванова А.А. | |\n2 | Петров Б.Б. | |",
        "Рябова Т.В. | начальник | председатель |\nГусев П.И. | директор | член группы |",
        "СОГЛАСОВАНО: | | |\nДиректор ИМЦ | ______ | Орлова Н.Н. | 12.01.2024",
        "№ | Показатель | 2024 | 2025\n1 | Доля школ | 20 % | 40 %",
    ],
)
def test_foreign_table_of_the_same_width_is_not_swallowed(other):
    reading = understand(paper(table(TWO), "", table(other)))
    assert numbers(reading) == ["1", "2"]


def test_second_table_lower_on_one_sheet_is_named():
    text = (
        f"{TWO}\nСписок школ | | |\n№ | Наименование ОО | Директор | Телефон\n1 | СОШ | Лукин | 2-1"
    )
    reading = understand(paper(table(text), kind="xlsx"))
    assert numbers(reading) == ["1", "2"]
    assert "other_table" in codes(reading)


@pytest.mark.parametrize("above", ["2", "2\nДорожная карта", "Приложение 1 (продолжение)"])
def test_page_without_a_heading_goes_on_with_the_plan(above):
    page = "3 | Срез знаний | июнь 2024 | УО\n4 | Итоги | июнь 2024 | УО"
    reading = understand(paper(table(TWO), above, table(page)))
    assert numbers(reading) == ["1", "2", "3", "4"]
    assert sections(reading) == [("", "", 4)]


def test_larger_schedule_does_not_take_the_place_of_the_plan():
    visits = "Школа | Дата | Вид работы | Наставник\n" + "\n".join(
        f"СОШ № {n} | 0{n}.02.2024 | Консультация | Седова И.И." for n in range(1, 9)
    )
    blocks = paper("План мероприятий", table(TWO), "График консультаций", table(visits))
    assert numbers(understand(blocks)) == ["1", "2"]


def test_header_mark_on_every_row_drops_none():
    marked = table(TWO)
    for row in marked.rows:
        row.is_header = True
    assert numbers(understand(paper(marked))) == ["1", "2"]


def test_heading_repeated_in_other_words():
    text = (
        "№ п/п | Наименование мероприятия | Сроки исполнения | Ответственные исполнители\n"
        f"1 | Совещание | январь 2024 | УО\n{H}\n2 | Семинар | март 2024 | ММС"
    )
    assert numbers(understand(paper(table(text)))) == ["1", "2"]


# --- sections between tables


def test_first_section_above_the_first_table():
    blocks = paper("План мероприятий на 2024 год", "Работа с кадрами", table(TWO))
    more = paper("Работа с детьми", table(f"{H}\n1 | Олимпиада | май 2024 | УО"))
    blocks.blocks[1].is_bold = True
    blocks.blocks += more.blocks
    reading = understand(blocks)
    assert sections(reading) == [("", "Работа с кадрами", 2), ("", "Работа с детьми", 1)]
    assert reading.title == "План мероприятий на 2024 год"


def test_goals_of_a_section_are_not_its_name():
    lead = "2. Дети\nЦель: успех\nЗадачи:\n- помочь;\n- обучить."
    blocks = paper("1. Кадры", table(TWO), lead, table(f"{H}\n1 | Олимпиада | май 2024 | УО"))
    assert sections(understand(blocks)) == [("1.", "Кадры", 2), ("2.", "Дети", 1)]


# --- columns


@pytest.mark.parametrize(
    ("heading", "row", "expected"),
    [
        (
            "№ | Мероприятие | Участники | Срок | Ответственный",
            "1 | Совещание | Директора школ | март 2024 | УО",
            "number title other deadline responsible",
        ),
        (
            "№ | УО | ММС | ОО | Сроки",
            "1 | Издание приказа | Подготовка писем | Назначение координаторов | март 2024",
            "number actor actor actor deadline",
        ),
        (
            "№ | Муниципальный уровень | Школьный уровень | Срок",
            "1 | Совещание | Педсовет | март 2024",
            "number actor actor deadline",
        ),
        (
            "№ | Направления деятельности | Сроки | Ответственные лица",
            "1 | Анализ итогов | март 2024 | Седова И.И.",
            "number title deadline responsible",
        ),
        (
            "№ п/n | Мероприятия | Сроки | Отвественные | Ожидаемый рузультат",
            "1 | Семинар | март 2024 | ММС | Справка",
            "number title deadline responsible expected_result",
        ),
        (
            "Мероприятие | Срок | Ответст-⏎венный | Ожидаемый ре-⏎зультат",
            "Семинар | март 2024 | ММС | Справка",
            "title deadline responsible expected_result",
        ),
        (
            "№ | Мероприятие | 2024 | 2025 | Ответственный",
            "1 | Семинар | + | | ММС",
            "number title deadline_mark deadline_mark responsible",
        ),
        (
            "№ | Мероприятие | Срок | Показатель | 2024 | 2025",
            "1 | Семинар | март 2024 | Доля | 10 % | 20 %",
            "number title deadline expected_result other other",
        ),
    ],
)
def test_roles(heading, row, expected):
    assert roles(understand(paper(table(f"{heading}\n{row}")))) == expected.split()


def test_direction_of_a_risk_is_a_section_beside_the_measures():
    text = """
    Направление в соответствии с риском | Мероприятие | Срок | Ответственный
    Дефицит кадров | Курсы | март 2024 | УО
    ^ | Семинар | май 2024 | ММС
    Низкая мотивация | Олимпиада | май 2024 | ММС
    """
    reading = understand(paper(table(text)))
    assert roles(reading) == "section title deadline responsible".split()
    assert sections(reading) == [("", "Дефицит кадров", 2), ("", "Низкая мотивация", 1)]


def test_actors_under_one_heading():
    text = """
    № | Мероприятия | < | Срок
    ^ | Муниципальный уровень | Школьный уровень | ^
    1 | Анализ результатов | Самоанализ | март 2024
    """
    assert roles(understand(paper(table(text)))) == "number actor actor deadline".split()


def test_deadline_and_responsible_in_one_column_are_asked_about():
    reading = understand(
        paper(table("№ | Мероприятие | Сроки и исполнители\n1 | Курсы | март, ММС"))
    )
    assert reading.columns[2].role == "deadline"
    assert "и сроки, и ответственные" in reading.columns[2].doubt


# --- deadlines in a grid


def test_heading_over_the_quarters_is_no_deadline():
    text = """
    № | Мероприятие | Срок реализации | < | Ответственный
    ^ | ^ | I кв. | IV кв. | ^
    1 | Анализ | + | | ММС
    """
    reading = understand(paper("План на 2024 год", table(text)))
    deadline = reading.measures[0][1].deadline
    assert (deadline.start, deadline.end) == (date(2024, 1, 1), date(2024, 3, 31))


def test_mark_merged_over_months_covers_them_all():
    text = "Мероприятие | Январь | Февраль | Март | Ответственный\nКурсы | + | < | < | ММС"
    assert deadlines(understand(paper(table(text)))) == ["Январь, Февраль, Март"]


def test_subheading_that_is_not_merged():
    text = """
    № | Мероприятие | Срок реализации | | Ответственный
    | | начало | окончание |
    1 | Курсы | 15.01.2024 | 20.01.2024 | УО
    """
    reading = understand(paper(table(text), kind="xlsx"))
    assert roles(reading) == "number title deadline_start deadline_end responsible".split()
    assert deadlines(reading) == ["15.01.2024 – 20.01.2024"]


# --- rows


@pytest.mark.parametrize(
    "row",
    [
        "Сокращение отчётности учителей | март 2024 | УО",
        "Директорский час «Качество» | май 2024 | Петрова И.И.",
        "Примечание к приказу: разослать школам | май 2024 | УО",
    ],
)
def test_good_measure_is_not_skipped(row):
    reading = understand(paper(table(f"Мероприятие | Срок | Ответственный\n{row}")))
    assert len(reading.measures) == 1


def test_tail_that_only_completes_the_responsible():
    text = """
    Мероприятие | Срок | Ответственный
    Круглый стол для директоров | март 2024 | Методический
    | | кабинет
    Семинар | май 2024 | УО
    """
    reading = understand(paper(table(text)))
    assert titles(reading) == ["Круглый стол для директоров", "Семинар"]
    assert reading.measures[0][1].responsible_text == "Методический кабинет"


def test_small_letter_measures_with_a_short_month():
    text = "Мероприятие | Срок | Ответственный\nанкетирование | октябрь | ММС\nотчёт | май | УО"
    assert titles(understand(paper(table(text)))) == ["анкетирование", "отчёт"]


def test_year_that_the_row_above_lacks():
    text = """
    Мероприятие | Срок | Ответственный
    Участие в конкурсе | март | УО
    «Учитель года» | 2024 |
    Семинар | май 2024 | УО
    """
    reading = understand(paper(table(text)))
    assert titles(reading) == ["Участие в конкурсе «Учитель года»", "Семинар"]
    assert deadlines(reading)[0] == "март 2024"


def test_lone_title_in_running_numbers_is_a_tail_with_a_doubt():
    text = f"""
    {H}
    1 | Изучение приказа Министерства | март 2024 | УО
    | Российской Федерации о мониторинге | |
    2 | Семинар | май 2024 | УО
    """
    reading = understand(paper(table(text)))
    assert numbers(reading) == ["1", "2"]
    assert [flag.code for flag in reading.measures[0][1].flags] == ["joined", "row_doubt"]


def test_plain_section_at_the_top_of_a_page():
    head = "Мероприятие | Срок | Ответственный\n"
    first = head + "Работа с кадрами | |\nКурсы | март 2024 | УО"
    second = "Работа с детьми | |\nОлимпиада | май 2024 | ММС"
    reading = understand(paper(table(first), "", table(second)))
    assert sections(reading) == [("", "Работа с кадрами", 1), ("", "Работа с детьми", 1)]


def test_section_with_a_small_letter_over_the_whole_width():
    text = "Мероприятие | Срок | Ответственный\nработа с детьми | < | <\nОлимпиада | май 2024 | ММС"
    assert sections(understand(paper(table(text)))) == [("", "работа с детьми", 1)]


def test_broken_words_are_joined_and_compounds_keep_their_hyphen():
    text = "Мероприятие | Срок\nПроведение контроль-⏎ных срезов, учебно-⏎деловой игры | май 2024"
    title = titles(understand(paper(table(text))))[0]
    assert title == "Проведение контрольных срезов, учебно-деловой игры"


# --- title and period


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        ("Дорожная карта\nпомощи школам на 2024-2025 гг.", (2024, 1, 1), (2025, 12, 31)),
        ("Комплексный план\nна 2024 год.", (2024, 1, 1), (2024, 12, 31)),
        ("П Л А Н\nпомощи школам (2024 год)", (2024, 1, 1), (2024, 12, 31)),
        ("Циклограмма\nна 2024/2025 учебный год", (2024, 9, 1), (2025, 8, 31)),
        ("План\nСроки реализации: 2024 – 2026 гг.", (2024, 1, 1), (2026, 12, 31)),
        ("План\nпо итогам ГИА в 2023 году\nна 2024 год", (2024, 1, 1), (2024, 12, 31)),
    ],
)
def test_period_above_the_table(lines, start, end):
    reading = understand(paper(lines, table(f"{H}\n1 | Семинар | март | УО")))
    assert (reading.start, reading.end) == (date(*start), date(*end))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("с сентября 2024 года по май 2025 года", (2024, 9, 1), (2025, 5, 31)),
        ("по итогам 2022-2023 учебного года на 2023-2024 учебный год", (2023, 9, 1), (2024, 8, 31)),
    ],
)
def test_period_in_words(text, start, end):
    assert period_in(text) == (date(*start), date(*end))


def test_passport_rows_above_the_heading_of_a_sheet():
    text = f"План помощи школам | < | < | <\nСрок реализации | 2024-2026 годы | < | <\n{TWO}"
    reading = understand(paper(table(text), kind="xlsx"))
    assert (reading.start, reading.end) == (date(2024, 1, 1), date(2026, 12, 31))
    assert [(b.kind, b.title) for b in reading.blocks] == [("passport", "Срок реализации")]


def test_period_by_the_deadlines_is_asked_about():
    assert "period_guessed" in codes(understand(paper(table(TWO))))


def test_what_was_hidden_in_the_file_is_said():
    read = paper(Paragraph("План").text, table(TWO))
    read.notes = ["Строки 5–7 листа скрыты, но прочитаны."]
    assert "note" in codes(understand(read))
