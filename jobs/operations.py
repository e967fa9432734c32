"""What a person does with jobs: asks, calls off, tries again."""

import hashlib
import json

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.audit import record
from accounts.models import AuditVerb
from jobs.models import LIVE, STOPPED, Job, JobState
from lib.permissions import NotNow


def ask(kind, arguments, *, title, back, municipality_slug, by):
    """The job: a new one, or the same one that the person has asked for and that is not over.

    `back` is the address of the page from which it is asked.
    """
    digest = digest_of(kind, arguments, municipality_slug)
    same = Job.objects.live().filter(asked_by=by, digest=digest)
    if found := same.first():
        return found
    try:
        with transaction.atomic():
            return Job.objects.create(
                kind=kind,
                arguments=arguments,
                digest=digest,
                title=title[:300],
                back=back,
                municipality_slug=municipality_slug,
                asked_by=by,
            )
    except IntegrityError:  # a double click: the twin was first
        return same.get()


def digest_of(kind, arguments, municipality_slug):
    """Hex SHA-256 that tells one job from another."""
    words = json.dumps([kind, arguments, municipality_slug], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def result_of(kind, content_hash):
    """The file that a job of the kind has made from the same content, or None.

    Whoever has the content may have the file: it says nothing else.
    """
    made = Job.objects.filter(kind=kind, content_hash=content_hash, state=JobState.DONE)
    job = made.exclude(file=None).select_related("file").first()
    return job and job.file


@transaction.atomic
def cancel(job, *, by):
    """Call the job off; its worker stops within seconds. NotNow when it is over already."""
    live = Job.objects.filter(pk=job.pk, state__in=LIVE)
    now = timezone.now()
    if not live.update(state=JobState.CANCELLED, finished_at=now, claim=F("claim") + 1):
        raise NotNow("Задание уже закончено, отменить его нельзя.")
    record(AuditVerb.STATE, job, by=by, changes={"state": [job.state, JobState.CANCELLED]})


@transaction.atomic
def try_again(job, *, by):
    """Put a stopped job into the queue anew; returns it, or the same one that is there already."""
    stopped = Job.objects.filter(pk=job.pk, state__in=STOPPED)
    now = timezone.now()
    fresh = {"attempts": 0, "done": 0, "total": 0, "words": "", "fault": ""}
    times = {"asked_at": now, "due_at": now, "started_at": None, "finished_at": None}
    try:
        with transaction.atomic():
            if not stopped.update(state=JobState.WAITING, **fresh, **times):
                return job
    except IntegrityError:
        return Job.objects.live().get(asked_by=job.asked_by, digest=job.digest)
    record(AuditVerb.STATE, job, by=by, changes={"state": [job.state, JobState.WAITING]})
    return job
