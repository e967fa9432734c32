"""«Моя работа»: each is told of the programmes that wait for them, and of no others."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from monitoring.handing_in import places_of
from monitoring.programme_work import programme_work_of
from schools.access import access_to
from schools.models import RoleKind
from schools.programmes.appraising import send_back
from tests.factories import make_role, make_school, make_user_as
from tests.schools.appraisals import make_appraisal, make_at, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school()


def work_of(user, school):
    access = access_to(user, school.municipality)
    with scope(municipality=[school.municipality_id]):
        return programme_work_of(access)


def test_school_is_told_why_its_programme_came_back_and_what_comes_next(client, school):
    director = make_role(RoleKind.DIRECTOR, school=school).user
    judge = make_user_as(RoleKind.COORDINATOR, school.municipality)
    programme = make_at("sent", school, kind="plan")
    remarks = [("Цели", "Назовите исходные значения.")]
    send_back(programme, remarks, text="Почти готово.", by=judge, seen_version=programme.version)
    make_at("agreed", school, kind="concept")
    for state in ("draft", "appraisal", "archived"):
        make_at(
            state, school, kind={"draft": "quality", "appraisal": "effective"}.get(state, "roadmap")
        )
    make_at("returned", make_school(school.municipality), kind="plan")
    told = {(one.kind, one.act, one.reason) for one in work_of(director, school).own}
    assert told == {
        ("plan", "Исправить", "Почти готово.\nЦели: Назовите исходные значения."),
        ("concept", "Записать утверждение", ""),
    }
    client.force_login(director)
    page = client.get(reverse("monitoring:work", args=[school.municipality.slug])).content.decode()
    assert "Назовите исходные значения." in page


def test_expert_is_asked_in_turn_and_the_department_is_told_what_came(school):
    place = school.municipality
    expert = make_user_as(RoleKind.METHODOLOGIST, place)
    sheet = make_sheet(place)
    programme = make_at("appraisal", school, kind="plan")
    first = make_appraisal(programme, sheet, stage="tutor")
    asked = make_appraisal(programme, sheet, expert=expert)
    sent = make_at("sent", school, kind="concept")
    assert not work_of(expert, school)
    first.submitted_at = place.now()
    first.save()
    work = work_of(expert, school)
    assert (work.to_appraise, work.sent, work.own) == ([asked], [], [])
    coordinator = make_user_as(RoleKind.COORDINATOR, place)
    assert work_of(coordinator, school).sent == [sent]
    assert not work_of(make_user_as(RoleKind.OBSERVER, place), school)


def test_files_are_handed_in_only_where_a_version_is_awaited(school):
    director = make_role(RoleKind.DIRECTOR, school=school).user
    made = {
        state: make_at(state, school, kind=kind)
        for kind, state in {
            "plan": "draft",
            "concept": "sent",
            "quality": "appraisal",
            "effective": "returned",
            "roadmap": "agreed",
            "development": "approved",
            "antirisk": "published",
        }.items()
    }
    with scope(municipality=[school.municipality_id]):
        places = places_of(access_to(director, school.municipality))
    assert set(places.programmes) == {made["draft"], made["returned"]}


def test_queries_do_not_grow_with_the_programmes(school):
    director = make_role(RoleKind.DIRECTOR, school=school).user
    judge = make_user_as(RoleKind.COORDINATOR, school.municipality)

    def cost():
        access = access_to(director, school.municipality)
        place = scope(municipality=[school.municipality_id])
        with place, CaptureQueriesContext(connection) as captured:
            programme_work_of(access)
        return len(captured)

    def send_some_back(years):
        for year in years:
            first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
            programme = make_at("sent", school, starts_on=first, ends_on=last)
            remarks = [("Цели", "Уточните.")]
            send_back(programme, remarks, text="", by=judge, seen_version=programme.version)

    send_some_back([2020])
    one = cost()
    send_some_back(range(2021, 2031))
    assert cost() == one
