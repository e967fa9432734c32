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
PIECE = 64 * 1024
LONGEST_ANSWER = 4096
# One that has just not answered is not asked again by each of ten files of a form.
SILENCE = 20

_silent_until = 0


class NoAnswer(Exception):
    """The antivirus is not there, is too slow, or could not judge."""


def is_on():
    """The files that come from outside are to be checked."""
    return bool(settings.ANTIVIRUS)


def virus_in(stream):
    """Name of what was found in the seekable stream, or an empty string; raises NoAnswer."""
    global _silent_until
    if time.monotonic() < _silent_until:
        raise NoAnswer("It did not answer a moment ago.")
    try:
        answer = _ask(stream)
    except (OSError, NoAnswer) as fault:
        _silent_until = time.monotonic() + SILENCE
        logger.error("The antivirus does not answer: %s", fault)
        raise NoAnswer(str(fault)) from None
    finally:
        stream.seek(0)
    return _verdict(answer)


def _ask(stream):
    """What the antivirus says about the stream."""
    give_up_at = time.monotonic() + ANSWER_SECONDS
    with _connected() as line:
        line.sendall(b"zINSTREAM\0")
        stream.seek(0)
        while piece := stream.read(PIECE):
            line.settimeout(_left(give_up_at))
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        said = b""
        while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
            line.settimeout(_left(give_up_at))
            if not (heard := line.recv(LONGEST_ANSWER)):
                break
            said += heard
    return said.rstrip(b"\0\n").decode(errors="replace")


def _connected():
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
        raise NoAnswer("It is too slow.")
    return left


def _verdict(answer):
    """«stream: OK» is clean, «stream: Eicar-Signature FOUND» is not, all else is no verdict."""
    words = answer.removeprefix("stream: ")
    if words == "OK":
        return ""
    if words.endswith(" FOUND"):
        return words.removesuffix(" FOUND") or "unknown"
    logger.error("The antivirus could not judge: %s", answer[:200])
    raise NoAnswer(answer[:200])
