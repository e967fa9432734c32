"""Roles and invitations: who gives what to whom, and the letters."""

import datetime

import pytest
from django.core import mail

from accounts.models import Invitation, User
from letters.models import Letter
from schools.access import access_to
from schools.models import Role, RoleKind
from schools.models.role import SCHOOL_ROLES
from schools.permissions import INVITES
from tests.factories import (
    make_municipality,
    make_person,
    make_role,
    make_school,
    make_user,
    make_user_as,
)
from tests.schools.invitations import TODAY, send
from tests.schools.pages import url

pytestmark = pytest.mark.django_db

KEEPERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR)
DAY = datetime.timedelta(days=1)


def test_new_person_gets_a_role_and_a_letter_with_a_link(client, municipality, head, settings):
    settings.SITE_URL = "https://opora.example.ru"
    assert send(client, municipality).url == url("role-list", municipality)

    user = User.objects.get(email="ezhova@example.org")
    assert not user.has_usable_password()
    role = user.roles.get()
    assert (role.kind, role.municipality) == (RoleKind.METHODOLOGIST, municipality)
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (user.email, "Приглашение в «Опору»")
    assert "https://opora.example.ru/invitation/" in letter.body
    assert "методист" in letter.body
    assert "Главнова Г. Г." in letter.body
    assert Invitation.objects.get().invited_by == head


def test_person_who_signs_in_already_gets_the_role_and_a_letter(client, municipality, head):
    user = make_user(email="ezhova@example.org", name="Ежова А. П.")
    send(client, municipality)

    user.refresh_from_db()
    assert user.name == "Ежова А. П."
    assert user.roles.get().kind == RoleKind.METHODOLOGIST
    letter = Letter.objects.get()
    assert letter.subject == "Вам дали новую роль в «Опоре»"
    assert "/invitation/" not in letter.body
    assert not Invitation.objects.exists()


def test_same_role_is_not_given_twice(client, municipality, head):
    user = make_user(email="ezhova@example.org")
    make_role(RoleKind.METHODOLOGIST, municipality, user=user)
    answer = send(client, municipality)

    assert answer.status_code == 422
    assert "уже есть такая роль" in answer.content.decode()
    assert not Letter.objects.exists()


def test_closed_sign_in_is_not_invited(client, municipality, head):
    make_user(email="ezhova@example.org", is_active=False)

    answer = send(client, municipality)
    assert answer.status_code == 422
    assert "Открыть его может только технический администратор" in answer.content.decode()
    assert not Role.objects.filter(kind=RoleKind.METHODOLOGIST).exists()


def test_letter_goes_out_after_the_transaction(
    client, municipality, head, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send(client, municipality)

    assert mail.outbox[0].to == ["ezhova@example.org"]


def test_name_with_a_line_break_does_not_break_the_letter(client, municipality, head):
    send(client, municipality, name="Ежова\r\nBcc: all@example.org")

    assert "\n" not in Letter.objects.get().subject


@pytest.mark.parametrize("given", RoleKind)
@pytest.mark.parametrize("own", RoleKind)
def test_only_what_one_may_give_is_given(client, municipality, own, given):
    school = make_school(municipality)
    place = {"school": school} if own in SCHOOL_ROLES else {}
    client.force_login(make_user_as(own, municipality, **place))
    school_of_given = school.pk if given in SCHOOL_ROLES else ""
    card = make_person(municipality).pk if given == RoleKind.TUTOR else ""
    answer = send(client, municipality, kind=given, school=school_of_given, person=card)

    allowed = given in INVITES.get(own, ())
    expected = 302 if allowed else 422 if own in KEEPERS else 403
    assert answer.status_code == expected
    assert User.objects.filter(email="ezhova@example.org").exists() == allowed


def test_nobody_gives_the_role_of_a_region():
    assert not any(RoleKind.REGIONAL in kinds for kinds in INVITES.values())
    assert RoleKind.ADMINISTRATOR not in INVITES[RoleKind.HEAD] + INVITES[RoleKind.COORDINATOR]


@pytest.mark.parametrize("kind", SCHOOL_ROLES)
def test_role_of_a_school_needs_the_school(client, municipality, head, kind):
    answer = send(client, municipality, kind=kind)

    assert answer.status_code == 422
    assert "Выберите школу" in answer.content.decode()


def test_role_of_the_department_has_no_school(client, municipality, head):
    answer = send(client, municipality, school=make_school(municipality).pk)

    assert answer.status_code == 422
    assert "уберите школу" in answer.content.decode()
    assert "Ёжова Алёна Петровна" in answer.content.decode()


def test_foreign_school_person_and_principal_are_refused(client, municipality, head):
    elsewhere = make_municipality()
    foreign = {
        "kind": "director",
        "school": make_school(elsewhere).pk,
        "person": make_person(elsewhere).pk,
        "principal": make_role(RoleKind.HEAD, elsewhere).pk,
    }
    answer = send(client, municipality, **foreign)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) >= {"school", "person", "principal"}
    assert not User.objects.filter(email="ezhova@example.org").exists()


def test_invitation_links_the_card_of_the_person(client, municipality, head):
    person = make_person(municipality)
    send(client, municipality, person=person.pk)

    person.refresh_from_db()
    assert person.user.email == "ezhova@example.org"
    assert person.version == 2


def test_card_with_another_sign_in_is_not_taken_over(client, municipality, head):
    owner = make_user()
    person = make_person(municipality, user=owner)
    answer = send(client, municipality, person=person.pk)

    assert answer.status_code == 422
    person.refresh_from_db()
    assert person.user == owner


def test_owner_of_a_card_elsewhere_gets_one_here_too(client, municipality, head):
    user = make_user(email="ezhova@example.org")
    elsewhere = make_person(user=user)
    person = make_person(municipality)
    send(client, municipality, person=person.pk)

    assert set(user.people.all()) == {elsewhere, person}
    assert access_to(user, municipality).person_id == person.pk


def test_owner_of_a_card_here_gets_no_second_one(client, municipality, head):
    make_person(municipality, user=make_user(email="ezhova@example.org"))
    answer = send(client, municipality, person=make_person(municipality).pk)

    assert answer.status_code == 422
    assert "уже связан с другой карточкой" in answer.content.decode()


def test_deputy_acts_for_the_same_role_until_a_day(client, municipality, head):
    principal = make_role(RoleKind.DIRECTOR, school=make_school(municipality))
    acting = {"kind": "director", "school": principal.school_id, "principal": principal.pk}
    refused = send(client, municipality, **acting)
    assert "укажите последний день" in refused.content.decode()

    send(client, municipality, **acting, until=(TODAY + 30 * DAY).isoformat())
    role = Role.objects.get(principal=principal)
    assert role.until == TODAY + 30 * DAY
    page = client.get(url("role-list", municipality)).content.decode()
    assert "и. о.: директор школы" in page


def test_nobody_acts_in_another_role(client, municipality, head):
    principal = make_role(RoleKind.SECRETARY, municipality)
    until = (TODAY + DAY).isoformat()
    answer = send(client, municipality, principal=principal.pk, until=until)

    assert answer.status_code == 422
    assert "те же, что у замещаемого" in answer.content.decode()


@pytest.mark.parametrize("days", [-1, -10])
def test_role_that_is_over_already_is_refused(client, municipality, head, days):
    answer = send(client, municipality, until=(TODAY + days * DAY).isoformat())

    assert answer.status_code == 422
    assert not Letter.objects.exists()
