"""A web server of one process, and how much memory it takes to answer."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from django.urls import reverse
from openpyxl import load_workbook

START_SECONDS = 60


@contextmanager
def serving():
    """Yield (address, PID of the process that answers)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", place, "--workers", "1"]
    command += [
        "--threads",
        "4",
        "--timeout",
        "120",
        "--log-level",
        "warning",
        "--no-control-socket",
    ]
    server = subprocess.Popen(command)
    try:
        wait_for(place)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        yield f"http://{place}", int(children[0])
    finally:
        server.terminate()
        server.wait()


def wait_for(place):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://{place}/healthz", timeout=5).close()  # noqa: S310
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("Веб-сервер для замера не запустился")


def growth_of_export(municipality):
    """(rows of the book, MB that the process has grown by at its peak, seconds)."""
    from schools.models import RoleKind

    user = municipality.roles.filter(kind=RoleKind.COORDINATOR).first().user
    cookie = signed_in(user)
    address = reverse("monitoring:checkpoint-export", args=[municipality.slug])
    with serving() as (site, process):
        # Everything is loaded by a small book first.
        fetch(f"{site}{address}?state=returned", cookie)
        before = memory(process, "VmRSS")
        began = time.monotonic()
        book = fetch(f"{site}{address}", cookie)
        seconds = time.monotonic() - began
        grown = memory(process, "VmHWM") - before
    # A book that was written row by row does not say how many there are.
    rows = sum(1 for _ in load_workbook(BytesIO(book), read_only=True).active.iter_rows())
    return rows - 2, round(grown / 1024, 1), round(seconds, 1)


def signed_in(user):
    """The cookie of a session of the user."""
    from django.test.client import Client

    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def fetch(url, cookie):
    request = urllib.request.Request(url, headers={"Cookie": cookie})  # noqa: S310
    with urllib.request.urlopen(request, timeout=300) as response:  # noqa: S310
        return response.read()


def memory(process, name):
    """KB of the process: VmRSS now, VmHWM at the most."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+)", status)[1])
