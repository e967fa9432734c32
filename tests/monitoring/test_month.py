"""Календарь: days, counts that open their rows, months of the address."""

import datetime
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.models import Checkpoint
from schools.calendars import install_calendar
from schools.models import RoleKind
from tests.bench.pages import municipality_with_checkpoints
from tests.factories import make_checkpoint, make_municipality, make_school, make_user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_municipality()


def url(place, **query):
    return reverse("monitoring:calendar", args=[place.slug], query=query)


def page_of(client, place, kind=RoleKind.COORDINATOR, *, of=None, **query):
    client.force_login(make_user_as(kind, place, school=of))
    response = client.get(url(place, **query))
    assert response.status_code == 200
    return response.content.decode()


def day_of(page, number):
    """HTML of the day's cell."""
    return next(
        cell for cell in re.findall(r"<td.*?</td>", page, re.DOTALL) if f"<b>{number}<" in cell
    )


def test_day_tells_what_is_due_and_every_count_opens_its_rows(client, place):
    school = make_school(place)
    for number, state in enumerate(("planned", "planned", "accepted", "started", "planned")):
        make_checkpoint(
            school=school, text=f"Дело № {number}", due_on=datetime.date(2090, 11, 9), state=state
        )
    page = page_of(client, place, month="2090-11")
    cell = day_of(page, 9)
    assert "Дело № 0" in cell
    assert "Дело № 3" not in cell
    assert "и ещё 2" in cell
    assert '<span class="visually-hidden">запланировано</span>' in cell
    links = re.findall(r'<a href="([^"]*)"><span class="state.*?:\xa0(\d+)</span>', cell)
    assert [int(number) for _, number in links] == [1, 3, 1]
    for address, number in links:
        rows = client.get(html.unescape(address)).content.decode()
        assert f"из {number}</span>" in rows
        assert 'value="09.11.2090"' in rows
    assert "Дело" not in page_of(client, place, month="2090-12")


def test_days_off_are_those_of_the_loaded_calendar(client, place):
    install_calendar()
    page = page_of(client, place, month="2026-11")
    assert "выходной" in day_of(page, 4)
    assert "выходной" in day_of(page, 7)
    assert "выходной" not in day_of(page, 5)


def test_school_sees_its_own_dates_alone(client, place):
    own, other = make_school(place), make_school(place)
    for school, text in ((own, "Своё дело"), (other, "Чужое дело")):
        make_checkpoint(school=school, text=text, due_on=datetime.date(2090, 11, 9))
    page = page_of(client, place, RoleKind.DIRECTOR, of=own, month="2090-11")
    assert "Своё дело" in page
    assert "Чужое" not in page


def test_months_follow_one_another_and_keep_the_filter(client, place):
    page = html.unescape(page_of(client, place, month="2026-12", state="open"))
    assert 'href="?state=open&month=2026-11"' in page
    assert 'href="?state=open&month=2027-01"' in page
    assert '<input type="hidden" name="month" value="2026-12">' in page


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "26-1", "²026-11", "9999-12", "x", "<b>"])
def test_malformed_month_is_the_month_of_today(client, place, month):
    page = page_of(client, place, month=month)
    assert '<span class="muted">сегодня' in page
    assert "<b>" not in page.split("<h2")[1].split("</h2>")[0]


def test_month_at_the_edge_has_no_address_beyond(client, place):
    page = page_of(client, place, month="2099-12")
    assert 'rel="next"' not in page
    assert 'rel="prev"' in page


def test_wrong_day_of_the_register_is_told(client, place):
    client.force_login(make_user_as(RoleKind.COORDINATOR, place))
    address = reverse("monitoring:checkpoint-list", args=[place.slug])
    page = client.get(address, {"on": "31.02.2026"}).content.decode()
    assert "Укажите дату так: 15.04.2026." in page
    assert "31.02.2026" in page


def test_page_costs_the_same_queries_whatever_its_size(client):
    counts = []
    for measures, schools in ((1, 1), (12, 30)):
        place = municipality_with_checkpoints(measures=measures, schools=schools)
        assert Checkpoint.objects.filter(municipality=place).exists()
        client.force_login(make_user_as(RoleKind.COORDINATOR, place))
        client.get(url(place))
        with CaptureQueriesContext(connection) as captured:
            client.get(url(place))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15
