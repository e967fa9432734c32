"""Хронология: marks by state and date, their words, the same in the paper."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.timeline import COLOURS, SHAPES, Scale
from schools.models import RoleKind
from tests.factories import make_user_as
from tests.monitoring.test_matrix import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return Plan()


def sign_in(client, plan, kind=RoleKind.COORDINATOR, **values):
    client.force_login(make_user_as(kind, plan.place, **values))


def test_mark_says_its_date_and_states_and_the_table_says_the_same(client, plan):
    plan.add(-3)
    plan.add(-3, "accepted", school=1)
    plan.add(9, school=None, measure=1)
    sign_in(client, plan)
    page = client.get(plan.url("timeline")).content.decode()
    late = plan.today - datetime.timedelta(days=3)
    assert f"<title>{late:%d.%m.%Y}: просрочено\xa01, принято\xa01</title>" in page
    table = page.split("Те же данные таблицей</summary>")[1]
    assert table.count("<tr><td") == 2
    assert "просрочено:\xa01" in table
    assert "Провести &lt;семинар&gt;" in page
    strips = re.findall(r'<svg class="strip".*?</svg>', page)
    assert len(strips) == 3
    assert all("stroke-dasharray" in strip for strip in strips[1:])


def test_school_sees_its_own_dates_alone(client, plan):
    plan.add(5)
    plan.add(6, school=1)
    sign_in(client, plan, RoleKind.DIRECTOR, school=plan.schools[0])
    page = client.get(plan.url("timeline")).content.decode()
    assert page.count("<title>") == 2  # of the page and of the mark
    assert f"{plan.today + datetime.timedelta(days=6):%d.%m.%Y}" not in page


def test_every_state_has_a_shape_of_its_own():
    assert set(SHAPES) == set(COLOURS)
    dropped = {SHAPES["removed"], SHAPES["cancelled"]}
    assert len(dropped) == 1
    assert len(set(SHAPES.values())) == len(SHAPES) - 1


def test_scale_holds_dates_beyond_the_plan(plan):
    edition = plan.measures[0].section.edition
    early, late = datetime.date(2025, 11, 20), datetime.date(2027, 2, 3)
    scale = Scale(edition, [early, late], datetime.date(2026, 6, 1))
    assert (scale.months[0], scale.months[-1]) == (
        datetime.date(2025, 11, 1),
        datetime.date(2027, 2, 1),
    )
    places = [scale.x(day) for day in (early, edition.starts_on, edition.ends_on, late)]
    assert places == sorted(places)
    assert places[0] > 0


def test_paper_has_the_same_strips(client, plan, monkeypatch):
    plan.add(5, "started")
    printed = []
    monkeypatch.setattr(
        "lib.press.print_html", lambda html, **_: printed.append(html) or ("ok", b"%")
    )
    sign_in(client, plan)
    page = client.get(plan.url("timeline")).content.decode()
    assert client.get(plan.url("timeline-pdf", paper="A3")).content == b"%"
    assert "size: A3 landscape" in printed[0]
    for strip in re.findall(r'<svg class="strip".*?</svg>', page):
        assert strip in printed[0]


def test_page_costs_the_same_queries_whatever_its_size(client, plan):
    counts = []
    sign_in(client, plan)
    for days in (range(1), range(1, 30)):
        for number in days:
            plan.add(number)
        client.get(plan.url("timeline"))
        with CaptureQueriesContext(connection) as captured:
            client.get(plan.url("timeline"))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15
