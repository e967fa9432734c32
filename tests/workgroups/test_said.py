"""What the text of a regulation says, sentence by sentence, and what contradicts the parameters."""

import time

import pytest

from workgroups.models import Frequency, MajorityBase, Quorum, Regulation
from workgroups.regulations.contradictions import contradictions_of, said_rightly
from workgroups.regulations.said import OTHER, said_in
from workgroups.regulations.topics import Topic, rules_of

F, Q, M, T = Frequency, Quorum, MajorityBase, Topic
SAID = [
    ("Заседание правомочно, если присутствует более половины членов.", T.QUORUM, Q.MORE_THAN_HALF),
    ("Кворум — больше половины состава.", T.QUORUM, Q.MORE_THAN_HALF),
    ("Заседание считается правомочным при не менее половины членов.", T.QUORUM, Q.AT_LEAST_HALF),
    ("Кворум: не менее чем половина состава.", T.QUORUM, Q.AT_LEAST_HALF),
    ("Заседание правомочно, если есть не менее 50 процентов членов.", T.QUORUM, Q.AT_LEAST_HALF),
    ("Заседание правомочно, если есть более 50% членов.", T.QUORUM, Q.MORE_THAN_HALF),
    ("Заседание правомочно, если есть не менее двух третей членов.", T.QUORUM, OTHER),
    ("Заседание правомочно, если есть не менее 6 членов.", T.QUORUM, (Q.NUMBER, 6)),
    ("Кворум — не менее пяти её членов.", T.QUORUM, (Q.NUMBER, 5)),
    (
        "Решение принимают большинством голосов от числа присутствующих.",
        T.MAJORITY,
        M.PRESENT,
    ),
    ("Решение принимают большинством голосов от общего числа членов.", T.MAJORITY, M.ALL),
    ("Решение принимают большинством голосов всех членов группы.", T.MAJORITY, M.ALL),
    ("Решение принимают двумя третями голосов.", T.MAJORITY, None),
    ("Нужно квалифицированное большинство голосов.", T.MAJORITY, OTHER),
    ("При равенстве голосов голос председательствующего является решающим.", T.CASTING, True),
    ("При равенстве голосов решающим считается голос председателя.", T.CASTING, True),
    ("Если голоса разделились поровну, решение не принято.", T.CASTING, False),
    ("Если голоса разделились поровну, решение считается отклонённым.", T.CASTING, False),
    ("Секретарь не имеет права голоса.", T.SECRETARY, False),
    ("В группе есть секретарь без права голоса.", T.SECRETARY, False),
    ("Секретарь имеет право голоса.", T.SECRETARY, True),
    ("Секретарь считает голоса.", T.SECRETARY, None),
    ("Заседания проводят не реже одного раза в квартал.", T.FREQUENCY, (F.QUARTER, 1)),
    ("Группа собирается не реже двух раз в полугодие.", T.FREQUENCY, (F.HALF_YEAR, 2)),
    ("Заседания — не реже 1 раза в 3 месяца.", T.FREQUENCY, (F.QUARTER, 1)),
    ("Заседания — не реже 1 раза в шесть месяцев.", T.FREQUENCY, (F.HALF_YEAR, 1)),
    ("Заседания проходят ежеквартально.", T.FREQUENCY, (F.QUARTER, 1)),
    ("Заседания проводят 2 раза в год.", T.FREQUENCY, (F.YEAR, 2)),
    ("Заседания проводят раз в месяц.", T.FREQUENCY, OTHER),
    ("Отчёт сдают раз в квартал.", T.FREQUENCY, None),
    ("Протокол оформляют в течение 5 рабочих дней.", T.MINUTES, (5, True)),
    ("Протокол оформляют не позднее трёх дней.", T.MINUTES, (3, None)),
    ("Материалы рассылают не позднее чем за 3 дня до заседания.", T.PAPERS, (3, None)),
    ("Повестку сообщают за пять рабочих дней.", T.PAPERS, (5, True)),
    ("Допускается заочное голосование.", T.ABSENTEE, True),
    ("Заочное голосование не допускается.", T.ABSENTEE, False),
    ("Не допускается принимать решения опросным путём.", T.ABSENTEE, False),
    ("Решение можно принять путём опроса.", T.ABSENTEE, True),
]


