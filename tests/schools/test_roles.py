"""Roles: their end, and the register."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, AuditVerb, Invitation
from schools.models import Role, RoleKind
from tests.factories import make_municipality, make_role, make_user
from tests.posting import post
from tests.schools.pages import cost, signed_in_as, url

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def test_ended_role_loses_its_rights_at_once_and_stays_to_be_seen(client, municipality, head):
    role = make_role(RoleKind.METHODOLOGIST, municipality)
    other = Client()
    other.force_login(role.user)
    assert other.get(url("person-list", municipality)).status_code == 200
    post(client, url("role-end", municipality, role.pk))

    role.refresh_from_db()
    assert role.until == TODAY - DAY
    assert other.get(url("person-list", municipality)).status_code == 404
    assert AuditEntry.objects.filter(by=head, verb=AuditVerb.CHANGE).count() == 1
    page = client.get(url("role-list", municipality)).content.decode()
    assert role.user.email not in page
    page = client.get(url("role-list", municipality), {"ended": "on"}).content.decode()
    assert role.user.email in page


@pytest.mark.parametrize("days", [0, 5])
def test_role_given_today_or_later_goes_away_and_the_journal_keeps_it(
    client, municipality, head, days
):
    role = make_role(RoleKind.METHODOLOGIST, municipality, since=TODAY + days * DAY)
    post(client, url("role-end", municipality, role.pk))

    assert not Role.objects.filter(pk=role.pk).exists()
    entry = AuditEntry.objects.get(verb=AuditVerb.DELETE)
    assert (entry.by, entry.object_id) == (head, str(role.pk))


def test_ending_a_role_twice_says_so(client, municipality, head):
    role = make_role(RoleKind.METHODOLOGIST, municipality, until=TODAY - DAY)
    answer = post(client, url("role-end", municipality, role.pk))

    assert answer.status_code == 403
    assert "уже завершена" in answer.content.decode()


def test_nobody_ends_the_own_role(client, municipality, head):
    role = head.roles.get()

    assert post(client, url("role-end", municipality, role.pk)).status_code == 403
    role.refresh_from_db()
    assert role.until is None


def test_coordinator_does_not_end_the_head(municipality):
    role = make_role(RoleKind.HEAD, municipality)
    client = signed_in_as(RoleKind.COORDINATOR, municipality)

    assert post(client, url("role-end", municipality, role.pk)).status_code == 403


def test_role_of_another_municipality_is_not_found(client, municipality, head):
    role = make_role(RoleKind.METHODOLOGIST, make_municipality())

    assert post(client, url("role-end", municipality, role.pk)).status_code == 404
    role.refresh_from_db()
    assert role.until is None


def test_opening_the_address_ends_nothing(client, municipality, head):
    role = make_role(RoleKind.METHODOLOGIST, municipality)

    assert client.get(url("role-end", municipality, role.pk)).status_code in (403, 405)
    role.refresh_from_db()
    assert role.until is None


# --- the register


@pytest.mark.parametrize("words", ["ежова", "Ёжова", "алена", "ezhova@"])
def test_register_finds_by_name_and_address(client, municipality, head, words):
    user = make_user(name="Ёжова Алёна", email="ezhova@example.org")
    make_role(RoleKind.METHODOLOGIST, municipality, user=user)
    page = client.get(url("role-list", municipality), {"search": words}).content.decode()

    assert "Ёжова Алёна" in page
    assert "Главнова" not in page.partition('id="register"')[2]


def test_register_says_who_has_not_come_in_yet(client, municipality, head):
    user = make_role(RoleKind.METHODOLOGIST, municipality).user
    invitation = Invitation(user=user, invited_by=head)
    invitation.renew_token()
    invitation.save()

    assert "ещё не входил" in client.get(url("role-list", municipality)).content.decode()


def test_register_shows_no_button_for_a_role_one_may_not_end(municipality):
    administrator = make_role(RoleKind.ADMINISTRATOR, municipality)
    client = signed_in_as(RoleKind.COORDINATOR, municipality)
    page = client.get(url("role-list", municipality)).content.decode()

    assert administrator.user.email in page
    assert "Завершить роль" not in page


def test_register_costs_the_same_for_one_row_and_for_thirty(client, municipality, head):
    address = url("role-list", municipality)
    make_role(RoleKind.METHODOLOGIST, municipality)
    one = cost(client, address)
    for _ in range(29):
        make_role(RoleKind.METHODOLOGIST, municipality)
    assert cost(client, address) == one
