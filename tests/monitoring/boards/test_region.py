"""The region: whose it is, what it counts, whose today, and what it costs."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring import conditions
from monitoring.boards import region as regional
from monitoring.boards.region import region_boards
from monitoring.models import Checkpoint
from schools.models import RoleKind as R
from tests.factories import (
    make_checkpoint,
    make_municipality,
    make_region,
    make_role,
    make_school,
    make_user,
    make_user_as,
)
from tests.monitoring.boards.links import counts_of, wrong_counts
from tests.monitoring.boards.town import NOW, day, make_town, settle

pytestmark = pytest.mark.django_db
ADDRESS = "/region/"


@pytest.fixture
def town(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return settle(make_town(name="Речной район"))


def specialist(*regions):
    user = make_user()
    for region in regions:
        make_role(R.REGIONAL, region=region, user=user)
    return user


def page_of(client, user):
    client.force_login(user)
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response.content.decode()


def test_municipality_is_told_by_hand_counted_numbers(town):
    silent = make_municipality(region=town.place.region)
    (board,) = region_boards(specialist(town.place.region))
    line, last = board.lines
    assert (line.municipality, line.plans) == (town.place, 1)
    assert (line.numbers.total, line.numbers.accepted, line.numbers.overdue) == (13, 5, 4)
    assert (line.numbers.in_time_percent, line.numbers.mean_delay) == (60, 3)
    assert line.last_act == day(12)
    assert (last.municipality, last.has_data, last.last_act) == (silent, False, None)
    assert (board.silent, board.plans, board.numbers, board.last_act) == (
        1,
        1,
        line.numbers,
        day(12),
    )


def test_every_number_opens_its_rows_in_its_municipality(town, client):
    quiet = make_town(town.place.region)
    quiet.owe("Кадры", day(1), school=quiet.forest)
    page = page_of(client, specialist(town.place.region))
    addresses = {address.split("/")[1] for address in counts_of(page)}
    assert addresses == {town.place.slug, quiet.place.slug}
    assert wrong_counts(client, page) == []
    for name in ("dashboard", "roadmap-list"):
        address = reverse(f"monitoring:{name}", args=[town.place.slug])
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_without_a_plan_there_is_no_data_and_no_zero(town, client):
    make_municipality(region=town.place.region, name="Тихий район")
    page = page_of(client, specialist(town.place.region))
    row = re.search(r"<tr>(?:(?!</tr>).)*Тихий район.*?</tr>", page, re.DOTALL)[0]
    assert row.count("нет данных") == 6
    assert re.findall(r">\d+<", row) == []
    assert "1\u00a0муниципалитет из 2" in page


def test_what_needs_attention_comes_first(town):
    region = town.place.region
    worse, fine = make_town(region, name="Худший"), make_town(region, name="Аккуратный")
    silent = make_municipality(region=region, name="А тихий")
    worse.owe("Кадры", day(1), school=worse.forest)
    fine.owe("Кадры", day(30), school=fine.forest)
    (board,) = region_boards(specialist(region))
    places = [line.municipality for line in board.lines]
    assert places == [worse.place, town.place, fine.place, silent]


def test_overdue_turns_at_each_municipalitys_own_midnight(monkeypatch):
    moment = datetime.datetime(2026, 4, 30, 18, 30, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    region = make_region()
    places = {
        "Europe/Kaliningrad": {},
        "Europe/Moscow": {},
        "Asia/Kamchatka": {},
        "Europe/Samara": {"day_shift": 1},
    }
    for zone, values in places.items():
        place = make_municipality(region=region, time_zone=zone, **values)
        make_checkpoint(school=make_school(place), due_on=datetime.date(2026, 4, 30))
    (board,) = region_boards(specialist(region))
    late = {line.municipality.time_zone: line.numbers.overdue for line in board.lines}
    assert late == {
        "Europe/Kaliningrad": 0,
        "Europe/Moscow": 0,
        "Asia/Kamchatka": 1,
        "Europe/Samara": 1,
    }
    assert board.numbers.overdue == 2


def test_two_regions_stand_apart_and_a_third_is_not_there(town, client):
    other, stranger = make_town(), make_town(name="КАНАРЕЙКА")
    stranger.owe("Кадры", day(1), school=stranger.forest)
    user = specialist(town.place.region, other.place.region)
    boards = region_boards(user)
    assert {board.region for board in boards} == {town.place.region, other.place.region}
    assert all(len(board.lines) == 1 for board in boards)
    page = page_of(client, user)
    assert "Сводка регионов" in page
    assert "КАНАРЕЙКА" not in page


def test_role_in_a_municipality_elsewhere_adds_nothing_to_the_region(town, client):
    elsewhere = make_town(name="КАНАРЕЙКА")
    user = specialist(town.place.region)
    make_role(R.COORDINATOR, elsewhere.place, user=user)
    assert "КАНАРЕЙКА" not in page_of(client, user)
    home = client.get(reverse("home")).content.decode()
    assert "КАНАРЕЙКА" in home
    assert f'href="{ADDRESS}"' in home


@pytest.mark.parametrize("kind", [kind for kind in R if kind != R.REGIONAL])
def test_nobody_else_comes_in(client, kind):
    school = make_school()
    is_of_school = kind in (R.TUTOR, R.DIRECTOR, R.SCHOOL_COORDINATOR)
    where = {"school": school} if is_of_school else {}
    client.force_login(make_user_as(kind, school.municipality, **where))
    assert client.get(ADDRESS).status_code == 403


def test_stranger_signs_in_and_a_former_specialist_is_refused(client):
    assert client.get(ADDRESS).status_code == 302
    client.force_login(make_user())
    assert client.get(ADDRESS).status_code == 403
    past = datetime.date(2020, 1, 1)
    user = make_role(R.REGIONAL, region=make_region(), until=past).user
    client.force_login(user)
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS).status_code in (400, 403, 405)


def test_it_is_the_first_page_of_the_specialist(town, client):
    user = specialist(town.place.region)
    client.force_login(user)
    response = client.get(reverse("home"))
    assert (response.status_code, response.url) == (302, ADDRESS)
    page = client.get(reverse("monitoring:dashboard", args=[town.place.slug])).content.decode()
    assert "Сменить муниципалитет" in page


def test_queries_do_not_grow_with_municipalities_and_rows():
    counts = []
    for size in (1, 30):
        region, client = make_region(), Client()
        for number in range(size):
            zone = "Europe/Moscow" if number % 2 else "Asia/Kamchatka"
            town = make_town(region, time_zone=zone)
            town.owe("Кадры", day(1), school=town.forest)
        client.force_login(specialist(region))
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(ADDRESS).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8
    assert Checkpoint.objects.count() == 31


@pytest.mark.parametrize("is_large", [True, False])
def test_numbers_of_a_large_region_serve_for_a_minute_and_say_so(
    town, client, monkeypatch, is_large
):
    if is_large:
        monkeypatch.setattr(regional, "LARGE", 1)
    user = specialist(town.place.region)
    total = Checkpoint.objects.filter(conditions.LIVE).count()
    assert ("обновляются раз в минуту" in page_of(client, user)) is is_large
    town.owe("Качество", day(1), school=town.forest)
    (board,) = region_boards(user)
    assert board.numbers.total == total + (not is_large)
    # Another day of the municipality is counted anew, and so is a region with one more of them.
    neighbour = make_municipality(region=town.place.region)
    (board,) = region_boards(user)
    assert board.numbers.total == total + 1
    town.owe("Кадры", day(2), school=town.forest)
    neighbour.day_shift = 1
    neighbour.save()
    (board,) = region_boards(user)
    assert board.numbers.total == total + 2
