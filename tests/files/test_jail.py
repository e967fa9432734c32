"""The jail: what a child may, what it may not, and what a person is told of it."""

import errno
import os
import socket
import subprocess
import threading
import time
from dataclasses import replace

import pytest

from files import jail
from files.folders import temporary_directory
from files.gate import Refused
from files.jail import Busy, Limits, run_jailed
from lib.places import is_taken

HERE = "tests.files.prisoners"
MEGABYTE = 1024 * 1024
QUICK = Limits(cpu=1, wall=2)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "План.docx"
    path.write_text("Дорожная карта")
    return path


def reason_of(name, path, *, limits=None, **options):
    with pytest.raises(Refused) as refusal:
        run_jailed(f"{HERE}:{name}", path, options=options, limits=limits)
    return refusal.value.reason


def test_answer_comes_back_as_data(path):
    said = run_jailed(f"{HERE}:echo", path, options={"number": 3})
    assert said == {"text": "Дорожная карта", "options": {"number": 3}}


def test_refusal_of_the_reader_is_told_in_its_words(path):
    assert reason_of("refuse", path) == "Файл не понравился."


def test_fault_of_the_reader_is_told_without_its_words(path, caplog):
    assert "устроен необычно" in reason_of("fail", path)
    assert "KeyError" in caplog.text
    assert "prisoners.py" in caplog.text
    assert "слова документа" not in caplog.text


# Memory


def test_too_much_memory_is_refused(path):
    started = time.perf_counter()
    assert "слишком велик" in reason_of("fill_memory", path, megabytes=400)
    assert time.perf_counter() - started < 5


def test_it_is_the_limit_of_memory_that_refuses(path):
    roomy = replace(Limits(), memory=600 * MEGABYTE)
    options = {"megabytes": 400}
    assert run_jailed(f"{HERE}:fill_memory", path, options=options, limits=roomy) == 400


def test_child_never_holds_more_than_300_megabytes(path):
    order = {"target": f"{HERE}:fill_memory", "options": {"megabytes": 250}}
    said = run_jailed(f"{HERE}:memory_of", path, options=order)
    assert 250 <= said["megabytes"] <= 300


# Time


@pytest.mark.parametrize("prisoner", ["work", "sleep"])
def test_too_long_work_is_stopped(path, prisoner):
    started = time.perf_counter()
    assert "слишком долго" in reason_of(prisoner, path, limits=QUICK, seconds=30)
    assert time.perf_counter() - started < 6


@pytest.mark.parametrize("prisoner", ["work", "sleep"])
def test_it_is_the_limit_of_time_that_stops(path, prisoner):
    options = {"seconds": 1.5}
    assert "слишком долго" in reason_of(prisoner, path, limits=Limits(cpu=1, wall=1), **options)
    assert run_jailed(f"{HERE}:{prisoner}", path, options=options) in ("done", "slept")


def test_stopped_child_is_no_more(path, monkeypatch):
    started = []
    real = subprocess.Popen

    def popen(*args, **kwargs):
        started.append(real(*args, **kwargs))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    reason_of("sleep", path, limits=Limits(wall=1), seconds=30)
    with pytest.raises(ProcessLookupError):
        os.killpg(started[0].pid, 0)


# The answer


def test_answer_over_the_limit_is_refused(path):
    assert "слишком велик" in reason_of("talk", path, megabytes=17)
    assert len(run_jailed(f"{HERE}:talk", path, options={"megabytes": 15})) == 15 * MEGABYTE


def test_endless_answer_is_cut_short(path):
    started = time.perf_counter()
    assert "слишком велик" in reason_of("babble", path)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("signal", "words"),
    [("SIGSEGV", "устроен необычно"), ("SIGKILL", "слишком велик"), ("SIGXCPU", "слишком долго")],
)
def test_death_of_the_child_is_a_refusal(path, signal, words):
    assert words in reason_of("die", path, number=signal)


def test_silence_of_the_child_is_a_refusal(path):
    assert "устроен необычно" in reason_of("vanish", path)


