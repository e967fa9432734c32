"""The worker: takes jobs one by one; letters go out and files are checked beside them.

It does nothing itself: a job is done by a child process, so that whatever the job does — hangs,
eats the memory, dies — the worker lives and goes on with the next one (D16).
"""

import logging
import signal
import time

from django.db import DatabaseError, close_old_connections

from files.models import StoredFile
from jobs import queue
from jobs.kinds import kind_of
from jobs.processes import Child
from jobs.quarantine import recheck_files
from jobs.running import carry_out
from letters.models import Letter
from letters.operations import deliver_due

logger = logging.getLogger(__name__)

STOP = {signal.SIGTERM, signal.SIGINT}
LOOK_EVERY = 1  # seconds between looks for a job: one SELECT by an index, no write
RENEW_EVERY = 5
LETTERS_EVERY = 5
FILES_EVERY = 30  # seconds between questions to an antivirus that has not answered
GRACE = 20  # seconds that the job in work may still take when the worker is being stopped
AFTER_FAULT = 5
TOO_LONG = "Работа заняла больше отведённого времени и была остановлена."


class Worker:
    """One worker process."""

    def __init__(self):
        self.stopping_since = None
        self.chores = [
            Chore(Letter.objects.due, send_letters, every=LETTERS_EVERY, end=signal.SIGTERM),
            Chore(StoredFile.objects.to_ask, recheck_files, every=FILES_EVERY),
        ]

    def run(self):
        """Work until SIGTERM or SIGINT."""
        self._keep_signals()
        while not self.stopping_since:
            close_old_connections()
            self._tend_chores()
            try:
                if job := queue.claim():
                    self._see_through(job)
                else:
                    self._wait(LOOK_EVERY)
            except DatabaseError:  # restarted, or its disk is full: it comes back or is repaired
                logger.exception("The database does not answer")
                self._wait(AFTER_FAULT)
        for chore in self.chores:
            chore.stop()

    def _keep_signals(self):
        """Signals wait till the worker asks for them, so they break nothing in the middle."""
        for number in STOP | {signal.SIGCHLD}:
            signal.signal(number, lambda *_: None)  # an ignored one would not wait
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP | {signal.SIGCHLD})

    def _wait(self, seconds):
        """Wait so long, or until a child ends or the worker is asked to stop."""
        came = signal.sigtimedwait(STOP | {signal.SIGCHLD}, seconds)
        if came and came.si_signo in STOP:
            self.stopping_since = self.stopping_since or time.monotonic()

    def _see_through(self, job):
        """Let a child do the job, and write down its end if it cannot do that itself."""
        child = Child(lambda: carry_out(job))
        try:
            fault = self._watch(child, job)
        finally:
            child.stop()
        try:
            if fault:
                queue.put_off(job, fault)
        except queue.LeaseLost:
            logger.warning("Job %s is not ours any more", job.pk)

    def _watch(self, child, job):
        """Hold the job while the child works; returns what went wrong, or an empty string."""
        kind = kind_of(job)
        end_at = time.monotonic() + (kind.seconds if kind else GRACE)
        renew_at = time.monotonic() + RENEW_EVERY
        while not child.is_over():
            if self.stopping_since and time.monotonic() > self.stopping_since + GRACE:
                queue.give_back(job)
                return ""
            if time.monotonic() > end_at:
                return TOO_LONG
            if time.monotonic() > renew_at:
                if not self._renew(job):
                    return ""
                renew_at = time.monotonic() + RENEW_EVERY
            self._tend_chores()
            self._wait(LOOK_EVERY)
        return "" if child.is_well else queue.INTERRUPTED

    def _renew(self, job):
        """False when the job is not ours any more: called off, or taken by another."""
        try:
            return queue.renew(job)
        except DatabaseError:  # the lease has some time left, the next renewal may succeed
            logger.exception("The lease of job %s was not renewed", job.pk)
            return True

    def _tend_chores(self):
        for chore in self.chores:
            chore.tend(is_stopping=bool(self.stopping_since))


class Chore:
    """What is done beside the jobs: by a child of its own, whenever there is anything to do.

    `rows()` is what there is to do; `end` is the signal that ends the child when the worker ends.
    """

    def __init__(self, rows, work, *, every, end=signal.SIGKILL):
        self.rows, self.work, self.every, self.end = rows, work, every, end
        self.child = None
        self.look_at = 0

    def tend(self, *, is_stopping):
        """Start a child when there is something to do, and see it out."""
        if self.child and self.child.is_over():
            self.child = None
        if self.child or is_stopping or time.monotonic() < self.look_at:
            return
        self.look_at = time.monotonic() + self.every
        try:
            if self.rows().exists():
                self.child = Child(self.work, on_death=self.end)
        except DatabaseError:
            logger.exception("The chores were not looked at")

    def stop(self):
        """End the child; the one that sends letters, after the letter in hand."""
        if self.child:
            self.child.stop(self.end)


def send_letters():
    """Send the letters that are due; SIGTERM ends it after the letter in hand."""
    asked_to_stop = []
    signal.signal(signal.SIGTERM, lambda *_: asked_to_stop.append(True))
    deliver_due(is_stopping=lambda: bool(asked_to_stop))
