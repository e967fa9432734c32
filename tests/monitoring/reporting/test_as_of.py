"""Control as of any past day equals a history written by hand, whatever happens later (0024)."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import Order
from lib.text import NBSP
from monitoring.models import Checkpoint, Verb
from monitoring.reporting.as_of import standings
from tests.factories import make_checkpoint, make_event, make_municipality, make_school
from tests.monitoring.amending import (
    APRIL,
    MAY,
    make_in_force,
    measure_of,
    open_draft,
    put_in_force,
    redate,
)
from tests.monitoring.reporting.town import (
    CAME,
    EXPECTED,
    LATE,
    REMOVED_ON,
    day,
    make_town,
    rename_everything,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def told(town, on):
    """{point: Standing} on the day."""
    names = {point.pk: name for name, point in town.points.items()}
    rows = standings(Checkpoint.objects.filter(municipality=town.municipality), day(on))
    return {names[row.pk]: row for row in rows}


def table(town, on):
    """What stands in EXPECTED for the day."""
    return {
        name: (
            row.words.replace(NBSP, " "),
            f"{row.due_on:%d.%m}",
            f"{row.planned_on:%d.%m}",
            row.document,
            row.text,
        )
        for name, row in told(town, on).items()
    }


@pytest.mark.parametrize("on", EXPECTED)
def test_every_day_is_what_the_history_says(town, on):
    assert table(town, on) == EXPECTED[on]
    rows = told(town, on)
    assert {name: row.days_late for name, row in rows.items() if row.is_late} == LATE[on]
    if on in CAME:
        came = {name: row.came_words.replace(NBSP, " ") for name, row in rows.items()}
        assert {name: words for name, words in came.items() if words} == CAME[on]


def test_between_removal_and_return_it_is_off_control(town):
    row = told(town, REMOVED_ON)["E"]
    assert (row.words, row.is_live, row.is_late) == ("снято с контроля", False, False)


def test_moves_name_their_grantor_and_what_was_undone_is_no_act(town):
    rows = told(town, "12.10")
    moved = {
        name: [(f"{act.old_due_on:%d.%m}", f"{act.new_due_on:%d.%m}", act.author)]
        for name, row in rows.items()
        for act in row.moved
    }
    assert moved == {
        "B": [("25.09", "05.10", "Начальник Г. Г.")],
        "D": [("30.09", "30.11", "Начальник Г. Г.")],
    }
    assert [act.on for act in rows["B"].acts if act.verb == Verb.ACCEPT] == [day("12.10")]


def test_nothing_that_is_renamed_or_ended_later_changes_a_day(town):
    before = {on: told(town, on) for on in EXPECTED}
    rename_everything(town)
    assert {on: told(town, on) for on in EXPECTED} == before
    assert {on: table(town, on) for on in EXPECTED} == EXPECTED


@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Asia/Kamchatka"])
def test_an_act_belongs_to_the_local_day_and_midnight_is_local(zone):
    """UTC+2 and UTC+12: at 23:30 there it is another day in Greenwich, or the same."""
    place = make_municipality(time_zone=zone)
    point = make_checkpoint(school=make_school(place), due_on=day("06.10"))
    rows = Checkpoint.objects.filter(pk=point.pk)
    assert [row.words for row in standings(rows, day("06.10"))] == ["запланировано"]
    assert [row.days_late for row in standings(rows, day("07.10"))] == [1]
    at = datetime.datetime(2026, 10, 6, 23, 30, tzinfo=ZoneInfo(zone))
    assert at.astimezone(datetime.UTC).day == 6
    report(point, at)
    (row,) = standings(rows, day("06.10"))
    assert (row.state, row.days_late, row.came.on) == ("reported", 0, day("06.10"))
    assert [row.state for row in standings(rows, day("05.10"))] == ["planned"]


@pytest.mark.parametrize(("zone", "days_late"), [("Europe/Kaliningrad", 0), ("Asia/Kamchatka", 1)])
def test_one_moment_is_another_day_in_another_zone(zone, days_late):
    """At 14:00 in Greenwich it is 16:00 of the same day in the west and 02:00 of the next in the
    east: the report that is in time there is late here."""
    place = make_municipality(time_zone=zone)
    point = make_checkpoint(school=make_school(place), due_on=day("06.10"))
    report(point, datetime.datetime(2026, 10, 6, 14, 0, tzinfo=datetime.UTC))
    (row,) = standings(Checkpoint.objects.filter(pk=point.pk), day("07.10"))
    assert row.days_late == days_late
    (row,) = standings(Checkpoint.objects.filter(pk=point.pk), day("06.10"))
    assert row.is_handed is (days_late == 0)


def report(point, at):
    make_event(point, Verb.REPORT, at=at, to_state="reported")


def test_number_of_queries_does_not_depend_on_the_number_of_rows(town):
    rows = Checkpoint.objects.filter(municipality=town.municipality)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            standings(rows, day("12.10"))
        return len(captured)

    few = queries()
    for number in range(30):
        school = make_school(town.municipality)
        point = make_checkpoint(school=school, measure=town.measures["seminar"])
        report(point, datetime.datetime(2026, 10, 1, number % 24, tzinfo=datetime.UTC))
    assert queries() == few <= 7


def test_real_amendment_leaves_the_days_before_it_as_they_were(monkeypatch):
    """The same through the acts of the product: what an order has changed is of its own day."""
    now = datetime.datetime(2026, 3, 20, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr("schools.models.Municipality.now", lambda self: now)
    old = make_in_force(schools=1, measures=("Семинар", "Справка"))
    seen = {}

    def look(on):
        rows = standings(Checkpoint.objects.all(), on)
        return [(row.text, row.state, row.due_on, row.planned_on) for row in rows]

    march = datetime.date(2026, 3, 20)
    seen[march] = look(march)
    now = datetime.datetime(2026, 4, 1, 9, tzinfo=datetime.UTC)
    draft = open_draft(old)
    measure_of(draft, "Справка").delete()
    changed = measure_of(draft)
    redate(changed, MAY)
    changed.actions.update(text="Семинар для завучей")
    put_in_force(draft)
    # The helper leaves the order unsaved.
    Order.objects.filter(pk=draft.annex.order_id).update(signed_on=now.date())
    after = look(datetime.date(2026, 4, 1))
    assert look(march) == seen[march]
    assert seen[march] == [
        ("Семинар", "planned", APRIL, APRIL),
        ("Справка", "planned", APRIL, APRIL),
    ]
    assert after == [
        ("Справка", "cancelled", APRIL, APRIL),
        ("Семинар для завучей", "planned", MAY, MAY),
    ]
