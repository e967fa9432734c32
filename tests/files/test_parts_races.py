"""Files of one person begin at the same moment: what one may have is still counted right."""

import threading
from contextlib import suppress

import pytest
from django.db import connection

from files import parts
from files.models import PartUpload

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

COUNT = 3


@pytest.fixture
def begun(user, monkeypatch):
    """Begin several files at once where one is allowed; how many of them are taken."""
    monkeypatch.setattr(parts, "MAX_UPLOADS", 1)
    barrier, make_room = threading.Barrier(COUNT), parts._make_room

    def make_room_together(*args):
        make_room(*args)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(timeout=0.5)

    def run(number):
        try:
            with suppress(parts.NotTaken):
                parts.begin(f"{number}.pdf", 1000, str(number), by=user)
        finally:
            connection.close()

    def at_once():
        monkeypatch.setattr(parts, "_make_room", make_room_together)
        threads = [threading.Thread(target=run, args=[number]) for number in range(COUNT)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return PartUpload.objects.count()

    return at_once


def test_limit_holds_at_the_same_moment(begun):
    assert begun() == 1


@pytest.mark.once(on="postgresql")
def test_without_the_hold_they_would_slip_past_it(begun, monkeypatch):
    """The twin: on SQLite the transaction alone lets one writer in."""
    monkeypatch.setattr(parts, "_hold", lambda person: None)
    assert begun() == (1 if connection.vendor == "sqlite" else COUNT)
