"""Quorum and verdict by the regulation: pure functions, explained in words (domain.md 3.6).

What the words of regulations leave open is decided in docs/decisions/0038.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lib.text import count
from workgroups.models.agenda import Ballot
from workgroups.models.regulation import MajorityBase, Quorum


class Outcome(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    NO_QUORUM = "no_quorum"
    # The figures contradict each other, or it is not known how the presiding person voted.
    UNCLEAR = "unclear"


OUTCOME_WORDS = {
    Outcome.ADOPTED: "принято",
    Outcome.REJECTED: "не принято",
    Outcome.NO_QUORUM: "нет кворума",
    Outcome.UNCLEAR: "нужно уточнить",
}


@dataclass(frozen=True)
class Rules:
    """Parameters of a regulation that a vote is counted by."""

    quorum: Quorum = Quorum.MORE_THAN_HALF
    quorum_number: int | None = None
    majority: MajorityBase = MajorityBase.PRESENT
    casting_vote: bool = True


@dataclass(frozen=True)
class Count:
    """One vote in figures; people are counted once, whatever posts they hold.

    `members` and `present` count everybody of the composition, `voters` and `voters_present` those
    who have a vote: a secretary may have none. `presiding` is the choice of the presiding person,
    None when it is not known; `is_presiding_silent`, when it is known that there was none.
    """

    members: int
    present: int
    votes_for: int
    against: int
    abstained: int
    recused: int = 0
    voters: int | None = None
    voters_present: int | None = None
    presiding: Ballot | None = None
    is_presiding_silent: bool = False
    # Nobody came together: `present` are those whose vote came.
    is_poll: bool = False

    @property
    def all_voters(self):
        """How many of the composition have a vote."""
        return self.members if self.voters is None else self.voters

    @property
    def here(self):
        """How many of those present have a vote."""
        return self.present if self.voters_present is None else self.voters_present

    @property
    def silent(self):
        """Present, with a vote, and in none of the figures: they count as present."""
        return self.here - self.votes_for - self.against - self.abstained - self.recused


@dataclass(frozen=True)
class Verdict:
    """What came of a vote and why, in a sentence for the page and the minutes."""

    outcome: Outcome
    reason: str
    # The tie was decided by the presiding person.
    is_cast: bool = False

    @property
    def is_adopted(self):
        return self.outcome == Outcome.ADOPTED

    @property
    def words(self):
        """«принято», «не принято»."""
        return OUTCOME_WORDS[self.outcome]


def needed_for_quorum(rules, members):
    """How many members must be present, at least one."""
    if rules.quorum == Quorum.NUMBER:
        return max(1, rules.quorum_number or 1)
    if rules.quorum == Quorum.AT_LEAST_HALF:
        return max(1, (members + 1) // 2)
    return members // 2 + 1


def has_quorum(rules, *, members, present):
    """Enough of the members are present; a body without members has none."""
    return members > 0 and present >= needed_for_quorum(rules, members)


def quorum_words(rules, *, members, present, is_poll=False):
    """«присутствуют 7 из 10, кворум есть» or what is missing; in a poll «проголосовали»."""
    told = f"{'проголосовали' if is_poll else 'присутствуют'} {present} из {members}"
    if has_quorum(rules, members=members, present=present):
        return f"{told}, кворум есть"
    needed = needed_for_quorum(rules, members)
    return f"{told}, кворума нет: нужно не меньше {needed}"


def verdict(rules, counted):
    """Verdict of the vote. Never raises: figures that contradict each other are UNCLEAR."""
    if fault := contradiction(counted):
        return Verdict(Outcome.UNCLEAR, fault)
    there = {"members": counted.members, "present": counted.present}
    opening = quorum_words(rules, **there, is_poll=counted.is_poll)
    if not has_quorum(rules, **there):
        return Verdict(Outcome.NO_QUORUM, f"{opening}; решение принять нельзя")
    told = f"{opening}; {figures(counted)}"
    base, of_whom = base_of(rules, counted)
    half = Fraction(base, 2)
    if counted.votes_for > half:
        return Verdict(Outcome.ADOPTED, f"{told} — принято: больше половины {of_whom}")
    if is_tie(rules, counted, half):
        return by_casting_vote(counted, told)
    return Verdict(
        Outcome.REJECTED,
        f"{told} — не принято: нужно больше {halves(half)} — половины {of_whom}",
    )


def base_of(rules, counted):
    """(of how many voters more than half is needed, the same in words)."""
    base = counted.all_voters if rules.majority == MajorityBase.ALL else counted.here
    there = "проголосовавших" if counted.is_poll else "присутствующих"
    who = "всех членов" if rules.majority == MajorityBase.ALL else there
    if counted.recused:
        who += " без тех, у кого конфликт интересов"
    return base - counted.recused, who


def is_tie(rules, counted, half):
    """The presiding person decides.

    Where a majority of all members is asked for, an equal part of those who came is no tie: fewer
    than half of all never adopt anything.
    """
    is_equal = rules.casting_vote and counted.votes_for == counted.against > 0
    return is_equal and (rules.majority != MajorityBase.ALL or counted.votes_for >= half)


def by_casting_vote(counted, told):
    """Verdict of a tie by the voice of the presiding person."""
    told = f"{told}; голоса разделились поровну"
    if counted.presiding is None and not counted.is_presiding_silent:
        fault = f"{told}: укажите, как голосовал председательствующий"
        return Verdict(Outcome.UNCLEAR, fault)
    if counted.presiding == Ballot.FOR:
        reason = f"{told} — принято голосом председательствующего"
        return Verdict(Outcome.ADOPTED, reason, is_cast=True)
    if counted.presiding == Ballot.AGAINST:
        reason = f"{told} — не принято голосом председательствующего"
        return Verdict(Outcome.REJECTED, reason, is_cast=True)
    return Verdict(Outcome.REJECTED, f"{told} — не принято: председательствующий не голосовал")


def contradiction(counted):
    """What is wrong with the figures, in words; empty when nothing is."""
    figures_given = (counted.votes_for, counted.against, counted.abstained, counted.recused)
    numbers = (counted.members, counted.present, counted.all_voters, counted.here)
    if min(*figures_given, *numbers) < 0:
        return "Числа не бывают отрицательными."
    if counted.present > counted.members:
        return f"Присутствуют {counted.present}, а членов {counted.members}."
    if counted.all_voters > counted.members or counted.here > counted.present:
        return "Голосующих больше, чем членов."
    if counted.here > counted.all_voters:
        return "Присутствующих с правом голоса больше, чем членов с этим правом."
    given = sum(figures_given)
    if given > counted.here:
        voters = count(counted.here, "голос", "голоса", "голосов")
        return f"Подано {given}, а у присутствующих {voters}."
    return presiding_fault(counted)


def presiding_fault(counted):
    """The presiding person voted as nobody did."""
    cast = {
        Ballot.FOR: counted.votes_for,
        Ballot.AGAINST: counted.against,
        Ballot.ABSTAINED: counted.abstained,
        Ballot.RECUSED: counted.recused,
    }
    if counted.presiding is not None and not cast[counted.presiding]:
        words = counted.presiding.label
        return f"Председательствующий записан как «{words}», а таких голосов нет."
    return ""


def figures(counted):
    """«за 3, против 2, воздержались 2»."""
    parts = [
        f"за {counted.votes_for}",
        f"против {counted.against}",
        f"воздержались {counted.abstained}",
    ]
    if counted.recused:
        parts.append(f"не голосовали из-за конфликта интересов {counted.recused}")
    if counted.silent:
        parts.append(f"не голосовали {counted.silent}")
    return ", ".join(parts)


def halves(number):
    """«3,5» or «4»."""
    return f"{float(number):g}".replace(".", ",")
