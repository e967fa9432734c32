"""A disk of 30 MB that fills while files come (reliability.md D3)."""

import os
import subprocess
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from django.test.utils import override_settings
from django.urls import reverse

from files.folders import temporary_directory
from files.models import StoredFile
from tests.bench.crash_server import TAKEN, Server
from tests.bench.crashes import SEEN, broken_states, browser_of, sweep_all, without_limits
from tests.files.samples import make_pdf

DATA = make_pdf(b"(" + b"text " * 400_000 + b")")
SEND = 40
NO_MOUNT = "полный диск: монтировать tmpfs здесь нельзя"
# A machine that may not mount is passed over only when it is said so.
MAY_SKIP = os.environ.get("OPORA_WITHOUT_FULL_DISK") == "1"


def full_disk(town):
    """Answers before and after the disk is full, and what was broken, in words."""
    sweep_all()
    with small_disk() as root:
        if root is None:
            doubts = [] if MAY_SKIP else [NO_MOUNT]
            return {"not_measured": NO_MOUNT, "broken": [], "doubts": doubts}
        with override_settings(FILES_ROOT=root):
            # Only the store is on the small disk; the database stays where it is.
            return fill(town, root, without_limits() | {"OPORA_DATA": str(root.parent)})


@contextmanager
def small_disk():
    """Yield the folder that is a disk of 30 MB, or None where nothing may be mounted."""
    with tempfile.TemporaryDirectory() as data:
        root = Path(data) / "files"
        root.mkdir()
        if run("mount", "-t", "tmpfs", "-o", "size=30m", "tmpfs", str(root)):
            yield None
            return
        try:
            yield root
        finally:
            # Workers that were killed may not be gone yet, and keep it busy.
            run("umount", "--lazy", str(root))


def run(*command):
    """Exit code of the program."""
    return subprocess.run(command, capture_output=True).returncode


def fill(town, root, env):
    """Send until it is full and beyond, then give it room again, without a restart."""
    with Server("config.wsgi", "--workers", "1", env=env) as server:
        browser, worker = browser_of(town, server), server.worker()
        answers = [browser.sends(DATA, in_parts=bool(n % 2)) for n in range(SEND)]
        broken = list(broken_states([DATA])) + leftovers(answers)
        broken += unread(browser)
        run("mount", "-o", "remount,size=90m", str(root))
        again = [browser.sends(DATA, in_parts=in_parts) for in_parts in (False, True)]
        if again != [TAKEN, TAKEN] or server.worker() != worker:
            broken.append(f"no recovery without a restart: {again}")
    return {"answers": dict(Counter(answers)), "after_room": again, "broken": broken, "doubts": []}


def unread(browser):
    """What cannot be read while the disk is full, in words."""
    codes = {browser.reads(browser.address)}
    if stored := StoredFile.objects.exclude(pk__in=SEEN).first():
        codes.add(browser.reads(reverse("files:download", args=[stored.pk])))
    else:
        yield "no file was kept"
    if codes != {200}:
        yield f"reading from a full disk: {codes}"


def leftovers(answers):
    """What a full disk must not leave, beside broken states."""
    found = []
    if TAKEN not in answers or answers[-1] == TAKEN:
        found.append("the disk was never full")
    kept = StoredFile.objects.exclude(pk__in=SEEN).count()
    if kept != answers.count(TAKEN):
        found.append(f"taken {answers.count(TAKEN)}, kept {kept}")
    if parts := [path for path in temporary_directory().iterdir() if path.suffix == ".part"]:
        found.append(f"left in the temporary folder: {len(parts)}")
    return found
