"""Reference data section of a superuser: users, the journal, invitations, letters."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts.audit import record
from accounts.models import AuditEntry, AuditVerb, Invitation, User
from letters.models import Letter, LetterState
from letters.operations import post_letter
from schools.models import Role, RoleKind
from tests.factories import make_municipality, make_role, make_school, make_user
from tests.posting import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser(client):
    """A superuser, signed in."""
    user = make_user(is_superuser=True)
    client.force_login(user)
    return user


@pytest.mark.once
def test_every_page_of_the_section_opens(client, superuser):
    record(AuditVerb.CHANGE, superuser, by=superuser)
    post_letter(to="a@example.org", subject="Тема", body="секрет")
    make_role(RoleKind.DIRECTOR, school=make_school())
    index = client.get(reverse("admin:index")).content.decode()
    assert "Группы" not in index
    assert "uthenticator" not in index
    for name in (
        "accounts_user",
        "accounts_auditentry",
        "accounts_invitation",
        "letters_letter",
        "schools_region",
        "schools_role",
    ):
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
    for name in ("accounts_user", "schools_role", "schools_region"):
        assert client.get(reverse(f"admin:{name}_add")).status_code == 200


def test_journal_is_only_read(client, superuser):
    entry = record(AuditVerb.CHANGE, superuser, by=superuser)
    url = reverse("admin:accounts_auditentry_change", args=[entry.pk])
    assert client.get(url).status_code == 200

    assert post(client, url, {"object_label": "другое"}).status_code == 403
    assert client.get(reverse("admin:accounts_auditentry_add")).status_code == 403
    delete = reverse("admin:accounts_auditentry_delete", args=[entry.pk])
    assert post(client, delete, {"post": "yes"}).status_code == 403
    assert AuditEntry.objects.get(pk=entry.pk).object_label == str(superuser)


def test_letter_does_not_show_its_text(client, superuser):
    letter = post_letter(to="a@example.org", subject="Тема", body="https://секрет")
    url = reverse("admin:letters_letter_change", args=[letter.pk])
    page = client.get(url).content.decode()

    assert "Тема" in page
    assert "секрет" not in page
    assert post(client, url, {"subject": "x"}).status_code == 403
    assert Letter.objects.get().subject == "Тема"


def test_new_user_has_no_password_until_setting_one(client, superuser):
    data = {"name": "Ежова", "email": "ezhova@example.org", "is_active": "on"}
    post(client, reverse("admin:accounts_user_add"), data)

    user = User.objects.get(email="ezhova@example.org")
    assert not user.has_usable_password()
    entry = AuditEntry.objects.get(verb=AuditVerb.CREATE)
    assert (entry.by, entry.object_id) == (superuser, str(user.pk))


def test_address_that_differs_in_letters_alone_is_taken(client, superuser):
    make_user(email="ezhova@example.org")
    url = reverse("admin:accounts_user_add")
    data = {"name": "Ежова", "email": "Ezhova@Example.org", "is_active": "on"}
    page = post(client, url, data).content.decode()
    assert "Пользователь с таким адресом уже есть." in page

    post(client, url, data | {"email": "Other@Example.org"})
    assert set(User.objects.values_list("email", flat=True)) == {
        superuser.email,
        "ezhova@example.org",
        "other@example.org",
    }


def test_superuser_sends_a_lost_letter_again(client, superuser):
    lost = post_letter(to="a@example.org", subject="Тема", body="Текст")
    sent = post_letter(to="b@example.org", subject="Тема", body="")
    Letter.objects.filter(pk=lost.pk).update(state=LetterState.FAILED, attempts=12)
    Letter.objects.filter(pk=sent.pk).update(state=LetterState.SENT)
    data = {"action": "send_again", "_selected_action": [lost.pk, sent.pk]}
    page = post(client, reverse("admin:letters_letter_changelist"), data, follow=True)

    assert "Снова ждут отправки: 1." in page.content.decode()
    lost.refresh_from_db()
    sent.refresh_from_db()
    assert (lost.state, lost.attempts) == (LetterState.WAITING, 0)
    assert sent.state == LetterState.SENT


def test_former_address_no_longer_signs_in(client, superuser):
    user = make_user(email="old@example.org")
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    data = {"name": user.name, "email": "new@example.org", "is_active": "on"}
    post(client, reverse("admin:accounts_user_change", args=[user.pk]), data)

    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert not EmailAddress.objects.filter(email="old@example.org").exists()


def test_user_is_closed_and_never_deleted(client, superuser):
    user = make_user()
    delete = reverse("admin:accounts_user_delete", args=[user.pk])
    assert post(client, delete, {"post": "yes"}).status_code == 403
    data = {"name": user.name, "email": user.email}
    post(client, reverse("admin:accounts_user_change", args=[user.pk]), data)

    user.refresh_from_db()
    assert not user.is_active


def test_superuser_takes_the_second_factor_of_a_lost_phone_off(client, superuser):
    user = make_user()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    data = {"action": "take_second_factor_off", "_selected_action": [user.pk]}
    post(client, reverse("admin:accounts_user_changelist"), data)

    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.filter(by=superuser, object_id=str(user.pk)).exists()


def test_superuser_gives_the_role_of_a_region(client, superuser):
    user, region = make_user(), make_municipality().region
    data = {"user": user.pk, "kind": "regional", "region": region.pk, "since": "01.09.2025"}
    post(client, reverse("admin:schools_role_add"), data)

    role = Role.objects.get(user=user)
    assert (role.kind, role.region) == (RoleKind.REGIONAL, region)
    assert AuditEntry.objects.get(verb=AuditVerb.CREATE).object_id == str(role.pk)


def test_role_without_its_territory_is_refused_in_russian(client, superuser):
    data = {"user": make_user().pk, "kind": "regional", "since": "01.09.2025"}
    answer = post(client, reverse("admin:schools_role_add"), data)

    assert "Роли региона нужен регион" in answer.content.decode()
    assert not Role.objects.exists()


def test_invitations_show_no_secret(client, superuser):
    invitation = Invitation(user=make_user(), invited_by=superuser)
    invitation.renew_token()
    invitation.save()
    page = client.get(reverse("admin:accounts_invitation_change", args=[invitation.pk]))

    assert invitation.token_hash not in page.content.decode()


def test_sign_out_of_the_section_is_the_common_one(client, superuser):
    assert client.get(reverse("admin:password_change")).url == reverse("account_change_password")
    assert post(client, reverse("admin:logout")).url == reverse("account_logout")
    assert reverse("account_logout") in client.get(reverse("admin:index")).content.decode()
