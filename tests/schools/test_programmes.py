"""Programmes of schools: upload, versions, who reads them."""

import datetime

import pytest

from accounts.models import AuditEntry, AuditVerb
from files.models import StoredFile
from files.store import NotStored
from schools import operations
from schools.models import Programme, RoleKind
from tests.factories import make_programme, make_school
from tests.files.samples import make_docx, make_pdf, upload
from tests.posting import post
from tests.schools.pages import cost, signed_in_as, url
from tests.schools.uploads import download, with_version, word

pytestmark = pytest.mark.django_db


def values_of(**changes):
    values = {
        "kind": "antirisk",
        "title": "Дефицит кадров",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "comment": "Первый вариант",
        "file": word(),
    }
    return values | changes


def test_director_uploads_a_programme(client, school, director):
    answer = post(client, url("programme-create", school.municipality, school.pk), values_of())

    programme = Programme.objects.get()
    assert answer.url == url("programme", school.municipality, programme.pk)
    assert (programme.school, programme.municipality) == (school, school.municipality)
    version = programme.versions.get()
    assert (version.number, version.comment) == (1, "Первый вариант")
    assert (version.uploaded_by, version.file.uploaded_by) == (director, director)
    assert AuditEntry.objects.filter(verb=AuditVerb.CREATE).count() == 2


def test_new_file_makes_a_new_version_and_the_old_one_stays(client, school, director):
    programme = with_version(school, director)
    first = programme.versions.get()
    data = {"file": upload("Вторая.pdf", make_pdf()), "comment": "Учли замечания"}
    post(client, url("programme-version-create", school.municipality, programme.pk), data)

    assert [version.number for version in programme.versions.all()] == [2, 1]
    page = client.get(url("programme", school.municipality, programme.pk)).content.decode()
    assert "Вторая.pdf" in page
    assert "Учли замечания" in page
    assert download(client, first.file) == (200, make_docx())


def test_moment_of_a_version_is_the_municipality_s_own(client, director, school):
    type(school.municipality).objects.update(day_shift=-400)
    programme = make_programme(school)
    post(
        client, url("programme-version-create", school.municipality, programme.pk), {"file": word()}
    )

    shift = datetime.datetime.now(datetime.UTC) - programme.versions.get().uploaded_at
    assert shift.days == 400


def test_refused_file_keeps_the_comment_and_stores_nothing(client, school, director):
    data = values_of(file=upload("Программа.doc", b"\xd0\xcf\x11\xe0"), comment="Долгий текст")
    answer = post(client, url("programme-create", school.municipality, school.pk), data)

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
    answer = post(client, url("programme-version-create", school.municipality, programme.pk), data)

    assert answer.status_code == 422
    assert "Долгий текст" in answer.content.decode()
    assert programme.versions.count() == 1


def test_full_disk_keeps_the_comment_and_the_number(client, school, director, monkeypatch):
    programme = with_version(school, director)

    def refuse(upload, *, by):
        raise NotStored("Файл не сохранён: на сервере закончилось место.")

    monkeypatch.setattr(operations, "store", refuse)
    data = {"file": word(), "comment": "Долгий текст"}
    answer = post(client, url("programme-version-create", school.municipality, programme.pk), data)

    assert answer.status_code == 422
    assert "закончилось место" in answer.content.decode()
    assert "Долгий текст" in answer.content.decode()
    assert programme.versions.count() == 1


def test_same_programme_twice_leads_to_a_new_version(client, school, director):
    make_programme(school, title="Дефицит кадров")
    make_programme(school, kind="quality", title="Прежняя")
    address = url("programme-create", school.municipality, school.pk)
    for data in (values_of(), values_of(kind="quality", title="Другая")):
        answer = post(client, address, data)
        assert answer.status_code == 422
        assert "добавьте новую версию" in answer.content.decode()
    assert Programme.objects.count() == 2


def test_every_risk_has_its_own_programme_named_by_it(client, school, director):
    address = url("programme-create", school.municipality, school.pk)
    unnamed = post(client, address, values_of(title=""))
    assert unnamed.status_code == 422
    assert "Назовите программу по риску" in unnamed.content.decode()
    for title in ("Дефицит кадров", "Слабая мотивация"):
        assert post(client, address, values_of(title=title)).status_code == 302
    names = [str(programme) for programme in Programme.objects.order_by("pk")]
    assert names[1] == "Антирисковая программа «Слабая мотивация», 2026"
    page = client.get(url("programme-list", school.municipality)).content.decode()
    assert names[1] in page


def test_period_cannot_end_before_it_begins(client, school, director):
    data = values_of(ends_on="2025-12-31")
    answer = post(client, url("programme-create", school.municipality, school.pk), data)

    assert answer.status_code == 422
    assert "Дата окончания раньше даты начала." in answer.content.decode()


def test_double_click_makes_one_version(client, school, director):
    programme = make_programme(school)
    address = url("programme-version-create", school.municipality, programme.pk)
    for _ in range(2):
        data = {"file": word(), "form_key": "one-and-the-same-key"}
        assert client.post(address, data).status_code == 302

    assert programme.versions.count() == 1


def test_school_coordinator_uploads_too(school):
    client = signed_in_as(RoleKind.SCHOOL_COORDINATOR, school.municipality, school=school)

    answer = post(client, url("programme-create", school.municipality, school.pk), values_of())
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "query", [{"search": "ежово"}, {"search": "ЛЕСНАЯ"}, {"kind": "antirisk"}, {"school": None}]
)
def test_register_is_searched_and_filtered(school, director, query):
    with_version(school, director)
    make_programme(make_school(school.municipality, short_name="Степная СОШ"), kind="plan")
    query = {name: value or school.pk for name, value in query.items()}
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)
    page = client.get(url("programme-list", school.municipality), query).content.decode()
    rows = page.partition("<tbody>")[2]

    assert "Лесная СОШ" in rows
    assert "Степная СОШ" not in rows
    assert "1\xa0версия" in rows


def test_register_costs_the_same_for_one_row_and_for_thirty(school, director):
    client = signed_in_as(RoleKind.COORDINATOR, school.municipality)

    address = url("programme-list", school.municipality)
    with_version(school, director)
    one = cost(client, address)
    for _ in range(29):
        make_programme(make_school(school.municipality))
    assert cost(client, address) == one


def test_card_costs_the_same_for_one_version_and_for_ten(client, school, director):
    programme = with_version(school, director)

    address = url("programme", school.municipality, programme.pk)
    one = cost(client, address)
    for _ in range(9):
        operations.add_version(programme, upload=word(), comment="", by=director)
    assert cost(client, address) == one
