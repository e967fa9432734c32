"""Role × state × act: the whole table, cell by cell, by every door of the product."""

import pytest
from django.contrib import admin
from django.urls import reverse

from monitoring import permissions
from monitoring.acts import ACTS
from monitoring.bulk import BulkAct
from monitoring.management.commands.show_acts import PLACE, document
from monitoring.models import Checkpoint, CheckpointEvent, CheckpointState, Verb
from schools.access import access_to
from schools.models import RoleKind
from tests.databases import shared_out
from tests.factories import make_checkpoint, make_person, make_role, make_school, make_user
from tests.posting import post

pytestmark = pytest.mark.django_db

OPEN = "planned started returned"
UNDER_WAY = f"{OPEN} reported"
# What the founders agreed on, written by hand: a slip in the table of the product is seen here.
AGREED = {
    "start": ("planned", "started", "executor"),
    "interim": (OPEN, None, "executor"),
    "report": (OPEN, "reported", "executor"),
    "accept": ("reported", "accepted", "judge"),
    "return": ("reported", "returned", "judge"),
    "remove": (UNDER_WAY, "removed", "judge"),
    "restore": ("accepted removed", "started", "judge"),
    "ask_date": (OPEN, None, "executor"),
    "move_date": (UNDER_WAY, None, "judge"),
    "keep_date": (UNDER_WAY, None, "judge"),
    "assign": (OPEN, None, "executor"),
    "set_date": (UNDER_WAY, None, "judge"),
    "undo": (f"{UNDER_WAY} accepted removed", None, "author"),
    "cancel": (UNDER_WAY, "cancelled", "order"),
    "amend": (f"{UNDER_WAY} accepted removed", None, "order"),
}
SCHOOL = {RoleKind.DIRECTOR, RoleKind.SCHOOL_COORDINATOR}
DEPARTMENT = {RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.METHODOLOGIST, RoleKind.SECRETARY}
CONTROLLERS = {RoleKind.HEAD, RoleKind.COORDINATOR}
ROLES = [kind for kind in RoleKind if kind != RoleKind.REGIONAL]
# Each is asked on one database.
BY_DATABASE = shared_out(ROLES)
# Acts that the card sends by a press or by its form.
ON_CARD = ("start", "interim", "report", "accept", "return", "remove", "restore", "undo")
SAID = {"text": "Слова"}


def has_part(kind, verb, executors):
    """The role lets one do the act, as it was agreed."""
    party = AGREED[verb][2]
    return kind in executors if party == "executor" else party == "judge" and kind in CONTROLLERS


def may(kind, verb, state, executors):
    is_single = verb == "set_date"  # of a co-executor only
    possible = state in AGREED[verb][0].split() and not is_single
    return possible and has_part(kind, verb, executors)


def put(checkpoint, state):
    """Lead the row to the state by hand, without a history."""
    CheckpointEvent.objects.all().delete()
    values = {"state": state, "version": 1, "reported_by": REPORTER.pk}
    Checkpoint.objects.filter(pk=checkpoint.pk).update(**values)
    checkpoint.refresh_from_db()


@pytest.fixture(autouse=True)
def _reporter():
    global REPORTER
    REPORTER = make_user()


@pytest.fixture
def school():
    return make_school()


def signed_in(client, kind, school):
    needs_school = kind in SCHOOL or kind == RoleKind.TUTOR
    role = make_role(kind, school.municipality, school=school if needs_school else None)
    client.force_login(role.user)
    return access_to(role.user, school.municipality)


def card(checkpoint, verb):
    name = f"monitoring:checkpoint-{verb}"
    return reverse(name, args=[checkpoint.municipality.slug, checkpoint.pk])


def test_the_table_is_what_was_agreed():
    table = {
        verb.value: (set(act.sources), act.target, act.party.value) for verb, act in ACTS.items()
    }
    assert table == {
        verb: (set(sources.split()), target, party)
        for verb, (sources, target, party) in AGREED.items()
    }


def test_the_documents_show_the_table_of_the_code():
    assert PLACE.read_text() == document(), "обновите: manage.py show_acts"