def test_web_process_does_not_die_of_nonsense(path, monkeypatch):
    for said in (b"ok\n{", b"ok\n" + b"[" * 100_000, b"ok\n\xff", b"other\n"):
        with pytest.raises(Refused):
            jail._data(*said.split(b"\n", 1), "x")


# The walls


def test_child_knows_no_secrets(path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "тайна")
    said = run_jailed(f"{HERE}:look_around", path)
    assert set(said["environment"]) <= {"LC_CTYPE"}  # Python sets it for itself
    assert said["directory"] == []
    assert said["django"] == []
    assert said["packages"] == []
    assert said["leader"]


def test_child_has_every_limit(path):
    limits = run_jailed(f"{HERE}:look_around", path)["limits"]
    assert limits == {
        "RLIMIT_AS": 300 * MEGABYTE,
        "RLIMIT_CPU": 8,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": 0,
    }


def test_child_writes_nothing(path):
    assert run_jailed(f"{HERE}:write", path) == errno.EFBIG


def can_leave_the_network():
    """Whether the system lets a process leave the network. Many containers do not; there the
    jail has its other walls only, as files.jailed says, and this one cannot be tried."""
    command = ["unshare", "--user", "--net", "true"]
    try:
        return subprocess.run(command, capture_output=True).returncode == 0  # noqa: S607
    except OSError:
        return False


@pytest.mark.skipif(
    not can_leave_the_network(),
    reason="no process can give up its network here, as in many containers: nothing to try",
)
def test_child_reaches_no_listener(path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert run_jailed(f"{HERE}:connect", path, options={"port": port}) is False
        socket.create_connection(("127.0.0.1", port), timeout=1).close()


# Places


def hold_places(path, count, seconds):
    """Threads that keep so many parsers at work; returned when each has its place."""
    options = {"seconds": seconds}
    threads = [
        threading.Thread(
            target=run_jailed, args=(f"{HERE}:sleep", path), kwargs={"options": options}
        )
        for _ in range(count)
    ]
    for thread in threads:
        thread.start()
    give_up_at = time.monotonic() + 5
    while sum(map(is_held, range(jail.PLACES))) < count and time.monotonic() < give_up_at:
        time.sleep(0.01)
    return threads


def is_held(number):
    lock = temporary_directory() / f"parser-{number}.lock"
    if not lock.exists():
        return False
    with lock.open() as stream:
        if is_taken(stream.fileno(), lock):
            return False
    return True


def test_third_parser_is_asked_to_come_later(path, monkeypatch):
    monkeypatch.setattr(jail, "PATIENCE", 0.2)
    threads = hold_places(path, 2, seconds=2)
    with pytest.raises(Busy, match="Повторите через минуту"):
        run_jailed(f"{HERE}:echo", path)
    for thread in threads:
        thread.join()
    assert run_jailed(f"{HERE}:echo", path)["text"] == "Дорожная карта"


def test_third_parser_waits_for_a_place(path):
    threads = hold_places(path, 2, seconds=1)
    assert run_jailed(f"{HERE}:echo", path)["text"] == "Дорожная карта"
    for thread in threads:
        thread.join()


def test_swept_lock_gives_no_extra_place(path, monkeypatch):
    """A lock removed from the directory is not taken for a place."""
    lock = temporary_directory() / "parser-0.lock"
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT)
    lock.unlink()
    assert not is_taken(descriptor, lock)
    os.close(descriptor)


def test_place_is_free_after_every_end(path):
    for name in ("refuse", "fail", "vanish"):
        for _ in range(jail.PLACES + 1):
            reason_of(name, path)


def test_no_directory_is_left_behind(path, monkeypatch, tmp_path):
    directory = tmp_path / "temporary"
    directory.mkdir()
    monkeypatch.setattr(jail.tempfile, "tempdir", str(directory))
    run_jailed(f"{HERE}:echo", path)
    reason_of("vanish", path)
    assert list(directory.iterdir()) == []
