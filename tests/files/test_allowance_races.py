"""Uploads of one person at the same moment: what one may send is still counted right (C14)."""

import threading
from contextlib import suppress

import pytest
from django.db import connection, transaction

from files import allowance
from files.models import StoredFile, UploadPace
from files.store import NotStored, store
from tests.files.samples import make_pdf, upload

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

DATA = make_pdf()


def keep(by):
    return store(upload("a.pdf", DATA), by=by)


class TestAtOnce:
    COUNT, MOST = 6, 2

    def count(self, user, settings):
        """How many of the threads are let through; all have read before one writes."""
        settings.UPLOADS_PER_MINUTE = self.MOST
        UploadPace.objects.create(person=user)
        barrier, passed = threading.Barrier(self.COUNT), []
        original = UploadPace.replace

        def together(pace, moments):
            with suppress(threading.BrokenBarrierError):
                barrier.wait(timeout=0.5)
            return original(pace, moments)

        def act():
            try:
                allowance.count_uploads(user, 1)
                passed.append(1)
            except allowance.TooOften:
                pass
            finally:
                connection.close()

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(UploadPace, "replace", together)
            threads = [threading.Thread(target=act) for _ in range(self.COUNT)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return len(passed)

    def test_limit_holds(self, user, settings):
        assert self.count(user, settings) == self.MOST

    def test_twin_that_does_not_ask_for_the_version_lets_all_through(
        self, user, settings, monkeypatch
    ):
        def blindly(pace, moments):
            return bool(UploadPace.objects.filter(pk=pace.pk).update(moments=moments))

        monkeypatch.setattr(UploadPace, "replace", blindly)
        assert self.count(user, settings) > self.MOST


class TestDayAtOnce:
    """One person sends from several windows at the same moment."""

    COUNT = 3

    def stored(self, user, settings):
        settings.PERSON_DAY_BYTES = len(DATA)
        barrier = threading.Barrier(self.COUNT)
        original = allowance._used_today

        def together(person):
            used = original(person)
            with suppress(threading.BrokenBarrierError):
                barrier.wait(timeout=0.5)
            return used

        def act():
            try:
                with suppress(NotStored), transaction.atomic():
                    keep(user)
            finally:
                connection.close()

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(allowance, "_used_today", together)
            threads = [threading.Thread(target=act) for _ in range(self.COUNT)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return StoredFile.objects.count()

    def test_day_holds(self, user, settings):
        assert self.stored(user, settings) == 1

    @pytest.mark.once(on="postgresql")
    def test_twin_without_the_hold_does_not(self, user, settings, monkeypatch):
        """On SQLite the transaction alone lets one writer in."""
        monkeypatch.setattr(allowance, "hold", lambda person: None)
        assert self.stored(user, settings) == (1 if connection.vendor == "sqlite" else self.COUNT)
