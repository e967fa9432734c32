"""Starting real workers over the database of the test."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

PATIENCE = 90  # seconds; the machine may be busy


def start_worker(folder, **changes):
    """A real worker; `changes` of its constants: queue_LEASE=1 is jobs.queue.LEASE."""
    named = {f"jobs.{name.replace('_', '.', 1)}": value for name, value in changes.items()}
    if named.pop("jobs.naive", False):
        named["naive"] = True
    return subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.trial", json.dumps(named)],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": address_of_database(),
            "OPORA_DATA": str(folder),
        },
    )


def address_of_database():
    """DATABASE_URL of the test's own database."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{values['NAME']}"
    return f"postgresql:///{values['NAME']}?host={values['HOST']}&user={values['USER']}"


@contextmanager
def workers(folder, number=1, **changes):
    """So many real workers; killed at the end if they still live."""
    started = [start_worker(folder, **changes) for _ in range(number)]
    try:
        yield started
    finally:
        for worker in started:
            kill(worker)


def kill(worker):
    """kill -9."""
    worker.send_signal(signal.SIGKILL)
    worker.wait()


def wait_for(condition, pause=0.02):
    """Wait until the condition holds; fails when that takes too long."""
    give_up_at = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < give_up_at, "не дождались"
        time.sleep(pause)
    return found


def is_alive(pid):
    """The process runs (a dead one that nobody has buried does not)."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
