"""Nothing from outside is given out before the antivirus has looked through it (C8)."""

import socket
import time

import pytest
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from files import antivirus, gate, parents, views
from files.forms import UploadField
from files.kinds import FileKind
from files.models import Quarantine, StoredFile
from files.quarantine import recheck
from files.store import Withheld, open_stored, store, store_bytes
from tests.files.clamd import EICAR, clamd
from tests.files.photographs import make_jpeg
from tests.files.samples import make_pdf, upload

pytestmark = pytest.mark.django_db

CLEAN = make_pdf()
INFECTED = make_pdf(b"(" + EICAR + b")")


@pytest.fixture(autouse=True)
def place(settings, tmp_path, monkeypatch):
    """Where the antivirus is expected; nothing listens there yet."""
    settings.ANTIVIRUS = ("unix", str(tmp_path / "clamd"))
    monkeypatch.setattr(antivirus, "_silent_until", 0)
    # After a silence it would not be asked for a while.
    monkeypatch.setattr(antivirus, "SILENCE", 0)
    return tmp_path / "clamd"


def keep(data, name="План.pdf"):
    return store(upload(name, data), by=None)


def ask(rf, stored, user):
    request = rf.get("/")
    request.user = user
    response = views.download(request, pk=stored.pk)
    if response.streaming:
        response.file_to_stream.close()
    return response


def test_clean_file_is_given_at_once(place):
    large = make_pdf(b"(" + b"text " * 50_000 + b")")
    with clamd(place) as seen:
        stored = keep(large)
    assert seen == [large]
    assert not stored.is_withheld
    with open_stored(stored) as content:
        assert content.read() == large


def test_infected_file_is_refused_at_its_field_and_by_the_store(place):
    with clamd(place):
        with pytest.raises(Exception, match="нашёл в файле вирус"):
            UploadField().clean(upload("a.pdf", INFECTED))
        with pytest.raises(gate.Refused, match="нашёл в файле вирус"):
            keep(INFECTED)
    assert not StoredFile.objects.exists()


def test_form_and_store_ask_once(place):
    with clamd(place) as seen:
        store(UploadField().clean(upload("a.pdf", CLEAN)), by=None)
    assert len(seen) == 1


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR", b""])
def test_no_verdict_is_not_a_good_one(place, answer):
    with clamd(place, answer=answer or b"\0"):
        assert keep(CLEAN).quarantine == Quarantine.WAITING


def test_without_the_antivirus_the_file_waits_and_is_given_to_nobody(rf, user):
    parents.register(lambda reader, stored: reader == user)
    reads = []
    parents.register_read_hook(lambda *args: reads.append(args))
    stored = keep(CLEAN)
    response = ask(rf, stored, user)
    assert response.status_code == 423
    assert "ещё не проверен на вирусы" in response.content.decode()
    assert reads == []
    with pytest.raises(Withheld):
        open_stored(stored)


def test_stranger_does_not_learn_of_the_quarantine(rf, user):
    stored = keep(CLEAN)
    with pytest.raises(Http404):
        ask(rf, stored, user)


def test_photograph_is_asked_about_as_it_came(place):
    with clamd(place) as seen:
        stored = keep(make_jpeg(), "Снимок.jpg")
    assert seen == [make_jpeg()]
    assert not stored.is_withheld


def test_photograph_of_a_form_waits_too():
    redrawn = UploadField(kinds=[FileKind.PHOTO]).clean(upload("Снимок.jpg", make_jpeg()))
    assert store(redrawn, by=None).quarantine == Quarantine.WAITING


def test_what_the_product_has_made_is_not_asked_about():
    assert not store_bytes(CLEAN, "Приказ.pdf", kind=FileKind.PDF, by=None).is_withheld


def test_without_the_setting_nothing_is_held_back(settings):
    settings.ANTIVIRUS = None
    assert not keep(CLEAN).is_withheld


def test_waiting_files_are_asked_about_again(place):
    clean, infected = keep(CLEAN), keep(INFECTED)
    assert list(recheck()) == []
    with clamd(place):
        assert list(recheck()) == [(clean, ""), (infected, "Eicar-Signature")]


