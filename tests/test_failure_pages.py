"""403 and 404 keep the sections of a person whom the request knows."""

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.urls import reverse

from config import views
from schools.models import RoleKind
from tests.factories import make_municipality, make_school, make_user, make_user_as

pytestmark = pytest.mark.django_db

SECTIONS = '<nav class="side"'


@pytest.fixture
def place():
    return make_municipality()


def page_of(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_refused_person_keeps_the_sections(client, place):
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=make_school(place)))
    page = page_of(client, reverse("schools:person-list", args=[place.slug]), 403)
    assert "Нет доступа" in page
    assert SECTIONS in page
    assert "Моя школа" in page


@pytest.mark.parametrize("rest", ["control/987654/", "no-such-section/"])
def test_absent_page_keeps_the_sections(client, place, rest):
    client.force_login(make_user_as(RoleKind.COORDINATOR, place))
    page = page_of(client, f"/{place.slug}/{rest}", 404)
    assert "Страница не найдена" in page
    assert SECTIONS in page
    assert reverse("monitoring:checkpoint-list", args=[place.slug]) in page


def test_foreign_municipality_gives_the_own_sections_and_nothing_else(client, place):
    stranger = make_municipality()
    client.force_login(make_user_as(RoleKind.COORDINATOR, place))
    page = page_of(client, f"/{stranger.slug}/control/", 404)
    assert reverse("monitoring:checkpoint-list", args=[place.slug]) in page
    assert stranger.slug not in page
    assert stranger.name not in page


def test_person_of_several_municipalities_goes_over_by_the_list(client, place):
    user = make_user_as(RoleKind.REGIONAL, place)
    make_municipality(region=place.region)
    client.force_login(user)
    page = page_of(client, "/no-such-place/", 404)
    assert SECTIONS not in page
    assert "Муниципалитеты" in page


def test_stranger_and_a_person_without_a_role_see_the_page_alone(client):
    assert SECTIONS not in page_of(client, "/no/such/place/", 404)
    client.force_login(make_user())
    assert SECTIONS not in page_of(client, "/no/such/place/", 404)


def test_fault_in_building_the_page_leaves_the_bare_one(client, place, monkeypatch, caplog):
    def fail(request):
        raise RuntimeError("the base is away")

    client.force_login(make_user_as(RoleKind.COORDINATOR, place))
    monkeypatch.setattr(views, "find_place", fail)
    page = page_of(client, f"/{place.slug}/control/987654/", 404)
    assert "Страница не найдена" in page
    assert SECTIONS not in page
    assert "could not be built" in caplog.text


def test_disk_that_fills_while_the_form_comes_is_named(client, place, monkeypatch):
    def full(handler, data, start):
        handler.file.close()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full)
    client.force_login(make_user_as(RoleKind.COORDINATOR, place))
    client.raise_request_exception = False
    address = reverse("roadmaps:plan-import-create", args=[place.slug])
    answer = client.post(address, {"file": SimpleUploadedFile("a.docx", b"1")})
    assert answer.status_code == 507
    assert "На сервере закончилось место" in answer.content.decode()
