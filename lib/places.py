"""Places for dear work: no more than so many at once on the machine, whatever process asks.

A place is the lock of a file (flock): it is free again when its holder is gone, however it ended.
"""

import fcntl
import os
import time
from contextlib import contextmanager

PAUSE = 0.05  # seconds between looks for a free place


class NoPlace(Exception):
    """Every place has been taken all the time that one was ready to wait."""


@contextmanager
def place(directory, name, *, count, patience):
    """Descriptor of the lock of one of `count` places, held till the end.

    Waits up to `patience` seconds, then raises NoPlace.
    """
    give_up_at = time.monotonic() + patience
    while (lock := _free_place(directory, name, count)) is None:
        if time.monotonic() > give_up_at:
            raise NoPlace
        time.sleep(PAUSE)
    try:
        yield lock
    finally:
        os.close(lock)


def _free_place(directory, name, count):
    directory.mkdir(mode=0o750, parents=True, exist_ok=True)
    for number in range(count):
        path = directory / f"{name}-{number}.lock"
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        if is_taken(lock, path):
            return lock
        os.close(lock)
    return None


def is_taken(lock, path):
    """True when the lock has become ours and is still the file at the path: somebody may sweep
    the directory of what nobody has touched for a day."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.utime(lock)
        return os.path.samestat(os.fstat(lock), os.stat(path))
    except OSError:  # held by another, or swept away this moment
        return False
