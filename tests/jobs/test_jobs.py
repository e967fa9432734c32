"""Jobs: asked once, taken by one worker, told to the one who asked, written once."""

import datetime

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from jobs import queue
from jobs.kinds import Kind, Outcome, TryLater, _kinds
from jobs.models import Job, JobState
from jobs.operations import ask, cancel, try_again
from jobs.running import carry_out
from letters.models import Letter
from lib.permissions import NotNow
from tests.factories import make_user
from tests.files.samples import make_pdf

pytestmark = pytest.mark.django_db

PDF = make_pdf()


@pytest.fixture
def kind(monkeypatch):
    """A kind whose work and rights the test chooses."""
    chosen = {"run": lambda job, report: Outcome(data=PDF, name="Карта.pdf"), "allowed": True}
    made = Kind(
        run=lambda job, report: chosen["run"](job, report),
        is_allowed=lambda job: chosen["allowed"],
    )
    monkeypatch.setitem(_kinds, "trial", made)
    return chosen


def asked(by=None, **arguments):
    by = by or make_user()
    return ask("trial", arguments, title="Карта", back="/", municipality_slug="", by=by)


def done(job):
    """The job after a worker has taken and carried out whatever is due."""
    carry_out(queue.claim())
    job.refresh_from_db()
    return job


def test_asked_twice_it_is_one(kind):
    user = make_user()
    assert asked(user, a=1) == asked(user, a=1)
    assert asked(user, a=2) != asked(user, a=1)
    assert asked(make_user(), a=1) != asked(user, a=1)


def test_result_and_the_letter_are_written_once(kind):
    job = done(asked())
    assert (job.state, job.file.name) == (JobState.DONE, "Карта.pdf")
    letter = Letter.objects.get(to=job.asked_by.email)
    assert letter.subject == "Готово: Карта"
    assert letter.dedupe_key == f"job-{job.pk}-1"


def test_two_workers_never_take_one_job(kind):
    job = asked()
    first = queue.claim()
    assert first == job
    assert queue.claim() is None


def test_job_of_a_lost_worker_is_taken_again_and_the_lost_one_writes_nothing(kind):
    asked()
    lost = queue.claim()
    Job.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    again = queue.claim()
    assert again.pk == lost.pk
    carry_out(lost)
    again.refresh_from_db()
    assert (again.state, again.file) == (JobState.RUNNING, None)
    carry_out(again)
    again.refresh_from_db()
    assert again.state == JobState.DONE
    assert Letter.objects.count() == 1


def test_without_the_claim_the_lost_worker_would_write_too(kind, monkeypatch):
    """The twin: without telling the holders apart the same thing is done twice."""
    held = lambda self, job: self.filter(pk=job.pk)  # noqa: E731
    monkeypatch.setattr("jobs.models.JobQuerySet.held", held)
    counted = []
    kind["run"] = lambda job, report: Outcome(write=lambda stored: counted.append(job.claim))
    asked()
    lost = queue.claim()
    Job.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    again = queue.claim()
    carry_out(lost)
    carry_out(again)
    assert counted == [1, 2]


def test_rights_are_asked_when_it_runs(kind):
    kind["allowed"] = False
    job = done(asked())
    assert (job.state, job.file) == (JobState.FAILED, None)
    assert "изменилась ваша роль" in job.fault


def fail(error):
    def run(job, report):
        raise error

    return run


def test_refusal_is_final_and_told(kind):
    kind["run"] = fail(NotNow("Документ слишком велик."))
    job = done(asked())
    assert (job.state, job.fault) == (JobState.FAILED, "Документ слишком велик.")


@pytest.mark.parametrize("error", [TryLater("Заняты места."), RuntimeError("сбой")])
def test_fault_is_tried_again_and_parked_at_last(kind, error):
    kind["run"] = fail(error)
    job = asked()
    for attempt in range(1, queue.MOST_ATTEMPTS + 1):
        Job.objects.update(due_at=timezone.now())
        done(job)
        assert job.attempts == attempt
    assert job.state == JobState.PARKED
    assert queue.claim() is None
    kind["run"] = lambda job, report: Outcome(address="/")
    assert done(try_again(job, by=job.asked_by)).state == JobState.DONE


def test_cancelled_job_throws_its_result_away(kind):
    job = asked()
    taken = queue.claim()
    cancel(job, by=job.asked_by)
    carry_out(taken)
    job.refresh_from_db()
    assert (job.state, job.file) == (JobState.CANCELLED, None)
    with pytest.raises(NotNow):
        cancel(job, by=job.asked_by)


def test_page_is_the_asker_s_alone(client, kind):
    job = asked()
    assert client.get(job.get_absolute_url()).status_code == 302
    client.force_login(make_user())
    assert client.get(job.get_absolute_url()).status_code == 404
    assert client.post(reverse("jobs:job-cancel", args=[job.pk])).status_code in (400, 404, 409)
    client.force_login(job.asked_by)
    page = client.get(job.get_absolute_url()).content.decode()
    assert "Сейчас начнём" in page
    assert "Карта" in client.get(reverse("jobs:job-list")).content.decode()
    done(job)
    page = client.get(job.get_absolute_url()).content.decode()
    assert reverse("files:download", args=[job.file_id]) in page
    Job.objects.filter(pk=job.pk).update(claim=F("claim") + 1)
    kind["allowed"] = False
    page = client.get(job.get_absolute_url()).content.decode()
    assert "больше вам не открыт" in page
    assert client.get(reverse("files:download", args=[job.file_id])).status_code == 404
