"""Reading somebody's file in a child process with limits of memory and time.

The child (files.jailed) knows neither Django nor the database nor any secret; whatever a hostile
file makes of it, the answer is its data or a refusal in plain words.
"""

import importlib.util
import json
import logging
import os
import selectors
import signal
import subprocess  # noqa: S404 - starts our own interpreter
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings

from files.folders import temporary_directory
from files.gate.refusal import Refused
from lib.places import NoPlace, place

logger = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
PLACES = 2  # parsers at once on the machine (reliability.md C14)
PATIENCE = 5  # seconds to wait for a place
LONGEST_REASON = 1000
CHUNK = 64 * 1024

SIMPLIFY = (
    "Оставьте в нём только план, уберите рисунки и лишние листы или разделите файл на части и "
    "загрузите по одной."
)
TOO_LONG = f"Файл читается слишком долго. {SIMPLIFY}"
TOO_LARGE = f"Файл слишком велик для чтения. {SIMPLIFY}"
BROKEN = (
    "Файл не удалось прочитать: он устроен необычно. Откройте его в Word или Excel, сохраните под "
    "новым именем и загрузите снова."
)
BUSY = "Сейчас разбираются другие файлы. Повторите через минуту."


@dataclass(frozen=True)
class Limits:
    """Of one child: bytes of address space, seconds of processor and of the clock, bytes of the
    answer."""

    memory: int = 300 * MEGABYTE
    cpu: int = 8
    wall: int = 10
    answer: int = 16 * MEGABYTE


class Busy(Refused):
    """No parser is free; the same file may be read a minute later."""


class Broken(Refused):
    """Not the reader's own refusal: a limit of the child was broken, or the reader was."""


def run_jailed(target, path, *, options=None, limits=None, packages=()):
    """What the function returns for the path, through JSON; `target` is "package.module:function",
    whose module may import only the standard library, its own likes and the named packages.

    Raises Refused with a reason for a person: the function's own, or Broken for all else.
    """
    limits = limits or Limits()
    order = {
        "target": target,
        "path": str(path),
        "options": options or {},
        "packages": {name: str(_folder_of(name)) for name in packages},
        "limits": {"memory": limits.memory, "cpu": limits.cpu, "wall": limits.wall},
    }
    try:
        with (
            place(temporary_directory(), "parser", count=PLACES, patience=PATIENCE) as lock,
            tempfile.TemporaryDirectory(prefix="opora-jail-") as empty,
        ):
            word, rest = _run(order, limits, lock, empty)
    except NoPlace:
        raise Busy(BUSY) from None
    return _data(word, rest, target)


def _folder_of(package):
    """Where the package lies; the child gets this folder and nothing beside it."""
    return importlib.util.find_spec(package).submodule_search_locations[0]


def _data(word, rest, target):
    if word == b"ok":
        with suppress(ValueError, RecursionError):
            return json.loads(rest)
    if word == b"refused":
        raise Refused(rest.decode(errors="replace")[:LONGEST_REASON])
    logger.warning(
        "%s: %s %s", target, word.decode(), rest[:LONGEST_REASON].decode(errors="replace")
    )
    raise Broken({b"time": TOO_LONG, b"memory": TOO_LARGE, b"size": TOO_LARGE}.get(word, BROKEN))


def _run(order, limits, lock, directory):
    """(word, rest) of the child's answer; words of our own: time, memory, size, silence."""
    bootstrap = (
        f"import sys; sys.path.insert(0, {str(settings.BASE_DIR)!r}); "
        "from files.jailed import main; main(sys.argv[1])"
    )
    try:
        child = subprocess.Popen(  # noqa: S603 - every word of the command is ours
            [sys.executable, "-I", "-S", "-X", "utf8", "-c", bootstrap, json.dumps(order)],
            cwd=directory,
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # The place stays taken while the child lives, even if this process dies.
            pass_fds=[lock],
            start_new_session=True,
        )
    except OSError as error:
        logger.error("No jail: %s", error)
        raise Busy(BUSY) from None
    with child:
        try:
            return _listen(child.stdout, limits) or _verdict(child)
        finally:
            # Before the child is waited for, so that its number cannot be another's yet.
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)


def _listen(stream, limits):
    """(word, rest) that the child says before the limits; None when it ends without a word."""
    deadline = time.monotonic() + limits.wall
    said = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                return b"time", b""
            if not (chunk := os.read(stream.fileno(), CHUNK)):
                break
            said += chunk
            if len(said) > limits.answer:
                return b"size", b""
    word, line_feed, rest = bytes(said).partition(b"\n")
    return (word, rest) if line_feed else None


def _verdict(child):
    """(word, rest) about a child that has ended without an answer."""
    ended = os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    words = {signal.SIGXCPU: b"time", signal.SIGALRM: b"time", signal.SIGKILL: b"memory"}
    is_killed = ended.si_code != os.CLD_EXITED
    return (is_killed and words.get(ended.si_status)) or b"silence", str(ended.si_status).encode()
