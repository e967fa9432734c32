"""The days of report and acceptance on the row say the same as its history."""

import datetime
import importlib

import pytest
from django.apps import apps

from monitoring.models import Checkpoint, Verb
from monitoring.transitions import act
from monitoring.undoing import undo
from tests.factories import make_checkpoint, make_municipality, make_school, make_user

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = (datetime.date(2026, 4, day) for day in (10, 15, 20))
NOON = datetime.time(12, tzinfo=datetime.UTC)


def days(checkpoint):
    fresh = Checkpoint.objects.get(pk=checkpoint.pk)
    assert (fresh.reported_on, fresh.accepted_on) == (
        checkpoint.reported_on,
        checkpoint.accepted_on,
    )
    return fresh.reported_on, fresh.accepted_on


@pytest.fixture
def step(monkeypatch):
    """Do the act on the day as one person; "undo" takes the last one back on the same day."""
    user = make_user()

    def do(checkpoint, verb, day):
        moment = datetime.datetime.combine(day, NOON)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        how = {"by": user, "seen_version": checkpoint.version}
        if verb == "undo":
            undo(checkpoint, **how)
        else:
            act(checkpoint, verb, text="Причина", **how)
        checkpoint.refresh_from_db(fields=["version"])
        return days(checkpoint)

    return do


def test_days_follow_the_acts_and_their_undoing(step):
    row = make_checkpoint(school=make_school())
    assert step(row, Verb.START, FIRST) == (None, None)
    assert step(row, Verb.REPORT, FIRST) == (FIRST, None)
    assert step(row, "undo", FIRST) == (None, None)
    assert step(row, Verb.REPORT, FIRST) == (FIRST, None)
    assert step(row, Verb.RETURN, FIRST) == (FIRST, None)
    assert step(row, Verb.REPORT, SECOND) == (SECOND, None)
    assert step(row, "undo", SECOND) == (FIRST, None)
    assert step(row, Verb.REPORT, SECOND) == (SECOND, None)
    assert step(row, Verb.ACCEPT, THIRD) == (SECOND, THIRD)
    assert step(row, "undo", THIRD) == (SECOND, None)
    assert step(row, Verb.ACCEPT, THIRD) == (SECOND, THIRD)
    assert step(row, Verb.RESTORE, THIRD) == (SECOND, None)
    assert step(row, "undo", THIRD) == (SECOND, THIRD)


@pytest.mark.parametrize(
    ("zone", "day"), [("Europe/Kaliningrad", FIRST), ("Asia/Kamchatka", FIRST.replace(day=11))]
)
def test_day_is_the_municipalitys_own_also_where_the_migration_fills_it_in(zone, day):
    place = make_municipality(time_zone=zone)
    row, user = make_checkpoint(school=make_school(place)), make_user()
    evening = datetime.datetime(2026, 4, 10, 18, 30, tzinfo=datetime.UTC)
    act(row, Verb.REPORT, by=user, seen_version=1, at=evening)
    act(row, Verb.ACCEPT, by=make_user(), seen_version=2, at=evening)
    assert days(row) == (day, day)
    Checkpoint.objects.update(reported_on=None, accepted_on=None)
    importlib.import_module("monitoring.migrations.0012_report_days").fill(apps, None)
    row.refresh_from_db()
    assert days(row) == (day, day)
