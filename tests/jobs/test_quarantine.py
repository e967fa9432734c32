"""The worker asks the antivirus again and tells the owner of a virus."""

import datetime

import pytest
from django.db.models import QuerySet

from accounts.models import AuditEntry
from files.kinds import FileKind
from files.models import Quarantine, StoredFile
from files.store import open_stored
from jobs import quarantine
from jobs.worker import Worker
from letters.models import Letter
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    from files.store import _keep

    return _keep([b"%PDF"], name="План.pdf", kind=FileKind.PDF, by=make_user(), held="waiting")


def answers(monkeypatch, virus):
    found = StoredFile.objects.waiting()
    monkeypatch.setattr(quarantine, "recheck", lambda: [(stored, virus) for stored in found.all()])


def test_worker_looks_for_waiting_files(waiting):
    (chore,) = [chore for chore in Worker().chores if chore.work is quarantine.recheck_files]
    assert list(chore.rows()) == [waiting]


def test_clean_file_opens(waiting, monkeypatch):
    answers(monkeypatch, "")
    assert quarantine.recheck_files() == 1
    open_stored(StoredFile.objects.get()).close()
    assert not Letter.objects.exists()
    assert AuditEntry.objects.get(object_id=str(waiting.pk)).changes == {
        "quarantine": ["waiting", ""]
    }
    assert quarantine.recheck_files() == 0


def test_owner_of_a_virus_is_told_once(waiting, monkeypatch):
    answers(monkeypatch, "Eicar-Signature")
    # Late in the evening of UTC it is the next day already where the file was loaded.
    night = datetime.datetime(2026, 3, 1, 22, 30, tzinfo=datetime.UTC)
    QuerySet.update(StoredFile.objects.all(), uploaded_at=night)
    quarantine.recheck_files()
    quarantine.settle(waiting, "Eicar-Signature")
    assert StoredFile.objects.get().quarantine == Quarantine.INFECTED
    letter = Letter.objects.get()
    assert letter.to == waiting.uploaded_by.email
    assert letter.subject == "Файл не принят: План.pdf"
    assert "загрузили 02.03.2026" in letter.body


def test_owner_of_a_file_that_is_never_judged_is_told_once(waiting, monkeypatch):
    monkeypatch.setattr(quarantine, "recheck", lambda: [])
    for checks in range(quarantine.OFTEN + 2):
        QuerySet.update(StoredFile.objects.all(), unjudged=checks)
        quarantine.recheck_files()
        assert Letter.objects.exists() == (checks >= quarantine.OFTEN)
    letter = Letter.objects.get()
    assert letter.to == waiting.uploaded_by.email
    assert letter.subject == "Файл не проверен: План.pdf"
    assert "загрузите ещё раз" in letter.body
