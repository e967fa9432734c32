"""What the parameters of a regulation decide, and the words in which the program says it."""

from dataclasses import dataclass
from enum import StrEnum

from lib.text import count
from workgroups.models import Frequency, MajorityBase, Quorum


class Topic(StrEnum):
    FREQUENCY = "frequency"
    QUORUM = "quorum"
    MAJORITY = "majority"
    CASTING = "casting"
    SECRETARY = "secretary"
    PAPERS = "papers"
    MINUTES = "minutes"
    ABSENTEE = "absentee"


TOPIC_WORDS = {
    Topic.FREQUENCY: "Как часто заседают",
    Topic.QUORUM: "Когда заседание правомочно",
    Topic.MAJORITY: "Каким большинством решают",
    Topic.CASTING: "Если голоса поровну",
    Topic.SECRETARY: "Голос секретаря",
    Topic.PAPERS: "Когда рассылают материалы",
    Topic.MINUTES: "Когда готов протокол",
    Topic.ABSENTEE: "Заочное голосование",
}
TIMES = {
    1: "одного раза",
    2: "двух раз",
    3: "трёх раз",
    4: "четырёх раз",
    5: "пяти раз",
    6: "шести раз",
}


@dataclass(frozen=True)
class Rule:
    """One thing the parameters decide: shortly for a page, as a sentence for the paper."""

    topic: Topic
    short: str
    sentence: str

    @property
    def title(self):
        return TOPIC_WORDS[self.topic]


def rules_of(regulation):
    """[Rule] of the regulation in the order in which a paper tells them."""
    makers = (
        frequency_rule,
        quorum_rule,
        majority_rule,
        casting_rule,
        secretary_rule,
        papers_rule,
        minutes_rule,
        absentee_rule,
    )
    return [rule for rule in (make(regulation) for make in makers) if rule]


def times_words(number):
    """«одного раза», «двух раз»: after «не реже»."""
    return TIMES.get(number, f"{number} раз")


def frequency_words(frequency, times):
    """«не реже одного раза в квартал», or that it meets when there is need."""
    if frequency == Frequency.NONE:
        return "по мере необходимости"
    return f"не реже {times_words(times)} {Frequency(frequency).label}"


def frequency_rule(regulation):
    short = frequency_words(regulation.frequency, regulation.times)
    if regulation.frequency == Frequency.NONE:
        return Rule(Topic.FREQUENCY, short, f"Группа собирается {short}.")
    sentence = f"Группа собирается по мере необходимости, но {short}."
    return Rule(Topic.FREQUENCY, short, sentence)


def quorum_words(quorum, number=None):
    """«более половины членов», «не менее 6 членов»."""
    if quorum == Quorum.NUMBER:
        # After «не менее» the noun stands in the genitive: 1 члена, 6 членов.
        return f"не менее {count(number or 1, 'члена', 'членов', 'членов')}"
    return Quorum(quorum).label


def quorum_rule(regulation):
    short = quorum_words(regulation.quorum, regulation.quorum_number)
    sentence = f"Заседание правомочно, если на нём присутствует {short} группы."
    return Rule(Topic.QUORUM, short, sentence)


def majority_rule(regulation):
    short = MajorityBase(regulation.majority).label
    sentence = (
        f"Решение принимается большинством голосов {short} группы: «за» должно быть подано больше "
        "половины."
    )
    if regulation.majority == MajorityBase.PRESENT:
        sentence = sentence.replace("присутствующих группы", "присутствующих членов группы")
    return Rule(Topic.MAJORITY, short, sentence)


def casting_rule(regulation):
    if regulation.casting_vote:
        return Rule(
            Topic.CASTING,
            "решает голос председательствующего",
            "Если голоса разделились поровну, решает голос председательствующего.",
        )
    return Rule(
        Topic.CASTING,
        "решение не принято",
        "Если голоса разделились поровну, решение не принято.",
    )


def secretary_rule(regulation):
    if regulation.secretary_votes:
        return Rule(
            Topic.SECRETARY, "голосует", "Секретарь голосует наравне с другими членами группы."
        )
    return Rule(
        Topic.SECRETARY, "не голосует", "Секретарь ведёт протокол и в голосовании не участвует."
    )


def papers_rule(regulation):
    if not (days := regulation.papers_days):
        return None
    short = f"не позднее чем за {count(days, 'день', 'дня', 'дней')}"
    sentence = f"Повестку и материалы секретарь рассылает {short} до заседания."
    return Rule(Topic.PAPERS, short, sentence)


def minutes_rule(regulation):
    if not (days := regulation.minutes_days):
        return None
    # «в течение одного дня, пяти дней»: the genitive after it.
    short = f"в течение {count(days, 'рабочего дня', 'рабочих дней', 'рабочих дней')}"
    sentence = f"Протокол готовят {short} после заседания."
    return Rule(Topic.MINUTES, short, sentence)


def absentee_rule(regulation):
    if regulation.absentee:
        return Rule(
            Topic.ABSENTEE,
            "допускается",
            "Решение может быть принято заочно, опросом: голоса принимают до срока, названного в "
            "опросе.",
        )
    return Rule(Topic.ABSENTEE, "не допускается", "Заочное голосование не проводится.")
