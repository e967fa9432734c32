"""The paper of an import: sent, refused, read by the department, dropped, found again."""

import pytest

from files.models import StoredFile
from roadmaps.models import (
    PlanImport,
    Roadmap,
)
from schools.models import RoleKind
from tests.files.readers.word import p, tbl, word_file
from tests.posting import fetch, post
from tests.roadmaps.importing.plan_files import FIRST, HEADING, plan_file
from tests.roadmaps.importing.wizard import correct, finish, step, upload

pytestmark = pytest.mark.django_db


def test_file_is_read_and_kept(coordinator, municipality, begun):
    assert begun.name == "План.docx"
    assert begun.source.name == "План.docx"
    page = coordinator.get(step(begun)).content.decode()
    assert "2\u00a0раздела" in page
    assert "3\u00a0мероприятия" in page
    assert 'value="2024-01-01"' in page
    assert Roadmap.objects.count() == 0


def test_same_file_twice_changes_nothing(coordinator, municipality, begun):
    finish(coordinator, begun)
    before = (StoredFile.objects.count(), Roadmap.objects.count())
    response = upload(coordinator, municipality, plan_file(), name="Другое имя.docx")
    assert "уже загружен" in response.content.decode()
    assert (StoredFile.objects.count(), Roadmap.objects.count()) == before


def test_half_finished_import_is_resumed(coordinator, municipality, begun):
    correct(coordinator, begun, 4, deadline_kind="range", control_dates="20.12.2024")
    response = upload(coordinator, municipality, plan_file())
    assert response.redirect_chain[-1][0] == step(begun)
    assert PlanImport.objects.count() == 1
    page = coordinator.get(f"/{municipality.slug}/roadmaps/import/").content.decode()
    assert "План.docx" in page


def test_dropped_import_is_gone(coordinator, begun):
    assert post(coordinator, step(begun, "drop/")).status_code == 302
    assert PlanImport.objects.count() == 0


def test_source_is_read_by_the_department_alone(coordinator, client_as, begun, school):
    address = f"/files/{begun.source_id}/"
    assert fetch(coordinator, address)[0] == 200
    assert fetch(client_as(RoleKind.DIRECTOR, school=school), address)[0] == 404


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("План.docx", b"PK not a document", "docx"),
        ("План.doc", b"\xd0\xcf\x11\xe0" + b"0" * 600, "старый формат"),
        ("План.pdf", b"%PDF-1.7\n%%EOF", "PDF"),
    ],
)
def test_unfit_file_is_refused_in_words(coordinator, municipality, name, data, reason):
    response = upload(coordinator, municipality, data, name=name)
    assert response.status_code == 422
    assert reason in response.content.decode()
    assert PlanImport.objects.count() == StoredFile.objects.count() == 0


def test_nothing_chosen_or_both(coordinator, municipality):
    assert "Выберите файл или вставьте" in upload(coordinator, municipality).content.decode()
    response = upload(coordinator, municipality, plan_file(), pasted="a\tb")
    assert "что-то одно" in response.content.decode()


def test_file_without_a_plan_says_so(coordinator, municipality):
    upload(coordinator, municipality, word_file(p("Приказ об отпусках")))
    page = coordinator.get(step(PlanImport.objects.get())).content.decode()
    assert "нет таблицы, похожей на план" in page


def test_director_may_not_import(client_as, municipality, school):
    client = client_as(RoleKind.DIRECTOR, school=school)
    assert client.get(f"/{municipality.slug}/roadmaps/import/").status_code == 403


def test_wrong_day_of_approval_can_be_cleared(coordinator, municipality):
    data = word_file(
        p("ПРИКАЗ") + p("от 01.03.2024 № 7") + p("План на 2024 год") + tbl(HEADING, FIRST)
    )
    upload(coordinator, municipality, data)
    plan_import = PlanImport.objects.get()
    assert "раньше утверждения" in coordinator.get(step(plan_import, "measures/")).content.decode()
    form = coordinator.get(step(plan_import)).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"approved_on": ""}
    post(coordinator, step(plan_import), data)
    assert "Сомнений нет" in coordinator.get(step(plan_import, "measures/")).content.decode()


def test_paper_of_too_many_rows_is_refused(coordinator, municipality):
    text = "Мероприятие\tСрок\n" + "Семинар\tмай 2024\n" * 1600
    response = upload(coordinator, municipality, pasted=text)
    assert response.status_code == 422
    assert "больше 1500 строк" in response.content.decode()
