"""Role × state × act, cell by cell."""

import pytest

from monitoring import permissions
from monitoring.models import CheckpointState
from schools.access import access_to
from schools.models import RoleKind
from tests.factories import make_checkpoint, make_person, make_role, make_school, make_user

pytestmark = pytest.mark.django_db

OPEN = {"planned", "started", "returned"}
SCHOOL_ROLES = {RoleKind.DIRECTOR, RoleKind.SCHOOL_COORDINATOR, RoleKind.TUTOR}
ALL_ROLES = [kind for kind in RoleKind if kind != RoleKind.REGIONAL]


def access_as(kind, school):
    needs_school = kind in SCHOOL_ROLES
    role = make_role(kind, school.municipality, school=school if needs_school else None)
    return access_to(role.user, school.municipality)


@pytest.mark.parametrize("state", CheckpointState.values)
@pytest.mark.parametrize("kind", ALL_ROLES)
def test_who_may_do_what_with_a_checkpoint_of_a_school(kind, state):
    school = make_school()
    access = access_as(kind, school)
    checkpoint = make_checkpoint(school=school, state=state, reported_by=make_user())
    executes = kind in {RoleKind.DIRECTOR, RoleKind.SCHOOL_COORDINATOR}
    controls = kind in {RoleKind.HEAD, RoleKind.COORDINATOR}
    assert permissions.can_start(access, checkpoint) == (executes and state == "planned")
    assert permissions.can_report(access, checkpoint) == (executes and state in OPEN)
    assert permissions.can_decide(access, checkpoint) == (controls and state == "reported")


def test_director_has_no_rights_over_another_school():
    school = make_school()
    access = access_as(RoleKind.DIRECTOR, make_school(school.municipality))
    assert not permissions.can_report(access, make_checkpoint(school=school))


def test_who_reported_never_accepts():
    school = make_school()
    access = access_as(RoleKind.COORDINATOR, school)
    own = make_checkpoint(
        municipality=school.municipality, state="reported", reported_by=access.user
    )
    assert not permissions.can_decide(access, own)


def test_named_executor_never_accepts_even_if_another_reported():
    school = make_school()
    access = access_as(RoleKind.HEAD, school)
    person = make_person(school.municipality, user=access.user)
    checkpoint = make_checkpoint(person=person, state="reported", reported_by=make_user())
    assert not permissions.can_decide(access, checkpoint)


@pytest.mark.parametrize("kind", ALL_ROLES)
def test_what_a_unit_owes_is_reported_by_the_department(kind):
    school = make_school()
    access = access_as(kind, school)
    checkpoint = make_checkpoint(municipality=school.municipality)
    department = {
        RoleKind.HEAD,
        RoleKind.COORDINATOR,
        RoleKind.METHODOLOGIST,
        RoleKind.SECRETARY,
    }
    assert permissions.can_report(access, checkpoint) == (kind in department)