@pytest.mark.parametrize("fault", ["refused", "hung up", "slow"])
def test_file_without_a_verdict_holds_up_no_other(place, monkeypatch, fault):
    """Neither the file that waits after it nor the one that somebody uploads meanwhile."""
    monkeypatch.setattr(antivirus, "WORKER_SECONDS", 0.3)
    strange, clean = keep(INFECTED), keep(CLEAN)
    monkeypatch.setattr(antivirus, "SILENCE", 60)

    def answer(data, verdict):
        if data == CLEAN:
            return verdict
        time.sleep(1 if fault == "slow" else 0)
        return b"INSTREAM size limit exceeded. ERROR" if fault == "refused" else b""

    with clamd(place, answer=answer):
        assert list(recheck()) == [(clean, "")]
        assert not keep(CLEAN).is_withheld
    assert StoredFile.objects.get(pk=strange.pk).quarantine == Quarantine.WAITING


def test_file_without_a_verdict_is_asked_about_less_and_less(place, monkeypatch):
    """Not every half a minute for ever, and not before the files that nobody has looked at."""
    strange = keep(INFECTED)
    asked = []

    def answer(data, verdict):
        asked.append(data)
        return verdict if data == CLEAN else b"INSTREAM size limit exceeded. ERROR"

    with clamd(place, answer=answer):
        for _ in range(3):
            list(recheck())
        assert asked == [INFECTED]
        waits = []
        for _ in range(9):
            wait = StoredFile.objects.get().ask_at - timezone.now()
            waits.append(round(wait.total_seconds(), -1))
            QuerySet.update(StoredFile.objects.all(), ask_at=timezone.now())
            list(recheck())
        assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]

        with monkeypatch.context() as patch:
            patch.setattr(antivirus, "virus_in", no_answer)
            fresh = keep(CLEAN)
        QuerySet.update(StoredFile.objects.filter(pk=strange.pk), ask_at=timezone.now())
        asked.clear()
        assert list(recheck()) == [(fresh, "")]
        assert asked == [CLEAN, INFECTED]


def no_answer(stream, **how):
    raise antivirus.NoAnswer


def test_lost_file_is_not_looked_for_every_time(place):
    lost = keep(CLEAN)
    lost.path.unlink()
    with clamd(place):
        assert list(recheck()) == []
    assert not StoredFile.objects.to_ask().exists()
    assert StoredFile.objects.waiting().get() == lost


def test_worker_gives_more_time_than_a_page(place, monkeypatch):
    monkeypatch.setattr(antivirus, "ANSWER_SECONDS", 0.2)

    def slow(data, verdict):
        time.sleep(0.5)
        return verdict

    with clamd(place, answer=slow):
        stored = keep(CLEAN)
        assert stored.quarantine == Quarantine.WAITING
        assert list(recheck()) == [(stored, "")]


def test_setting_switched_off_lets_nothing_out(settings):
    stored = keep(CLEAN)
    settings.ANTIVIRUS = None
    assert list(recheck()) == []
    with pytest.raises(Withheld):
        open_stored(stored)


def test_verdict_is_written_once():
    stored = keep(CLEAN)
    assert StoredFile.objects.settle(stored, is_clean=False)
    assert not StoredFile.objects.settle(stored, is_clean=True)
    assert StoredFile.objects.get(pk=stored.pk).quarantine == Quarantine.INFECTED


def test_slow_antivirus_holds_nobody_up(place, monkeypatch):
    monkeypatch.setattr(antivirus, "ANSWER_SECONDS", 0.2)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(place))
        listener.listen()  # it takes the call and never answers
        assert keep(CLEAN).quarantine == Quarantine.WAITING


def test_antivirus_that_only_takes_calls_is_not_there(place, monkeypatch):
    keep(CLEAN), keep(CLEAN)
    monkeypatch.setattr(antivirus, "WORKER_SECONDS", 0.2)
    monkeypatch.setattr(antivirus, "CONNECT_SECONDS", 0.2)
    monkeypatch.setattr(antivirus, "SILENCE", 60)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(place))
        listener.listen()
        begun = time.monotonic()
        assert list(recheck()) == []
        assert keep(CLEAN).is_withheld
    assert time.monotonic() - begun < 1  # one file and one small question, not three files


def test_silent_antivirus_is_not_asked_for_every_file(place, monkeypatch):
    monkeypatch.setattr(antivirus, "SILENCE", 60)
    keep(CLEAN)
    with clamd(place) as seen:
        assert keep(CLEAN).is_withheld
    assert seen == []
