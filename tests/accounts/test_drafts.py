"""The server names the form that it has taken, so that the browser drops what it kept of it."""

from urllib.parse import unquote

import pytest
from django.http import HttpResponse

from accounts.drafts import COOKIE, mark_sent
from schools.models import RoleKind
from tests.factories import make_municipality, make_user_as
from tests.posting import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client):
    municipality = make_municipality()
    client.force_login(make_user_as(RoleKind.COORDINATOR, municipality))
    return f"/{municipality.slug}/schools/add/"


def test_taken_form_is_named(client, place):
    assert post(client, place, {"name": "Школа", "short_name": "Школа"}).status_code == 302
    cookie = client.cookies[COOKIE]
    assert unquote(cookie.value) == place
    # The script reads it; other sites do not get it sent.
    assert (cookie["httponly"], cookie["samesite"]) == ("", "Lax")


def test_page_that_may_show_the_form_again_says_so(rf):
    request = rf.post("/place/form/")
    request.htmx = False
    answer = mark_sent(request, HttpResponse("<form>"))
    assert unquote(answer.cookies[COOKIE].value) == "?/place/form/"


def test_refused_form_is_not(client, place):
    assert post(client, place, {"name": ""}).status_code == 422
    assert client.post(place, {"name": "Школа"}).status_code == 400  # without its key
    assert COOKIE not in client.cookies


def test_htmx_tells_by_itself(client, place):
    answer = post(client, place, {"name": "Школа", "short_name": "Школа"}, htmx=True)
    assert answer.status_code == 204
    assert COOKIE not in client.cookies
