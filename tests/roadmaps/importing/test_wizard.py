"""«Загрузить из файла»: every step through its page, and what is saved at the end."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from files.models import StoredFile
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
from schools.models import RoleKind
from tests.factories import make_municipality, make_person, make_unit
from tests.files.readers.word import p, tbl, word_file
from tests.posting import fetch, post
from tests.roadmaps.importing.plan_files import FIRST, HEADING, SECOND, THIRD, plan_file

pytestmark = pytest.mark.django_db


def upload(client, municipality, data=None, name="План.docx", **fields):
    address = f"/{municipality.slug}/roadmaps/import/"
    if data is not None:
        fields["file"] = SimpleUploadedFile(name, data)
    return post(client, address, fields, follow=True)


@pytest.fixture
def begun(coordinator, municipality):
    """The import of plan_file(), just read."""
    make_unit(municipality, name="Отдел образования")
    response = upload(coordinator, municipality, plan_file())
    assert response.status_code == 200, response.content.decode()[-2000:]
    return PlanImport.objects.get()


def step(plan_import, name=""):
    return f"/{plan_import.municipality.slug}/roadmaps/import/{plan_import.pk}/{name}"


def finish(client, plan_import, **more):
    plan_import.refresh_from_db()
    data = {"name": "План 2024", "version": plan_import.version, "is_checked": "on"} | more
    return post(client, step(plan_import, "finish/"), data, follow=True)


def test_file_is_read_and_kept(coordinator, municipality, begun):
    assert begun.name == "План.docx"
    assert begun.source.name == "План.docx"
    page = coordinator.get(step(begun)).content.decode()
    assert "2\u00a0раздела" in page
    assert "3\u00a0мероприятия" in page
    assert 'value="2024-01-01"' in page
    assert Roadmap.objects.count() == 0


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


def correct(client, plan_import, row, **more):
    plan_import.refresh_from_db()
    address = step(plan_import, f"measures/{row}/")
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | more
    return post(client, address, data)


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


def test_saved_import_is_not_saved_again(coordinator, begun):
    finish(coordinator, begun)
    response = post(
        coordinator,
        step(begun, "finish/"),
        {"name": "Ещё", "version": begun.version, "is_checked": "on"},
    )
    assert response.status_code == 409
    assert Roadmap.objects.count() == 1


def test_dropped_import_is_gone(coordinator, begun):
    assert post(coordinator, step(begun, "drop/")).status_code == 302
    assert PlanImport.objects.count() == 0


def test_all_rows_or_none(coordinator, begun, monkeypatch):
    """A fault at the very end leaves no roadmap, no section, no measure."""

    def fail(*args, **kwargs):
        raise RuntimeError("на последнем шаге")

    monkeypatch.setattr(Responsible.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        finish(coordinator, begun)
    for model in (Roadmap, Edition, Section, Measure, Action):
        assert model.objects.count() == 0, model


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


# --- what a try-out has found


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


def test_paper_of_too_many_rows_is_refused(coordinator, municipality):
    text = "Мероприятие\tСрок\n" + "Семинар\tмай 2024\n" * 1600
    response = upload(coordinator, municipality, pasted=text)
    assert response.status_code == 422
    assert "больше 1500 строк" in response.content.decode()
