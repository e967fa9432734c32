"""A large roadmap is printed in the background, once for the same words."""

import pytest
from django.test import Client
from django.urls import reverse

from jobs import queue
from jobs.models import Job, JobState
from jobs.running import carry_out
from schools.models import RoleKind
from tests.factories import (
    make_edition,
    make_measure,
    make_municipality,
    make_roadmap,
    make_section,
    make_user_as,
)
from tests.posting import fetch

pytestmark = [pytest.mark.django_db, pytest.mark.once(on="postgresql")]


@pytest.fixture
def edition(monkeypatch):
    monkeypatch.setattr("lib.pdf.LARGE", 2000)
    found = make_edition(make_roadmap(make_municipality()))
    section = make_section(found)
    for number in range(12):
        make_measure(section, text=f"Провести семинар {number}")
    return found


def test_large_paper_is_made_by_a_job_and_then_given_at_once(client, edition):
    client.force_login(make_user_as(RoleKind.COORDINATOR, edition.municipality))
    address = reverse("roadmaps:edition-pdf", args=[edition.municipality.slug, edition.pk])
    response = client.get(address)
    job = Job.objects.get()
    assert response.status_code == 302
    assert response["Location"] == job.get_absolute_url()
    assert client.get(address)["Location"] == job.get_absolute_url()
    carry_out(queue.claim())
    job.refresh_from_db()
    assert job.state == JobState.DONE
    made = fetch(client, reverse("files:download", args=[job.file_id]))
    assert client.get(address).content == made[1]
    # The same words are the same paper for a colleague as well.
    colleague = Client()
    colleague.force_login(make_user_as(RoleKind.METHODOLOGIST, edition.municipality))
    assert colleague.get(address).content == made[1]
    assert colleague.get(reverse("files:download", args=[job.file_id])).status_code == 404
    assert Job.objects.count() == 1
    make_measure(edition.sections.get(), text="Новое дело")
    assert client.get(address)["Location"] != job.get_absolute_url()
    assert Job.objects.count() == 2


def test_lost_file_of_a_paper_is_made_anew(client, edition):
    client.force_login(make_user_as(RoleKind.COORDINATOR, edition.municipality))
    address = reverse("roadmaps:edition-pdf", args=[edition.municipality.slug, edition.pk])
    client.get(address)
    carry_out(queue.claim())
    Job.objects.get().file.path.unlink()
    assert client.get(address).status_code == 302
    assert Job.objects.live().count() == 1


def test_small_paper_comes_at_once(client, edition, monkeypatch):
    monkeypatch.setattr("lib.pdf.LARGE", 60_000)
    client.force_login(make_user_as(RoleKind.COORDINATOR, edition.municipality))
    address = reverse("roadmaps:edition-pdf", args=[edition.municipality.slug, edition.pk])
    assert client.get(address)["Content-Type"] == "application/pdf"
    assert not Job.objects.exists()


def test_result_is_refused_to_one_who_has_lost_the_role(client, edition):
    user = make_user_as(RoleKind.COORDINATOR, edition.municipality)
    client.force_login(user)
    client.get(reverse("roadmaps:edition-pdf", args=[edition.municipality.slug, edition.pk]))
    user.roles.all().delete()
    carry_out(queue.claim())
    assert Job.objects.get().state == JobState.FAILED
