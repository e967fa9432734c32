"""One taken job from the rights to the result."""

import logging
import time

from files.store import NotStored
from jobs import queue
from jobs.kinds import TryLater, kind_of, may_have
from lib.permissions import NotNow

logger = logging.getLogger(__name__)

REPORT_EVERY = 1  # seconds: each report is a write
NOT_ALLOWED = (
    "Документ больше вам не открыт: изменилась ваша роль или сам документ. Если это ошибка, "
    "обратитесь к администратору."
)
UNKNOWN = "После обновления программы такое задание выполнить нельзя. Запросите документ заново."
CRASHED = "Случился сбой, администратор увидит его в журнале сервера."


def carry_out(job):
    """Do the job that we have taken, and write down what came of it."""
    try:
        _finish(job)
    except queue.LeaseLost:
        logger.warning("Job %s is not ours any more; its result is thrown away", job.pk)


def _finish(job):
    kind = kind_of(job)
    if kind is None:
        return queue.fail(job, UNKNOWN)
    # When it was asked for, it was allowed; in between the person may have lost the role.
    if not may_have(job):
        return queue.fail(job, NOT_ALLOWED)
    try:
        return queue.finish(job, kind.run(job, Reporter(job)))
    except (TryLater, NotStored) as reason:
        return queue.put_off(job, str(reason))
    except NotNow as reason:
        return queue.fail(job, str(reason))
    except queue.LeaseLost:
        raise
    except Exception:
        logger.exception("Job %s, attempt %s", job.pk, job.attempts)
        return queue.put_off(job, CRASHED)


class Reporter:
    """Writes the progress down, not more often than is worth it; raises LeaseLost."""

    def __init__(self, job):
        self.job = job
        self.next_at = 0

    def __call__(self, done, total, words):
        """So much of so much is done, and what is being done in words."""
        if time.monotonic() >= self.next_at:
            queue.report(self.job, done, total, words)
            self.next_at = time.monotonic() + REPORT_EVERY
