"""Plan and fact of a quarter, and the schools that nobody visited."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lib.quarters import Quarter
from monitoring.models import Visit, VisitSchedule
from monitoring.visits.quarter import tutor_lines, unvisited, visits_of
from schools.models import Person, RoleKind
from tests.factories import (
    make_assignment,
    make_listing,
    make_municipality,
    make_person,
    make_school,
    make_user_as,
)
from tests.monitoring.visits.factories import make_schedule, make_visit

TODAY = datetime.date(2026, 5, 20)
SECOND = Quarter(2026, 2)


def day(words):
    return datetime.datetime.strptime(f"{words}.2026", "%d.%m.%Y").date()


@pytest.mark.parametrize(
    ("any_day", "quarter", "first", "last"),
    [
        ("01.01", Quarter(2026, 1), "01.01", "31.03"),
        ("31.03", Quarter(2026, 1), "01.01", "31.03"),
        ("01.04", Quarter(2026, 2), "01.04", "30.06"),
        ("30.09", Quarter(2026, 3), "01.07", "30.09"),
        ("31.12", Quarter(2026, 4), "01.10", "31.12"),
    ],
)
def test_quarter_of_a_day(any_day, quarter, first, last):
    assert Quarter.of(day(any_day)) == quarter
    assert (quarter.first, quarter.last) == (day(first), day(last))


def test_quarter_is_named_and_follows_another():
    assert str(Quarter(2026, 4)) == "IV квартал 2026"
    assert Quarter(2026, 1).before() == Quarter(2025, 4)
    assert SECOND.code == "2026-2"


# (tutor, planned, held, state); a visit without a planned day stands in no schedule
VISITS = [
    ("Аленина", "02.04", "02.04", "read"),
    ("Аленина", "15.04", "02.07", "sent"),  # done late, and still done
    ("Аленина", "19.05", None, "planned"),  # its day is over
    ("Аленина", "20.05", None, "planned"),  # today
    ("Аленина", "10.06", None, "off"),
    ("Аленина", "01.07", "01.04", "recorded"),  # planned for the next quarter
    ("Яшина", None, "30.06", "recorded"),
    ("Яшина", None, "01.07", "recorded"),
    ("Никто", "31.03", None, "planned"),
]


def unsaved(tutor, planned, held, state):
    schedule = VisitSchedule(pk=1, approved_on=TODAY) if planned else None
    return Visit(
        tutor=Person(pk=sum(map(ord, tutor)), surname=tutor),
        schedule=schedule,
        planned_on=planned and day(planned),
        held_on=held and day(held),
        state=state,
    )


def test_plan_and_fact_of_each_tutor():
    lines = tutor_lines([unsaved(*row) for row in VISITS], SECOND, TODAY)
    assert [
        (one.tutor.surname, one.planned, one.done, one.late, one.off, one.extra) for one in lines
    ] == [("Аленина", 5, 2, 1, 1, 0), ("Яшина", 0, 0, 0, 0, 1)]


@pytest.mark.django_db
def test_unvisited_schools_are_the_supported_ones_alone():
    place = make_municipality()
    listed, left, tutored, visited, planned = (make_school(place) for _ in range(5))
    make_school(place)
    make_visit(make_school())
    make_listing(listed)
    make_listing(left, until=TODAY - datetime.timedelta(days=1))
    tutor = make_assignment(school=tutored).person
    for school in (visited, planned):
        make_assignment(school=school)
    make_visit(visited, state="recorded", held_on=day("01.04"))
    make_visit(tutored, state="read", held_on=day("31.03"), planned_on=day("31.03"))
    make_visit(planned, planned_on=day("19.05"))
    make_visit(planned, planned_on=day("10.06"))
    make_visit(planned, planned_on=day("01.06"))
    draft = make_schedule(place, approved=False)
    make_visit(listed, planned_on=day("02.06"), schedule=draft)
    rows = {row.school: row for row in unvisited(place, SECOND, TODAY)}
    assert set(rows) == {listed, tutored, planned}
    assert (rows[listed].lists, rows[listed].tutors, rows[listed].next_on) == (("ШНОР",), (), None)
    assert (rows[tutored].tutors, rows[tutored].last_on) == ((tutor,), day("31.03"))
    assert rows[planned].next_on == day("01.06")
    assert tutor_lines(visits_of(place, SECOND), SECOND, TODAY)


@pytest.mark.django_db
def test_page_of_the_quarter_costs_the_same_and_takes_known_quarters_alone(client):
    place = make_municipality()
    client.force_login(make_user_as(RoleKind.COORDINATOR, place))
    url = reverse("monitoring:visit-quarter", args=[place.slug])
    schedule, counts = make_schedule(place), []
    today = place.today()
    client.get(url)
    for more in (1, 29):
        for _ in range(more):
            school, person = make_school(place), make_person(place)
            make_assignment(person, school)
            make_assignment(make_person(place), make_school(place))
            make_visit(school, tutor=person, schedule=schedule, planned_on=today)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url).content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert str(person) in page
    assert client.get(url, {"quarter": "1812-3"}).status_code == 200
    assert "Такого квартала в списке нет" in client.get(url, {"quarter": "1812-3"}).content.decode()
