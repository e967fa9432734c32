"""Two decisions on one request at the same moment."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from lib.versions import Conflict
from monitoring.dates import AlreadyDecided, grant_date, refuse_date
from monitoring.models import DateRequest, Verb
from tests.monitoring.dates.asked import LATER, ask, fresh, version_of


def race(*decisions):
    """Outcomes of the decisions begun at the same moment, each in its own thread."""
    barrier = threading.Barrier(len(decisions))

    def run(decision):
        with scopes_disabled():
            barrier.wait()
            try:
                return decision()
            except (Conflict, AlreadyDecided) as refusal:
                return refusal
            finally:
                connection.close()

    with ThreadPoolExecutor(len(decisions)) as threads:
        return list(threads.map(run, decisions))


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_give_one(checkpoint, director, coordinator):
    for number in range(20):
        day = LATER + datetime.timedelta(days=number)
        request = ask(fresh(checkpoint), director, day)
        version, before = version_of(request), fresh(checkpoint).due_on
        copies = [
            DateRequest.objects.select_related("checkpoint__municipality").get(pk=request.pk)
            for _ in range(2)
        ]
        seen = {"by": coordinator, "seen_version": version}
        outcomes = race(
            partial(grant_date, copies[0], **seen),
            partial(refuse_date, copies[1], answer="Нет", **seen),
        )
        request.refresh_from_db()
        assert sum(isinstance(one, Exception) for one in outcomes) == 1
        expected = day if request.state == "granted" else before
        assert fresh(checkpoint).due_on == expected


@pytest.mark.django_db(transaction=True)
def test_without_the_hold_both_decisions_are_made(checkpoint, director, coordinator, monkeypatch):
    """The twin: it is the conditional UPDATE that lets one decision through."""
    monkeypatch.setattr("monitoring.dates.hold", lambda *args, **kwargs: None)
    monkeypatch.setattr("monitoring.dates.decide", lambda *args, **kwargs: None)
    request = ask(checkpoint, director)
    grant_date(request, by=coordinator, seen_version=1)
    refuse_date(request, by=coordinator, seen_version=1, answer="Нет")
    assert {Verb.MOVE_DATE, Verb.KEEP_DATE} <= {event.verb for event in checkpoint.events.all()}
