"""The link of an invitation: whom it lets in, how often and until when."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, AuditVerb, Invitation, User
from letters.models import Letter
from schools.models import Role, RoleKind
from tests.posting import post
from tests.schools.invitations import link_in, send, values_of
from tests.schools.pages import url

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def test_invited_person_sets_a_password_once_and_is_inside(client, municipality, head):
    send(client, municipality)
    link = link_in(Letter.objects.get())
    guest = Client()
    assert "Здравствуйте, Ёжова" in guest.get(link).content.decode()

    answer = post(guest, link, {"password": "Длинный-пароль-9"}, follow=True)
    assert answer.status_code == 200
    assert guest.get(url("programme-list", municipality)).status_code == 200
    assert User.objects.get(email="ezhova@example.org").check_password("Длинный-пароль-9")
    assert Client().get(link).status_code == 404
    assert post(Client(), link, {"password": "Другой-пароль-9"}).status_code == 404


def test_invitation_sent_twice_by_one_form_sends_one_letter(client, municipality, head):
    answers = [send(client, municipality, form_key="k" * 32) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Letter.objects.count() == Role.objects.filter(kind=RoleKind.METHODOLOGIST).count() == 1


def test_first_password_sent_twice_by_one_form_is_set_once(client, municipality, head):
    send(client, municipality)
    link = link_in(Letter.objects.get())
    passwords = ("Длинный-пароль-9", "Другой-пароль-9")
    # Both clicks of a double click leave the browser before it is signed in.
    answers = [
        Client().post(link, {"password": password, "form_key": "k" * 32}) for password in passwords
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    user = User.objects.get(email="ezhova@example.org")
    assert user.check_password("Длинный-пароль-9")
    assert AuditEntry.objects.filter(verb=AuditVerb.SIGN_IN, by=user).count() == 1


def test_accepted_invitation_stands_in_the_sessions_and_in_the_journal(client, municipality, head):
    send(client, municipality)
    guest = Client()
    post(guest, link_in(Letter.objects.get()), {"password": "Длинный-пароль-9"})

    user = User.objects.get(email="ezhova@example.org")
    assert AuditEntry.objects.filter(verb=AuditVerb.SIGN_IN, by=user).count() == 1
    assert guest.get(reverse("usersessions_list")).context["session_count"] == 1


def test_weak_password_keeps_the_page_and_the_invitation(client, municipality, head):
    send(client, municipality)
    link = link_in(Letter.objects.get())
    answer = post(Client(), link, {"password": "12345678"})

    assert answer.status_code == 422
    assert "только из цифр" in answer.content.decode()
    assert Invitation.objects.get().accepted_at is None
    assert Client().get(link).status_code == 200


def test_link_is_dead_once_a_password_was_set_another_way(client, municipality, head):
    send(client, municipality)
    user = User.objects.get(email="ezhova@example.org")
    user.set_password("Пароль-по-ссылке-9")
    user.save()
    link = link_in(Letter.objects.get())

    assert post(Client(), link, {"password": "Длинный-пароль-9"}).status_code == 404
    user.refresh_from_db()
    assert user.check_password("Пароль-по-ссылке-9")


def test_expired_link_says_whom_to_ask(client, municipality, head):
    send(client, municipality)
    Invitation.objects.update(sent_at=timezone.now() - 4 * DAY)
    link = link_in(Letter.objects.get())

    assert Client().get(link).status_code == 410
    assert post(Client(), link, {"password": "Длинный-пароль-9"}).status_code == 410
    assert not User.objects.get(email="ezhova@example.org").has_usable_password()


def test_invitation_sent_again_replaces_the_link_and_adds_no_role(client, municipality, head):
    send(client, municipality)
    role = Role.objects.get(user__email="ezhova@example.org")
    again = url("invite", municipality) + f"?repeat={role.pk}"
    assert again in client.get(url("role-list", municipality)).content.decode()
    assert 'value="ezhova@example.org"' in client.get(again).content.decode()

    post(client, again, values_of())
    old, new = (link_in(letter) for letter in Letter.objects.order_by("pk"))
    assert Role.objects.filter(user=role.user).count() == 1
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
