"""Who judges what a school does by its own plan: the card, the list and the table agree."""

import itertools

import pytest

from monitoring import permissions
from monitoring.bulk import BulkAct, act_on_many
from monitoring.dates import ask_for_date
from monitoring.models import Checkpoint, CheckpointState, DateRequest, Verb
from schools.models import RoleKind
from tests.factories import DUE, make_role, make_school, make_user_as

pytestmark = pytest.mark.django_db

JUDGING = (Verb.ACCEPT, Verb.RETURN)
# Written by hand: (who has reported, who may judge).
AGREED = {
    "coordinator": {"director", "deputy"},
    "director": {"tutor", "head", "department"},
    "deputy": {"director"},
}


@pytest.fixture
def people(own):
    neighbour = make_school(own.place)
    return {
        "director": own.director,
        "coordinator": own.coordinator,
        "tutor": own.tutor,
        "head": own.as_role(RoleKind.HEAD),
        "department": own.as_role(RoleKind.COORDINATOR),
        "methodologist": own.as_role(RoleKind.METHODOLOGIST),
        "observer": own.as_role(RoleKind.OBSERVER),
        "other director": make_user_as(RoleKind.DIRECTOR, school=neighbour),
        "other tutor": own.as_role(RoleKind.TUTOR),
    }


@pytest.fixture
def point(own):
    return Checkpoint.objects.get(edition=own.in_force())


def report(point, by):
    Checkpoint.objects.filter(pk=point.pk).update(state="reported", reported_by=by)
    point.refresh_from_db()


def add_deputy(own, people):
    """Who acts for the director («и. о.»)."""
    principal = own.director.roles.get()
    role = make_role(RoleKind.DIRECTOR, school=own.school, principal=principal)
    people["deputy"] = role.user


@pytest.mark.parametrize(
    ("reporter", "acting"),
    [
        ("coordinator", False),
        ("director", False),
        ("coordinator", True),
        ("director", True),
        ("deputy", True),
    ],
)
def test_the_card_and_the_list_agree(own, people, point, reporter, acting):
    if acting:
        add_deputy(own, people)
    report(point, people[reporter])
    expected = AGREED[reporter] & set(people)
    for name, user in people.items():
        access = own.access(user)
        by_card = [permissions.can(access, point, verb) for verb in JUDGING]
        listed = Checkpoint.objects.visible_to(access).judged_by(access).filter(pk=point.pk)
        assert by_card == [name in expected] * 2, name
        assert listed.exists() == (name in expected), name


def test_every_role_in_every_state_with_every_act(own, people, point):
    executors, judges = {"director", "coordinator"}, {"director"}
    for state, (name, user) in itertools.product(CheckpointState, people.items()):
        values = {"state": state, "reported_by": own.coordinator}
        Checkpoint.objects.filter(pk=point.pk).update(**values)
        point.refresh_from_db()
        for verb, act in permissions.ACTS.items():
            who = {"executor": executors, "judge": judges}.get(act.party, set())
            possible = state in act.sources and verb not in (Verb.ASSIGN, Verb.SET_DATE)
            can = permissions.can(own.access(user), point, verb)
            assert can == (possible and name in who), (state, name, verb)


def test_a_school_without_a_director_is_judged_from_outside(own, people, point):
    own.director.roles.all().delete()
    report(point, own.coordinator)
    there = {name: own.access(user) for name, user in people.items() if name != "director"}
    able = {name for name, one in there.items() if permissions.can(one, point, Verb.ACCEPT)}
    assert able == {"tutor", "head", "department"}


def test_many_at_once_by_the_same_rule(own, people, point):
    report(point, own.director)
    for name, done in (("director", False), ("methodologist", False), ("tutor", True)):
        access = own.access(people[name])
        version = Checkpoint.objects.get(pk=point.pk).version
        [result] = act_on_many({point.pk: version}, BulkAct.ACCEPT, access=access)
        assert result.is_done == done, name


@pytest.mark.parametrize(
    ("asker", "deciders"),
    [("coordinator", {"director"}), ("director", {"tutor", "head", "department"})],
)
def test_a_date_is_decided_on_by_the_same_people(own, people, point, asker, deciders):
    request = ask_for_date(
        point,
        due_on=DUE.replace(month=12),
        reason="Нужно время",
        by=people[asker],
        seen_version=point.version,
    )
    for name, user in people.items():
        access = own.access(user)
        assert permissions.can_decide_date(access, request) == (name in deciders), name
        listed = DateRequest.objects.decided_by(access).filter(pk=request.pk)
        assert listed.exists() == (name in deciders), name