@pytest.mark.parametrize("kind", BY_DATABASE)
def test_every_cell_of_the_predicates(client, school, kind):
    access = signed_in(client, kind, school)
    of_school = make_checkpoint(school=school)
    of_unit = make_checkpoint(municipality=school.municipality)
    for checkpoint, executors in ((of_school, SCHOOL), (of_unit, DEPARTMENT)):
        for state in CheckpointState.values:
            put(checkpoint, state)
            allowed = {v.value for v in Verb if permissions.can(access, checkpoint, v)}
            assert allowed == {v for v in AGREED if may(kind, v, state, executors)}, state


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
@pytest.mark.parametrize("kind", BY_DATABASE)
def test_every_cell_from_the_card(client, school, kind, htmx):
    """403 to whoever has no part in the act, 409 to whoever comes too late; nothing changes."""
    signed_in(client, kind, school)
    checkpoint = make_checkpoint(school=school)
    for verb in ON_CARD:
        for state in CheckpointState.values:
            put(checkpoint, state)
            response = post(client, card(checkpoint, verb), {"version": 1, **SAID}, htmx=htmx)
            checkpoint.refresh_from_db()
            cell = verb, state, response.status_code
            if may(kind, verb, state, SCHOOL):
                assert response.status_code in (200, 302), cell
                assert checkpoint.state == AGREED[verb][1] or state, cell
                continue
            code = 409 if has_part(kind, verb, SCHOOL) else 403
            assert response.status_code == code, cell
            assert (checkpoint.state, checkpoint.version) == (state, 1), cell
            if code == 403:
                assert len(reason_of(response)) > 20


def reason_of(response):
    """What the page of the refusal says."""
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("kind", BY_DATABASE)
def test_every_cell_over_many_at_once(client, school, kind):
    access = signed_in(client, kind, school)
    rows = {state: make_checkpoint(school=school) for state in CheckpointState.values}
    page = reverse("monitoring:bulk", args=[school.municipality.slug])
    for bulk_act in BulkAct:
        for state, row in rows.items():
            put(row, state)
        data = {"act": bulk_act.value, "due_on": "2090-05-05", **SAID}
        answer = post(client, page, data | {"pick": [f"{row.pk}:1" for row in rows.values()]})
        for state, row in rows.items():
            row.refresh_from_db()
            done = may(kind, bulk_act.value, state, SCHOOL)
            target = AGREED[bulk_act.value][1] or state
            assert row.state == (target if done else state), (bulk_act, state)
            assert (row.version > 1) == done, (bulk_act, state)
        can_any = any(may(kind, bulk_act.value, state, SCHOOL) for state in rows)
        assert answer.status_code == (200 if can_any else 422)
    assert access.user.pk


@pytest.mark.parametrize("verb", [verb for verb in ON_CARD if verb != "undo"])
def test_stale_tab_gets_409_and_both_texts(client, school, verb):
    kind = RoleKind.DIRECTOR if AGREED[verb][2] == "executor" else RoleKind.COORDINATOR
    signed_in(client, kind, school)
    checkpoint = make_checkpoint(school=school)
    state = AGREED[verb][0].split()[0]
    put(checkpoint, state)
    Checkpoint.objects.filter(pk=checkpoint.pk).update(version=7)
    response = post(client, card(checkpoint, verb), {"version": 1, "text": "Мой текст"})
    assert response.status_code == 409
    checkpoint.refresh_from_db()
    assert (checkpoint.state, checkpoint.version) == (state, 7)
    if verb not in ("start", "accept"):
        assert "Мой текст" in response.content.decode()


def test_the_administration_has_no_door_to_control():
    assert not [model for model in admin.site._registry if model._meta.app_label == "monitoring"]


def test_director_has_no_rights_over_another_school(school):
    other = make_role(RoleKind.DIRECTOR, school=make_school(school.municipality)).user
    access = access_to(other, school.municipality)
    assert not permissions.can(access, make_checkpoint(school=school), Verb.REPORT)


def test_who_reported_never_accepts(school):
    access = access_to(
        make_role(RoleKind.COORDINATOR, school.municipality).user, school.municipality
    )
    own = make_checkpoint(
        municipality=school.municipality, state="reported", reported_by=access.user
    )
    assert "не тот, кто его отправил" in permissions.why_not(access, own, Verb.ACCEPT)


def test_named_executor_never_accepts_even_if_another_reported(school):
    access = access_to(make_role(RoleKind.HEAD, school.municipality).user, school.municipality)
    person = make_person(school.municipality, user=access.user)
    checkpoint = make_checkpoint(person=person, state="reported", reported_by=make_user())
    for verb in (Verb.ACCEPT, Verb.RETURN, Verb.REMOVE):
        assert permissions.why_not(access, checkpoint, verb)
