"""«Журнал консультаций»: who writes, what is found, what is printed."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from monitoring.models import Consultation
from schools.models import RoleKind
from tests.factories import make_person, make_school, make_user_as
from tests.monitoring.visits.factories import make_consultation
from tests.posting import fetch, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def tutor(client, school):
    user = make_user_as(RoleKind.TUTOR, school=school)
    client.force_login(user)
    return user.people.get()


def url(name, school, *args):
    return reverse(f"monitoring:consultation-{name}", args=[school.municipality.slug, *args])


def values(school, tutor, **changes):
    return {
        "held_on": "2026-05-05",
        "form": "phone",
        "school": school.pk,
        "post": "учитель математики",
        "topic": "Задания с графиками",
        "advice": "Отправлены материалы",
        "consultant": tutor.pk,
    } | changes


def test_tutor_writes_about_own_schools_and_corrects_the_line(client, school, tutor):
    place = school.municipality
    add = url("create", school)
    others = values(make_school(place), tutor)
    assert post(client, add, others).status_code == 422
    assert post(client, add, values(school, make_person(place))).status_code == 422
    assert post(client, add, values(school, tutor, held_on="2099-01-01")).status_code == 422
    assert post(client, add, values(school, tutor)).status_code == 302
    line = Consultation.objects.get()
    edit = url("update", school, line.pk)
    changed = values(school, tutor, topic="Чтение таблиц", version=1)
    assert post(client, edit, changed).status_code == 302
    assert post(client, edit, changed).status_code == 409
    line.refresh_from_db()
    assert line.topic == "Чтение таблиц"


def test_line_of_a_colleague_is_read_only_and_of_another_school_unknown(client, school, tutor):
    line = make_consultation(school)
    assert client.get(url("update", school, line.pk)).status_code == 403
    other = make_consultation(make_school(school.municipality), topic="Чужая тема")
    assert client.get(url("update", school, other.pk)).status_code == 404
    page = client.get(url("list", school)).content.decode()
    assert line.topic in page
    assert "Чужая тема" not in page


def test_school_reads_its_lines_and_writes_none(client, school):
    make_consultation(school)
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=school))
    page = client.get(url("list", school)).content.decode()
    assert "Задания с графиками" in page
    assert "Записать консультацию" not in page
    assert client.get(url("create", school)).status_code == 403


def test_filters_excel_and_print_hold_the_same_lines(client, school, monkeypatch):
    printed = []
    monkeypatch.setattr("lib.pdf.render", lambda html: printed.append(html) or b"%PDF-1.7")
    client.force_login(make_user_as(RoleKind.METHODOLOGIST, school.municipality))
    make_consultation(school, topic="Учёт посещаемости", held_on="2026-03-01")
    make_consultation(school, topic="Зачёт по плану", held_on="2026-02-01")
    make_consultation(school, topic="Другое", form="video")
    query = {"search": "учет", "since": "01.01.2026"}
    page = client.get(url("list", school), query).content.decode()
    assert "Учёт посещаемости" in page
    assert "Зачёт по плану" not in page
    asked = f"{url('export', school)}?form_of=phone&until=31.03.2026"
    status, body = fetch(client, asked)
    rows = list(load_workbook(BytesIO(body)).active.iter_rows(values_only=True))
    topics = [row[5] for row in rows if isinstance(row[0], int)]
    assert (status, topics) == (200, ["Зачёт по плану", "Учёт посещаемости"])
    assert client.get(url("pdf", school), {"form_of": "video"}).status_code == 200
    assert "Другое" in printed[0]
    assert "Зачёт" not in printed[0]
    assert client.get(url("pdf", school), {"since": "вчера"}).status_code == 403


def test_journal_costs_the_same_with_1_and_30_lines(client, school):
    client.force_login(make_user_as(RoleKind.COORDINATOR, school.municipality))
    make_consultation(school)
    client.get(url("list", school))
    counts = []
    for more in (0, 29):
        for _ in range(more):
            make_consultation(make_school(school.municipality))
        with CaptureQueriesContext(connection) as queries:
            client.get(url("list", school))
        counts.append(len(queries))
    assert counts[0] == counts[1]
