"""Deadlines against the period of the plan and the day of its approval; periods said twice."""

import pytest

from tests.roadmaps.checking.papers import CONTROL, act, of, plan, rows, table


def deadlines(*words, title=None):
    title_and_table = plan(*({"deadline": text} for text in words))
    return (title, title_and_table[1]) if title else title_and_table


@pytest.mark.parametrize(
    "words", ["февраль–апрель 2025 года", "декабрь 2023 года", "до 15.01.2025", "2025 год"]
)
def test_deadline_outside_the_plan(words):
    [(where, text)] = of("date-outside-plan", *deadlines("март 2024 года", words))
    assert where == "мероприятие 2"
    assert words in text
    assert "01.01.2024 – 31.12.2024" in text


@pytest.mark.parametrize(
    "words",
    [
        "март 2024 года",
        "декабрь 2024",
        "ежемесячно",
        "постоянно",
        "в течение года",
        "2023/2024 учебный год",
    ],
)
def test_deadline_inside_the_plan(words):
    assert of("date-outside-plan", *deadlines(words)) == []


def test_deadline_far_from_all_the_others_when_no_period_is_stated():
    own = ["сентябрь 2023 года", "октябрь 2023 года", "январь 2024 года", "май 2024 года"]
    blocks = deadlines(*own, "январь 2023 года", "март 2024 года", title="План мероприятий")
    assert [where for where, _ in of("date-far", *blocks)] == ["мероприятие 5"]
    near = deadlines(*own, "август 2023 года", "март 2024 года", title="План мероприятий")
    assert of("date-far", *near) == []


def test_deadline_before_approval():
    order = act("1. Утвердить план мероприятий (приложение 1).", f"2. {CONTROL}")
    title = f"{order}\nПриложение 1\nк приказу\nот 12.01.2024 № 14-ОД\nПлан на 2023–2024 годы"
    blocks = deadlines("декабрь 2023 года", "январь 2024 года", "март 2024 года", title=title)
    [(where, text)] = of("date-before-approval", *blocks)
    assert where == "мероприятие 1"
    assert "12.01.2024" in text


@pytest.mark.parametrize(
    ("words", "month"), [("Фервраль 2024", "февраль"), ("окябрь 2024", "октябрь")]
)
def test_month_with_a_slip(words, month):
    [(_, text)] = of("date-misspelt", *deadlines(words))
    assert f"видимо, «{month}»" in text


@pytest.mark.parametrize("words", ["февраль 2024", "по плану школы", "до начала марта 2024", "мае"])
def test_months_and_other_words_are_no_slips(words):
    assert of("date-misspelt", *deadlines(words)) == []


def test_day_and_month_run_together():
    assert of("date-glued", *deadlines("до 20мая 2024 года")) == [
        ("мероприятие 1", "В сроке «до 20мая 2024 года» число и месяц слиты: «20мая».")
    ]
    assert of("date-glued", *deadlines("до 20 мая 2024 года")) == []


def test_doubtful_deadline_is_told_with_its_reason_and_once():
    [(where, text)] = of("date-review", *deadlines("в течение учебного года", "март 2024 года"))
    assert where == "мероприятие 1"
    assert "нужно уточнить: " in text
    blocks = deadlines("до 20мая 2026 года")
    assert of("date-review", *blocks) == []
    assert len(of("date-outside-plan", *blocks)) == 1


TERM = "Срок реализации"


def test_periods_that_do_not_agree():
    order = act("1. Утвердить план поддержки на 2024–2025 годы.", f"2. {CONTROL}")
    passport = table(["Паспорт", "плана"], [TERM, "2024–2026 гг."])
    [(where, text)] = of("period-conflict", order, "План поддержки школ", passport, rows({}))
    assert where == "таблица 1, «Срок реализации»"
    assert "пункт 1 — «на 2024–2025 годы»" in text
    assert "2024–2026" in text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("План поддержки школ (2024–2026 гг.)", "Срок реализации: 2024–2025 годы"),
        ("План поддержки школ на период с 2024 по 2026 год", "Срок действия плана – 2024 год."),
        ("План поддержки школ на 2024 год", "Срок реализации плана\n2024–2025 годы"),
        ("План на 2024 год", "Реализация мероприятий рассчитана на 2024–2026 годы."),
    ],
)
def test_periods_in_many_words(title, text):
    assert len(of("period-conflict", title, text, rows({}))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Срок исполнения отчёта – до 1 марта 2023 года",
        "Сроки исполнения:\n2. Провести опрос в 2026 году.",
        "Срок реализации проекта «Школа» – по 2024 год включительно.",
    ],
)
def test_other_terms_are_no_periods_of_the_plan(text):
    assert of("period-conflict", "План поддержки школ на 2024 год", text, rows({})) == []


def test_title_that_names_the_last_year_too():
    title = "Об итогах плана в 2023 году и утверждении плана на 2024 год"
    order = act("1. Утвердить план на 2024 год.", f"2. {CONTROL}", title=title)
    assert of("period-conflict", order, "План на 2024 год", rows({})) == []


@pytest.mark.parametrize(
    ("clause", "title", "term"),
    [
        ("1. Утвердить план на 2024 год.", "План на 2024 год", "январь – декабрь 2024 года"),
        # Other acts and other plans have periods of their own.
        (
            "1. Утвердить план, во исполнение приказа «О проекте на 2023–2027 годы».",
            "План на 2024 год",
            "2024 год",
        ),
        ("1. Школам: разработать планы на 2024–2026 годы.", "План на 2024 год", "2024 год"),
        (
            "1. Утвердить план на 2024/2025 учебный год.",
            "План на 2024–2025 учебный год",
            "сентябрь 2024 – май 2025 года",
        ),
        (
            "1. Утвердить план.",
            "План на 2024–2026 годы",
            "1 этап – 2024 год; 2 этап – 2025–2026 годы",
        ),
    ],
)
def test_periods_that_agree(clause, title, term):
    passport = table(["Паспорт", "плана"], [TERM, term])
    order = act(clause, f"2. {CONTROL}")
    assert of("period-conflict", order, title, passport, rows({})) == []
