"""«Открываются ли страницы»: a job that asks only what was entered, and only when it is allowed."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from jobs.models import Job
from lib.permissions import NotNow
from lib.sites import Answer
from schools.models import Publication, PublicationDate, RoleKind
from schools.programmes import links
from tests.factories import make_listing, make_school, make_user_as
from tests.posting import post
from tests.schools.appraisals import make_at, place_on_site
from tests.schools.pages import signed_in_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def asked(monkeypatch):
    """Addresses that were asked; the page of the programme opens, all others do not."""
    found = []

    def answer(address):
        found.append(address)
        opens = address.endswith("/programme")
        return Answer(opens, "страница открывается" if opens else "страницы нет")

    monkeypatch.setattr(links, "answer_of", answer)
    return found


def check_all(school):
    user = make_user_as(RoleKind.COORDINATOR, school.municipality)
    return links.ask_for_links(school.municipality, by=user)


def finish(job):
    outcome = links.run(job, lambda done, total, words: None)
    outcome.write(None)


def test_answers_stand_beside_the_addresses(school, settings, asked):
    settings.CHECK_LINKS = True
    good = place_on_site(make_at("approved", school, kind="plan"))
    gone = place_on_site(
        make_at("published", school, kind="concept"), address="https://school.example.org/gone"
    )
    other = place_on_site(make_at("approved"))
    job = check_all(school)
    assert links.is_allowed(job)
    finish(job)
    assert asked == [good.address, gone.address]
    told = dict(Publication.objects.exclude(answer="").values_list("pk", "answer"))
    assert told == {good.pk: "страница открывается", gone.pk: "страницы нет"}
    other.refresh_from_db()
    assert other.answered_at is None
    make_listing(school)
    date = school.municipality.today()
    PublicationDate.objects.create(
        municipality=school.municipality, due_on="2026-06-01", kinds=["concept"]
    )
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    page = client.get(reverse("schools:publication-list", args=[school.municipality.slug]))
    assert f"страницы нет, {date:%d.%m.%Y}" in page.content.decode()


def test_answer_about_a_former_address_is_thrown_away(school, settings, asked):
    settings.CHECK_LINKS = True
    publication = place_on_site(make_at("approved", school))
    outcome = links.run(check_all(school), lambda done, total, words: None)
    Publication.objects.filter(pk=publication.pk).update(address="https://new.example.org/")
    outcome.write(None)
    publication.refresh_from_db()
    assert (publication.opens, publication.answer) == (None, "")


def test_answers_are_kept_when_the_time_is_over(school, settings, asked, monkeypatch):
    """What was not asked about comes first the next time."""
    settings.CHECK_LINKS = True
    assert links.SITE_LINKS.seconds > links.ASK_SECONDS + 300
    first, second = (
        place_on_site(
            make_at("approved", school, kind=kind), address=f"https://a.example.org/{kind}"
        )
        for kind in ("plan", "concept")
    )
    clock = iter([0, 1, links.ASK_SECONDS + 1, 2000, 2001, 2002])
    monkeypatch.setattr(links, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    finish(check_all(school))
    assert asked == [first.address]
    assert [row.pk for row in Publication.objects.exclude(answer="")] == [first.pk]
    finish(check_all(school))
    assert asked[1] == second.address


def test_it_is_off_by_default(school, settings, asked):
    assert settings.CHECK_LINKS is False
    place_on_site(make_at("approved", school))
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    slug = school.municipality.slug
    page = client.get(reverse("schools:publication-list", args=[slug])).content.decode()
    assert "открываются ли страницы" not in page
    assert post(client, reverse("schools:link-check", args=[slug]), {}).status_code == 403
    assert not Job.objects.exists()
    settings.CHECK_LINKS = True
    job = check_all(school)
    settings.CHECK_LINKS = False
    with pytest.raises(NotNow):
        finish(job)
    assert asked == []


def test_button_leads_to_the_job(school, settings):
    settings.CHECK_LINKS = True
    client = signed_in_as(RoleKind.METHODOLOGIST, school.municipality)
    slug = school.municipality.slug
    page = client.get(reverse("schools:publication-list", args=[slug])).content.decode()
    assert "открываются ли страницы" in page
    answer = post(client, reverse("schools:link-check", args=[slug]), {})
    assert (answer.status_code, answer["Location"]) == (302, Job.objects.get().get_absolute_url())
