"""Functions that the tests send to jail; like real readers, of the standard library alone."""

import importlib
import os
import resource
import signal
import socket
import sys
import time

from files.jailed import Unreadable

MEGABYTE = 1024 * 1024


def echo(path, **options):
    with open(path, "rb") as stream:
        return {"text": stream.read().decode(), "options": options}


def refuse(path):
    raise Unreadable("Файл не понравился.")


def fail(path):
    raise KeyError("слова документа")


def fill_memory(path, megabytes):
    blocks = [b"x" * MEGABYTE for _ in range(megabytes)]
    return len(blocks)


def work(path, seconds):
    """Busy for so many seconds of processor time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return "done"


def sleep(path, seconds):
    time.sleep(seconds)
    return "slept"


def talk(path, megabytes):
    return "x" * (megabytes * MEGABYTE)


def babble(path):
    """Something that is not JSON, and no end of it."""
    while True:
        os.write(1, b"x" * MEGABYTE)


def die(path, number):
    os.kill(os.getpid(), getattr(signal, number))
    time.sleep(60)


def vanish(path):
    os._exit(0)


def look_around(path):
    """What a hostile reader would want to know."""
    limits = {
        name: resource.getrlimit(getattr(resource, name))[0]
        for name in ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_NPROC")
    }
    return {
        "environment": sorted(os.environ),
        "directory": os.listdir("."),
        "django": [name for name in sys.modules if name.startswith(("django", "config"))],
        "packages": [place for place in sys.path if "site-packages" in place],
        "leader": os.getpid() == os.getsid(0),
        "limits": limits,
    }


def write(path):
    """Errno of an attempt to leave a byte on the disk."""
    try:
        with open("left.txt", "wb", buffering=0) as stream:
            stream.write(b"x")
    except OSError as error:
        return error.errno
    return 0


def connect(path, port):
    """Whether a listener on this machine can be reached."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def memory_of(path, target, options=None):
    """What another function says, with the most memory that this process has held, in MB."""
    module, _, name = target.partition(":")
    __import__(module)
    try:
        said = getattr(sys.modules[module], name)(path, **options or {})
    except Unreadable as refusal:
        said = refusal.reason
    with open("/proc/self/status") as status:
        peak = next(line for line in status if line.startswith("VmHWM"))
    return {"said": said, "megabytes": int(peak.split()[1]) // 1024}


def importable(path):
    """Which of the packages installed here the child can import."""
    found = {}
    for name in ("asn1crypto", "cryptography", "django"):
        try:
            found[name] = bool(importlib.import_module(name))
        except ModuleNotFoundError:
            found[name] = False
    return found
