"""Who reads a programme and its files, and who finds nothing."""

import pytest
from django.urls import reverse

from schools.models import ProgrammeVersion, RoleKind
from tests.factories import make_municipality, make_school
from tests.schools.pages import signed_in_as, url
from tests.schools.uploads import download, with_version

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "kind", [RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.METHODOLOGIST, RoleKind.OBSERVER]
)
def test_department_reads_and_downloads_and_uploads_nothing(school, director, kind):
    programme = with_version(school, director)
    client = signed_in_as(kind, school.municipality)
    page = client.get(url("programme", school.municipality, programme.pk)).content.decode()
    file = programme.versions.get().file

    assert "Программа.docx" in page
    assert "Загрузить новую версию" not in page
    assert download(client, file)[0] == 200
    for name, pk in (("programme-create", school.pk), ("programme-version-create", programme.pk)):
        assert client.get(url(name, school.municipality, pk)).status_code == 403
    assert ProgrammeVersion.objects.count() == 1


def test_tutor_of_the_school_reads_and_downloads(school, director):
    programme = with_version(school, director)
    client = signed_in_as(RoleKind.TUTOR, school.municipality, school=school)

    assert client.get(url("programme", school.municipality, programme.pk)).status_code == 200
    file = programme.versions.get().file
    assert download(client, file)[0] == 200
    assert client.get(url("programme-create", school.municipality, school.pk)).status_code == 403


@pytest.mark.parametrize("kind", [RoleKind.TUTOR, RoleKind.DIRECTOR])
def test_other_school_finds_nothing(school, director, kind):
    programme = with_version(school, director)
    other = make_school(school.municipality)
    client = signed_in_as(kind, school.municipality, school=other)
    file = programme.versions.get().file

    assert client.get(url("programme", school.municipality, programme.pk)).status_code == 404
    assert download(client, file)[0] == 404
    assert (
        str(programme)
        not in client.get(url("programme-list", school.municipality)).content.decode()
    )
    if kind == RoleKind.DIRECTOR:
        assert (
            client.get(url("programme-create", school.municipality, school.pk)).status_code == 404
        )


def test_other_municipality_finds_nothing(school, director):
    programme = with_version(school, director)
    elsewhere = make_municipality()
    client = signed_in_as(RoleKind.HEAD, elsewhere)
    file = programme.versions.get().file

    address = reverse("schools:programme", args=[elsewhere.slug, programme.pk])
    assert client.get(address).status_code == 404
    assert client.get(url("programme", school.municipality, programme.pk)).status_code == 404
    assert download(client, file)[0] == 404


def test_director_who_left_downloads_nothing(client, school, director):
    file = with_version(school, director).versions.get().file
    director.roles.all().delete()

    assert download(client, file)[0] == 404
