"""Second factor: anyone may switch it on; a setting makes a role use it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.urls import reverse

from accounts.models import AuditEntry
from letters.models import Letter
from schools.models import RoleKind
from tests.accounts.test_sign_in import sign_in
from tests.factories import PASSWORD, make_municipality, make_user, make_user_as

pytestmark = pytest.mark.django_db


def code_of(secret):
    return f"{hotp_value(secret, next(iter(counters()))):06d}"


def switch_on(client):
    """The secret of the factor that the signed-in person has switched on."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


def test_person_switches_the_factor_on_and_gets_codes(client, django_capture_on_commit_callbacks):
    user = make_user()
    sign_in(client, user)
    with django_capture_on_commit_callbacks(execute=True):
        switch_on(client)

    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert "Включён второй фактор" in Letter.objects.earliest("pk").subject
    assert "Включён" in client.get(reverse("mfa_index")).content.decode()
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10


def test_sign_in_asks_for_the_code(client):
    user = make_user()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    answer = sign_in(client, user)
    assert answer.url == reverse("mfa_authenticate")
    assert client.get(reverse("home")).status_code == 302

    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert "Код не подошёл" in wrong
    done = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert done.url == reverse("home")
    assert client.get(reverse("home")).status_code == 200


def test_person_switches_the_factor_off(client):
    user = make_user()
    sign_in(client, user)
    switch_on(client)
    assert "Выключить второй фактор?" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=user).exists()


def test_person_confirms_the_password_before_switching_on(client):
    user = make_user()
    sign_in(client, user)
    answer = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Подтвердите, что это вы" in answer.content.decode()

    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_setting_keeps_a_role_out_until_the_factor_is_on(client, settings):
    settings.SECOND_FACTOR_ROLES = [RoleKind.HEAD]
    municipality = make_municipality()
    head = make_user_as(RoleKind.HEAD, municipality)
    url = reverse("schools:school-list", args=[municipality.slug])
    sign_in(client, head)
    refused = client.get(url)
    assert refused.status_code == 403
    assert "второй фактор" in refused.content.decode()

    switch_on(client)
    assert client.get(url).status_code == 200


def test_journal_tells_of_the_factor_and_of_signing_in_and_out(
    client, django_capture_on_commit_callbacks
):
    user = make_user()
    sign_in(client, user)
    with django_capture_on_commit_callbacks(execute=True):
        switch_on(client)
    client.post(reverse("mfa_deactivate_totp"))
    client.post(reverse("account_logout"))
    entries = AuditEntry.objects.filter(by=user).order_by("pk")
    verbs = [entry.verb for entry in entries]
    assert (verbs[0], verbs[-1]) == ("sign_in", "sign_out")
    factors = [e.changes["second_factor"] for e in entries if "second_factor" in e.changes]
    assert ["", "totp"] in factors
    assert ["totp", ""] in factors
