"""A server killed at every write-type system call of an upload, and a full disk at every one.

strace stops the worker of a real gunicorn at its nth call of each name while a file comes over
HTTP, with the form and in parts. Then another process looks: no row may be without its file, no
half file under a final name, nothing acknowledged lost (reliability.md D1, D3). The naive twin,
whose file is written after its row, must be caught. Random kills (D2): tests/bench/kills.py; a
disk that is really full (D3): tests/bench/full_disk.py.
"""

import hashlib
import os
import shutil
from collections import Counter
from itertools import count
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from files.folders import temporary_directory
from files.models import PartUpload, StoredFile
from tests.bench.crash_server import (
    NO_ANSWER,
    TAKEN,
    Browser,
    Server,
    under_strace,
    wait_for_death,
)
from tests.bench.server import signed_in
from tests.files.samples import make_pdf
from tests.files.sender import Town

CALLS = (
    "write",
    "writev",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "unlink",
    "mkdir",
)
DATA = make_pdf(b"(" + b"text " * 60_000 + b")")
KILL, FULL = "signal=SIGKILL", "error=ENOSPC"
LIMITS = (
    "OPORA_UPLOADS_PER_MINUTE",
    "OPORA_PERSON_DAY_MB",
    "OPORA_MUNICIPALITY_MB",
    "OPORA_DISK_FREE_PERCENT",
)
# An upload makes more calls than this; fewer were reached when strace does not do its work.
LEAST_POINTS = 40
NAIVE = "tests.bench.naive_wsgi"


def crashes():
    """Broken states of the product (none is allowed) and of its naive twin (some must be seen)."""
    if not shutil.which("strace"):
        raise SystemExit("Для этого замера нужна программа strace.")
    from tests.bench.full_disk import full_disk
    from tests.bench.kills import random_kills

    town, walks = Town(), {}
    with Server("config.wsgi", "--preload", env=without_limits()) as server:
        for way in ("form", "parts"):
            for name, fault in (("kills", KILL), ("full_disks", FULL)):
                walks[f"{way}_{name}"] = Walk(town, server, fault, in_parts=way == "parts")
    with Server(NAIVE, "--preload", env=without_limits()) as server:
        twin = Walk(town, server, KILL, calls=("write",))
    kills, disk = random_kills(town), full_disk(town)
    broken = [words for walk in walks.values() for words in walk.broken]
    broken += kills.pop("broken") + disk.pop("broken")
    doubts = [*not_tested(walks, twin), *kills.pop("doubts"), *disk.pop("doubts")]
    return {
        "ratio": len(broken) + len(doubts),
        "limit": 0,
        "detail": {
            **{name: walk.told() for name, walk in walks.items()},
            "broken": broken[:10],
            "not_tested": doubts,
            "naive": twin.told(),
            "naive_broken": len(twin.broken),
            "random_kills": kills,
            "full_tmpfs": disk,
        },
    }


def not_tested(walks, twin):
    """What makes a clean result worth nothing, in words."""
    for name, walk in walks.items():
        if walk.points < LEAST_POINTS:
            yield f"{name}: only {walk.points} points"
    if not twin.broken:
        yield "the naive twin was not caught"


def without_limits():
    """Environment of a server that takes as many files as a measure sends, and its cookies."""
    env = os.environ | dict.fromkeys(LIMITS, "0") | {"OPORA_SECRET_KEY": settings.SECRET_KEY}
    # Where it is deployed, nothing is compiled anew when it starts.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def browser_of(town, server):
    """The director of the town at the form of a programme's version."""
    _, address, field, _ = town.form_for("a.pdf")
    return Browser(server.site, signed_in(town.director), address, field)


class Walk:
    """One upload with the fault at its every call, one after another."""

    def __init__(self, town, server, fault, *, in_parts=False, calls=CALLS, most=None):
        self.server, self.fault, self.in_parts = server, fault, in_parts
        self.browser = browser_of(town, server)
        self.points, self.broken, self.answers = 0, [], Counter()
        # What is loaded once is loaded before.
        if (code := self.browser.sends(DATA, in_parts=in_parts)) != TAKEN:
            raise SystemExit(f"Загрузка без помех не прошла: ответ {code}")
        for call in calls:
            for number in count(1):
                if (most and number > most) or not self.stop_at(call, number):
                    break

    def told(self):
        """Numbers for the report."""
        return {"points": self.points, "answers": dict(self.answers)}

    def stop_at(self, call, number):
        """Whether the upload makes the call so many times; what is broken then is written down."""
        sweep_all()
        self.server.wait()
        worker, injection = self.server.worker(), f"inject={call}:{self.fault}:when={number}"
        code, is_reached = under_strace(
            worker, call, injection, lambda: self.browser.sends(DATA, in_parts=self.in_parts)
        )
        if not is_reached:
            return False
        if self.fault == KILL:
            wait_for_death(worker)
        self.points += 1
        self.answers[code] += 1
        place = f"{call} {number} {self.fault}"
        self.broken += [f"{place}: {words}" for words in self.faults(code)]
        return True

    def faults(self, code):
        """What must not be, in words."""
        yield from broken_states()
        if code == TAKEN and not StoredFile.objects.exclude(pk__in=SEEN).exists():
            yield "an acknowledged upload is lost"
        if self.fault == FULL and code == NO_ANSWER:
            yield "no answer to the person"
        if self.browser.reads(self.browser.address) != 200 and self.fault == FULL:
            yield "pages are not read any more"


def sweep_all():
    """Every point begins with the files of none before it; their rows are looked at no more."""
    PartUpload.objects.all().delete()
    for path in [*files_under_final_names(), *temporary_directory().iterdir()]:
        path.unlink(missing_ok=True)
    SEEN.update(StoredFile.objects.values_list("pk", flat=True))


SEEN = set()


def broken_states(sent=(DATA,)):
    """What a crash must not leave, in words; `sent`: all that was sent."""
    connections.close_all()  # as a process that has just been started
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            if cursor.fetchone() != ("ok",):
                yield "the database is damaged"
    known = dict(StoredFile.objects.exclude(pk__in=SEEN).values_list("pk", "sha256"))
    for stored in StoredFile.objects.filter(pk__in=known):
        if not stored.path.exists() or digest(stored.path) != stored.sha256:
            yield "a row without its file"
    whole = {hashlib.sha256(data).hexdigest() for data in sent}
    for path in files_under_final_names():
        if digest(path) not in whole:
            yield "a half file"
    for part in PartUpload.objects.all():
        came = part.path.stat().st_size if part.path.exists() else 0
        if came < part.received:
            yield "an upload in parts that claims more than it has"


def digest(path):
    """SHA-256 of the file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files_under_final_names():
    """Every file of the store that is not unfinished."""
    root = Path(settings.FILES_ROOT)
    found = [path for path in root.rglob("*") if path.is_file()]
    return [path for path in found if temporary_directory() not in path.parents]
