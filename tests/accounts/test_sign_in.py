"""Sign-in pages: words, enumeration, lock-out, sessions, letters."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEntry, AuditVerb, User
from accounts.one_time import FIELD
from letters.models import Letter
from schools.models import RoleKind
from tests.factories import PASSWORD, make_municipality, make_user, make_user_as
from tests.posting import post

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


def sign_in(client, user, password=PASSWORD, **extra):
    data = {"login": user.email, "password": password}
    return client.post(reverse("account_login"), data, headers={"User-Agent": FIREFOX}, **extra)


def ask_for_reset(client, email):
    return post(client, reverse("account_reset_password"), {"email": email}, follow=True)


def without_keys(page):
    """Page text without what differs on every opening."""
    return re.sub(r'value="[^"]{16,}"', "", page.content.decode())


def test_login_page_has_no_way_to_sign_up(client):
    page = client.get(reverse("account_login")).content.decode()

    assert "<h1>Вход</h1>" in page
    assert "Забыли пароль?" in page
    assert "signup" not in page


def test_person_signs_in_and_the_journal_knows(client):
    user = make_user()
    answer = sign_in(client, user)

    assert answer.url == reverse("home")
    assert AuditEntry.objects.filter(verb=AuditVerb.SIGN_IN, by=user).count() == 1
    assert UserSession.objects.get(user=user).user_agent == FIREFOX


def test_wrong_password_keeps_the_address_and_says_so_in_russian(client):
    user = make_user()
    page = sign_in(client, user, password="не тот пароль").content.decode()

    assert "Адрес или пароль не подходят" in page
    assert f'value="{user.email}"' in page
    assert "не тот пароль" not in page


def test_unknown_address_gets_the_same_page_as_a_wrong_password(client):
    known, unknown = make_user(email="known@example.org"), make_user(email="stray@example.org")
    unknown.delete()
    pages = [without_keys(sign_in(client, user, password="x")) for user in (known, unknown)]

    assert pages[0].replace("known", "") == pages[1].replace("stray", "")


def test_closed_sign_in_says_who_can_open_it(client):
    page = client.get(reverse("account_inactive")).content.decode()

    assert "Открыть его может только технический администратор." in page


def test_address_is_the_same_in_any_letters(client):
    user = make_user(email="Ezhova@Example.org")
    user.email = "EZHOVA@example.ORG"
    assert sign_in(client, user).url == reverse("home")

    assert User.objects.get_by_natural_key("eZhova@example.org") == user
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="EZHOVA@example.org", name="Другая")


@pytest.mark.parametrize("password", ["Ежова-Алёна", "ezhova99"])
def test_password_like_the_name_or_the_address_is_refused(client, password):
    user = make_user(name="Ежова Алёна", email="ezhova.alena@example.org")
    with pytest.raises(ValidationError, match="похож"):
        validate_password(password, user)


def test_guessing_is_stopped_but_the_owner_elsewhere_comes_in(client):
    user = make_user()
    for _ in range(5):
        sign_in(client, user, password="x", REMOTE_ADDR="203.0.113.5")
    page = sign_in(client, user, REMOTE_ADDR="203.0.113.5").content.decode()
    assert "Слишком много попыток подряд" in page

    assert sign_in(client, user, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_too_many_requests_answer_in_russian(client):
    answers = [client.post(reverse("account_login"), {}) for _ in range(31)]

    assert answers[-1].status_code == 429
    assert "Слишком много попыток подряд" in answers[-1].content.decode()


def test_reset_shows_the_same_page_for_a_known_and_an_unknown_address(client):
    make_user(email="director@example.org")
    known = ask_for_reset(client, "director@example.org")
    unknown = ask_for_reset(client, "nobody@example.org")

    assert known.redirect_chain == unknown.redirect_chain
    assert without_keys(known) == without_keys(unknown)
    assert list(Letter.objects.values_list("to", flat=True)) == ["director@example.org"]


def test_reset_letter_leads_to_our_own_address_whatever_the_host(client, settings):
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["*"], "https://opora.example.ru"
    user = make_user()
    url = reverse("account_reset_password")
    post(client, url, {"email": user.email}, HTTP_HOST="evil.example.com")

    letter = Letter.objects.get()
    assert letter.subject == "Новый пароль для «Опоры»"
    assert "https://opora.example.ru/sign-in/password/reset/key/" in letter.body
    assert "evil" not in letter.subject + letter.body


def test_person_sets_a_new_password_by_the_link_once(client):
    user = make_user()
    ask_for_reset(client, user.email)
    path = re.search(r"/sign-in/password/reset/key/\S+", Letter.objects.get().body)[0]
    form = client.get(path, follow=True)
    url = form.redirect_chain[-1][0]
    passwords = {"password1": "Новый-пароль-88", "password2": "Новый-пароль-88"}
    post(client, url, passwords)

    user.refresh_from_db()
    assert user.check_password("Новый-пароль-88")
    assert Letter.objects.first().subject == "Пароль «Опоры» изменён"
    again = client.get(path, follow=True).content.decode()
    assert "Ссылка больше не действует" in again


def test_reset_asked_for_twice_by_one_form_sends_one_letter(client):
    url, data = reverse("account_reset_password"), {"email": make_user().email, FIELD: "k" * 32}
    answers = [client.post(url, data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Letter.objects.count() == 1


def test_new_password_sent_twice_by_one_form_is_set_once(client):
    user = make_user()
    ask_for_reset(client, user.email)
    path = re.search(r"/sign-in/password/reset/key/\S+", Letter.objects.get().body)[0]
    url = client.get(path, follow=True).redirect_chain[-1][0]
    answers = [
        client.post(url, {"password1": password, "password2": password, FIELD: "k" * 32})
        for password in ("Новый-пароль-88", "Другой-пароль-99")
    ]

    user.refresh_from_db()
    assert user.check_password("Новый-пароль-88")
    assert answers[0]["Location"] == answers[1]["Location"]
    # The letter with the link and one about the change.
    assert Letter.objects.count() == 2


def test_weak_new_password_is_refused_in_russian(client):
    user = make_user()
    client.force_login(user)
    data = {"oldpassword": PASSWORD, "password1": "12345678", "password2": "12345678"}
    page = client.post(reverse("account_change_password"), data).content.decode()

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert "только из цифр" in page


def test_person_signs_out_everywhere_else(client, client_factory):
    user = make_user_as(RoleKind.HEAD, make_municipality())
    other = client_factory()
    sign_in(client, user)
    sign_in(other, user)
    assert "Firefox, Windows" in client.get(reverse("usersessions_list")).content.decode()

    client.post(reverse("usersessions_list"))
    assert other.get(reverse("account_change_password")).status_code == 302
    assert client.get(reverse("account_change_password")).status_code == 200
    assert UserSession.objects.filter(user=user).count() == 1


def test_new_password_ends_the_other_sessions(client, client_factory):
    user = make_user()
    other = client_factory()
    sign_in(client, user)
    sign_in(other, user)
    data = {
        "oldpassword": PASSWORD,
        "password1": "Новый-пароль-88",
        "password2": "Новый-пароль-88",
    }
    client.post(reverse("account_change_password"), data)

    assert client.get(reverse("usersessions_list")).status_code == 200
    assert other.get(reverse("usersessions_list")).status_code == 302
    assert mail.outbox == [] or mail.outbox[0].to == [user.email]


def test_nobody_signs_up(client):
    url = reverse("account_signup")
    data = {"email": "new@example.org", "password1": "Длинный-пароль-7"}
    assert "Зарегистрироваться самому нельзя" in client.get(url).content.decode()
    client.post(url, data)

    assert not type(make_user()).objects.filter(email="new@example.org").exists()


def test_nobody_changes_the_address_alone(client):
    user = make_user()
    client.force_login(user)
    url = reverse("account_email")
    assert "адрес сменит технический администратор" in client.get(url).content.decode()
    client.post(url, {"action_add": "", "email": "other@example.org"})
    client.post(url, {"action_send": "", "email": user.email})
    client.post(url, {"action_remove": "", "email": user.email})

    assert list(user.emailaddress_set.values_list("email", flat=True)) == [user.email]
    assert not Letter.objects.exists()


def test_person_without_a_role_is_told_what_to_do(client):
    user = make_user()
    client.force_login(user)
    page = client.get(reverse("home")).content.decode()

    assert "роль ещё не назначена" in page
    assert user.email in page


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_email_verification_sent",
    ],
)
def test_stranger_reads_sign_in_pages_in_russian(client, name):
    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert b"main.alone" not in answer.content
    assert '<main id="main" class="alone">' in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["account_change_password", "mfa_index", "usersessions_list", "account_logout"]
)
def test_person_reads_pages_of_the_own_sign_in(client, name):
    client.force_login(make_user())

    assert '<main id="main" class="alone">' in client.get(reverse(name)).content.decode()
