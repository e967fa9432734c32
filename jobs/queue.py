"""The queue as workers see it: take, hold, finish (docs/decisions/0016).

Taking is one conditional UPDATE, so two workers never take one job, on SQLite either. Whatever the
holder writes afterwards goes through `held`: after a lost lease it writes nothing.
"""

import datetime
import logging

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from files.store import store_bytes
from jobs.models import Job, JobState
from letters.operations import post_letter

logger = logging.getLogger(__name__)

LEASE = datetime.timedelta(seconds=30)
PAUSES = [datetime.timedelta(seconds=seconds) for seconds in (10, 60, 300, 900)]
MOST_ATTEMPTS = len(PAUSES) + 1
LOOK_AT = 5  # due jobs at a time: the first may be snatched away by another worker

INTERRUPTED = "Работа прервалась на стороне сервера."


class LeaseLost(Exception):
    """The job is not ours any more: called off, or taken by another worker."""


def claim():
    """A due job, taken by us for the time of a lease, or None."""
    now = timezone.now()
    for pk in Job.objects.due(now).order_by("due_at", "pk").values_list("pk", flat=True)[:LOOK_AT]:
        if (job := _take(pk, now)) and not _park_if_hopeless(job):
            return job
    return None


def _take(pk, now):
    with transaction.atomic():
        taken = Job.objects.due(now).filter(pk=pk)
        if not taken.update(
            state=JobState.RUNNING,
            claim=F("claim") + 1,
            attempts=F("attempts") + 1,
            lease_until=now + LEASE,
            started_at=now,
            done=0,
            total=0,
            words="",
        ):
            return None
        return Job.objects.select_related("asked_by").get(pk=pk)


def _park_if_hopeless(job):
    """Park a job that has ended every worker that took it."""
    if job.attempts <= MOST_ATTEMPTS:
        return False
    job.attempts = MOST_ATTEMPTS
    put_off(job, job.fault or INTERRUPTED)
    return True


def renew(job):
    """Hold the job for another lease; False when it is not ours any more."""
    return bool(Job.objects.held(job).update(lease_until=timezone.now() + LEASE))


def report(job, done, total, words):
    """Write the progress down; raises LeaseLost."""
    if not Job.objects.held(job).update(done=done, total=total, words=words[:200]):
        raise LeaseLost


@transaction.atomic
def finish(job, outcome):
    """Write the result, whatever belongs to it, the mark and the letter: all or nothing.

    Raises LeaseLost, and then nothing is written.
    """
    # First: it holds the row, so that nobody takes the job while its result is being written.
    _leave(job, state=JobState.DONE, fault="", finished_at=timezone.now())
    stored = outcome.data and store_bytes(
        outcome.data, outcome.name, kind=outcome.file_kind, by=job.asked_by
    )
    if outcome.write:
        outcome.write(stored)
    Job.objects.filter(pk=job.pk).update(
        file=stored, address=outcome.address, content_hash=outcome.content_hash
    )
    _tell(job, f"Готово: {job.title}", "Готово. Результат — на странице задания.")


@transaction.atomic
def fail(job, reason):
    """Stop for a reason that the next attempt would meet too."""
    _leave(job, state=JobState.FAILED, fault=reason[:500], finished_at=timezone.now())
    _tell(job, f"Не получилось: {job.title}", reason)


@transaction.atomic
def put_off(job, reason):
    """Wait for the next attempt, or park the job after the last one."""
    reason = reason[:500]
    if job.attempts < MOST_ATTEMPTS:
        due_at = timezone.now() + PAUSES[job.attempts - 1]
        _leave(job, state=JobState.WAITING, fault=reason, due_at=due_at)
        return
    logger.error("Job %s is parked: %s", job.pk, reason)
    now = timezone.now()
    _leave(job, state=JobState.PARKED, fault=reason, attempts=MOST_ATTEMPTS, finished_at=now)
    _tell(job, f"Не получилось: {job.title}", f"{reason} Попыток было {MOST_ATTEMPTS}.")


def give_back(job):
    """Return the job unfinished, as if it had not been taken: the worker is being stopped."""
    attempts = F("attempts") - 1
    now = timezone.now()
    return Job.objects.held(job).update(state=JobState.WAITING, due_at=now, attempts=attempts)


def _leave(job, **values):
    if not Job.objects.held(job).update(lease_until=None, **values):
        raise LeaseLost


def _tell(job, subject, words):
    """A letter about the end of the job; one for each taking of it, whatever happens."""
    post_letter(
        to=job.asked_by.email,
        subject=subject,
        body=f"{words}\n\n{settings.SITE_URL}{job.get_absolute_url()}\n",
        dedupe_key=f"job-{job.pk}-{job.claim}",
    )
