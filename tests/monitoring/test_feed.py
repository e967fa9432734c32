"""Лента: whose acts one sees, newest first, filters, constant queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schools.models import RoleKind
from tests.factories import (
    make_checkpoint,
    make_event,
    make_municipality,
    make_school,
    make_user,
    make_user_as,
)

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


@pytest.fixture
def place():
    return make_municipality(time_zone="Asia/Vladivostok")


@pytest.fixture
def points(place):
    return [
        make_checkpoint(school=make_school(place, short_name=f"Школа «{n}»"), text=f"Дело {n}")
        for n in "АБ"
    ]


def add(point, verb="accept", *, at=NOON, by=None, to="accepted", **values):
    return make_event(point, verb, at=at, by=by, from_state="reported", to_state=to, **values)


def url(place, **query):
    return reverse("monitoring:feed", args=[place.slug], query=query)


def page_of(client, place, kind=RoleKind.COORDINATOR, *, of=None, **query):
    client.force_login(make_user_as(kind, place, school=of))
    response = client.get(url(place, **query))
    assert response.status_code == 200
    return response.content.decode()


def test_acts_stand_newest_first_with_author_time_of_the_place_and_words(client, place, points):
    add(points[0], text="Всё <хорошо>", by=make_user(name="Иванова И. И."))
    add(
        points[1],
        "move_date",
        at=NOON + datetime.timedelta(hours=6),
        to="planned",
        old_due_on="2026-04-30",
        new_due_on="2026-05-15",
    )
    page = page_of(client, place)
    assert page.index("Срок перенесён") < page.index("<b>Принято</b>")
    assert "с\xa030.04.2026\xa0на\xa015.05.2026" in page
    assert "Иванова И. И." in page
    assert "Всё &lt;хорошо&gt;" in page
    # 9:00 and 15:00 of UTC: the evening and the next day of Vladivostok.
    assert "19:00" in page
    assert "3\xa0марта\xa02026" in page
    assert f"/control/{points[0].pk}/" in page


def test_school_sees_acts_over_its_own_alone(client, place, points):
    for point in points:
        add(point)
    page = page_of(client, place, RoleKind.DIRECTOR, of=points[0].school)
    assert "Дело А" in page
    assert "Дело Б" not in page
    assert "Школа «Б»" not in page


def test_filters_by_school_author_act_and_period(client, place, points):
    author = make_user(name="Петрова П. П.")
    add(points[0], by=author)
    add(points[1], "return", to="returned", at=NOON + datetime.timedelta(days=3))
    for query, shown, hidden in (
        ({"school": points[0].school_id}, "Дело А", "Дело Б"),
        ({"author": author.pk}, "Дело А", "Дело Б"),
        ({"verb": "return"}, "Дело Б", "Дело А"),
        ({"since": "03.03.2026"}, "Дело Б", "Дело А"),
        ({"until": "02.03.2026"}, "Дело А", "Дело Б"),
        ({"search": "дело б"}, "Дело Б", "Дело А"),
    ):
        page = page_of(client, place, **query)
        assert shown in page, query
        assert hidden not in page, query


@pytest.mark.parametrize(
    "query", [{"since": "вчера"}, {"author": "x"}, {"verb": "x"}, {"page": "x"}]
)
def test_malformed_address_is_answered(client, place, points, query):
    add(points[0])
    page = page_of(client, place, **query)
    assert ("Укажите дату так" in page) == ("since" in query)


def test_stranger_is_no_choice_of_the_filter(client, place, points):
    add(points[0], by=make_user(name="Своя Анна"))
    add(make_checkpoint(school=make_school()), by=make_user(name="Чужая Анна"))
    page = page_of(client, place)
    assert "Своя Анна" in page
    assert "Чужая Анна" not in page


def test_page_costs_the_same_queries_at_one_row_and_at_thirty(client, place, points):
    client.force_login(make_user_as(RoleKind.COORDINATOR, place))
    counts = []
    for number in (1, 30):
        for _ in range(number):
            add(points[0])
        client.get(url(place))
        with CaptureQueriesContext(connection) as captured:
            client.get(url(place))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15
