"""Dashboards of a municipality against numbers counted by hand (town.py)."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.boards.board import board_of
from monitoring.boards.numbers import Numbers, share
from monitoring.boards.trend import WEEKS, sundays_before, trend_of
from monitoring.conditions import standing_at
from monitoring.models import Checkpoint
from schools.access import access_to
from schools.models import RoleKind as R
from tests.databases import shared_out
from tests.factories import make_municipality, make_person, make_school, make_user_as
from tests.monitoring.boards.links import counts_of, wrong_counts
from tests.monitoring.boards.town import NOW, day, make_town, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return settle(make_town())


def board(town, kind, **where):
    return board_of(access_to(town.user(kind, **where), town.place))


def page_of(client, user, place):
    client.force_login(user)
    return client.get(reverse("monitoring:dashboard", args=[place.slug])).content.decode()


def told(lines):
    return [(line.name, line.numbers.total, line.numbers.overdue) for line in lines]


EVERYBODY = (R.HEAD, R.COORDINATOR, R.METHODOLOGIST, R.SECRETARY, R.OBSERVER, R.REGIONAL)


@pytest.mark.parametrize("kind", EVERYBODY)
def test_numbers_of_the_whole_municipality(town, kind):
    found = board(town, kind)
    assert found.numbers == Numbers(
        total=13,
        accepted=5,
        overdue=4,
        waiting=1,
        returned=1,
        in_time=3,
        late=2,
        delay=6,
        moved=1,
        moves=2,
    )
    assert (found.numbers.percent, found.numbers.in_time_percent) == (38, 60)
    assert found.numbers.mean_delay == 3
    assert found.due_this_week == 5


def test_progress_by_section_school_and_other_executors(town):
    found = board(town, R.COORDINATOR)
    assert [told(plan.lines) for plan in found.plans] == [
        [("Кадры", 7, 2), ("Качество", 5, 1)],
        [("Пункт приказа", 1, 1)],
    ]
    assert told(found.schools) == [("Лесная школа", 5, 3), ("Речная школа", 5, 0)]
    assert [row[1:] for row in told(found.executors)] == [(1, 1), (2, 0)]


def test_who_has_not_reported_comes_by_the_oldest_debt(town):
    debts = [
        (line.debt.number, line.debt.overdue, line.debt.oldest)
        for line in board(town, R.HEAD).debtors
    ]
    assert debts == [(1, 1, day(2)), (3, 3, day(13)), (1, 0, day(16)), (1, 0, day(19))]


def test_trend_tells_how_it_stood_at_the_end_of_the_weeks(town):
    points = board(town, R.COORDINATOR).trend
    assert len(points) == WEEKS
    told_points = [(p.sunday, p.due, p.accepted, p.overdue) for p in points]
    assert told_points[-4:] == [
        (day(22, 3), 1, 0, 0),
        (day(29, 3), 1, 1, 0),
        (day(5), 5, 3, 2),
        (day(12), 7, 5, 1),
    ]
    assert all(point[1:] == (0, 0, 0) for point in told_points[:-4])


def test_what_is_not_on_control_yet_was_not_due(town):
    Checkpoint.objects.update(since=day(6))
    points = trend_of(Checkpoint.objects.filter(municipality=town.place), day(16))
    assert [(p.due, p.overdue) for p in points[-2:]] == [(0, 0), (7, 1)]


@pytest.mark.parametrize(
    ("today", "last"),
    [(day(12), day(5)), (day(13), day(12)), (day(19), day(12)), (day(20), day(19))],
)
def test_week_ends_on_sunday_and_is_told_when_it_is_over(today, last):
    sundays = sundays_before(today)
    assert (sundays[-1], len(sundays)) == (last, 12)
    assert {b - a for a, b in zip(sundays, sundays[1:], strict=False)} == {datetime.timedelta(7)}


def test_histogram_and_the_register_agree_on_every_point(town):
    rows = Checkpoint.objects.filter(municipality=town.place)
    for point in trend_of(rows, day(27)):
        for standing, condition in standing_at(point.sunday).items():
            assert rows.filter(condition).count() == getattr(point, standing), (point, standing)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            R.COORDINATOR,
            {
                "Проверить отчёты": 1,
                "Решить о переносе срока": 1,
                "Напомнить тем, кто просрочил": 4,
            },
        ),
        (R.METHODOLOGIST, {}),
        (R.DIRECTOR, {"Возвращено": 1, "Просрочено": 2}),
        (R.TUTOR, {}),
    ],
)
def test_acts_are_those_that_the_role_can_do(town, kind, expected):
    where = {"school": town.forest} if kind in (R.DIRECTOR, R.TUTOR) else {}
    found = board(town, kind, **where)
    assert {line.title: line.number for line in found.wanted} == expected


@pytest.mark.parametrize("kind", [R.OBSERVER, R.REGIONAL])
def test_who_only_reads_is_asked_for_nothing(town, client, kind):
    assert board(town, kind).wanted is None
    assert "от вас" not in page_of(client, town.user(kind), town.place)


def test_school_and_tutor_see_their_own(town):
    director = board(town, R.DIRECTOR, school=town.river)
    assert (director.numbers.total, director.numbers.accepted) == (5, 3)
    assert told(director.schools) == [("Речная школа", 5, 0)]
    assert director.executors == []
    tutor = board(town, R.TUTOR, school=town.forest)
    assert told(tutor.schools) == [("Лесная школа", 5, 3)]


def visitor(town, kind):
    return town.user(kind, school=town.forest if kind in (R.DIRECTOR, R.TUTOR) else None)


VISITORS = (R.HEAD, R.COORDINATOR, R.METHODOLOGIST, R.DIRECTOR, R.TUTOR, R.OBSERVER, R.REGIONAL)


@pytest.mark.parametrize("kind", shared_out(VISITORS, both=[R.DIRECTOR]))
def test_every_number_opens_so_many_rows(town, client, kind):
    page = page_of(client, visitor(town, kind), town.place)
    assert len(counts_of(page)) >= (20 if kind in (R.DIRECTOR, R.TUTOR) else 50)
    assert wrong_counts(client, page) == []


def test_no_number_stands_without_its_link(town, client):
    page = page_of(client, town.user(R.OBSERVER), town.place)
    cells = re.findall(r'<td class="number"[^>]*>([^<]+)</td>', page)
    assert {cell for cell in cells if cell[0].isdigit()} <= {"0"}


def test_nothing_on_control_is_no_data_and_not_zeros(client):
    place = make_municipality()
    page = page_of(client, make_user_as(R.COORDINATOR, place), place)
    assert "Нет данных: на контроле ничего не стоит" in page
    assert "figure" not in page
    assert "0\u00a0%" not in page


def test_nothing_accepted_gives_no_share_and_no_delay(town, client):
    Checkpoint.objects.update(state="planned", reported_on=None, accepted_on=None)
    page = page_of(client, town.user(R.COORDINATOR), town.place)
    assert 'data-label="В срок"><span class="muted">нет данных</span>' in page
    assert 'data-label="Среднее опоздание"><span class="muted">нет данных</span>' in page


def test_share_is_whole_only_of_all():
    assert [share(*pair) for pair in ((0, 0), (0, 9), (1, 999), (998, 999), (9, 9))] == [
        None,
        0,
        1,
        99,
        100,
    ]


@pytest.mark.parametrize("kind", [R.HEAD, R.COORDINATOR, R.DIRECTOR, R.OBSERVER])
def test_queries_are_few_and_do_not_grow(client, kind):
    counts = []
    for size in (1, 30):
        town = make_town()
        today = town.place.today()
        for number in range(size):
            due_on = today - datetime.timedelta(days=number)
            town.owe("Кадры", due_on, school=town.forest)
            town.owe("Качество", due_on, school=make_school(town.place))
            town.owe("Кадры", due_on, executor=f"Служба {number}")
        user = town.user(kind, school=town.forest if kind == R.DIRECTOR else None)
        make_person(town.place, user=user)
        address = reverse("monitoring:dashboard", args=[town.place.slug])
        client.force_login(user)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 14
