"""A real gunicorn, strace on its worker, and a browser's two ways of sending a file to it."""

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import reverse

from accounts.one_time import FIELD
from tests.files.sender import part

SECONDS = 60
LATE = 0.3
NO_ANSWER = 0
TAKEN = 302
PIECE = 128 * 1024


class Server:
    """gunicorn as docs/deploy/opora.service starts it, in a group of processes of its own.

    One worker, forked from a loaded master, comes back at once after every kill. `back_after`:
    seconds until it has answered for the first time.
    """

    def __init__(self, application="config.wsgi", *options, env=None):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.place = f"127.0.0.1:{free.getsockname()[1]}"
        command = [sys.executable, "-m", "gunicorn", application, "--bind", self.place]
        command += ["--timeout", "60", "--log-level", "critical", "--no-control-socket", *options]
        self.site = f"http://{self.place}"
        self.process = subprocess.Popen(
            command, env=env, start_new_session=True, stderr=subprocess.DEVNULL
        )

    def __enter__(self):
        try:
            self.back_after = self.wait()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_):
        self.kill()

    def kill(self):
        """SIGKILL of the master and all workers at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def wait(self):
        """Seconds until it answers."""
        began = time.monotonic()
        while time.monotonic() - began < SECONDS:
            if ask(self.site, "GET", "/healthz/")[0] == 200:
                return time.monotonic() - began
            time.sleep(0.02)
        raise SystemExit("Веб-сервер для замера не отвечает")

    def worker(self):
        """PID of the one worker."""
        master = self.process.pid
        return int(Path(f"/proc/{master}/task/{master}/children").read_text().split()[0])


def ask(site, method, address, body=None, headers=()):
    """(code, body) of one request; NO_ANSWER when the server dies before it answers."""
    line = http.client.HTTPConnection(urlsplit(site).netloc, timeout=SECONDS)
    try:
        line.request(method, address, body, dict(headers))
        answer = line.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return NO_ANSWER, b""
    finally:
        line.close()


@dataclass
class Browser:
    """A person who sends a file, whole with the form or in parts before it."""

    site: str
    cookie: str
    address: str
    field: str

    def sends(self, data, *, in_parts):
        """The last code that the server has given."""
        return (self.in_parts if in_parts else self.with_form)(data)

    def with_form(self, data):
        """As a browser without scripts does it."""
        return self.post(self.address, {}, {self.field: data})[0]

    def in_parts(self, data):
        """As static/js/parts.js does it; stops at the first fault."""
        about = {"name": "a.pdf", "size": len(data), "stamp": secrets.randbelow(10**12)}
        code, said = self.post(reverse("files:part-begin"), about)
        begun = json.loads(said) if code == 200 else {}
        for offset in range(0, len(data), piece_of(data)):
            if code != 200:
                return code
            piece = {"piece": data[offset : offset + piece_of(data)]}
            code, _ = self.post(begun["address"], {"offset": offset}, piece)
        if code != 200:
            return code
        return self.post(self.address, {f"{self.field}-part": begun["id"]})[0]

    def post(self, address, fields, files=()):
        """(code, body) of a form sent with fresh keys."""
        token, boundary = secrets.token_hex(16), secrets.token_hex(16)
        values = {FIELD: secrets.token_hex(16), "csrfmiddlewaretoken": token, **fields}
        body = b"".join(part(boundary, name, str(value).encode()) for name, value in values.items())
        for name, data in dict(files).items():
            body += part(boundary, name, data, "a.pdf")
        headers = {
            "Cookie": f"{self.cookie}; csrftoken={token}",
            "Content-Type": f"multipart/form-data; boundary={boundary}",
        }
        return ask(self.site, "POST", address, body + f"--{boundary}--\r\n".encode(), headers)

    def reads(self, address):
        """Code of a page."""
        return ask(self.site, "GET", address, headers={"Cookie": self.cookie})[0]


def piece_of(data):
    """Bytes of a piece: small files go in several all the same."""
    return PIECE if len(data) < 1024 * 1024 else 512 * 1024


def under_strace(worker, call, injection, act):
    """(result of the act, was the call reached) with the fault put into the worker."""
    with tempfile.NamedTemporaryFile() as log:
        command = ["strace", "-p", str(worker), "-e", f"trace={call}", "-e", injection]
        tracer = subprocess.Popen(
            [*command, "-o", log.name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            wait_for_tracer(worker)
            result = act()
            # It ends with its process; the kill may come a little after the answer.
            with suppress(subprocess.TimeoutExpired):
                tracer.wait(SECONDS if result == NO_ANSWER else LATE)
        finally:
            tracer.terminate()
            tracer.wait()
        said = Path(log.name).read_text(errors="replace")
    is_killed = result == NO_ANSWER or "killed by SIGKILL" in said
    return result, is_killed or "INJECTED" in said


def wait_for_tracer(worker):
    """Until strace holds the worker."""
    give_up_at = time.monotonic() + SECONDS
    while "TracerPid:\t0" in Path(f"/proc/{worker}/status").read_text():
        if time.monotonic() > give_up_at:
            raise SystemExit("strace не подключился")
        time.sleep(0.002)


def wait_for_death(worker):
    """Until the process of the worker is no more."""
    give_up_at = time.monotonic() + SECONDS
    while Path(f"/proc/{worker}").exists() and time.monotonic() < give_up_at:
        time.sleep(0.002)
