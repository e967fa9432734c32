"""What a person corrects between the reading of a plan and its saving."""

import datetime

import pytest

from roadmaps.models import (
    Edition,
    PlanImport,
)
from roadmaps.reports import plan_of
from schools.models import RoleKind
from tests.factories import make_municipality, make_person
from tests.posting import post
from tests.roadmaps.importing.plan_files import SECOND
from tests.roadmaps.importing.wizard import correct, finish, step, upload

pytestmark = pytest.mark.django_db


def test_confirmed_deadline_has_its_dates(coordinator, begun):
    response = correct(
        coordinator, begun, 4, deadline_kind="range", control_dates="20.12.2024, 17.01.2025"
    )
    assert response.status_code == 302
    assert response["Location"].endswith("#row-4")
    page = coordinator.get(step(begun, "measures/")).content.decode()
    assert "Сомнений нет" in page
    finish(coordinator, begun)
    second = plan_of(Edition.objects.get()).rows[1]
    assert second.control_dates == [datetime.date(2024, 12, 20), datetime.date(2025, 1, 17)]
    assert second.measure.deadline_text == SECOND[2]


def test_wrong_date_is_told_and_nothing_is_stored(coordinator, begun):
    response = correct(coordinator, begun, 4, control_dates="31.02.2024", number="7")
    assert response.status_code == 422
    assert "31.02.2024" in response.content.decode()
    begun.refresh_from_db()
    assert begun.corrections == {}


def test_second_person_sees_both_texts(coordinator, client_as, begun):
    other = client_as(RoleKind.METHODOLOGIST)
    address = step(begun, "measures/4/")
    form = coordinator.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data["control_dates"] = "20.12.2024"
    assert post(other, address, data | {"number": "1.2а"}).status_code == 302
    response = post(coordinator, address, data | {"number": "1.2б"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "1.2а" in page
    assert "1.2б" in page


def test_person_corrects_a_column_and_a_row(coordinator, begun):
    form = coordinator.get(step(begun)).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"column_4": "indicator", "row_6": "skip"}
    response = post(coordinator, step(begun), data)
    assert response["Location"] == step(begun, "measures/")
    finish(coordinator, begun)
    rows = plan_of(Edition.objects.get()).rows
    assert [row.measure.indicator for row in rows] == ["Приказ", "Программа"]
    assert [row.measure.expected_result for row in rows] == ["", ""]


def test_person_corrects_the_name_of_a_section(coordinator, begun):
    data = {"number": "I.", "title": "Документы", "version": begun.version}
    response = post(coordinator, step(begun, "sections/2-0/"), data)
    assert response["Location"] == step(begun, "measures/")
    assert "I. Документы" in coordinator.get(step(begun, "measures/")).content.decode()
    finish(coordinator, begun)
    assert [section.heading for section in plan_of(Edition.objects.get()).sections] == [
        "I. Документы",
        "2. Контроль",
    ]
    assert post(coordinator, step(begun, "sections/9-0/"), data).status_code == 404


def test_period_decides_what_words_without_a_year_mean(coordinator, municipality):
    text = "Мероприятие\tСрок\tОтветственный\nСеминар\tмай\tОтдел"
    upload(coordinator, municipality, pasted=text)
    plan_import = PlanImport.objects.get()
    response = finish(coordinator, plan_import)
    assert response.status_code == 422
    assert "Период плана не указан" in response.content.decode()
    form = coordinator.get(step(plan_import)).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"starts_on": "2025-01-01", "ends_on": "2025-12-31"}
    post(coordinator, step(plan_import), data)
    assert finish(coordinator, plan_import).status_code == 200
    (row,) = plan_of(Edition.objects.get()).rows
    assert row.control_dates == [datetime.date(2025, 5, 30)]


def test_person_chooses_who_is_meant(coordinator, municipality, begun):
    person = make_person(municipality, surname="Сорокина", first_name="Алла", patronymic="Петровна")
    form = coordinator.get(step(begun, "parties/")).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    name = next(name for name, one in form.words.items() if "Сорокина" in one.party.text)
    assert data[name] == f"person:{person.pk}"
    response = post(coordinator, step(begun, "parties/"), data)
    assert response["Location"] == step(begun, "finish/")
    finish(coordinator, begun)
    second = plan_of(Edition.objects.get()).rows[1]
    assert [one.person for one in second.responsible] == [person]


def test_person_of_another_municipality_cannot_be_chosen(coordinator, begun):
    stranger = make_person(make_municipality())
    form = coordinator.get(step(begun, "parties/")).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data["party_1"] = f"person:{stranger.pk}"
    assert post(coordinator, step(begun, "parties/"), data).status_code == 422
    begun.refresh_from_db()
    assert begun.parties == {}


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        ("0020-01-01", "2024-12-31", "Проверьте год"),
        ("2024-01-01", "2050-12-31", "План дольше"),
        ("2024-12-31", "2024-01-01", "раньше даты начала"),
    ],
)
def test_impossible_period_is_refused(coordinator, begun, start, end, reason):
    form = coordinator.get(step(begun)).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    response = post(coordinator, step(begun), data | {"starts_on": start, "ends_on": end})
    assert response.status_code == 422
    assert reason in response.content.decode()


def test_new_words_of_a_deadline_are_read_anew(coordinator, begun):
    correct(coordinator, begun, 3, deadline_text="Февраль 2024")
    finish(coordinator, begun)
    first = plan_of(Edition.objects.get()).rows[0]
    assert first.measure.deadline_text == "Февраль 2024"
    assert first.control_dates == [datetime.date(2024, 2, 29)]


def test_confirming_a_row_settles_who_answers_too(coordinator, municipality):
    text = "Мероприятие\tСрок\tОтветственный\nСеминар\tмай 2024\tпо согласованию"
    upload(coordinator, municipality, pasted=text)
    plan_import = PlanImport.objects.get()
    assert "Не понято, кто это" in coordinator.get(step(plan_import, "measures/")).content.decode()
    assert correct(coordinator, plan_import, 2).status_code == 302
    assert "Сомнений нет" in coordinator.get(step(plan_import, "measures/")).content.decode()


def test_untouched_texts_follow_a_corrected_column(coordinator, begun):
    correct(coordinator, begun, 4, deadline_kind="range", control_dates="20.12.2024")
    form = coordinator.get(step(begun)).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"column_4": "indicator"}
    post(coordinator, step(begun), data)
    finish(coordinator, begun)
    second = plan_of(Edition.objects.get()).rows[1]
    assert (second.measure.indicator, second.measure.expected_result) == ("Программа", "")


@pytest.mark.parametrize("name", ["", "parties/"])
def test_conflict_page_of_a_step_can_be_sent(coordinator, client_as, begun, name):
    other = client_as(RoleKind.METHODOLOGIST)
    form = coordinator.get(step(begun, name)).context["form"]
    data = {field: form[field].value() or "" for field in form.fields}
    assert post(other, step(begun, name), data).status_code == 302
    changed = {"column_4": "note"} if not name else {"party_1": "text:Отдел образования"}
    response = post(coordinator, step(begun, name), data | changed)
    assert response.status_code == 409
    assert len(response.context["rows"]) == 1
    form = response.context["form"]
    data = {field: form[field].value() or "" for field in form.fields}
    assert post(coordinator, step(begun, name), data).status_code == 302
