"""Child processes of the worker: forked, limited, gone when the worker is gone."""

import ctypes
import logging
import os
import resource
import signal
import sys
from pathlib import Path

from django.db import connections

logger = logging.getLogger(__name__)

PR_SET_PDEATHSIG = 1
# Bytes of address space that a child may take beyond what it is forked with; documents are
# printed by a child with less. A bound on the whole would starve the child of a large parent.
MEMORY = 2 * 1024**3


class Child:
    """A process forked off to do `work()`.

    `on_death` is the signal that the kernel sends it when this process is gone, however it ended.
    """

    def __init__(self, work, *, on_death=signal.SIGKILL):
        connections.close_all()  # two processes must not share a connection
        sys.stdout.flush()
        parent = os.getpid()
        self.status = None
        self.pid = os.fork()
        if self.pid == 0:
            _be_child(work, parent, on_death)

    def is_over(self):
        """True when it has ended; then `is_well` says how."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
        return self.status is not None

    @property
    def is_well(self):
        """It has ended by itself and without a fault."""
        return self.status == 0

    def stop(self, number=signal.SIGKILL):
        """Send the signal and wait for the end."""
        if not self.is_over():
            os.kill(self.pid, number)
            self.status = os.waitpid(self.pid, 0)[1]


def _be_child(work, parent, on_death):
    """Do the work and end; never returns."""
    code = 1
    try:
        _settle(parent, on_death)
        work()
        code = 0
    except BaseException:
        logger.exception("A child of the worker failed")
    finally:
        connections.close_all()
        sys.stdout.flush()
        os._exit(code)


def _address_space():
    """Bytes of address space of this process, see proc(5)."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def _settle(parent, on_death):
    # Ctrl+C and the stop of the service reach every process; what to do, the worker decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, on_death)
    if os.getppid() != parent:  # it was gone before we asked
        os._exit(1)
    bound = _address_space() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