@pytest.mark.parametrize(("text", "topic", "value"), SAID)
def test_sentence_says(text, topic, value):
    found = {said.topic: said for said in said_in(text)}
    if value is None:
        assert topic not in found
    else:
        assert found[topic].value == value
        assert found[topic].words in text


def regulation(**values):
    return Regulation(**values)


@pytest.mark.parametrize(
    ("text", "values", "topics"),
    [
        ("Заседание правомочно: не менее половины членов.", {}, [T.QUORUM]),
        ("Заседание правомочно: не менее половины членов.", {"quorum": Q.AT_LEAST_HALF}, []),
        ("Заседания — не реже раза в квартал.", {"frequency": F.HALF_YEAR}, [T.FREQUENCY]),
        ("Заседания — не реже раза в квартал.", {"times": 2}, [T.FREQUENCY]),
        ("Протокол готовят в течение 3 дней.", {"minutes_days": 5}, [T.MINUTES]),
        ("Протокол готовят в течение 3 дней.", {"minutes_days": 3}, []),
        ("Протокол готовят в течение 3 календарных дней.", {"minutes_days": 3}, [T.MINUTES]),
        ("Протокол готовят в течение 3 дней.", {}, [T.MINUTES]),
        ("Материалы рассылают за 3 рабочих дня.", {"papers_days": 3}, [T.PAPERS]),
        ("Секретарь без права голоса.", {"secretary_votes": False}, []),
        ("Секретарь без права голоса.", {}, [T.SECRETARY]),
        (
            "Кворум — не менее 6 членов.",
            {"quorum": Q.NUMBER, "quorum_number": 6},
            [],
        ),
        ("Кворум — не менее 6 членов.", {"quorum": Q.NUMBER, "quorum_number": 7}, [T.QUORUM]),
        ("Кворум — более половины. Кворум — не менее половины.", {}, [T.QUORUM]),
        ("Рассматривает вопросы развития образования.", {}, []),
    ],
)
def test_text_and_parameters(text, values, topics):
    found = contradictions_of(regulation(text=text, **values))
    assert [one.topic for one in found] == topics
    for one in found:
        assert f"{one.before}{one.words}{one.after}" in text
        assert one.parameter in one.text


def test_topic_that_the_text_says_twice_and_differently_is_not_said_rightly():
    text = "Кворум — более половины. Кворум — не менее половины."
    assert said_rightly(regulation(text=text)) == set()
    assert said_rightly(regulation(text="Кворум — более половины.")) == {T.QUORUM}


VALUES = [
    {},
    {"quorum": Q.AT_LEAST_HALF, "frequency": F.HALF_YEAR, "times": 2, "majority": M.ALL},
    {"quorum": Q.NUMBER, "quorum_number": 6, "casting_vote": False, "absentee": True},
    {"secretary_votes": False, "papers_days": 3, "minutes_days": 5, "frequency": F.YEAR},
    {"quorum": Q.NUMBER, "quorum_number": 1, "papers_days": 1, "minutes_days": 1},
]


@pytest.mark.parametrize("values", VALUES)
def test_program_reads_its_own_words_as_it_meant_them(values):
    """What the program prints says exactly the parameters: each rule is heard, and none differs."""
    rules = rules_of(regulation(**values))
    text = "\n".join(rule.sentence for rule in rules)
    again = regulation(text=text, **values)
    assert contradictions_of(again) == []
    assert said_rightly(again) == {rule.topic for rule in rules}


@pytest.mark.parametrize(
    "text",
    [
        "большинство голосов " * 6000,
        "кворум не менее " * 6000,
        "секретарь не имеет права " * 4000,
        "заседания не реже " * 6000,
        "протокол в течение " * 6000,
        "опрос " * 20000,
        " " * 100_000 + "кворум",
    ],
)
def test_endless_text_is_read_in_a_moment(text):
    """The time is that of this process: other work on the machine does not count."""
    start = time.process_time()
    contradictions_of(regulation(text=text))
    assert time.process_time() - start < 1
