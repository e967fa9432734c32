"""Programmes of schools: upload, versions, who reads them."""

import datetime
import threading

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry, AuditVerb
from files.models import StoredFile
from files.store import NotStored
from schools import operations
from schools.models import Programme, ProgrammeVersion, RoleKind
from tests.factories import make_municipality, make_programme, make_school, make_user_as
from tests.files.samples import make_docx, make_pdf, upload
from tests.posting import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school(short_name="Лесная СОШ", locality="д. Ёжово")


@pytest.fixture
def director(client, school):
    """The director of the school, signed in."""
    user = make_user_as(RoleKind.DIRECTOR, school=school)
    client.force_login(user)
    return user


def url(name, school, *args):
    return reverse(f"schools:{name}", args=[school.municipality.slug, *args])


def word(name="Программа.docx"):
    return upload(name, make_docx())


def values_of(**changes):
    values = {
        "kind": "antirisk",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "comment": "Первый вариант",
        "file": word(),
    }
    return values | changes


def download(client, stored):
    """Status of the answer to a download, and what was given."""
    answer = client.get(reverse("files:download", args=[stored.pk]))
    # Read to its end, the answer closes the file.
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else b""


def with_version(school, by, **values):
    programme = make_programme(school, **values)
    operations.add_version(programme, upload=word(), comment="", by=by)
    return programme


def signed_in_as(kind, municipality, **place):
    client = Client()
    client.force_login(make_user_as(kind, municipality, **place))
    return client


def test_director_uploads_a_programme(client, school, director):
    answer = post(client, url("programme-create", school, school.pk), values_of())

    programme = Programme.objects.get()
    assert answer.url == url("programme", school, programme.pk)
    assert (programme.school, programme.municipality) == (school, school.municipality)
    version = programme.versions.get()
    assert (version.number, version.comment) == (1, "Первый вариант")
    assert (version.uploaded_by, version.file.uploaded_by) == (director, director)
    assert AuditEntry.objects.filter(verb=AuditVerb.CREATE).count() == 2


def test_new_file_makes_a_new_version_and_the_old_one_stays(client, school, director):
    programme = with_version(school, director)
    first = programme.versions.get()
    data = {"file": upload("Вторая.pdf", make_pdf()), "comment": "Учли замечания"}
    post(client, url("programme-version-create", school, programme.pk), data)

    assert [version.number for version in programme.versions.all()] == [2, 1]
    page = client.get(url("programme", school, programme.pk)).content.decode()
    assert "Вторая.pdf" in page
    assert "Учли замечания" in page
    assert download(client, first.file) == (200, make_docx())


def test_moment_of_a_version_is_the_municipality_s_own(client, director, school):
    type(school.municipality).objects.update(day_shift=-400)
    programme = make_programme(school)
    post(client, url("programme-version-create", school, programme.pk), {"file": word()})

    shift = datetime.datetime.now(datetime.UTC) - programme.versions.get().uploaded_at
    assert shift.days == 400


def test_refused_file_keeps_the_comment_and_stores_nothing(client, school, director):
    data = values_of(file=upload("Программа.doc", b"\xd0\xcf\x11\xe0"), comment="Долгий текст")
    answer = post(client, url("programme-create", school, school.pk), data)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "старый формат Word" in page
    assert "Долгий текст" in page
    assert 'value="2026-01-01"' in page
    assert not Programme.objects.exists()
    assert not StoredFile.objects.exists()


def test_refused_version_keeps_the_comment(client, school, director):
    programme = with_version(school, director)
    data = {"file": upload("x.pdf", b"not a pdf"), "comment": "Долгий текст"}
    answer = post(client, url("programme-version-create", school, programme.pk), data)

    assert answer.status_code == 422
    assert "Долгий текст" in answer.content.decode()
    assert programme.versions.count() == 1


def test_full_disk_keeps_the_comment_and_the_number(client, school, director, monkeypatch):
    programme = with_version(school, director)

    def refuse(upload, *, by):
        raise NotStored("Файл не сохранён: на сервере закончилось место.")

    monkeypatch.setattr(operations, "store", refuse)
    data = {"file": word(), "comment": "Долгий текст"}
    answer = post(client, url("programme-version-create", school, programme.pk), data)

    assert answer.status_code == 422
    assert "закончилось место" in answer.content.decode()
    assert "Долгий текст" in answer.content.decode()
    assert programme.versions.count() == 1


def test_same_programme_twice_leads_to_a_new_version(client, school, director):
    make_programme(school)
    answer = post(client, url("programme-create", school, school.pk), values_of())

    assert answer.status_code == 422
    assert "добавьте новую версию" in answer.content.decode()
    assert Programme.objects.count() == 1


