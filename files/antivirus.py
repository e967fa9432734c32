"""Asking ClamAV about a file, when the setting names its socket (reliability.md C8).

The protocol is clamd's INSTREAM: the file goes through the socket in pieces, so the antivirus
needs no right to read our folder and may stand on another machine.
"""

import logging
import socket
import struct
import time

from django.conf import settings

logger = logging.getLogger(__name__)

CONNECT_SECONDS = 1
ANSWER_SECONDS = 8  # for the whole conversation: it may stand inside a transaction
# The worker lets ClamAV come to its own end of a long look (MaxScanTime, two minutes).
WORKER_SECONDS = 150
PIECE = 64 * 1024
LONGEST_ANSWER = 4096
# One that is not there is not asked again by each of ten files of a form.
SILENCE = 20

_silent_until = 0


class NoAnswer(Exception):
    """There is no verdict on this file: the antivirus is too slow, or could not judge it."""


class NotThere(NoAnswer):
    """There will be none on other files either: nobody answers where it is expected."""


def is_on():
    """The files that come from outside are to be checked."""
    return bool(settings.ANTIVIRUS)


def virus_in(stream, *, seconds=None):
    """Name of what was found in the seekable stream, or an empty string.

    Raises NotThere, or NoAnswer when it is only this file that is not judged.
    """
    global _silent_until
    if time.monotonic() < _silent_until:
        raise NotThere("It did not answer a moment ago.")
    try:
        return _verdict(_answer(stream, ANSWER_SECONDS if seconds is None else seconds))
    except NotThere as fault:
        _silent_until = time.monotonic() + SILENCE
        logger.error("The antivirus does not answer: %s", fault)
        raise
    except NoAnswer as fault:
        logger.error("The antivirus has not judged: %s", fault)
        raise
    finally:
        stream.seek(0)


def _answer(stream, seconds):
    """What the antivirus says about the stream; raises NotThere, NoAnswer."""
    give_up_at = time.monotonic() + seconds
    stream.seek(0)
    pieces = iter(lambda: stream.read(PIECE), b"")
    with _connected() as line:
        try:
            return _ask(line, b"zINSTREAM\0", pieces, give_up_at)
        except TimeoutError:
            reason = "It is too slow."
        except OSError as fault:  # it hangs up on a stream that is too long for it
            raise NoAnswer(str(fault)) from None
    _check_it_lives()
    raise NoAnswer(reason)


def _check_it_lives():
    """Raise NotThere when the antivirus takes calls and answers none, however small."""
    with _connected() as line:
        try:
            if _ask(line, b"zPING\0", None, time.monotonic() + CONNECT_SECONDS) == "PONG":
                return
        except OSError:
            pass
    raise NotThere("It takes calls and does not answer.")


def _ask(line, command, pieces, give_up_at):
    """Its answer to the command, with the pieces of a stream if there is one; raises OSError."""
    line.settimeout(_left(give_up_at))
    line.sendall(command)
    for piece in pieces or ():
        line.settimeout(_left(give_up_at))
        line.sendall(struct.pack(">I", len(piece)) + piece)
    if pieces is not None:
        line.sendall(struct.pack(">I", 0))
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        line.settimeout(_left(give_up_at))
        if not (heard := line.recv(LONGEST_ANSWER)):
            break
        said += heard
    return said.rstrip(b"\0\n").decode(errors="replace")


def _connected():
    try:
        return _connect()
    except OSError as fault:
        raise NotThere(str(fault)) from None


def _connect():
    kind, place = settings.ANTIVIRUS
    if kind == "tcp":
        return socket.create_connection(place, timeout=CONNECT_SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(CONNECT_SECONDS)
        line.connect(place)
    except OSError:
        line.close()
        raise
    return line


def _left(give_up_at):
    left = give_up_at - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _verdict(answer):
    """«stream: OK» is clean, «stream: Eicar-Signature FOUND» is not, all else is no verdict."""
    words = answer.removeprefix("stream: ")
    if words == "OK":
        return ""
    if words.endswith(" FOUND"):
        return words.removesuffix(" FOUND") or "unknown"
    raise NoAnswer(answer[:200])
