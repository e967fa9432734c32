"""A PostgreSQL of one's own for the tests: no port, no service, gone when its parent is gone."""

import ctypes
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

PR_SET_PDEATHSIG = 1
START_SECONDS = 30
STOP_SECONDS = 10

# The data live for minutes: nothing is written for the case of a power failure.
SERVER_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
}


@contextmanager
def private_postgres(icu_locale="ru", **settings):
    """Start a server and yield the address of a database in it (Django makes test_… beside it).

    `settings` of the server go before those that are usual here.
    """
    programs = find_programs()
    # In /tmp and not in TMPDIR: the path of a socket may be 107 bytes long.
    home = Path(tempfile.mkdtemp(prefix="opora-pg.", dir="/tmp"))  # noqa: S108
    user = server_user()
    try:
        if user:
            os.chown(home, user["user"], user["group"])
        run = {"cwd": home, "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, **user}
        initialise(programs, home, icu_locale, run)
        with running_server(programs, home, run, SERVER_SETTINGS | settings):
            yield f"postgresql:///opora?host={home}&user=postgres"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def find_programs():
    """Return the directory of the newest server: Debian does not put it on PATH."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: int(re.sub(r"\D", "", path.parts[4])), default=None)
    found = newest or shutil.which("initdb")
    if not found:
        raise SystemExit("Не найден PostgreSQL: apt-get install postgresql")
    return Path(found).resolve().parent


def server_user():
    """PostgreSQL refuses to run as root; anybody else runs it as oneself."""
    if os.geteuid() != 0:
        return {}
    postgres = pwd.getpwnam("postgres")
    return {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": []}


def initialise(programs, home, icu_locale, run):
    made = subprocess.run(
        [
            programs / "initdb",
            f"--pgdata={home / 'data'}",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--locale-provider=icu",
            f"--icu-locale={icu_locale}",
            "--no-sync",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **run,
    )
    if made.returncode:
        raise SystemExit(made.stdout)


@contextmanager
def running_server(programs, home, run, settings):
    options = [f"--{name}={value}" for name, value in settings.items()]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", home / "data", "-k", home, *options],
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl+C reaches the tests, which still need their database
            preexec_fn=stop_with_parent,
            **run,
        )
    try:
        wait_until_ready(programs, home, server)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # "fast shutdown"
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def stop_with_parent():
    """Let the kernel stop the server even when the tests are killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def wait_until_ready(programs, home, server):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.run([programs / "pg_isready", "--quiet", "--host", home]).returncode == 0:
            return
        time.sleep(0.05)
    raise SystemExit((home / "log").read_text(errors="replace"))
