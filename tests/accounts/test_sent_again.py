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


def send(client, checkpoint, *, site=None, again=True, **options):
    """The report, as the button of the page sends it; `site` is what the browser says of it."""
    data = {"text": TYPED, "version": 1} | ({SENT_AGAIN: "1"} if again else {})
    extra = {"HTTP_SEC_FETCH_SITE": site} if site else {}
    return post(client, address(checkpoint), data, **extra, **options)


def test_page_of_an_ended_session_marks_its_form(client, checkpoint):
    page = send(client, checkpoint, again=False).content.decode()
    assert f'name="{SENT_AGAIN}"' in page


def test_own_page_sends_again_by_one_press(strict, checkpoint, director):
    assert send(strict, checkpoint, site="same-origin").status_code == 302
    assert checkpoint.events.get().text == TYPED


@pytest.mark.parametrize("site", [None, "same-site", "cross-site", "none"])
def test_without_the_browsers_word_the_key_is_asked_for(strict, checkpoint, director, site):
    response = send(strict, checkpoint, site=site)
    assert response.status_code == 403
    assert TYPED in response.content.decode()
    assert not checkpoint.events.exists()


def test_other_forms_of_ours_still_need_the_key(strict, checkpoint, director):
    assert send(strict, checkpoint, site="same-origin", again=False).status_code == 403
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
