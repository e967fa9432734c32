"""The large invented region: exact in number, always the same, true to its own history."""

import datetime
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Max

from accounts.models import User
from monitoring.demo.scale import builder
from monitoring.demo.scale.stories import Teller
from monitoring.models import (
    Checkpoint,
    CheckpointEvent,
    Consultation,
    DateRequest,
    Evidence,
    ExamResult,
    Risk,
    RiskProfile,
    Verb,
    Visit,
)
from monitoring.reporting import evening
from monitoring.reporting.as_of import standings
from monitoring.reporting.numbers import Numbers, numbers_of
from roadmaps.models import Edition
from schools.models import (
    Conclusion,
    JointAct,
    ListingMove,
    Municipality,
    Partnership,
    Programme,
    ProgrammeVersion,
    Publication,
    Region,
    RoleKind,
    SupportListing,
    TutorAssignment,
)
from schools.stages import STEPS, chain_of
from tests.factories import make_municipality

pytestmark = pytest.mark.django_db

GROWING = (
    SupportListing,
    ListingMove,
    Partnership,
    JointAct,
    TutorAssignment,
    Programme,
    ProgrammeVersion,
    Conclusion,
    Publication,
    Visit,
    Consultation,
    ExamResult,
    RiskProfile,
    Risk,
)
SIZE = builder.Size(municipalities=2, schools=3, measures=8, years=3)
OPTIONS = {name: getattr(SIZE, name) for name in ("municipalities", "schools", "measures", "years")}
TOLD = ("text", "executor", "state", "since", "planned_on", "due_on", "moves", "reported_on")


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Without the slow hash and the printer."""
    monkeypatch.setattr(builder, "make_password", lambda password: "!")
    monkeypatch.setattr(builder, "render", lambda html: b"%PDF-1.7 training")


def build(**options):
    call_command("demo", "--scale", stdout=StringIO(), **OPTIONS | options)


def test_region_is_as_large_as_asked_and_holds_together():
    build()
    assert Checkpoint.objects.count() == SIZE.checkpoints == 144
    assert Edition.objects.filter(state="approved").count() == 6
    assert {order.state for order in map(lambda e: e.annex.order, Edition.objects.all())} == {
        "signed"
    }
    # References and conditions: what the database would say at the end of the transaction.
    connection.check_constraints()
    for point in Checkpoint.objects.all():
        point.full_clean()
    check_what_is_kept_about_schools()
    region = Region.objects.get()
    first = Municipality.objects.get(slug="okrug-001")
    roles = {role.kind for role in first.roles.all()}
    assert roles == set(RoleKind) - {RoleKind.REGIONAL}
    assert User.objects.get(email="region@okrug-001.example").roles.get().region == region
    assert User.objects.filter(email="direktor@okrug-002.example").exists()


def check_what_is_kept_about_schools():
    """Every register that grows with a region has rows, and each keeps the rules of its model."""
    for model in GROWING:
        rows = list(model.objects.all())
        assert rows, model
        if hasattr(model, "municipality_id"):
            assert len({row.municipality_id for row in rows}) == 2, model
        for row in rows:
            # What a form must have filled in may be unknown in a row of former days.
            empty = [
                f.name for f in row._meta.fields if f.null and f.value_from_object(row) is None
            ]
            row.full_clean(exclude=empty)
    for listing in SupportListing.objects.all():
        chain = chain_of(listing)
        for former, move in pairwise(chain):
            assert former.stage == move.from_stage
            assert former.stage in STEPS[move.act].sources
            assert former.on < move.on
        assert chain[-1].stage == listing.stage


def test_rows_tell_what_their_history_tells():
    build()
    place = Municipality.objects.get(slug="okrug-001")
    rows = {row.pk: row for row in Checkpoint.objects.filter(municipality=place)}
    found = standings(Checkpoint.objects.filter(municipality=place), place.today())
    assert {(one.pk, one.state, one.due_on) for one in found} == {
        (row.pk, row.state, row.due_on) for row in rows.values()
    }
    moved = CheckpointEvent.objects.filter(verb=Verb.MOVE_DATE).count()
    assert moved == sum(Checkpoint.objects.values_list("moves", flat=True))
    assert moved == DateRequest.objects.filter(state="granted").count()
    reports = CheckpointEvent.objects.filter(verb=Verb.REPORT)
    assert Evidence.objects.count() == reports.count() > 50
    last = reports.values_list("checkpoint").annotate(last=Max("at"))
    days = {pk: place.day_of(at) for pk, at in last.filter(checkpoint__municipality=place)}
    assert days == {pk: row.reported_on for pk, row in rows.items() if row.reported_on}


def test_numbers_of_municipalities_are_those_that_their_histories_tell(monkeypatch):
    """On every kind of day: most rows are counted by the database, the touched ones in parts."""
    build()
    monkeypatch.setattr(evening, "AT_ONCE", 10)
    places = list(Municipality.objects.all())
    today = places[0].today()
    seen = set()
    for days in (0, 1, 20, 60, 200, 400, 900, 2000):
        on = today - datetime.timedelta(days=days)
        found = evening.numbers_by_municipality(places, on)
        expected = {}
        for place in places:
            if rows := standings(Checkpoint.objects.filter(municipality=place), on):
                expected[place.pk] = numbers_of(rows)
        assert found == expected
        seen |= {name for one in found.values() for name, value in vars(one).items() if value}
    assert seen == set(Numbers.__dataclass_fields__)


def test_today_is_counted_without_a_single_row_read(django_assert_num_queries):
    build()
    places = list(Municipality.objects.all())
    with django_assert_num_queries(2):
        found = evening.numbers_by_municipality(places, places[0].today())
    assert {one.total + one.dropped for one in found.values()} == {72}


@pytest.mark.django_db(transaction=True)
def test_region_is_the_same_at_every_building():
    tales = []
    for reset in (False, True):
        build(reset=reset)
        rows = Checkpoint.objects.order_by("pk").values_list(*TOLD)
        events = CheckpointEvent.objects.order_by("pk")
        acts = events.values_list("verb", "at", "text", "author")
        lineages = Edition.objects.order_by("pk", "sections").values_list("sections__lineage")
        tales.append((list(rows), list(acts), list(lineages)))
    assert tales[0] == tales[1]
    assert len(tales[0][0]) == SIZE.checkpoints


def test_real_data_are_not_touched():
    make_municipality(slug="nastoyaschiy")
    with pytest.raises(CommandError, match="уже есть данные"):
        build()
    assert not Checkpoint.objects.exists()
    with pytest.raises(CommandError, match="целое число больше нуля"):
        call_command("demo", "--scale", "--years=0")


def test_no_act_is_before_control_nor_after_today(monkeypatch):
    import random

    since, today = datetime.date(2026, 1, 12), datetime.date(2026, 10, 15)
    teller = Teller(random.Random(7), since=since, today=today)
    states = set()
    for days in range(0, 340):
        story = teller.story(since + datetime.timedelta(days=days))
        states.add(story.state)
        told = [step.day for step in story.steps]
        assert told == sorted(told)
        assert all(since <= day < today for day in told)
        # Every act begins in the state in which the former has left the checkpoint.
        places = ["planned", *(step.target for step in story.steps)]
        assert [step.source for step in story.steps] == places[:-1]
        assert story.state == places[-1]
        assert story.accepted_on is None or story.reported_on <= story.accepted_on
    assert {"planned", "started", "reported", "accepted", "returned"} <= states
