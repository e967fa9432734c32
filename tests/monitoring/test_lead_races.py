"""The lead reports while a co-executor's part comes back: one of the two comes first."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from lib.permissions import NotNow
from lib.versions import Conflict
from monitoring.models import Checkpoint, Verb
from monitoring.parts import assign
from monitoring.transitions import act
from tests.factories import make_checkpoint, make_school, make_user

pytestmark = pytest.mark.django_db(transaction=True)

DUE = datetime.date(2090, 4, 15)


def race(*acts):
    """Outcomes of the acts begun at the same moment, each in its own thread."""
    barrier = threading.Barrier(len(acts))

    def run(one):
        with scopes_disabled():
            barrier.wait()
            try:
                return one()
            except (Conflict, NotNow) as refusal:
                return refusal
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def pair(school):
    """(the lead's checkpoint, a part of it that was taken off control)."""
    lead = make_checkpoint(municipality=school.municipality, due_on=DUE)
    part = make_checkpoint(
        school=school, measure=lead.measure, due_on=DUE, lead=lead, state="removed"
    )
    rows = Checkpoint.objects.select_related("municipality")
    return rows.get(pk=lead.pk), rows.get(pk=part.pk)


def is_whole(lead, part):
    """A lead that has reported has no part that is still owed."""
    lead.refresh_from_db()
    part.refresh_from_db()
    return lead.state != "reported" or part.state == "removed"


def test_reported_lead_never_has_an_open_part():
    school, user = make_school(), make_user()
    for _ in range(15):
        lead, part = pair(school)
        outcomes = race(
            partial(act, lead, Verb.REPORT, by=user, seen_version=1),
            partial(act, part, Verb.RESTORE, by=user, seen_version=1, text="Нужно"),
        )
        assert sum(isinstance(one, Exception) for one in outcomes) == 1
        assert is_whole(lead, part)


def test_without_the_hold_it_has_one(monkeypatch):
    """The twin: it is the hold of the lead's row that refuses."""
    monkeypatch.setattr("monitoring.transitions.hold_lead_of", lambda part: None)
    lead, part = pair(make_school())
    act(lead, Verb.REPORT, by=make_user(), seen_version=1)
    act(part, Verb.RESTORE, by=make_user(), seen_version=1, text="Нужно")
    assert not is_whole(lead, part)


def test_part_is_given_or_the_lead_has_reported_never_both():
    school, user = make_school(), make_user()
    for _ in range(15):
        lead = pair(school)[0]
        copy = Checkpoint.objects.select_related("municipality").get(pk=lead.pk)
        party = {"school": school, "executor": "Новая школа"}
        given = {"party": party, "text": "Дать", "due_on": DUE, "by": user, "seen_version": 1}
        outcomes = race(
            partial(act, lead, Verb.REPORT, by=user, seen_version=1),
            partial(assign, copy, **given),
        )
        assert sum(isinstance(one, Exception) for one in outcomes) == 1
        lead.refresh_from_db()
        has_open = lead.parts.exclude(state="removed").exists()
        assert has_open == (lead.state != "reported")
