"""A person's own jobs: what is being done, how much is left, the result."""

import datetime

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jobs.kinds import may_have
from jobs.models import Job, JobState
from jobs.operations import cancel, try_again
from lib.htmx import is_fragment

SHOWN = 50
# Longer than that nobody waits for a worker that works.
SLOW_START = datetime.timedelta(minutes=2)


def find_job(request, pk):
    """The person's own job, or 404."""
    jobs = Job.objects.visible_to(request.user)
    return get_object_or_404(jobs.select_related("file", "asked_by"), pk=pk)


@require_safe
def list_jobs(request):
    """«Мои задания», the newest first."""
    jobs = Job.objects.visible_to(request.user)[:SHOWN]
    return render(request, "jobs/job_list.html", {"jobs": jobs})


@require_safe
def show_job(request, pk):
    """Page of the job, or its part alone for the renewal."""
    job = find_job(request, pk)
    now = timezone.now()
    context = {
        "job": job,
        "ahead": ahead_of(job) if job.state == JobState.WAITING else 0,
        "is_put_off": job.state == JobState.WAITING and job.due_at > now,
        "is_slow": job.state == JobState.WAITING and now > job.due_at + SLOW_START,
        "seconds_left": seconds_left(job, now),
        "may_have": job.state == JobState.DONE and may_have(job),
    }
    template = "jobs/_job.html" if is_fragment(request) else "jobs/job.html"
    return render(request, template, context)


@require_POST
def cancel_job(request, pk):
    """Call the job off; lib.permissions.NotNow when it is over."""
    job = find_job(request, pk)
    cancel(job, by=request.user)
    return redirect(job)


@require_POST
def retry_job(request, pk):
    """Try again what has stopped."""
    return redirect(try_again(find_job(request, pk), by=request.user))


def ahead_of(job):
    """How many jobs stand before the waiting one, those in work included."""
    return Job.objects.live().filter(due_at__lt=job.due_at).exclude(pk=job.pk).count()


def seconds_left(job, now):
    """Guess by what is done so far, or None."""
    if job.state != JobState.RUNNING or not job.done or job.done >= job.total:
        return None
    return round((now - job.started_at).total_seconds() * (job.total - job.done) / job.done)
