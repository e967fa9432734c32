"""A process killed at every write-type system call of an upload, and a full disk at every one.

strace stops a whole request (middleware, transaction, gate, store) at its nth call of each name;
then no row may be without its file and no half file under a final name (reliability.md D1, D3).
The naive twin, whose file is written after its row, must be caught.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections, transaction
from django.test import Client

from files import store as safe
from files.folders import temporary_directory
from files.models import StoredFile
from files.names import clean_name
from tests.files.samples import make_pdf
from tests.files.sender import Town
from tests.posting import post

CALLS = (
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "unlink",
    "mkdir",
)
DATA = make_pdf(b"(" + b"text " * 60_000 + b")")
ATTACH_SECONDS = 20


def crashes():
    """Broken states of the product (none is allowed) and of its naive twin (some must be seen)."""
    if not shutil.which("strace"):
        raise SystemExit("Для этого замера нужна программа strace.")
    town = Town()
    send(town)  # what a first request loads is loaded once, before all children
    ours = {fault: walk(town, fault) for fault in ("signal=SIGKILL", "error=ENOSPC")}
    twin = walk(town, "signal=SIGKILL", calls=("write",), keep=keep_naively)
    broken = sum(len(found) for _, found in ours.values())
    is_blind = not twin[1]
    return {
        "ratio": broken + int(is_blind),
        "limit": 0,
        "detail": {
            "kills": ours["signal=SIGKILL"][0],
            "full_disks": ours["error=ENOSPC"][0],
            "broken": [words for _, found in ours.values() for words in found][:10],
            "naive_kills": twin[0],
            "naive_broken": len(twin[1]),
        },
    }


def walk(town, fault, *, calls=CALLS, keep=None):
    """(number of points, broken states) of one upload with the fault at each of the calls."""
    points, broken = 0, []
    for call in calls:
        for number in count(1):
            sweep_all()
            if not upload_under(town, f"inject={call}:{fault}:when={number}", call, keep):
                break
            points += 1
            broken += [f"{call} {number} {fault}: {words}" for words in broken_states()]
    return points, broken


def upload_under(town, injection, call, keep):
    """Let a child upload under strace; False when the call was not reached so many times."""
    connections.close_all()  # two processes must not share a connection
    child = os.fork()
    if child == 0:
        upload(town, keep)
    os.waitpid(child, os.WUNTRACED)
    with tempfile.NamedTemporaryFile() as log:
        # Its own trace goes where no file of the product lies.
        command = ["strace", "-p", str(child), "-e", f"trace={call}", "-e", injection]
        tracer = subprocess.Popen(
            [*command, "-o", log.name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for_tracer(child)
        os.kill(child, signal.SIGCONT)
        _, status = os.waitpid(child, 0)
        tracer.wait()
        return os.WIFSIGNALED(status) or "INJECTED" in Path(log.name).read_text()


def upload(town, keep):
    """The child: one POST with a file, as the server does it; never returns."""
    os.close(2)
    os.open(os.devnull, os.O_WRONLY)  # what it logs must be no call on a file of ours
    if keep:
        safe._keep = keep
    try:
        send(town, before=lambda: os.kill(os.getpid(), signal.SIGSTOP))
    finally:
        os._exit(0)


def send(town, before=bool):
    """One POST with a file."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(town.director)
    _, address, field, fields = town.form_for("a.pdf")
    before()
    post(client, address, {**fields, field: SimpleUploadedFile("a.pdf", DATA)})


def wait_for_tracer(child):
    give_up_at = time.monotonic() + ATTACH_SECONDS
    while "TracerPid:\t0" in Path(f"/proc/{child}/status").read_text():
        if time.monotonic() > give_up_at:
            raise SystemExit("strace не подключился")
        time.sleep(0.005)


def keep_naively(chunks, *, name, kind, by, held=""):
    """What a tutorial does: the row, and then the file straight under its final name."""
    stored = StoredFile(name=clean_name(name), kind=kind, uploaded_by=by, size=1, sha256="0" * 64)
    data = b"".join(chunks)
    stored.size = len(data)
    stored.save(force_insert=True)

    def write():
        stored.path.parent.mkdir(parents=True, exist_ok=True)
        with stored.path.open("wb", buffering=0) as target:
            for start in range(0, len(data), 65536):
                target.write(data[start : start + 65536])

    transaction.on_commit(write)
    return stored


def sweep_all():
    """Every point begins with the files of none before it; their rows are looked at no more."""
    for path in files_under_final_names():
        path.unlink()
    for path in temporary_directory().iterdir():
        path.unlink()
    SEEN.update(StoredFile.objects.values_list("pk", flat=True))


SEEN = set()


def broken_states():
    """What a crash must not leave, in words."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        if cursor.fetchone() != ("ok",):
            yield "the database is damaged"
    for stored in StoredFile.objects.exclude(pk__in=SEEN):
        if not stored.path.exists() or stored.path.read_bytes() != DATA:
            yield "a row without its file"
    for path in files_under_final_names():
        if path.read_bytes() != DATA:
            yield "a half file"


def files_under_final_names():
    root = Path(settings.FILES_ROOT)
    found = [path for path in root.rglob("*") if path.is_file()]
    return [path for path in found if temporary_directory() not in path.parents]
