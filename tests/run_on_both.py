"""Runs pytest on SQLite and then on PostgreSQL (bin/test)."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

import pytest

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
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Прервано"))
    signal.signal(signal.SIGINT, lambda *_: None)  # pytest gets it too, cleans up and returns

    results = {}
    for option in chosen:
        results[option] = run_pytest(DATABASES[option], arguments)
        if results[option] == pytest.ExitCode.INTERRUPTED:
            break
    return next((code for code in results.values() if code), 0)


def run_pytest(database, arguments):
    with tempfile.TemporaryDirectory(prefix="opora-test.") as data, database(data) as found:
        name, address = found
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "OPORA_DATA": data,
            "OPORA_TEST": "1",
            # Playwright runs an event loop in the thread in which the tests use the database.
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        }
        print(f"\n== Тесты: {name}", flush=True)
        began = time.monotonic()
        code = subprocess.call([sys.executable, "-m", "pytest", *arguments], env=environment)
        outcome = "прошли" if code == 0 else f"не прошли (код {code})"
        print(f"== {name}: {outcome} за {time.monotonic() - began:.0f} с", flush=True)
        return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
