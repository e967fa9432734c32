"""Files of one person begin at the same moment: what one may have is still counted right."""

import threading
from contextlib import suppress

import pytest
from django.db import connection

from files import parts
from files.models import PartUpload

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

COUNT = 3


def together(act):
    """The same, but each waits a while for the others to have done it."""
    barrier = threading.Barrier(COUNT)

    def wrapped(*args):
        act(*args)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(timeout=0.5)

    return wrapped


def begin(number, user):
    try:
        with suppress(parts.NotTaken):
            parts.begin(f"{number}.pdf", 1000, str(number), by=user)
    finally:
        connection.close()


@pytest.fixture
def begun(user, monkeypatch, settings):
    """Begin several files at once where one is allowed; how many of them are taken."""
    # The pace lets one in at a time too; what is asked here is the number of unfinished files.
    settings.UPLOADS_PER_MINUTE = 0
    monkeypatch.setattr(parts, "MAX_UPLOADS", 1)
    monkeypatch.setattr(parts, "_make_room", together(parts._make_room))

    def at_once():
        threads = [threading.Thread(target=begin, args=[n, user]) for n in range(COUNT)]
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
    monkeypatch.setattr(parts, "hold", lambda person: None)
    assert begun() == (1 if connection.vendor == "sqlite" else COUNT)
