"""A worker killed -9 at any point: nothing is lost, nothing is done twice (D16)."""

import datetime
import os
import signal
import time

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from accounts.models import AuditEntry
from jobs import queue
from jobs.kinds import Kind, Outcome, _kinds
from jobs.models import Job, JobState
from jobs.operations import ask
from jobs.processes import Child
from jobs.running import carry_out
from letters.models import Letter
from tests.factories import make_user
from tests.files.samples import make_pdf

pytestmark = pytest.mark.django_db(transaction=True)

PDF = make_pdf()
POINTS = ["before", "claimed", "midway", "writing", "written"]
NOWHERE = "nowhere"


class Worker:
    """Takes a job and carries it out; dies at the point."""

    def __init__(self, point):
        self.point = point

    def reach(self, point):
        if point == self.point:
            os.kill(os.getpid(), signal.SIGKILL)

    def work(self):
        with scopes_disabled():
            self.reach("before")
            job = queue.claim()
            self.reach("claimed")
            carry_out(job)
            self.reach("written")

    def run(self, job, report):
        self.reach("midway")
        return Outcome(data=PDF, name="Карта.pdf", write=self.write)

    def write(self, stored):
        """The effect that must happen once."""
        AuditEntry.objects.create(verb="create", object_type="след", object_label="сделано")
        self.reach("writing")


def let(worker, monkeypatch):
    """Let the worker live and die in a process of its own."""
    kind = Kind(run=worker.run, is_allowed=lambda job: True)
    monkeypatch.setitem(_kinds, "trial", kind)
    child = Child(worker.work)
    deadline = time.monotonic() + 20
    while not child.is_over() and time.monotonic() < deadline:
        time.sleep(0.01)
    return child


@pytest.mark.parametrize("point", POINTS)
def test_job_survives_its_worker_and_is_done_once(point, monkeypatch):
    job = ask("trial", {}, title="Карта", back="/", municipality_slug="", by=make_user())
    child = let(Worker(point), monkeypatch)
    assert child.is_over()
    assert not child.is_well
    # The lease runs out; whatever is not done by then is taken by another.
    Job.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    if point != "written":
        assert Job.objects.get().state != JobState.DONE
        assert let(Worker(NOWHERE), monkeypatch).is_well
    job.refresh_from_db()
    assert (job.state, job.file.name) == (JobState.DONE, "Карта.pdf")
    assert AuditEntry.objects.filter(object_type="след").count() == 1
    assert Letter.objects.count() == 1
    assert queue.claim() is None


def test_effect_outside_the_mark_s_transaction_would_be_done_twice(monkeypatch):
    """The twin: what is written before the mark and apart from it stays, and is written again."""

    class Careless(Worker):
        def run(self, job, report):
            AuditEntry.objects.create(verb="create", object_type="след", object_label="сделано")
            self.reach("midway")
            return Outcome(data=PDF, name="Карта.pdf")

    ask("trial", {}, title="Карта", back="/", municipality_slug="", by=make_user())
    let(Careless("midway"), monkeypatch)
    Job.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    let(Careless(NOWHERE), monkeypatch)
    assert AuditEntry.objects.filter(object_type="след").count() == 2
