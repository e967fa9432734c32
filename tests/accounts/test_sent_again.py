"""A form whose protection key is stale: sent again by one press, told of in a notice to htmx."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.middleware import SENT_AGAIN
from schools.models import RoleKind
from tests.factories import make_checkpoint, make_school, make_user_as
from tests.posting import post

pytestmark = pytest.mark.django_db

TYPED = "Семинар проведён"


@pytest.fixture
def checkpoint():
    return make_checkpoint(school=make_school())


@pytest.fixture
def strict():
    """A client that is asked for the protection key, as browsers are."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def director(strict, checkpoint):
    """The director of the school, signed in."""
    user = make_user_as(RoleKind.DIRECTOR, school=checkpoint.school)
    strict.force_login(user)
    return user


def address(checkpoint):
    slug = checkpoint.municipality.slug
    return reverse("monitoring:checkpoint-report", args=[slug, checkpoint.pk])


def send(client, checkpoint, *, told=None, again=True, **options):
    """The report, as the button of the page sends it; `told` is what the browser says of it."""
    data = {"text": TYPED, "version": 1} | ({SENT_AGAIN: "1"} if again else {})
    extra = {f"HTTP_{name.upper().replace('-', '_')}": word for name, word in (told or {}).items()}
    return post(client, address(checkpoint), data, **extra, **options)


def test_page_of_an_ended_session_marks_its_form(client, checkpoint):
    page = send(client, checkpoint, again=False).content.decode()
    assert f'name="{SENT_AGAIN}"' in page


def test_own_page_sends_again_by_one_press(strict, checkpoint, director):
    assert send(strict, checkpoint, told={"Sec-Fetch-Site": "same-origin"}).status_code == 302
    assert checkpoint.events.get().text == TYPED


OURS = "http://testserver"
STRANGER = "https://evil.example"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"Origin": OURS},
        {"Referer": f"{OURS}/slug/"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "none", "Origin": OURS},
    ],
)
def test_without_the_browsers_word_the_key_is_asked_for(strict, checkpoint, director, told):
    response = send(strict, checkpoint, told=told)
    assert response.status_code == 403
    assert TYPED in response.content.decode()
    assert not checkpoint.events.exists()


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": OURS},
    {"Sec-Fetch-Site": "same-site", "Referer": f"{OURS}/"},
    {"Sec-Fetch-Site": "none", "Origin": STRANGER},
    {"Origin": STRANGER},
    {"Origin": "null"},
    {"Origin": "https://testserver.evil.example"},
    {"Origin": STRANGER, "Referer": f"{OURS}/"},
    {"Referer": f"{STRANGER}/trap"},
    {"Referer": f"{STRANGER}/{OURS}"},
    {"Referer": "http://testserver:8080/"},
    {"Referer": "http://[broken"},
    {"Referer": ""},
]


@pytest.mark.parametrize("told", FOREIGN)
@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("again", [True, False])
def test_a_form_of_another_site_is_not_offered_again(strict, checkpoint, told, signed_in, again):
    if signed_in:
        strict.force_login(make_user_as(RoleKind.DIRECTOR, school=checkpoint.school))
    response = send(strict, checkpoint, told=told, again=again)
    page = response.content.decode()
    assert response.status_code == 403
    assert "Форма не принята" in page
    assert TYPED not in page
    assert f'action="{address(checkpoint)}"' not in page
    assert SENT_AGAIN not in page
    assert not checkpoint.events.exists()


def test_the_answer_to_another_site_changes_no_key(strict, checkpoint):
    """The browser sent no cookies, but has them: open forms of ours must stay good."""
    response = send(strict, checkpoint, told={"Sec-Fetch-Site": "cross-site"})
    assert "csrftoken" not in response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_htmx_is_told_of_a_form_of_another_site_in_a_notice(strict, checkpoint, director):
    response = send(strict, checkpoint, told={"Origin": STRANGER, "HX-Request": "true"})
    page = response.content.decode()
    assert (response.status_code, response["HX-Retarget"]) == (403, "#notice")
    assert "<html" not in page
    assert "Форма не принята" in page
    assert TYPED not in page


@pytest.mark.parametrize(
    ("told", "is_offered"),
    [
        ({}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Referer": "http://testserver/"}, False),
        ({"Referer": "https://testserver/"}, True),
        ({"Origin": "https://testserver"}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
    ],
)
def test_over_https_silence_is_not_believed(strict, checkpoint, director, told, is_offered):
    """Django lets no such form through: only a stranger would gain by sending it again."""
    response = send(strict, checkpoint, told=told, again=False, secure=True)
    assert response.status_code == 403
    assert (TYPED in response.content.decode()) == is_offered


def test_other_forms_of_ours_still_need_the_key(strict, checkpoint, director):
    assert (
        send(strict, checkpoint, told={"Sec-Fetch-Site": "same-origin"}, again=False).status_code
        == 403
    )
    assert not checkpoint.events.exists()


def test_htmx_is_told_of_a_stale_key_in_a_notice(strict, checkpoint, director):
    response = send(strict, checkpoint, again=False, htmx=True)
    page = response.content.decode()
    assert response.status_code == 403
    assert response["HX-Retarget"] == "#notice"
    assert "<html" not in page
    assert "Введённое осталось на странице" in page
    # The script takes the key from there, and the next press is good.
    assert response.cookies["csrftoken"].value
    token = response.cookies["csrftoken"].value
    data = {"text": TYPED, "version": 1, "csrfmiddlewaretoken": token}
    assert post(strict, address(checkpoint), data).status_code == 302


def test_htmx_without_a_session_and_a_key_is_told_to_sign_in(strict, checkpoint):
    response = send(strict, checkpoint, again=False, htmx=True)
    assert response.status_code == 401
    assert "Сеанс закончился" in response.content.decode()


def test_htmx_is_told_of_a_form_without_its_key_in_a_notice(client, checkpoint):
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=checkpoint.school))
    data = {"text": TYPED, "version": 1}
    response = client.post(address(checkpoint), data, headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Retarget"]) == (400, "#notice")
    assert "<html" not in response.content.decode()
