"""Printing in child processes: warm, limited, two at once on the machine (reliability.md R12).

A child (lib/pressman.py) lives as long as its parent prints and ends with it: the end of its
standard input is its end. What goes wrong in it is its death or a word, never the server's.
"""

import atexit
import logging
import os
import selectors
import signal
import subprocess  # noqa: S404 - starts our own interpreter
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings

from lib.places import place

logger = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
PLACES = 2  # documents at once on the machine, over all processes
MOST_IDLE = 2  # warm children that a process keeps
START_SECONDS = 20
CHUNK = 256 * 1024
# Nothing of the server's secrets.
KNOWN_TO_CHILD = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "XDG_CACHE_HOME", "FONTCONFIG_PATH")
DEATHS = {signal.SIGXCPU: "time", signal.SIGKILL: "memory"}


@dataclass(frozen=True)
class Limits:
    """Of one document: bytes of address space; seconds of processor, and of the clock."""

    memory: int = 1024 * MEGABYTE
    seconds: int = 30


LIMITS = Limits()


class Unstarted(Exception):
    """The child was gone before it took the order, so another one may."""


def print_html(html, *, patience, is_last=False, report=None):
    """(word, rest) of the child's answer: ok, refused, time, memory, crash, silence.

    Waits for a place up to `patience` seconds, then raises lib.places.NoPlace. `is_last` ends the
    child behind a document that makes it fat. `report(pages)` is called as pages are laid out.
    """
    with place(settings.DATA_DIR / "locks", "press", count=PLACES, patience=patience):
        try:
            return _print_with(_take_child(), html, is_last, report)
        except Unstarted:  # it had just gone for its long idleness
            with suppress(Unstarted):
                return _print_with(_take_child(), html, is_last, report)
            return "silence", b""  # the limits do not let it begin


def _print_with(child, html, is_last, report):
    word, rest = "silence", b""
    try:
        word, rest = child.print(html, report)
    finally:
        if word in ("ok", "refused") and not is_last:
            _keep_child(child)
        else:
            child.end()
            _keep_child(Child())  # warms up while nobody waits
    return word, rest


class Child:
    """One warm printer process and its limits."""

    def __init__(self):
        self.limits = LIMITS
        bootstrap = (
            f"import sys; sys.path.insert(0, {str(settings.BASE_DIR)!r}); "
            f"from lib.pressman import main; main({self.limits.memory}, {self.limits.seconds})"
        )
        self.directory = tempfile.TemporaryDirectory(prefix="opora-press-")
        known = {name: os.environ[name] for name in KNOWN_TO_CHILD if name in os.environ}
        self.process = subprocess.Popen(  # noqa: S603 - every word of the command is ours
            [sys.executable, "-I", "-X", "utf8", "-c", bootstrap],
            cwd=self.directory.name,
            env={**known, "TMPDIR": self.directory.name},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            bufsize=0,
        )
        self.said = bytearray()

    def is_alive(self):
        return self.process.poll() is None

    def print(self, html, report):
        """(word, rest) about the document; raises Unstarted when there was nobody to take it."""
        data = memoryview(html.encode(errors="replace"))
        try:
            self._send(memoryview(f"{len(data)}\n".encode()))
            self._send(data)
        except BrokenPipeError:
            raise Unstarted from None
        answers = self._answers(START_SECONDS)
        if next(answers, ("", b""))[0] != "begun":
            raise Unstarted
        for word, rest in self._answers(self.limits.seconds):
            if word == "page":
                if report:
                    report(int(rest))
            elif word == "warning":
                logging.getLogger("weasyprint").warning("%s", rest.decode())
            else:
                return word, rest
        return self._verdict()

    def end(self):
        """Kill the process and sweep up behind it."""
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        self.forget()
        self.directory.cleanup()

    def forget(self):
        """Close our ends of the pipes: for the child, the end of its parent."""
        self.process.stdin.close()
        self.process.stdout.close()

    def _send(self, data):
        while data:
            data = data[self.process.stdin.write(data) :]

    def _answers(self, seconds):
        """(word, rest) as the child says them; ends with the child, or with ("time", b"")."""
        deadline = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while True:
                while answer := self._whole_answer():
                    yield answer
                left = deadline - time.monotonic()
                if left <= 0 or not selector.select(left):
                    yield "time", b""
                    return
                if not (chunk := os.read(self.process.stdout.fileno(), CHUNK)):
                    return
                self.said += chunk

    def _whole_answer(self):
        head, line_feed, _ = self.said.partition(b"\n")
        if not line_feed:
            return None
        word, size = head.split()
        end = len(head) + 1 + int(size)
        if len(self.said) < end:
            return None
        rest = bytes(self.said[len(head) + 1 : end])
        del self.said[:end]
        return word.decode(), rest

    def _verdict(self):
        """(word, rest) about a child that has ended without an answer."""
        status = self.process.wait()
        return DEATHS.get(-status, "silence"), str(status).encode()


_idle = []
_guard = threading.Lock()


def _take_child():
    with _guard:
        while _idle:
            child = _idle.pop()
            if child.is_alive() and child.limits == LIMITS:
                return child
            child.end()
    return Child()


def _keep_child(child):
    with _guard:
        if len(_idle) < MOST_IDLE:
            _idle.append(child)
            return
    child.end()


def end_children():
    """End the idle children of this process."""
    while _idle:
        _idle.pop().end()


def _forget_children():
    """In a process that has been forked off: the children are its parent's."""
    global _guard
    _guard = threading.Lock()
    for child in _idle:
        child.forget()
        child.directory._finalizer.detach()
        child.process.returncode = 0  # not ours to wait for
    _idle.clear()


atexit.register(end_children)
os.register_at_fork(after_in_child=_forget_children)
