"""Whatever a paper holds, the checker answers: the page of signing stands on it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.roadmaps.checking.papers import findings, table

SCRAPS = st.sampled_from(
    [
        "ПРИКАЗ",
        "П Р И К А З",
        "ПОСТАНОВЛЕНИЕ",
        "12.01.2024",
        "№ 14-ОД",
        "Об утверждении плана на 2024 год",
        "В целях",
        "приказываю:",
        "1. Утвердить план (приложение 1)",
        "2.",
        "2.1 Школам",
        "1) Раз",
        "Контроль возложить на",
        "Начальник",
        "Л.М. Соболева",
        "Приложение 1",
        "Приложение № 2 к приказу",
        "УТВЕРЖДЕНО",
        "Приказом",
        "от ____ № ____",
        "План мероприятий",
        "СОСТАВ рабочей группы",
        "1. Иванова И.И. – директор",
        "Иванцова И.И.",
        "Срок реализации",
        "2023–2025 годы",
        "Школы с наилучшими результатами (Озёрская СОШ, СОШ № 2)",
        "«",
        "»",
        '"',
        "ШНРО и ШНРО",
        "(далее – ",
        "5. Итоги",
        "I. Кадры",
        "XX",
        "март 2024",
        "15апреля",
        "\n",
        "0.0.",
        "99.99.9999",
    ]
)
TEXTS = st.lists(st.one_of(SCRAPS, st.text(max_size=12)), max_size=6).map(" ".join)
HEADINGS = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]
TABLES = st.lists(st.lists(TEXTS, min_size=5, max_size=5), min_size=1, max_size=5).map(
    lambda rows: table(HEADINGS, *rows)
)


@given(st.lists(st.one_of(TEXTS, TEXTS, TABLES), max_size=12))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_paper_is_answered(blocks):
    for finding in findings(*blocks):
        assert finding.code
        assert finding.text
