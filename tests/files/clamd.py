"""A ClamAV of our own for the tests: INSTREAM and PING, and EICAR is its only virus."""

import socket
import struct
import threading
from contextlib import contextmanager, suppress

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@contextmanager
def clamd(path, *, answer=None):
    """Listens at the path; yields the list of what it was given.

    `answer` is said to everything, or is a function of what came; nothing said is a hanging up.
    """
    seen = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(path))
        listener.listen()
        thread = threading.Thread(target=_serve, args=(listener, seen, answer), daemon=True)
        thread.start()
        try:
            yield seen
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)
            path.unlink()


def _serve(listener, seen, answer):
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_talk, args=(line, seen, answer), daemon=True).start()


def _talk(line, seen, answer):
    with suppress(OSError), line, line.makefile("rb") as stream:
        if stream.peek(6).startswith(b"zPING\0"):
            line.sendall(b"PONG\0")
            return
        data = _read(stream)
        seen.append(data)
        verdict = b"stream: Eicar-Signature FOUND" if EICAR in data else b"stream: OK"
        said = answer(data, verdict) if callable(answer) else answer or verdict
        if said:
            line.sendall(said + b"\0")


def _read(stream):
    """The file that comes in pieces."""
    command = stream.read(10)
    if command != b"zINSTREAM\0":
        raise ValueError(command)
    data = b""
    while length := struct.unpack(">I", stream.read(4))[0]:
        data += stream.read(length)
    return data