def test_period_cannot_end_before_it_begins(client, school, director):
    data = values_of(ends_on="2025-12-31")
    answer = post(client, url("programme-create", school, school.pk), data)

    assert answer.status_code == 422
    assert "Дата окончания раньше даты начала." in answer.content.decode()


def test_double_click_makes_one_version(client, school, director):
    programme = make_programme(school)
    address = url("programme-version-create", school, programme.pk)
    for _ in range(2):
        data = {"file": word(), "form_key": "one-and-the-same-key"}
        assert client.post(address, data).status_code == 302

    assert programme.versions.count() == 1


def test_school_coordinator_uploads_too(school):
    client = signed_in_as(RoleKind.SCHOOL_COORDINATOR, school.municipality, school=school)

    answer = post(client, url("programme-create", school, school.pk), values_of())
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "kind", [RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.METHODOLOGIST, RoleKind.OBSERVER]
)
def test_department_reads_and_downloads_and_uploads_nothing(school, director, kind):
    programme = with_version(school, director)
    client = signed_in_as(kind, school.municipality)
    page = client.get(url("programme", school, programme.pk)).content.decode()
    file = programme.versions.get().file

    assert "Программа.docx" in page
    assert "Загрузить новую версию" not in page
    assert download(client, file)[0] == 200
    for name, pk in (("programme-create", school.pk), ("programme-version-create", programme.pk)):
        assert client.get(url(name, school, pk)).status_code == 403
    assert ProgrammeVersion.objects.count() == 1


def test_tutor_of_the_school_reads_and_downloads(school, director):
    programme = with_version(school, director)
    client = signed_in_as(RoleKind.TUTOR, school.municipality, school=school)

    assert client.get(url("programme", school, programme.pk)).status_code == 200
    file = programme.versions.get().file
    assert download(client, file)[0] == 200
    assert client.get(url("programme-create", school, school.pk)).status_code == 403


@pytest.mark.parametrize("kind", [RoleKind.TUTOR, RoleKind.DIRECTOR])
def test_other_school_finds_nothing(school, director, kind):
    programme = with_version(school, director)
    other = make_school(school.municipality)
    client = signed_in_as(kind, school.municipality, school=other)
    file = programme.versions.get().file

    assert client.get(url("programme", school, programme.pk)).status_code == 404
    assert download(client, file)[0] == 404
    assert str(programme) not in client.get(url("programme-list", school)).content.decode()
    if kind == RoleKind.DIRECTOR:
        assert client.get(url("programme-create", school, school.pk)).status_code == 404


def test_other_municipality_finds_nothing(school, director):
    programme = with_version(school, director)
    elsewhere = make_municipality()
    client = signed_in_as(RoleKind.HEAD, elsewhere)
    file = programme.versions.get().file

    address = reverse("schools:programme", args=[elsewhere.slug, programme.pk])
    assert client.get(address).status_code == 404
    assert client.get(url("programme", school, programme.pk)).status_code == 404
    assert download(client, file)[0] == 404


def test_director_who_left_downloads_nothing(client, school, director):
    file = with_version(school, director).versions.get().file
    director.roles.all().delete()

    assert download(client, file)[0] == 404


# --- the register


@pytest.mark.parametrize(
    "query", [{"search": "ежово"}, {"search": "ЛЕСНАЯ"}, {"kind": "antirisk"}, {"school": None}]
)
def test_register_is_searched_and_filtered(school, director, query):
    with_version(school, director)
    make_programme(make_school(school.municipality, short_name="Степная СОШ"), kind="plan")
    query = {name: value or school.pk for name, value in query.items()}
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    page = client.get(url("programme-list", school), query).content.decode()
    rows = page.partition("<tbody>")[2]

    assert "Лесная СОШ" in rows
    assert "Степная СОШ" not in rows
    assert "1\xa0версия" in rows


def test_register_costs_the_same_for_one_row_and_for_thirty(school, director):
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(url("programme-list", school))
        return len(queries)

    with_version(school, director)
    client.get(url("programme-list", school))
    one = cost()
    for _ in range(29):
        make_programme(make_school(school.municipality))
    assert cost() == one


def test_card_costs_the_same_for_one_version_and_for_ten(client, school, director):
    programme = with_version(school, director)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(url("programme", school, programme.pk))
        return len(queries)

    cost()
    one = cost()
    for _ in range(9):
        operations.add_version(programme, upload=word(), comment="", by=director)
    assert cost() == one


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_twenty_uploads_at_once_get_numbers_without_a_gap():
    school = make_school()
    programme = make_programme(school)
    director = make_user_as(RoleKind.DIRECTOR, school=school)
    answers = []

    def load():
        client = Client()
        client.force_login(director)
        try:
            address = url("programme-version-create", school, programme.pk)
            answers.append(post(client, address, {"file": word()}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=load) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = programme.versions.order_by("number").values_list("number", flat=True)
    assert answers == [302] * 20
    assert list(numbers) == list(range(1, 21))
