"""bin/bench crashes tells what it looks for, and is not green without having looked."""

import signal
from pathlib import Path
from types import SimpleNamespace

import pytest

from files import parts
from files.models import StoredFile
from files.store import store
from tests.bench import __main__ as bench
from tests.bench import crash_server, crashes, full_disk, kills
from tests.bench.crashes import DATA, broken_states
from tests.files.samples import upload

pytestmark = pytest.mark.django_db(transaction=True)


def test_part_without_its_file_is_told(user):
    part = parts.begin("a.pdf", 10, "1", by=user)
    assert list(broken_states()) == []
    parts.append(part, 0, b"12345")
    assert list(broken_states()) == []
    part.path.unlink()
    assert list(broken_states()) == ["an upload in parts that claims more than it has"]


def test_half_file_under_a_final_name_is_told(user):
    stored = store(upload("a.pdf", DATA), by=user)
    assert list(broken_states()) == []
    other = StoredFile().path
    other.parent.mkdir(exist_ok=True)
    other.write_bytes(DATA[:-1])
    assert list(broken_states()) == ["a half file"]
    other.write_bytes(DATA)
    assert list(broken_states()) == []
    assert list(broken_states([DATA[:-1]])) == ["a half file"] * 2, stored.path


WALK = SimpleNamespace(points=60, broken=["a row without its file"])
KILLS = {"kills": 50, "cut": 40, "back_s": 0.6}


@pytest.mark.parametrize(
    ("walks", "twin", "words"),
    [
        ({"form_kills": WALK}, WALK, []),
        (
            {"form_kills": SimpleNamespace(points=0)},
            WALK,
            ["form_kills: only 0 points"],
        ),
        ({}, SimpleNamespace(points=9, broken=[]), ["the naive twin was not caught"]),
    ],
)
def test_walk_that_has_tested_nothing_is_no_success(walks, twin, words):
    assert list(crashes.not_tested(walks, twin)) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, []),
        ({"cut": 3}, ["only 3 of 50 kills have cut an upload"]),
        ({"kills": 0, "cut": 0}, ["only 0 of 0 kills have cut an upload"]),
        ({"back_s": 6.1}, ["the server is back only after 6.1 s"]),
    ],
)
def test_kills_that_have_tested_nothing_are_no_success(change, words):
    assert list(kills.not_tested(KILLS | change)) == words


def test_disk_that_cannot_be_filled_is_no_success_unless_asked_for(monkeypatch):
    monkeypatch.setattr(full_disk, "run", lambda *command: 1)
    assert full_disk.full_disk(None)["doubts"] == [full_disk.NO_MOUNT]
    monkeypatch.setattr(full_disk, "MAY_SKIP", True)
    skipped = full_disk.full_disk(None)
    assert (skipped["doubts"], skipped["not_measured"]) == ([], full_disk.NO_MOUNT)


def test_small_disk_goes_though_somebody_still_holds_a_file_of_it():
    with full_disk.small_disk() as root:
        if root is None:
            pytest.skip("nothing may be mounted here")
        held = (root / "a.pdf").open("w")
    assert not root.exists()
    held.close()


def test_disk_that_has_kept_nothing_is_told():
    class Browser:
        address = "/"

        def reads(self, address):
            return 200

    assert list(full_disk.unread(Browser())) == ["no file was kept"]


def test_server_that_never_answers_is_not_left_behind(monkeypatch):
    monkeypatch.setattr(crash_server, "SECONDS", 0)
    server = crash_server.Server(env=crashes.without_limits())
    with pytest.raises(SystemExit), server:
        pass
    assert server.process.poll() == -signal.SIGKILL


def test_folder_of_the_measures_is_removed(monkeypatch):
    folders = []
    monkeypatch.setattr(bench, "measure", lambda names, folder: folders.append(Path(folder)))
    bench.main([])
    assert folders
    assert not folders[0].exists()
