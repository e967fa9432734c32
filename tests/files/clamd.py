"""A ClamAV of our own for the tests: the INSTREAM protocol, and EICAR is its only virus."""

import socket
import struct
import threading
from contextlib import contextmanager

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@contextmanager
def clamd(path, *, answer=None):
    """Listens at the path; yields the list of what it was given. `answer` is said to everything."""
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
        with line, line.makefile("rb") as stream:
            seen.append(_read(stream))
            verdict = b"stream: Eicar-Signature FOUND" if EICAR in seen[-1] else b"stream: OK"
            line.sendall((answer or verdict) + b"\0")


def _read(stream):
    """The file that comes in pieces."""
    command = stream.read(10)
    if command != b"zINSTREAM\0":
        raise ValueError(command)
    data = b""
    while length := struct.unpack(">I", stream.read(4))[0]:
        data += stream.read(length)
    return data
