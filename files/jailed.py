"""The child's side of the jail: takes its limits, reads one file, prints one answer.

It runs under `python -I -S`: no Django, no settings, nothing but the standard library, the reader
that it is told to call and the packages that are lent to it by name. The answer is a word, a line
feed and the rest: of "ok" the JSON, of "refused" the reason for a person, of "crash" a line for the
log.
"""

import importlib
import importlib.util
import json
import os
import resource
import signal
import sys
import traceback

# Standard streams, the lock of the place, the file, and one that is being imported.
MOST_OPEN_FILES = 16
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


class Unreadable(Exception):
    """The reader gives the file up; `reason` tells its owner in plain words what to do."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def main(order):
    """Carry out the order: JSON of target, path, options, packages and limits."""
    order = json.loads(order)
    for name, folder in order["packages"].items():
        _borrow(name, folder)
    read = _find(order["target"])
    _cut_off_network()
    _take_limits(**order["limits"])
    _answer(*_outcome(read, order["path"], order["options"]))


def _borrow(name, folder):
    """Make one package importable without all that is installed beside it."""
    place = f"{folder}/__init__.py"
    spec = importlib.util.spec_from_file_location(name, place, submodule_search_locations=[folder])
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)


def _find(target):
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


def _outcome(read, path, options):
    try:
        data = read(path, **options)
        return "ok", json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    except Unreadable as refusal:
        return "refused", refusal.reason
    except MemoryError:
        return "memory", ""
    except Exception as error:
        # Where, not what: the words of the document do not belong in the log.
        place = traceback.extract_tb(error.__traceback__)[-1]
        return "crash", f"{type(error).__name__} in {place.filename}:{place.lineno}"


def _answer(word, rest):
    data = memoryview(f"{word}\n{rest}".encode(errors="replace"))
    while data:
        data = data[os.write(sys.stdout.fileno(), data) :]


def _take_limits(memory, cpu, wall):
    """Limits of this process for good: bytes of address space, seconds of processor and clock."""
    for kind, limit in {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: cpu,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: MOST_OPEN_FILES,
    }.items():
        # At the soft limit of time comes a signal that tells why, at the hard one a plain kill.
        spare = 1 if kind == resource.RLIMIT_CPU else 0
        resource.setrlimit(kind, (limit, limit + spare))
    # The parent kills earlier; this is for a parent that is no more.
    signal.alarm(wall + 1)


def _cut_off_network():
    """Leave for a place without network interfaces, where the system permits it. Readers fetch
    nothing anyway; this is the second wall."""
    try:
        import ctypes

        unshare = ctypes.CDLL(None).unshare
    except (ImportError, OSError, AttributeError):
        return
    if unshare(CLONE_NEWNET):
        unshare(CLONE_NEWUSER | CLONE_NEWNET)
