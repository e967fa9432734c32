"""Writing about a meeting against its signature, or its end, at the same moment; naive twins."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection, transaction
from django_scopes import scopes_disabled

from lib.permissions import NotNow
from tests.factories import make_user
from tests.workgroups.groups import attend, make_group, make_item, make_meeting, make_regulation
from workgroups import calling_off, opinions, transitions
from workgroups.models import AgendaItem, Ballot, Dissent, Meeting, MeetingState
from workgroups.recording import record_item

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 6
SIGNED = {
    "state": MeetingState.SIGNED,
    "number": "1",
    "year": 2026,
    "signed_at": "2026-05-21T10:00Z",
}


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
def case():
    """(unsaved dissent, who signs) of a meeting in review."""
    people = {}
    group = make_group(people=people)
    make_regulation(group)
    item = make_item(make_meeting(group, state="review"))
    return item, people["a"], make_user()


def dissenting(item, person, by):
    """The act of dissenting, from a page opened before the signature."""
    item.meeting.refresh_from_db()
    dissent = Dissent(item=item, person=person, text="Не согласен", written_on="2026-05-21")
    return partial(opinions.save_dissent, dissent, (), upload=None, seen_version=0, by=by)


@transaction.atomic
def sign(meeting, by):
    """As workgroups signs: holds the row, reads what is to be frozen, changes the state."""
    transitions.hold(meeting, (MeetingState.REVIEW,))
    texts = Dissent._base_manager.filter(item__meeting=meeting).values_list("text", flat=True)
    frozen = "; ".join(texts) or "нет"
    row = Meeting._base_manager.filter(pk=meeting.pk)
    row.update(**SIGNED, signed_by=by, signed_html=frozen)


def frozen_and_there(meeting):
    meeting.refresh_from_db()
    there = "; ".join(Dissent.objects.filter(item__meeting=meeting).values_list("text", flat=True))
    return meeting.signed_html, there or "нет"


def test_dissent_is_in_the_signed_minutes_or_is_refused(case):
    item, person, by = case
    for _ in range(ROUNDS):
        late, _ = race(dissenting(item, person, by), partial(sign, item.meeting, by))
        frozen, there = frozen_and_there(item.meeting)
        assert frozen == there
        assert bool(late) == (there == "нет")
        Dissent.objects.all().delete()
        Meeting.objects.update(state="review", number="", signed_html="")


def test_twin_that_looks_at_the_page_alone_writes_into_signed_minutes(case, monkeypatch):
    """Without the hold, what was read before the signature lets one write after it."""

    def naive(meeting, states):
        assert meeting.state in states

    item, person, by = case
    write = dissenting(item, person, by)
    sign(Meeting.objects.get(pk=item.meeting_id), by)
    monkeypatch.setattr(opinions, "hold", naive)
    write()
    frozen, there = frozen_and_there(item.meeting)
    assert frozen != there


# --- a vote against calling the meeting off


@pytest.fixture
def held():
    """(item, recording everybody's vote for it, calling its meeting off), of a meeting held."""
    people = {}
    group = make_group(people=people)
    make_regulation(group)
    meeting, by = make_meeting(group, state="held"), make_user()
    item = make_item(meeting)
    attend(meeting, people.values())
    votes = {person: Ballot.FOR for person in people.values()}

    def record():
        row = AgendaItem.objects.select_related("meeting__group__municipality").get(pk=item.pk)
        nothing = {"speeches": (), "resolutions": ()}
        record_item(row, [], votes=votes, seen_version=row.version, by=by, **nothing)

    def call_off():
        row = Meeting.objects.select_related("group__municipality").get(pk=meeting.pk)
        calling_off.call_off(row, reason="нет кворума", seen_version=row.version, by=by)

    return item, record, call_off


def test_what_is_voted_on_meanwhile_is_not_called_off(held):
    item, record, call_off = held
    for _ in range(ROUNDS):
        refusals = race(record, call_off)
        item.meeting.refresh_from_db()
        assert sum(refusal is not None for refusal in refusals) == 1
        assert (item.meeting.state == "off") == (not item.votes.exists())
        item.votes.all().delete()
        Meeting.objects.update(state="held", reason_off="")


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite lets one write at a time: without the hold nobody comes in between either",
)
def test_twin_without_the_hold_calls_off_what_was_voted_on(held, monkeypatch):
    item, record, call_off = held
    read = calling_off.session_of

    def session_of(meeting):
        session = read(meeting)
        assert race(record) == [None]
        return session

    monkeypatch.setattr(calling_off, "hold_editable", lambda meeting: None)
    monkeypatch.setattr(calling_off, "session_of", session_of)
    assert race(call_off) == [None]
    item.meeting.refresh_from_db()
    assert item.meeting.state == "off"
    assert item.votes.count() == 10
