"""Real worker processes: killed, two at once, with poisonous jobs, stopped (R17, D16)."""

import random
import signal
from collections import Counter

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from jobs.models import Job, JobState
from jobs.operations import ask, cancel
from jobs.queue import MOST_ATTEMPTS
from letters.models import Letter, LetterState
from letters.operations import post_letter
from tests.factories import make_user
from tests.jobs.trial import BEGUN, DONE
from tests.jobs.workers import is_alive, kill, start_worker, wait_for, workers

pytestmark = pytest.mark.django_db(transaction=True)


def asked(kind="count", number=1, **arguments):
    user = make_user()
    return [
        ask(
            kind,
            {"number": one, **arguments},
            title="Работа",
            back="/",
            municipality_slug="",
            by=user,
        )
        for one in range(number)
    ]


def traces(word):
    """{number of the job: how many times} of what the workers have left behind."""
    return Counter(AuditEntry.objects.filter(object_type=word).values_list("object_id", flat=True))


def are_done(jobs):
    return Job.objects.filter(pk__in=[j.pk for j in jobs], state=JobState.DONE).count() == len(jobs)


@pytest.mark.once
def test_killed_workers_lose_nothing_and_do_nothing_twice(tmp_path):
    chance = random.Random(5)
    jobs = asked(number=5, steps=4)
    # Fewer than the attempts that a job has, should each of them meet the same one.
    for kills in range(MOST_ATTEMPTS - 2):
        begun = sum(traces(BEGUN).values())
        worker = start_worker(tmp_path, queue_LEASE=2, worker_RENEW_EVERY=0.1)
        wait_for(lambda begun=begun: sum(traces(BEGUN).values()) > begun)
        wait_for(lambda: chance.random() < 0.1)
        kill(worker)
        child = AuditEntry.objects.filter(object_type=BEGUN).latest("pk").object_label.split()[0]
        wait_for(lambda child=child: not is_alive(child))
        assert kills or not are_done(jobs)
    with workers(tmp_path, queue_LEASE=2, worker_RENEW_EVERY=0.1):
        wait_for(lambda: are_done(jobs))
    assert traces(DONE) == Counter(str(job.pk) for job in jobs)
    assert sum(traces(BEGUN).values()) > len(jobs)  # some were begun by the killed ones
    assert Letter.objects.filter(dedupe_key__startswith="job-").count() == len(jobs)


def test_two_workers_share_the_jobs(tmp_path):
    with workers(tmp_path, 2):
        wait_for(lambda: len(list(tmp_path.glob("ready/*"))) == 2)
        jobs = asked(number=12)
        wait_for(lambda: are_done(jobs), pause=0.2)
    assert traces(BEGUN) == Counter(str(job.pk) for job in jobs)
    by = AuditEntry.objects.filter(object_type=DONE).values_list("object_label", flat=True)
    assert len({label.split()[1] for label in by}) == 2


def test_without_the_condition_two_workers_do_the_same_job(tmp_path):
    """The twin: it is the conditional UPDATE that gives a job to one of them."""
    jobs = asked(number=12)
    with workers(tmp_path, 2, naive=True):
        wait_for(lambda: len(traces(BEGUN)) == len(jobs), pause=0.2)
    assert max(traces(BEGUN).values()) > 1


@pytest.mark.once
def test_poisonous_jobs_hold_up_nobody(tmp_path):
    poison = [asked(kind)[0] for kind in ("loop", "eat", "die")]
    good = asked()
    letter = post_letter(to="a@example.org", subject="Тема", body="Текст")
    began = timezone.now()
    with workers(tmp_path) as [worker]:
        wait_for(lambda: are_done(good))
        assert (timezone.now() - began).total_seconds() < 60
        assert worker.poll() is None
        wait_for(lambda: Letter.objects.get(pk=letter.pk).state == LetterState.SENT)
    for job in poison:
        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.WAITING, 1)
        assert job.due_at > began
        assert job.fault


@pytest.mark.once
def test_asked_to_stop_it_finishes_the_job(tmp_path):
    [job, later] = asked(number=2, steps=10)
    with workers(tmp_path) as [worker]:
        wait_for(lambda: traces(BEGUN))
        worker.send_signal(signal.SIGTERM)
        assert worker.wait() == 0
    assert are_done([job])
    later.refresh_from_db()
    assert later.state == JobState.WAITING


@pytest.mark.once
def test_asked_to_stop_it_gives_back_what_it_cannot_finish(tmp_path):
    [job] = asked(steps=1000)
    with workers(tmp_path, worker_GRACE=0.2) as [worker]:
        wait_for(lambda: traces(BEGUN))
        worker.send_signal(signal.SIGINT)
        assert worker.wait() == 0
    job.refresh_from_db()
    assert (job.state, job.attempts, job.fault) == (JobState.WAITING, 0, "")
    assert traces(DONE) == {}


@pytest.mark.once
def test_called_off_job_is_stopped_in_the_middle(tmp_path):
    [job] = asked(steps=1000)
    with workers(tmp_path, worker_RENEW_EVERY=0.1):
        wait_for(lambda: traces(BEGUN))
        child = AuditEntry.objects.get(object_type=BEGUN).object_label.split()[0]
        cancel(job, by=job.asked_by)
        wait_for(lambda: not is_alive(child))
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert traces(DONE) == {}
