"""Registers, work, dashboard, roadmap page: right numbers, constant queries, exports."""

import datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from monitoring.models import Checkpoint
from schools.models import RoleKind
from tests.bench.pages import municipality_with_checkpoints
from tests.factories import (
    approve,
    make_checkpoint,
    make_edition,
    make_measure,
    make_municipality,
    make_roadmap,
    make_school,
    make_section,
    make_user,
    make_user_as,
)

pytestmark = pytest.mark.django_db


def url(municipality, name, *args, **query):
    return reverse(f"monitoring:{name}", args=[municipality.slug, *args], query=query)


def queries_of(client, address):
    """Number of SQL statements of a page, after a first visit has warmed the process."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def days(municipality, number):
    return municipality.today() + datetime.timedelta(days=number)


@pytest.mark.parametrize("name", ["work", "dashboard", "checkpoint-list", "roadmap-list"])
@pytest.mark.parametrize("kind", [RoleKind.COORDINATOR, RoleKind.HEAD, RoleKind.DIRECTOR])
def test_queries_do_not_grow_with_the_rows(client, name, kind):
    counts = []
    for measures, schools in ((1, 1), (12, 5)):
        place = municipality_with_checkpoints(measures=measures, schools=schools)
        school = Checkpoint.objects.filter(municipality=place).first().school
        client.force_login(
            make_user_as(kind, place, school=school if kind == RoleKind.DIRECTOR else None)
        )
        counts.append(queries_of(client, url(place, name)))
    # The first page of a school gathers what all the floors want of it.
    most = 23 if (name, kind) == ("work", RoleKind.DIRECTOR) else 15
    assert counts[0] == counts[1] <= most


def test_roadmap_page_costs_at_most_fifteen_queries_whatever_its_size(client):
    counts = []
    for measures, schools in ((1, 1), (40, 5)):
        place = municipality_with_checkpoints(measures=measures, schools=schools)
        roadmap = Checkpoint.objects.filter(municipality=place).first().edition.roadmap
        client.force_login(make_user_as(RoleKind.COORDINATOR, place))
        counts.append(queries_of(client, url(place, "roadmap", roadmap.pk)))
    assert counts[0] == counts[1] <= 15


def test_progress_of_schools_is_told_as_so_many_of_so_many(client):
    place = municipality_with_checkpoints(measures=1, schools=5)
    rows = Checkpoint.objects.filter(municipality=place)
    rows.update(state="planned", due_on=days(place, 5))
    rows.filter(pk__in=rows.values("pk")[:3]).update(state="accepted")
    client.force_login(make_user_as(RoleKind.COORDINATOR, place))
    page = client.get(url(place, "roadmap", rows.first().edition.roadmap_id)).content.decode()
    assert "3 из 5 школ" in page


@pytest.mark.parametrize(
    ("query", "left"),
    [({}, 3), ({"overdue": "on"}, 1), ({"state": "accepted"}, 1), ({"search": "нет такого"}, 0)],
)
def test_filters_narrow_register_export_and_roadmap_alike(client, query, left):
    school = make_school()
    place = school.municipality
    first = make_checkpoint(school=school, due_on=days(place, -3))
    measure = first.measure
    make_checkpoint(school=school, measure=measure, due_on=days(place, 3))
    make_checkpoint(school=school, measure=measure, due_on=days(place, -9), state="accepted")
    client.force_login(make_user_as(RoleKind.COORDINATOR, place))
    page = client.get(url(place, "checkpoint-list", **query)).content.decode()
    assert (f"из {left}" in page) if left else ("Ничего не найдено" in page)
    book = load_workbook(BytesIO(client.get(url(place, "checkpoint-export", **query)).getvalue()))
    assert book.active.max_row == 2 + left
    roadmap = client.get(url(place, "roadmap", first.edition.roadmap_id, **query)).content.decode()
    assert roadmap.count('id="line-') == left


def test_overdue_turns_at_the_municipalitys_own_midnight(client, monkeypatch):
    moment = datetime.datetime(2026, 4, 30, 18, 30, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    kaliningrad = make_municipality(time_zone="Europe/Kaliningrad")
    kamchatka = make_municipality(time_zone="Asia/Kamchatka")
    for place, late in ((kaliningrad, False), (kamchatka, True)):
        checkpoint = make_checkpoint(school=make_school(place), due_on=datetime.date(2026, 4, 30))
        assert checkpoint.is_overdue(place.today()) == late
        found = Checkpoint.objects.filter(municipality=place).overdue(place.today())
        assert found.exists() == late


def test_director_sees_the_own_work_and_nobody_elses(client):
    school = make_school()
    own = make_checkpoint(school=school, due_on=days(school.municipality, -2))
    other = make_checkpoint(school=make_school(school.municipality))
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=school))
    page = client.get(url(school.municipality, "work")).content.decode()
    assert f"control/{own.pk}/" in page
    assert f"control/{other.pk}/" not in page
    assert "просрочено на\u00a02\u00a0дня" in page


def test_coordinator_is_not_asked_to_check_the_own_report(client):
    place = make_municipality()
    coordinator = make_user_as(RoleKind.COORDINATOR, place)
    own = make_checkpoint(municipality=place, state="reported", reported_by=coordinator)
    client.force_login(coordinator)
    page = client.get(url(place, "work")).content.decode()
    assert f"control/{own.pk}/" not in page


def test_region_chooses_among_its_municipalities(client):
    place = make_municipality()
    neighbour = make_municipality(region=place.region)
    stranger = make_municipality()
    client.force_login(make_user_as(RoleKind.REGIONAL, place))
    page = client.get(reverse("home"), follow=True)
    assert page.redirect_chain == [(reverse("region"), 302)]
    page = page.content.decode()
    assert place.name in page
    assert neighbour.name in page
    assert stranger.name not in page


def test_person_without_a_role_gets_an_explanation(client):
    client.force_login(make_user())
    response = client.get(reverse("home"))
    assert response.status_code == 200
    assert "роль ещё не назначена" in response.content.decode()


def test_draft_without_an_edition_in_force_is_no_fault(client):
    roadmap = make_roadmap()
    make_edition(roadmap)
    client.force_login(make_user_as(RoleKind.COORDINATOR, roadmap.municipality))
    response = client.get(url(roadmap.municipality, "roadmap", roadmap.pk))
    assert response.status_code == 200
    assert "ещё не утверждена" in response.content.decode()


def test_schools_are_counted_over_everything_whatever_the_filter(client):
    place = municipality_with_checkpoints(measures=1, schools=4)
    rows = Checkpoint.objects.filter(municipality=place)
    rows.update(state="planned", due_on=days(place, 5))
    rows.filter(pk=rows.first().pk).update(state="accepted")
    client.force_login(make_user_as(RoleKind.COORDINATOR, place))
    roadmap = rows.first().edition.roadmap_id
    page = client.get(url(place, "roadmap", roadmap, state="accepted")).content.decode()
    assert "1 из 4 школ" in page
    assert page.count('id="line-') == 1


def test_director_is_not_told_that_others_measures_are_off_control(client):
    school = make_school()
    own = make_checkpoint(school=school)
    other = make_measure(own.measure.section, text="Дело отдела")
    make_checkpoint(municipality=school.municipality, measure=other)
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=school))
    page = client.get(url(school.municipality, "roadmap", own.edition.roadmap_id)).content.decode()
    assert "вашей школе сдавать нечего" in page
    assert "не на контроле" not in page


def test_sections_of_foreign_plans_are_not_offered_to_a_director(client):
    school = make_school()
    make_checkpoint(school=school)
    foreign = make_section(approve(make_edition(make_roadmap(school.municipality))), title="Тайный")
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=school))
    page = client.get(url(school.municipality, "checkpoint-list")).content.decode()
    assert foreign.title not in page


def test_school_that_owes_without_being_in_the_plan_sees_the_plan(client):
    school = make_school()
    roadmap = make_roadmap(school.municipality)
    measure = make_measure(make_section(approve(make_edition(roadmap))))
    make_checkpoint(school=school, measure=measure)
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=school))
    assert client.get(url(school.municipality, "roadmap", roadmap.pk)).status_code == 200


@pytest.mark.parametrize("words", ["партнёр", "ПАРТНЕР"])
def test_search_of_control_ignores_case_and_yo(client, words):
    school = make_school()
    measure = make_measure(text="Договор со школой-партнёром", schools=True)
    approve(measure.section.edition)
    make_checkpoint(school=school, measure=measure)
    client.force_login(make_user_as(RoleKind.COORDINATOR, school.municipality))
    page = client.get(url(school.municipality, "checkpoint-list", search=words)).content.decode()
    assert "Договор со школой-партнёром" in page
