"""Two schools, and an editor, at the same joint plan at the same moment; and their naive twins."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from lib.permissions import NotNow
from schools import confirming
from schools.models import RoleKind
from tests.factories import make_joint_act, make_pair, make_user, make_user_as
from tests.schools.pairs import add_to_plan, confirmed, fresh

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 8


def race(*acts):
    """Refusals (or None) of the acts begun at the same moment, each in its own thread."""
    barrier = threading.Barrier(len(acts))

    def run(act):
        with scopes_disabled():
            barrier.wait()
            try:
                act()
            except NotNow as refusal:
                return refusal
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


@pytest.fixture
def pair():
    pair = make_pair()
    make_joint_act(pair)
    return pair


def word_of(pair, side):
    """The act of confirming the plan as it is now, by a person of the school."""
    copy = fresh(pair)
    by = make_user_as(RoleKind.DIRECTOR, school=copy.school(side))
    return partial(confirming.confirm_plan, copy, [side], seen_plan=copy.plan_version, by=by)


def naive(pair, side, *, seen_plan, by):
    """A confirmation that asks for nothing and writes the whole row as it was read."""
    setattr(pair, f"{side}_confirmed_at", pair.municipality.now())
    setattr(pair, f"{side}_confirmed_by", by)
    pair.save()
    return True


def test_two_schools_confirm_at_once_and_neither_word_is_lost(pair):
    for _ in range(ROUNDS):
        assert race(word_of(pair, "mentor"), word_of(pair, "mentee")) == [None, None]
        assert confirmed(pair) == (True, True)
        add_to_plan(pair, make_user())


def test_twin_that_saves_the_whole_row_loses_a_word(pair, monkeypatch):
    monkeypatch.setattr(confirming, "put_confirmation", naive)
    acts = word_of(pair, "mentor"), word_of(pair, "mentee")
    for act in acts:
        act()
    assert confirmed(pair) != (True, True)


def test_two_of_one_school_confirm_once(pair):
    for _ in range(ROUNDS):
        outcomes = race(word_of(pair, "mentor"), word_of(pair, "mentor"))
        assert sorted(map(bool, outcomes)) == [False, True]
        add_to_plan(pair, make_user())


def test_no_plan_is_confirmed_that_was_not_read(pair):
    """Whichever comes first, the changed plan has no confirmation."""
    by = make_user()
    for number in range(ROUNDS):
        race(word_of(pair, "mentor"), partial(add_to_plan, fresh(pair), by, f"Дело {number}"))
        assert confirmed(pair) == (False, False)
        assert pair.acts.count() == number + 2


def test_twin_without_the_number_confirms_what_was_not_read(pair, monkeypatch):
    monkeypatch.setattr(confirming, "put_confirmation", naive)
    act = word_of(pair, "mentor")
    add_to_plan(pair, make_user())
    act()
    assert confirmed(pair) != (False, False)
