"""Quorum and verdict of a vote at a meeting: every case of the table (votes.py)."""

import pytest

from tests.workgroups.groups import (
    add_member,
    attend,
    make_group,
    make_item,
    make_meeting,
    make_regulation,
    vote,
)
from tests.workgroups.votes import ALL, CASES
from workgroups.counting import session_of
from workgroups.models import Ballot, MajorityBase


def of(people, letters):
    return [people[letter] for letter in letters]


def take_place(case):
    """The meeting of the case; returns its session and the item that is voted on."""
    people = {}
    group = make_group(letters="", people=people)
    for letter in case.members:
        since = {"since": case.joined[letter]} if letter in case.joined else {}
        people[letter] = add_member(group, letter, until=case.left.get(letter), **since).person
    make_regulation(group, **case.rules)
    form = {"form": "absentee", "closes_at": "2026-05-21T12:00Z"} if case.poll else {}
    presiding = people.get(case.presiding)
    meeting = make_meeting(group, presiding=presiding, **form)
    make_item(meeting)
    item = make_item(meeting)
    attend(meeting, of(people, case.here))
    for letter, stays in case.stays.items():
        for first, last in stays:
            attend(meeting, [people[letter]], first_item=first, last_item=last)
    vote(item, of(people, case.yes), Ballot.FOR)
    vote(item, of(people, case.no), Ballot.AGAINST)
    vote(item, of(people, case.abstained), Ballot.ABSTAINED)
    vote(item, of(people, case.recused), Ballot.RECUSED)
    session = session_of(meeting)
    return session, next(one for one in session.items if one.pk == item.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_verdict(case):
    session, item = take_place(case)
    found = session.verdict_of(item)
    if not (case.yes or case.no or case.abstained):
        assert found is None
        assert case.told in session.quorum_at(item)
        return
    assert (found.outcome, case.told in found.reason) == (case.outcome, True), found.reason


def test_the_table_has_both_bases_and_enough_cases():
    bases = [case.rules.get("majority", MajorityBase.PRESENT) for case in CASES]
    assert len(CASES) >= 40
    assert bases.count(ALL) >= 8
    assert bases.count(MajorityBase.PRESENT) >= 30


@pytest.mark.django_db
def test_who_holds_two_roles_counts_once():
    people = {}
    group = make_group(people=people)
    add_member(group, "S2", person=people["H"])
    make_regulation(group)
    meeting = make_meeting(group)
    attend(meeting, of(people, "HDSab"))
    session = session_of(meeting)
    assert session.quorum_at() == "присутствуют 5 из 10, кворума нет: нужно не меньше 6"
