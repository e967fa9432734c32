"""Runs pytest on SQLite and on PostgreSQL at the same time (bin/test).

A run keeps one core busy. The first prints as it goes, the second is shown when it is over.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.private_postgres import find_programs, private_postgres


@contextmanager
def sqlite(data):
    yield f"SQLite {sqlite3.sqlite_version}", f"sqlite://{data}/opora.sqlite3"


@contextmanager
def postgres(data):
    with private_postgres() as address:
        yield f"PostgreSQL {find_programs().parent.name}, ICU ru", address


DATABASES = {"--sqlite": sqlite, "--postgres": postgres}


def main(arguments):
    chosen = [option for option in DATABASES if option in arguments] or list(DATABASES)
    arguments = [argument for argument in arguments if argument not in DATABASES]
    signal.signal(signal.SIGINT, lambda *_: None)  # pytest gets it too, cleans up and returns

    with tempfile.TemporaryDirectory(prefix="opora-said.") as folder:
        said = [None, *(Path(folder) / option for option in chosen[1:])]
        with ThreadPoolExecutor(len(chosen)) as pool:
            runs = [
                pool.submit(
                    run_pytest, DATABASES[option], arguments, output, is_shared=len(chosen) > 1
                )
                for option, output in zip(chosen, said, strict=True)
            ]
            signal.signal(signal.SIGTERM, lambda *_: stop())
        for output in filter(None, said):
            sys.stdout.write(output.read_text())
    return next((run.result() for run in runs if run.result()), 0)


running = []


def stop():
    """Ask every run to end; each of them cleans up behind itself."""
    for run in running:
        run.send_signal(signal.SIGINT)


def run_pytest(database, arguments, output=None, *, is_shared=False):
    """Exit code of pytest on the database; what it prints goes to `output`, or is shown at once.

    `is_shared`: another run tests the other database, and each takes what is asked once.
    """
    with (
        tempfile.TemporaryDirectory(prefix="opora-test.") as data,
        database(data) as (name, address),
        open(output, "w") if output else os.fdopen(os.dup(1), "w") as told,
    ):
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "OPORA_DATA": data,
            "OPORA_TEST": "1",
            # Playwright runs an event loop in the thread in which the tests use the database.
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
            "OPORA_TEST_SHARED": "1" if is_shared else "0",
        }
        # Compiled modules are kept: the workers and printers of the tests do not compile them anew.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        print(f"\n== Тесты: {name}", file=told, flush=True)
        began = time.monotonic()
        command = [sys.executable, "-m", "pytest", *arguments]
        run = subprocess.Popen(command, env=environment, stdout=told, stderr=subprocess.STDOUT)
        running.append(run)
        code = run.wait()
        outcome = "прошли" if code == 0 else f"не прошли (код {code})"
        print(f"== {name}: {outcome} за {time.monotonic() - began:.0f} с", file=told, flush=True)
        return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
