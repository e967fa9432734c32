"""A real worker with kinds of jobs for the fault tests: python -m tests.jobs.trial SETTINGS

SETTINGS is JSON of what differs from a usual worker: {"jobs.queue.LEASE": seconds, …}.
"""

import datetime
import importlib
import json
import os
import sys
import time
from pathlib import Path

DONE = "сделано"
BEGUN = "начато"


def count(job, report):
    """What must happen once happens in the transaction of the mark."""
    from jobs.kinds import Outcome

    leave_trace(BEGUN, job)
    for step in range(job.arguments.get("steps", 0)):
        time.sleep(0.05)
        report(step + 1, job.arguments["steps"], "считаем")
    return Outcome(address="/", write=lambda stored: leave_trace(DONE, job))


def leave_trace(word, job):
    """An entry of the journal: number of the job and the process that did it."""
    from accounts.models import AuditEntry

    AuditEntry.objects.create(
        verb="create",
        object_type=word,
        object_id=str(job.pk),
        object_label=f"{os.getpid()} {os.getppid()}",
    )


def loop(job, report):
    """Never ends, and does not listen."""
    while True:
        pass


def eat(job, report):
    """Takes all the memory that there is."""
    blocks = []
    while True:
        blocks.append(bytes(64 * 1024 * 1024))


def die(job, report):
    """Falls without a word."""
    os._exit(7)


def register_all():
    from jobs.kinds import Kind, register

    for run, seconds in ((count, 60), (loop, 1), (eat, 60), (die, 60)):
        register(run.__name__, Kind(run=run, is_allowed=lambda job: True, seconds=seconds))


def forget_conditions():
    """The protection off: a job is taken by whoever has seen it waiting."""
    from jobs import queue
    from jobs.models import Job, JobState

    def take(pk, now):
        job = Job.objects.select_related("asked_by").get(pk=pk)
        wait_for_the_other()  # which sees it waiting too, however late it has started
        job.state, job.lease_until = JobState.RUNNING, now + queue.LEASE
        job.claim, job.attempts = job.claim + 1, job.attempts + 1
        job.save()
        return job

    queue._take = take


def wait_for_the_other():
    """Return when two workers have seen a job: each leaves a file with its number."""
    folder = leave_file("seen")
    while len(list(folder.iterdir())) < 2:
        time.sleep(0.01)


def leave_file(name):
    """A file with the number of this worker in the folder, which is returned."""
    folder = Path(os.environ["OPORA_DATA"]) / name
    folder.mkdir(exist_ok=True)
    (folder / str(os.getpid())).touch()
    return folder


def main(changes):
    import django

    django.setup()
    from django.core.management import call_command

    register_all()
    if changes.pop("naive", False):
        forget_conditions()
    for place, value in changes.items():
        path, _, name = place.rpartition(".")
        module = importlib.import_module(path)
        if isinstance(getattr(module, name), datetime.timedelta):
            value = datetime.timedelta(seconds=value)
        setattr(module, name, value)
    leave_file("ready")
    call_command("work")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
