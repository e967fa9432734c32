"""A crash at every step of keeping a file (reliability.md D1, D3).

The process «dies» before and after each call that changes the disk or the database; then no row
may be without its whole file, and no half file may stand under a final name. The last test shows
that the same check catches the order of a tutorial.
"""

import errno
import hashlib
import os
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from files.folders import temporary_directory
from files.kinds import FileKind
from files.models import StoredFile
from files.store import NotStored, store
from tests.files.samples import make_pdf, upload

pytestmark = pytest.mark.django_db

DATA = make_pdf(b"(" + b"text " * 2000 + b")")
STEPS = [(os, "open"), (os, "mkdir"), (os, "fsync"), (os, "rename"), (StoredFile, "save")]


class Killed(BaseException):
    """Nothing may catch it: the process is no more."""


class Tripwire:
    """Raises the fault at the given step, before it or after it."""

    def __init__(self, at, *, fault, after):
        self.left, self.fault, self.after = at, fault, after

    def guard(self, call):
        def guarded(*args, **kwargs):
            self.left -= 1
            if self.left == 0 and not self.after:
                raise self.fault
            result = call(*args, **kwargs)
            if self.left == 0 and self.after:
                raise self.fault
            return result

        return guarded


def keep_safely(wire):
    part = upload("a.pdf", DATA)
    chunks = (DATA[:3000], DATA[3000:6000], DATA[6000:])
    part.chunks = lambda: (wire.guard(bytes)(chunk) for chunk in chunks)
    store(part, by=None)


def keep_naively(wire):
    """What a tutorial does: the row first, then the file, straight under its final name."""
    digest = hashlib.sha256(DATA).hexdigest()
    stored = StoredFile(name="a.pdf", kind=FileKind.PDF, size=len(DATA), sha256=digest)
    stored.save()
    stored.path.parent.mkdir(parents=True, exist_ok=True)
    with stored.path.open("wb") as target:
        for start in range(0, len(DATA), 3000):
            target.write(wire.guard(bytes)(DATA[start : start + 3000]))
            target.flush()


def broken_states(root):
    """Rows without their whole file, and half files under a final name."""
    for stored in StoredFile.objects.all():
        if not stored.path.exists() or stored.path.read_bytes() != DATA:
            yield f"row without its file: {stored.pk}"
    for path in (path for path in Path(root).rglob("*") if path.is_file()):
        if path.parent != temporary_directory() and path.read_bytes() != DATA:
            yield f"half file: {path}"


def crash_at_every_step(keep, root, monkeypatch, *, fault, after):
    """Yield (step, broken states, is it whole) until a run gets through without a crash."""
    for step in count(1):
        wire = Tripwire(step, fault=fault, after=after)
        with monkeypatch.context() as patch:
            for owner, name in STEPS:
                patch.setattr(owner, name, wire.guard(getattr(owner, name)))
            with suppress(Killed, NotStored, OSError):
                keep(wire)
        if wire.left > 0:
            return
        yield step, list(broken_states(root))


@pytest.mark.parametrize("after", [False, True])
def test_kill_at_any_step_leaves_only_garbage(files_root, monkeypatch, after):
    crashes = list(
        crash_at_every_step(keep_safely, files_root, monkeypatch, fault=Killed(), after=after)
    )
    # One step fewer when chance has made the folder of the file before.
    assert len(crashes) >= 9
    assert [found for step, found in crashes if found] == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("after", [False, True])
def test_fault_of_the_disk_at_any_step_leaves_no_garbage_in_tmp(
    files_root, monkeypatch, code, after
):
    fault = OSError(code, "fault")
    for _, found in crash_at_every_step(
        keep_safely, files_root, monkeypatch, fault=fault, after=after
    ):
        assert found == []
        assert not temporary_directory().exists() or not list(temporary_directory().iterdir())


def test_the_same_check_catches_a_naive_store(files_root, monkeypatch):
    crashes = crash_at_every_step(
        keep_naively, files_root, monkeypatch, fault=Killed(), after=False
    )
    found = [fault for _, faults in crashes for fault in faults]
    assert any(fault.startswith("row without") for fault in found)
    assert any(fault.startswith("half file") for fault in found)
