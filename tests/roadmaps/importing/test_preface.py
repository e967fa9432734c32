"""Title, texts, period and day of approval before the table."""

from datetime import date

import pytest

from roadmaps.deadlines import Period
from roadmaps.importing.period import approval_in, period_in
from roadmaps.importing.understanding import understand
from tests.roadmaps.importing.sheets import paper, table

TABLE = "№ | Мероприятия | Срок | Ответственные\n1 | Семинар | март 2024 | УО"
PASSPORT = """
Наименование | План поддержки школ
Срок реализации | 2024–2026 годы
Исполнители | Школы района
"""


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("на 2024 год", (2024, 1, 1), (2024, 12, 31)),
        ("на 2024г.", (2024, 1, 1), (2024, 12, 31)),
        ("на 2024-2026 годы", (2024, 1, 1), (2026, 12, 31)),
        ("на 2024 – 2026 г.г.", (2024, 1, 1), (2026, 12, 31)),
        ("на 2024-2025 учебный год", (2024, 9, 1), (2025, 8, 31)),
        ("на 2024/2025 учебный год", (2024, 9, 1), (2025, 8, 31)),
        ("на 2024/25 уч. год", (2024, 9, 1), (2025, 8, 31)),
        ("2024/2025", (2024, 9, 1), (2025, 8, 31)),
        ("с 01.09.2024 по 31.05.2025", (2024, 9, 1), (2025, 5, 31)),
    ],
)
def test_period_in_words(text, start, end):
    assert period_in(text) == (date(*start), date(*end))


@pytest.mark.parametrize("text", ["", "приказ № 2024", "школа № 20", "на 2030-2020 годы"])
def test_no_period_in_words(text):
    assert period_in(text) is None


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["ПРИКАЗ", "от 30.04.2020 г. № 86-р"], (2020, 4, 30)),
        (["ПРИКАЗ", "10.09.2020г", "№ 1"], (2020, 9, 10)),
        (["«26» марта 2021 г.", "№ 158"], (2021, 3, 26)),
        (["На основании приказа", "от 30.04.2020 г. № 86-р"], None),
        (["Приказ министерства от 01.02.2020 № 5 «О поддержке школ» исполнен полностью"], None),
        (["от 31.02.2020"], None),
    ],
)
def test_day_of_approval(lines, day):
    assert approval_in(lines) == (day and date(*day))


def test_passport_title_goals_and_tasks():
    reading = understand(
        paper(
            """ПРИКАЗ
            от 15.01.2024 № 7
            Об утверждении плана
            1. Утвердить план мероприятий (приложение 1).
            Начальник И. И. Иванова
            Приложение 1
            к приказу от 15.01.2024 № 7
            План мероприятий
            по поддержке школ района
            Паспорт плана""",
            table(PASSPORT),
            """Цели:
            - повысить качество
            Задачи:
            - обучить учителей;
            - помочь школам.
            Ожидаемые результаты
            Рост успеваемости.""",
            table(TABLE),
        )
    )
    assert reading.title == "План мероприятий\nпо поддержке школ района"
    assert (reading.start, reading.end) == (date(2024, 1, 1), date(2026, 12, 31))
    assert reading.period_source == "passport"
    assert reading.approved == date(2024, 1, 15)
    assert [(b.kind, b.title) for b in reading.blocks] == [
        ("passport", "Наименование"),
        ("passport", "Срок реализации"),
        ("passport", "Исполнители"),
        ("goals", "Цели"),
        ("tasks", "Задачи"),
        ("results", "Ожидаемые результаты"),
    ]
    assert reading.blocks[4].text == "- обучить учителей;\n- помочь школам."


def test_title_in_the_rows_above_the_heading_of_a_sheet():
    text = """
    План мероприятий по повышению качества образования на 2025 год | | |
     | | |
    № | Мероприятия | Сроки | Ответственные
    1 | Приказ о группе | январь | УО
    """
    reading = understand(paper(table(text), kind="xlsx"))
    assert reading.title == "План мероприятий по повышению качества образования на 2025 год"
    assert reading.period_source == "title"
    assert reading.measures[0][1].deadline.control_dates == (date(2025, 1, 31),)


def test_given_period_wins():
    plan = (date(2023, 1, 1), date(2023, 12, 31))
    reading = understand(paper("План на 2025 год", table(TABLE)), plan=Period(*plan))
    assert (reading.start, reading.end, reading.period_source) == (*plan, "given")


def test_school_year_named_by_a_measure():
    text = TABLE.replace("Семинар", "Утверждение плана на 2024-2025 учебный год")
    reading = understand(paper(table(text)))
    assert (reading.start, reading.period_source) == (date(2024, 9, 1), "text")


def test_period_by_the_deadlines():
    text = """
    № | Мероприятия | Срок | Ответственные
    1 | Семинар | сентябрь 2023 | УО
    2 | Курсы | ежемесячно | УО
    3 | Итоги | май-июнь 2024 | УО
    """
    reading = understand(paper(table(text)))
    assert (reading.start, reading.end) == (date(2023, 9, 1), date(2024, 6, 30))
    assert reading.period_source == "deadlines"


def test_no_period_is_asked_about():
    reading = understand(paper(table("№ | Мероприятия | Срок\n1 | Семинар | постоянно")))
    assert reading.start is None
    assert "no_period" in [finding.code for finding in reading.warnings]


def test_lone_slip_does_not_stretch_the_period():
    rows = [f"{n} | Семинар {n} | {m} 2023 | УО" for n, m in enumerate(["март"] * 6 + ["июнь"] * 6)]
    rows[4] = "4 | Курсы | февраль-апрель 2024 | УО"
    text = "№ | Мероприятия | Срок | Ответственные\n" + "\n".join(rows)
    reading = understand(paper(table(text)))
    assert (reading.start, reading.end) == (date(2023, 3, 1), date(2023, 6, 30))
    assert reading.measures[4][1].deadline.needs_review
