import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadmaps.models import Responsible
from schools.models import RoleKind
from tests.factories import (
    approve,
    make_edition,
    make_measure,
    make_order,
    make_person,
    make_roadmap,
    make_school,
    make_section,
)
from tests.roadmaps.addresses import url

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture
def edition(municipality, school):
    order = make_order(municipality)
    return make_edition(make_roadmap(municipality, schools=[school]), order=order)


def page(client, edition):
    return client.get(url("edition", edition, edition.pk))


def test_page_shows_the_plan_as_its_table(coordinator, edition):
    section = make_section(edition, title="Кадры")
    measure = make_measure(section, text="Семинар", expected_result="Проведён", schools=True)
    text = page(coordinator, edition).content.decode()
    places = [text.index(word) for word in ("1. Кадры", ">1.1.<", "Семинар", "Проведён", "Апрель")]
    assert places == sorted(places)
    assert "30.04.2026" in text
    assert "все школы плана" in text
    assert f'id="up-measure-{measure.pk}"' in text


def test_page_costs_the_same_with_one_row_and_with_thirty(coordinator, edition, municipality):
    section = make_section(edition)
    make_measure(section, schools=True)
    page(coordinator, edition)
    with CaptureQueriesContext(connection) as one:
        page(coordinator, edition)
    for number in range(29):
        measure = make_measure(section if number % 2 else make_section(edition))
        Responsible.objects.create(
            edition=edition, measure=measure, kind="person", person=make_person(municipality)
        )
    edition.roadmap.schools.add(make_school(municipality), make_school(municipality))
    with CaptureQueriesContext(connection) as thirty:
        page(coordinator, edition)
    assert len(one) == len(thirty) <= MOST_QUERIES


def test_remarks_speak_of_what_is_missing(coordinator, edition):
    section = make_section(edition)
    make_section(edition, title="Пустой раздел")
    make_measure(section, due_on=None, deadline_text="", responsible_text="")
    outside = make_measure(section, due_on=datetime.date(2030, 1, 1), schools=True)
    outside.responsible.all().delete()
    make_measure(section)
    edition.columns.filter(kind="result").update(width=50)
    remarks = [remark.text for remark in page(coordinator, edition).context["remarks"]]
    assert remarks == [
        "У 1\u00a0мероприятия нет контрольных дат — они не встанут на контроль",
        "У 1\u00a0мероприятия не указано, кто отчитывается",
        "У 1\u00a0мероприятия контрольные даты вне срока плана",
        "У 1\u00a0мероприятия пустая графа «Срок»",
        "У 1\u00a0мероприятия пустая графа «Ответственный»",
        "Ширина граф в сумме 124 %, а должна быть 100 %",
        "В разделе «2. Пустой раздел» нет мероприятий",
    ]


def test_remark_when_all_schools_answer_and_there_are_none(coordinator, edition):
    make_measure(make_section(edition), schools=True)
    edition.schools.clear()
    assert "не выбрано ни одной школы" in page(coordinator, edition).content.decode()


def test_actor_column_answers_for_its_actions(coordinator, make_plan, municipality):
    edition = make_plan("L5")
    section = make_section(edition)
    column = edition.columns.first()
    measure = make_measure(section)
    measure.responsible.all().delete()
    measure.actions.update(actor=column)
    assert "не указано, кто отчитывается" in page(coordinator, edition).content.decode()
    Responsible.objects.create(edition=edition, actor=column, kind="schools")
    edition.roadmap.schools.add(make_school(municipality))
    text = page(coordinator, edition).content.decode()
    assert "не указано, кто отчитывается" not in text
    assert "как у граф" in text


def test_approved_plan_is_shown_without_acts(coordinator, edition):
    make_measure(make_section(edition))
    approve(edition)
    text = page(coordinator, edition).content.decode()
    assert "её текст не меняется. Изменения вносит новый приказ." in text
    assert "row-acts" not in text
    assert "formaction" not in text


@pytest.mark.parametrize("kind", [RoleKind.SECRETARY, RoleKind.ADMINISTRATOR])
def test_department_without_the_right_reads_only(kind, client_as, edition):
    make_measure(make_section(edition))
    response = page(client_as(kind), edition)
    assert response.status_code == 200
    assert "row-acts" not in response.content.decode()


def test_director_does_not_open_the_editor(client_as, edition, school):
    assert page(client_as(RoleKind.DIRECTOR, school=school), edition).status_code == 404


def test_foreign_edition_is_not_found(coordinator, municipality):
    foreign = make_edition()
    address = url("edition", foreign, foreign.pk)
    assert coordinator.get(address).status_code == 404
    mine = address.replace(foreign.municipality.slug, municipality.slug)
    assert coordinator.get(mine).status_code == 404


def test_text_of_a_measure_is_escaped(coordinator, edition):
    make_measure(make_section(edition, title="<b>x</b>"), text="<script>alert(1)</script>")
    text = page(coordinator, edition).content.decode()
    assert "<script>alert" not in text
    assert "<b>x</b>" not in text
