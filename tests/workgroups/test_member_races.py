"""Two who write the same composition, or answer the same request, at the same moment; and twins
without the protection, which must be noticed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection, transaction
from django_scopes import scopes_disabled

from lib.permissions import NotNow
from lib.versions import Conflict
from tests.factories import make_person, make_user
from tests.workgroups.groups import make_group, make_request
from workgroups import groups, requests
from workgroups.models import InformationRequest, Membership

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 6


def race(*acts):
    """Refusals (or None) of the acts begun at the same moment, each in its own thread."""
    barrier = threading.Barrier(len(acts))

    def run(act):
        with scopes_disabled():
            barrier.wait()
            try:
                act()
            except (NotNow, Conflict) as refusal:
                return refusal
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


@pytest.fixture
def group():
    return make_group(letters="HS")


def joining(group, person):
    """The act of taking the person into the group."""
    one = Membership(group=group, person=person, post="методист", since="2026-05-20")
    return partial(groups.add_member, one, by=make_user())


def test_person_is_taken_in_once(group):
    for _ in range(ROUNDS):
        person = make_person(group.municipality)
        outcomes = race(joining(group, person), joining(group, person))
        assert sorted(map(bool, outcomes)) == [False, True]
        assert group.memberships.filter(person=person).count() == 1


def test_twin_that_does_not_look_takes_the_person_in_twice(group, monkeypatch):
    monkeypatch.setattr(groups, "refuse_overlap", lambda membership: None)
    person = make_person(group.municipality)
    assert race(joining(group, person), joining(group, person)) == [None, None]
    assert group.memberships.filter(person=person).count() == 2


@pytest.mark.parametrize("is_held", [True, False])
def test_writer_waits_for_the_other_one_before_looking(group, monkeypatch, is_held):
    """The second one looks after the first has ended; without the hold it looks too early.

    SQLite lets one writer in at a time by itself, so there is nothing to notice there.
    """
    if connection.vendor == "sqlite" and not is_held:
        pytest.skip("на SQLite пишет один")
    if not is_held:
        monkeypatch.setattr(groups, "hold", lambda group: None)
    person = make_person(group.municipality)
    first, second = joining(group, person), joining(group, person)
    with ThreadPoolExecutor(1) as threads, transaction.atomic():
        first()
        waiting = threads.submit(lambda: race(second))
        if not is_held:
            assert waiting.result(timeout=20) == [None]
        else:
            threading.Event().wait(0.3)
    assert bool(waiting.result(timeout=20)[0]) is is_held
    assert group.memberships.filter(person=person).count() == (1 if is_held else 2)


def answering(asked, text):
    """The act of answering the request as it is now."""
    row = InformationRequest.objects.get(pk=asked.pk)
    return partial(
        requests.answer, row, text=text, upload=None, seen_version=row.version, by=make_user()
    )


def test_request_is_answered_by_one_of_two(group):
    for _ in range(ROUNDS):
        asked = make_request(group)
        outcomes = race(answering(asked, "Да"), answering(asked, "Нет"))
        assert sorted(map(bool, outcomes)) == [False, True]
        asked.refresh_from_db()
        assert asked.answer == ("Да" if outcomes[0] is None else "Нет")


def test_twin_that_forgets_the_version_loses_an_answer(group, monkeypatch):
    def naive(row, fields, *, seen_version):
        row.save()
        return {}

    monkeypatch.setattr(requests, "save_fields", naive)
    monkeypatch.setattr(requests, "refuse_answered", lambda request: None)
    asked = make_request(group)
    for act in (answering(asked, "Да"), answering(asked, "Нет")):
        act()
    asked.refresh_from_db()
    assert asked.answer == "Нет"
