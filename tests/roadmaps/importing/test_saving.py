"""The last step of an import: what of the plan is saved, all of it or nothing."""

import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from roadmaps.models import (
    Action,
    DeadlineKind,
    Edition,
    Measure,
    PlanImport,
    Responsible,
    Roadmap,
    RowNumbering,
    Section,
    SectionNumbering,
)
from roadmaps.reports import plan_of
from tests.files.readers.word import p, word_file
from tests.posting import post
from tests.roadmaps.importing.plan_files import FIRST, HEADING, SECOND, THIRD, plan_file
from tests.roadmaps.importing.wizard import correct, finish, step, upload

pytestmark = pytest.mark.django_db


def test_plan_is_saved_as_it_is_printed(coordinator, begun):
    response = finish(coordinator, begun)
    assert response.status_code == 200
    edition = Edition.objects.get()
    assert edition.heading == "План мероприятий\nподдержки школ на 2024 год"
    assert edition.section_numbering == SectionNumbering.ARABIC
    assert edition.row_numbering == RowNumbering.BY_SECTION
    assert edition.roadmap.starts_on == datetime.date(2024, 1, 1)
    assert [column.heading for column in edition.columns.all()] == HEADING
    assert sum(column.width for column in edition.columns.all()) == 100
    assert [(b.kind, b.title, b.text) for b in edition.blocks.all()] == [
        ("goals", "Цели", "- помочь.")
    ]
    plan = plan_of(edition)
    assert [section.heading for section in plan.sections] == [
        "1. Нормативное обеспечение",
        "2. Контроль",
    ]
    assert [row.number for row in plan.rows] == ["1.1.", "1.2.", "2.1."]
    assert not Measure.objects.exclude(number="").exists()
    assert [row.title for row in plan.rows] == [row[1] for row in (FIRST, SECOND, THIRD)]
    assert [row.measure.deadline_text for row in plan.rows] == [FIRST[2], SECOND[2], THIRD[2]]
    assert edition.roadmap.plan_import == begun


def test_dates_are_kept_where_they_are_sure(coordinator, begun):
    finish(coordinator, begun)
    first, second, third = plan_of(Edition.objects.get()).rows
    assert first.control_dates == [datetime.date(2024, 1, 31)]
    # December to January of one year: the person has not said what it means.
    assert second.control_dates == []
    assert third.control_dates == [datetime.date(2024, 3, 29), datetime.date(2024, 5, 31)]
    assert third.measure.deadline_kind == DeadlineKind.MONTHS_LIST


def test_who_answers_is_matched(coordinator, begun):
    finish(coordinator, begun)
    first, second, third = plan_of(Edition.objects.get()).rows
    assert [(one.kind, str(one.unit)) for one in first.responsible] == [
        ("unit", "Отдел образования")
    ]
    assert [(one.kind, one.text) for one in second.responsible] == [("text", "Сорокина А. П.")]
    assert [one.kind for one in third.responsible] == ["schools"]


def test_doubts_must_be_acknowledged(coordinator, begun):
    page = coordinator.get(step(begun, "measures/")).content.decode()
    assert "Проверьте 1" in page
    response = post(coordinator, step(begun, "finish/"), {"name": "План", "version": begun.version})
    assert response.status_code == 422
    assert "Отметьте это" in response.content.decode()
    assert Roadmap.objects.count() == 0


def test_saved_import_is_not_saved_again(coordinator, begun):
    finish(coordinator, begun)
    response = post(
        coordinator,
        step(begun, "finish/"),
        {"name": "Ещё", "version": begun.version, "is_checked": "on"},
    )
    assert response.status_code == 409
    assert Roadmap.objects.count() == 1


def test_all_rows_or_none(coordinator, begun, monkeypatch):
    """A fault at the very end leaves no roadmap, no section, no measure."""

    def fail(*args, **kwargs):
        raise RuntimeError("на последнем шаге")

    monkeypatch.setattr(Responsible.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        finish(coordinator, begun)
    for model in (Roadmap, Edition, Section, Measure, Action):
        assert model.objects.count() == 0, model


def test_queries_do_not_grow_with_the_plan(coordinator, municipality):
    """Both the pages and the saving ask the same number of questions of 3 rows and of 30."""
    counts = []
    for rows in (3, 30):
        more = [[f"2.{n}.", f"Дело {n}", "май 2024", "ОО", "-"] for n in range(2, rows)]
        upload(coordinator, municipality, plan_file(*more), name=f"{rows}.docx")
        plan_import = PlanImport.objects.latest("pk")
        found = []
        for name in ("", "measures/", "parties/", "finish/"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert coordinator.get(step(plan_import, name)).status_code == 200
            found.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            finish(coordinator, plan_import)
        counts.append((found, len(queries)))
    assert counts[0] == counts[1]


def test_real_dates_of_a_book(coordinator, municipality):
    book, data = Workbook(), io.BytesIO()
    book.active.append(["Мероприятие", "Начало", "Окончание", "Ответственный"])
    book.active.append(["Семинар", datetime.date(2024, 9, 2), datetime.date(2024, 9, 20), "ММС"])
    book.save(data)
    upload(coordinator, municipality, data.getvalue(), name="План.xlsx")
    plan_import = PlanImport.objects.get()
    finish(coordinator, plan_import)
    (row,) = plan_of(Edition.objects.get()).rows
    assert row.measure.deadline_text == "02.09.2024 – 20.09.2024"
    assert row.control_dates == [datetime.date(2024, 9, 20)]


def test_saved_import_leads_to_its_roadmap(coordinator, begun):
    finish(coordinator, begun)
    edition = Edition.objects.get()
    for name in ("", "measures/", "parties/", "finish/"):
        response = coordinator.get(step(begun, name))
        assert response.status_code == 302, name
        assert response["Location"].endswith(f"/editions/{edition.pk}/")


def test_plan_without_measures_is_not_saved(coordinator, municipality):
    upload(coordinator, municipality, word_file(p("Приказ об отпусках")))
    plan_import = PlanImport.objects.get()
    form = coordinator.get(step(plan_import)).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"starts_on": "2025-01-01", "ends_on": "2025-12-31"}
    assert post(coordinator, step(plan_import), data).status_code == 302
    response = finish(coordinator, plan_import)
    assert response.status_code == 422
    assert "не найдено мероприятий" in response.content.decode()
    assert Roadmap.objects.count() == 0


def test_two_actors_of_one_name_and_a_measure_without_words(coordinator, municipality):
    text = (
        "№\tРуководители ОУ\tРуководители ОУ\tСрок\n"
        "1\tПровести педсовет\tСобрать отчёты\tмай 2024\n2\t\t\tиюнь 2024\n"
    )
    upload(coordinator, municipality, pasted=text)
    plan_import = PlanImport.objects.get()
    assert correct(coordinator, plan_import, 3, action_0="Подвести итоги").status_code == 302
    assert finish(coordinator, plan_import).status_code == 200
    first, second = plan_of(Edition.objects.get()).rows
    assert [action.text for action in first.actions] == ["Провести педсовет", "Собрать отчёты"]
    assert len({action.actor_id for action in first.actions}) == 2
