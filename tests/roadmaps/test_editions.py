"""Heading, numbering, columns of an edition, and its place in an order."""

import pytest

from documents.models import Annex
from roadmaps.models import Responsible
from schools.models import RoleKind
from tests.factories import make_edition, make_order, make_person, make_roadmap
from tests.posting import post
from tests.roadmaps.addresses import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(municipality):
    return make_edition(make_roadmap(municipality))


@pytest.fixture
def printed():
    return {
        "heading": "ДОРОЖНАЯ КАРТА\nна 2026 год",
        "section_numbering": "roman",
        "row_numbering": "running",
        "orientation": "portrait",
        "version": 1,
    }


def test_heading_and_numbering_are_changed(coordinator, edition, printed):
    response = post(coordinator, url("edition-update", edition, edition.pk), printed)
    assert response.status_code == 302
    edition.refresh_from_db()
    assert edition.heading == "ДОРОЖНАЯ КАРТА\nна 2026 год"
    assert (edition.section_numbering, edition.orientation) == ("roman", "portrait")


def test_plan_that_becomes_a_plain_list_gets_its_section(coordinator, edition, printed):
    address = url("edition-update", edition, edition.pk)
    post(coordinator, address, printed | {"section_numbering": "absent"})
    assert edition.sections.count() == 1


@pytest.mark.parametrize(
    ("field", "value"), [("row_numbering", "чужое"), ("heading", ""), ("orientation", "x")]
)
def test_wrong_edition_form_stores_nothing(field, value, coordinator, edition, printed):
    address = url("edition-update", edition, edition.pk)
    assert post(coordinator, address, printed | {field: value}).status_code == 422
    edition.refresh_from_db()
    assert (edition.heading, edition.version) == ("ПЛАН МЕРОПРИЯТИЙ", 1)


def test_second_editor_of_the_heading_sees_both(coordinator, edition, printed):
    address = url("edition-update", edition, edition.pk)
    post(coordinator, address, printed)
    response = post(coordinator, address, printed | {"heading": "Другой", "row_numbering": "none"})
    shown = {row["label"]: (row["theirs"], row["mine"]) for row in response.context["rows"]}
    assert response.status_code == 409
    assert shown == {
        "Заголовок": ("ДОРОЖНАЯ КАРТА\nна 2026 год", "Другой"),
        "номера мероприятий".capitalize(): ("1, 2, 3 — сквозные", "без номеров"),
    }


def test_column_is_renamed(coordinator, edition):
    column = edition.columns.get(kind="result")
    data = {"heading": "Итог", "width": "20", "version": 1}
    assert post(coordinator, url("column-update", edition, column.pk), data).status_code == 302
    column.refresh_from_db()
    assert (column.heading, column.width) == ("Итог", 20)


@pytest.mark.parametrize(
    "data", [{"heading": "", "width": "20"}, {"heading": "Итог", "width": "200"}, {"width": "x"}]
)
def test_wrong_column_is_refused(data, coordinator, edition):
    column = edition.columns.get(kind="result")
    address = url("column-update", edition, column.pk)
    assert post(coordinator, address, data | {"version": 1}).status_code == 422
    column.refresh_from_db()
    assert column.heading == "Ожидаемый результат"


def test_actor_column_gets_who_answers(coordinator, make_plan, municipality):
    edition = make_plan("L5")
    column = edition.columns.first()
    person = make_person(municipality)
    data = {"heading": "Школы", "width": "29", "version": 1, "responsible_1": "schools"}
    data["responsible_2"] = f"person:{person.pk}"
    address = url("column-update", edition, column.pk)
    assert post(coordinator, address, data).status_code == 302
    assert [one.kind for one in column.responsible.all()] == ["schools", "person"]
    conflict = post(coordinator, address, data | {"responsible_1": "", "heading": "Иначе"})
    assert conflict.status_code == 409
    shown = {row["label"]: (row["theirs"], row["mine"]) for row in conflict.context["rows"]}
    assert shown["Кто действует (заголовок графы)"] == ("Школы", "Иначе")
    assert shown["Главный ответственный"] == ("Все школы плана", "не выбрано")
    assert column.responsible.count() == 2


def test_foreign_person_does_not_answer_for_a_column(coordinator, make_plan):
    edition = make_plan("L5")
    column = edition.columns.first()
    data = {"heading": "Школы", "width": "29", "version": 1}
    data["responsible_1"] = f"person:{make_person().pk}"
    response = post(coordinator, url("column-update", edition, column.pk), data)
    assert response.status_code == 422
    assert "Такого ответственного нет" in response.content.decode()
    assert not Responsible.objects.exists()


def annex(client, edition, order, version):
    data = {"order": order.pk if order else "", "version": version}
    return post(client, url("edition-annex", edition, edition.pk), data)


@pytest.mark.parametrize("kind", [RoleKind.COORDINATOR, RoleKind.SECRETARY, RoleKind.HEAD])
def test_clerk_annexes_and_takes_out(kind, client_as, edition, municipality):
    client = client_as(kind)
    first, second = make_order(municipality), make_order(municipality)
    assert annex(client, edition, first, 1).status_code == 302
    edition.refresh_from_db()
    assert edition.annex.order == first
    annex(client, edition, second, 2)
    edition.refresh_from_db()
    assert edition.annex.order == second
    assert Annex.objects.count() == 1
    annex(client, edition, None, 3)
    edition.refresh_from_db()
    assert edition.annex is None
    assert not Annex.objects.exists()


def test_methodologist_does_not_annex(client_as, edition, municipality):
    order = make_order(municipality)
    assert annex(client_as(RoleKind.METHODOLOGIST), edition, order, 1).status_code == 403
    assert not Annex.objects.exists()


def test_foreign_or_signed_order_is_refused(coordinator, edition, municipality):
    for order in (make_order(), signed_order(municipality)):
        response = annex(coordinator, edition, order, 1)
        assert response.status_code == 422
        assert "Такого проекта приказа нет" in response.content.decode()
    assert not Annex.objects.exists()


def signed_order(municipality):
    from files.kinds import FileKind
    from files.store import store_bytes
    from tests.factories import make_user

    user = make_user()
    pdf = store_bytes(b"%PDF-1.4\n%%EOF\n", "приказ.pdf", kind=FileKind.PDF, by=user)
    return make_order(
        municipality,
        state="signed",
        number="1",
        signed_on="2026-01-10",
        year=2026,
        signed_html="<p>Приказ</p>",
        signed_at=municipality.now(),
        signed_by=user,
        pdf=pdf,
    )


def test_second_clerk_sees_both_orders(coordinator, edition, municipality):
    first, second = make_order(municipality, title="Об одном"), make_order(municipality)
    annex(coordinator, edition, first, 1)
    response = annex(coordinator, edition, second, 1)
    assert response.status_code == 409
    assert "Об одном" in response.context["rows"][0]["theirs"]
    assert Annex.objects.get().order == first
