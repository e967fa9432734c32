"""An acting deputy («и. о.») acts in the principal's place, and the trail says so."""

import datetime

import pytest
from django.urls import reverse

from monitoring import permissions
from monitoring.models import Checkpoint, CheckpointEvent, Verb
from schools.access import access_to
from schools.models import RoleKind
from tests.factories import make_checkpoint, make_person, make_role, make_school, make_user
from tests.posting import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school()


def stand_in(principal, **values):
    """A user who acts in the place of the holder of the role."""
    place = {"school": principal.school} if principal.school else {}
    role = make_role(principal.kind, principal.municipality, principal=principal, **place, **values)
    return role.user


def address(checkpoint, verb):
    args = [checkpoint.municipality.slug, checkpoint.pk]
    return reverse(f"monitoring:checkpoint-{verb}", args=args)


def test_deputy_of_the_head_accepts_and_the_history_names_both(client, school):
    principal = make_role(RoleKind.HEAD, school.municipality)
    checkpoint = make_checkpoint(school=school, state="reported", reported_by=make_user())
    deputy = stand_in(principal)
    client.force_login(deputy)
    assert post(client, address(checkpoint, "accept"), {"version": 1}).status_code == 302
    event = CheckpointEvent.objects.get()
    assert event.by == deputy
    assert event.author == f"{deputy.name} (и. о., начальник — {principal.user.name})"
    card = reverse("monitoring:checkpoint", args=[school.municipality.slug, checkpoint.pk])
    assert event.author in client.get(card).content.decode()


def test_own_role_is_named_before_an_acting_one(school):
    principal = make_role(RoleKind.HEAD, school.municipality)
    deputy = stand_in(principal)
    make_role(RoleKind.COORDINATOR, school.municipality, user=deputy)
    access = access_to(deputy, school.municipality)
    assert permissions.acting_role(access, make_checkpoint(school=school), Verb.ACCEPT) is None


def test_deputy_of_the_director_reports_for_the_school(client, school):
    deputy = stand_in(make_role(RoleKind.DIRECTOR, school=school))
    checkpoint = make_checkpoint(school=school)
    client.force_login(deputy)
    data = {"version": 1, "text": "Проведено"}
    assert post(client, address(checkpoint, "report"), data).status_code == 302
    assert "и. о., директор школы" in CheckpointEvent.objects.get().author


def test_deputy_of_a_named_person_owes_what_the_person_owes(school):
    principal = make_role(RoleKind.METHODOLOGIST, school.municipality)
    person = make_person(school.municipality, user=principal.user)
    checkpoint = make_checkpoint(person=person)
    access = access_to(stand_in(principal), school.municipality)
    assert list(Checkpoint.objects.owed_by(access)) == [checkpoint]
    assert permissions.can(access, checkpoint, Verb.REPORT)
    assert permissions.acting_role(access, checkpoint, Verb.REPORT).principal == principal


def test_what_the_principal_has_reported_the_deputy_does_not_accept(school):
    principal = make_role(RoleKind.COORDINATOR, school.municipality)
    checkpoint = make_checkpoint(
        municipality=school.municipality, state="reported", reported_by=principal.user
    )
    access = access_to(stand_in(principal), school.municipality)
    assert permissions.why_not(access, checkpoint, Verb.ACCEPT) == permissions.OWN_REPORT
    assert not Checkpoint.objects.judged_by(access).exists()


def test_after_the_last_day_the_deputy_is_nobody(client, school):
    principal = make_role(RoleKind.HEAD, school.municipality)
    yesterday = school.municipality.today() - datetime.timedelta(days=1)
    deputy = stand_in(principal, until=yesterday)
    checkpoint = make_checkpoint(school=school, state="reported", reported_by=make_user())
    client.force_login(deputy)
    assert post(client, address(checkpoint, "accept"), {"version": 1}).status_code == 404
    assert not CheckpointEvent.objects.exists()
