"""The checker's finding: the text of a regulation says something else than its parameters."""

from dataclasses import dataclass

from workgroups.models import Frequency, Quorum
from workgroups.regulations.said import said_in
from workgroups.regulations.topics import TOPIC_WORDS, Topic, rules_of

NOT_SET = "не задано"


@dataclass(frozen=True)
class Contradiction:
    """The topic, the sentence cut around its telling words, what the parameter says."""

    topic: Topic
    before: str
    words: str
    after: str
    parameter: str

    @property
    def title(self):
        return TOPIC_WORDS[self.topic]

    @property
    def text(self):
        """In one sentence, for a list of findings."""
        return f"В тексте — «{self.words}», в параметрах — {self.parameter}."


def values_of(regulation):
    """{topic: what the parameters say}, in the form of workgroups.regulations.said."""
    quorum = Quorum(regulation.quorum)
    return {
        Topic.FREQUENCY: (Frequency(regulation.frequency), regulation.times),
        Topic.QUORUM: (quorum, regulation.quorum_number) if quorum == Quorum.NUMBER else quorum,
        Topic.MAJORITY: regulation.majority,
        Topic.CASTING: regulation.casting_vote,
        Topic.SECRETARY: regulation.secretary_votes,
        Topic.PAPERS: (regulation.papers_days, False),
        Topic.MINUTES: (regulation.minutes_days, True),
        Topic.ABSENTEE: regulation.absentee,
    }


def agrees(said, value):
    """The sentence says what the parameter says; days of no kind agree with both kinds."""
    if said.topic in (Topic.PAPERS, Topic.MINUTES):
        (days, is_working), (own_days, own_kind) = said.value, value
        return days == own_days and is_working in (None, own_kind)
    return said.value == value


def contradictions_of(regulation):
    """[Contradiction] of the regulation in the order of its text."""
    values = values_of(regulation)
    short = {rule.topic: rule.short for rule in rules_of(regulation)}
    return [
        told(said, short.get(said.topic, NOT_SET))
        for said in said_in(regulation.text)
        if not agrees(said, values[said.topic])
    ]


def told(said, parameter):
    """Contradiction of the sentence with the words of the parameter."""
    before, _, after = said.sentence.partition(said.words)
    return Contradiction(said.topic, before, said.words, after, parameter)


def said_rightly(regulation):
    """Topics of which the text says nothing but what the parameters say."""
    values, right, wrong = values_of(regulation), set(), set()
    for said in said_in(regulation.text):
        (right if agrees(said, values[said.topic]) else wrong).add(said.topic)
    return right - wrong
