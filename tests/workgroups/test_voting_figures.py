"""Verdict of a vote in figures: no combination breaks it, and true ones follow the rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workgroups.models import Ballot, MajorityBase, Quorum
from workgroups.voting import (
    Count,
    Outcome,
    Rules,
    contradiction,
    has_quorum,
    needed_for_quorum,
    verdict,
)

SMALL = st.integers(min_value=0, max_value=14)
RULES = st.builds(
    Rules,
    quorum=st.sampled_from(Quorum),
    quorum_number=st.one_of(st.none(), st.integers(min_value=1, max_value=14)),
    majority=st.sampled_from(MajorityBase),
    casting_vote=st.booleans(),
)
COUNTS = st.builds(
    Count,
    members=SMALL,
    present=SMALL,
    votes_for=SMALL,
    against=SMALL,
    abstained=SMALL,
    recused=st.integers(min_value=0, max_value=3),
    voters=st.one_of(st.none(), SMALL),
    voters_present=st.one_of(st.none(), SMALL),
    presiding=st.one_of(st.none(), st.sampled_from(Ballot)),
)


@st.composite
def true_counts(draw):
    """A vote that can have been: nobody more than came, no vote more than there are voters."""
    members = draw(st.integers(min_value=1, max_value=14))
    present = draw(st.integers(min_value=0, max_value=members))
    voters = members - draw(st.integers(min_value=0, max_value=min(1, members - present)))
    left, figures = present, []
    for _ in range(4):
        figures.append(draw(st.integers(min_value=0, max_value=left)))
        left -= figures[-1]
    cast = dict(zip(Ballot, draw(st.permutations(figures)), strict=True))
    presiding = draw(st.sampled_from([None, *(choice for choice in Ballot if cast[choice])]))
    return Count(
        members=members,
        present=present,
        votes_for=cast[Ballot.FOR],
        against=cast[Ballot.AGAINST],
        abstained=cast[Ballot.ABSTAINED],
        recused=cast[Ballot.RECUSED],
        voters=voters,
        voters_present=present,
        presiding=presiding,
    )


TRUE = true_counts()


@given(rules=RULES, counted=st.one_of(TRUE, COUNTS))
def test_every_combination_has_one_verdict(rules, counted):
    """Whatever the figures: one outcome, in words, and the outcome that those figures allow."""
    found = verdict(rules, counted)
    assert found == verdict(rules, counted)
    assert found.outcome in Outcome
    assert found.reason
    if contradiction(counted):
        assert found.outcome == Outcome.UNCLEAR
        return
    quorum = has_quorum(rules, members=counted.members, present=counted.present)
    assert (found.outcome == Outcome.NO_QUORUM) == (not quorum)
    if found.outcome == Outcome.ADOPTED:
        assert counted.votes_for > 0
        assert counted.votes_for >= counted.against
        assert found.is_cast == (counted.votes_for == counted.against)
    if rules.majority == MajorityBase.ALL and found.is_adopted:
        assert 2 * counted.votes_for >= counted.all_voters - counted.recused
    if counted.against > counted.votes_for:
        assert not found.is_adopted


@given(rules=RULES, counted=TRUE)
def test_true_figures_are_judged_by_the_half_alone_unless_they_are_even(rules, counted):
    assert not contradiction(counted)
    if not has_quorum(rules, members=counted.members, present=counted.present):
        assert verdict(rules, counted).outcome == Outcome.NO_QUORUM
        return
    of_all = rules.majority == MajorityBase.ALL
    base = (counted.all_voters if of_all else counted.present) - counted.recused
    found = verdict(rules, counted)
    if 2 * counted.votes_for > base:
        assert (found.outcome, found.is_cast) == (Outcome.ADOPTED, False)
    elif counted.votes_for != counted.against or not rules.casting_vote:
        assert found.outcome == Outcome.REJECTED


@given(rules=RULES, members=SMALL, present=SMALL)
def test_more_people_never_lose_a_quorum(rules, members, present):
    if has_quorum(rules, members=members, present=present):
        assert has_quorum(rules, members=members, present=present + 1)
        assert present >= needed_for_quorum(rules, members)


@given(counted=TRUE)
def test_one_more_voice_for_never_turns_it_down(counted):
    """A voice moved from «abstained» to «for» loses nothing, when no tie is decided."""
    rules = Rules(casting_vote=False)
    if counted.abstained and verdict(rules, counted).is_adopted:
        moved = Count(
            **counted.__dict__
            | {
                "votes_for": counted.votes_for + 1,
                "abstained": counted.abstained - 1,
                "presiding": None,
            }
        )
        assert verdict(rules, moved).is_adopted


WRONG = [
    (Count(10, 11, 0, 0, 0), "Присутствуют 11"),
    (Count(10, 7, 5, 3, 0), "Подано 8"),
    (Count(10, 7, -1, 3, 0), "отрицательными"),
    (Count(10, 7, 7, 0, 0, presiding=Ballot.AGAINST), "таких голосов нет"),
    (Count(10, 7, 7, 0, 0, voters=9, voters_present=6), "у присутствующих 6\xa0голосов"),
]


@pytest.mark.parametrize(("counted", "told"), WRONG)
def test_figures_that_contradict_each_other(counted, told):
    found = verdict(Rules(), counted)
    assert found.outcome == Outcome.UNCLEAR
    assert told in found.reason
