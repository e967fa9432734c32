"""Schools from Excel: what a row means, what is refused, all or nothing, twice the same."""

import datetime
from functools import partial

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, AuditVerb
from files.models import StoredFile
from schools.imports.schools.table import SchoolTable
from schools.models import RoleKind, School, SupportListing, TableImport
from tests.factories import make_listing, make_school
from tests.posting import post
from tests.schools.pages import cost, signed_in_as, url
from tests.schools.tables import book, faults, make_import, plan_of, upload
from tests.schools.test_stages import candidate

pytestmark = pytest.mark.django_db

KIND = SchoolTable()
D = datetime.date
ROW = {"inn": "0512345678", "name": "МБОУ «Ёлкинская СОШ»", "short_name": "Ёлкинская СОШ"}


@pytest.fixture
def plan(municipality, coordinator):
    """Function: the Plan of a file with the rows."""
    return partial(plan_of, KIND, municipality, coordinator)


def load(client, municipality, *rows):
    """Send the file and confirm it; the last answer."""
    sent = post(client, url("school-import", municipality), {"file": upload(book(KIND, *rows))})
    assert sent.status_code == 302, sent.content.decode()
    return confirm(client, sent.url)


def confirm(client, address):
    seen = client.get(address).context["plan"].digest
    return post(client, address, {"seen": seen})


def test_file_is_looked_through_and_loaded(client, municipality, coordinator):
    row = ROW | {
        "is_leader": "нет",
        "aliases": "Ёлкинская школа; СОШ с. Ёлкино",
        "low": "да",
        "low_since": D(2025, 9, 1),
        "low_basis": "Приказ № 140",
        "disadvantaged": "Нет",
    }
    sent = post(client, url("school-import", municipality), {"file": upload(book(KIND, row))})
    page = client.get(sent.url).content.decode()
    assert "Загрузить 1\u00a0школу" in page
    assert "войдёт в перечень ШНОР с 01.09.2025" in page
    assert not School.objects.exists()

    assert confirm(client, sent.url).url == url("school-list", municipality)
    school = School.objects.get()
    assert (school.inn, school.is_leader, school.municipality) == (
        "0512345678",
        False,
        municipality,
    )
    assert [alias.name for alias in school.aliases.all()] == ["Ёлкинская школа", "СОШ с. Ёлкино"]
    listing = SupportListing.objects.get()
    assert (listing.category, listing.since, listing.basis) == (
        "low",
        D(2025, 9, 1),
        "Приказ № 140",
    )
    assert AuditEntry.objects.filter(object_type="школа", verb=AuditVerb.CREATE).count() == 1
    assert TableImport.objects.get().summary == "добавлено: 1\u00a0строка"
    assert School.objects.matching("елкинская школа").exists()


def test_same_file_twice_changes_nothing(client, municipality, coordinator):
    row = ROW | {"low": "да", "low_since": "01.09.2025", "aliases": "Школа Ёлкино"}
    load(client, municipality, row)
    before = list(School.objects.values())
    sent = post(client, url("school-import", municipality), {"file": upload(book(KIND, row))})
    page = client.get(sent.url).content.decode()
    assert "Изменений нет" in page
    assert 'name="seen"' not in page
    assert list(School.objects.values()) == before
    assert SupportListing.objects.count() == 1


def test_confirming_twice_loads_once(client, municipality, coordinator):
    sent = post(client, url("school-import", municipality), {"file": upload(book(KIND, ROW))})
    seen = client.get(sent.url).context["plan"].digest
    post(client, sent.url, {"seen": seen})
    again = post(client, sent.url, {"seen": seen})
    assert again.url == sent.url
    assert "загружен" in client.get(sent.url).content.decode()
    assert School.objects.count() == 1


def test_one_fault_and_nothing_is_loaded(client, municipality, coordinator):
    bad = {"name": "МБОУ «Лесная СОШ»", "short_name": "Лесная СОШ", "is_leader": "наверное"}
    sent = post(client, url("school-import", municipality), {"file": upload(book(KIND, ROW, bad))})
    answer = client.get(sent.url)
    page = answer.content.decode()
    assert "«наверное» — это не «да» и не «нет»" in page
    assert "Ёлкинская СОШ" in page  # the good ones are shown too
    forced = post(client, sent.url, {"seen": answer.context["plan"].digest})
    assert forced.status_code == 422
    assert not School.objects.exists()


def test_what_was_looked_through_is_what_is_loaded(client, municipality, coordinator):
    sent = post(client, url("school-import", municipality), {"file": upload(book(KIND, ROW))})
    seen = client.get(sent.url).context["plan"].digest
    make_school(municipality, short_name="Ёлкинская СОШ")
    answer = post(client, sent.url, {"seen": seen})
    assert answer.status_code == 409
    assert "данные изменились" in answer.content.decode()
    assert School.objects.get().inn == ""


@pytest.mark.parametrize(
    ("inn", "wrong"),
    [
        (512345678, "в ИНН девять цифр (512345678): похоже, Excel отбросил ноль в начале"),
        ("51234567", "в ИНН 8 цифр"),
        ("051234567890", "двенадцать цифр — это ИНН человека"),
        ("О512345678", "«О512345678» — в ИНН должны быть только цифры"),
    ],
)
def test_wrong_inn_is_told_and_never_mended_silently(client, municipality, coordinator, inn, wrong):
    row = ROW | {"inn": inn}
    sent = post(client, url("school-import", municipality), {"file": upload(book(KIND, row))})
    plan = client.get(sent.url).context["plan"]
    assert faults(plan) == [(2, "ИНН", wrong)]
    if inn == 512345678:
        assert "скорее всего 0512345678" in plan.faults[0].advice


def test_number_with_ten_digits_and_a_zero_padded_format_are_whole_inn(plan):
    assert plan(ROW | {"inn": 5123456789}).rows[0].school.inn == "5123456789"


@pytest.mark.parametrize("word", ["нет", "Нет", "НЕТ", "0", "-", "—"])
def test_no_is_not_true(plan, word):
    assert plan(ROW | {"is_leader": word}).rows[0].school.is_leader is False


@pytest.mark.parametrize("word", ["да", "Да", "есть", "1", "+"])
def test_yes_is_true(plan, word):
    assert plan(ROW | {"is_leader": word}).rows[0].school.is_leader is True


@pytest.mark.parametrize("word", ["не знаю", "2", "нету", "yes", "да нет"])
def test_anything_else_is_a_fault(plan, word):
    assert [fault.column for fault in plan(ROW | {"is_leader": word}).faults] == ["Школа-лидер"]


@pytest.mark.parametrize(
    "row",
    [
        {"inn": "0512345678", "short_name": "Новое имя"},
        {"short_name": "Елкинская сош"},
        {"short_name": "школа с. ЁЛКИНО"},
        {"short_name": "Совсем другое", "name": 'МБОУ "Ёлкинская СОШ"'},
    ],
    ids=["инн", "краткое", "псевдоним", "полное"],
)
def test_school_is_recognised(municipality, plan, row):
    school = make_school(municipality, **ROW)
    school.aliases.create(name="Школа с. Елкино")
    found = plan({"name": ROW["name"], "locality": "с. Ёлкино"} | row).rows[0]
    assert found.school == school
    assert found.act == "change"


def test_only_a_school_found_by_inn_is_renamed(municipality, plan):
    make_school(municipality, **ROW)
    assert plan(ROW | {"short_name": "Школа № 7"}).rows[0].changes == [
        "Краткое название: Ёлкинская СОШ → Школа № 7"
    ]
    assert plan({"name": ROW["name"], "short_name": "Елкинская СОШ"}).rows[0].act == "same"


def test_letters_case_and_quotes_of_a_name_are_corrected(client, municipality, coordinator):
    make_school(
        municipality, inn=ROW["inn"], name='мбоу "Елкинская СОШ"', short_name="Елкинская СОШ"
    )
    load(client, municipality, ROW)
    school = School.objects.get()
    assert (school.name, school.short_name) == (ROW["name"], ROW["short_name"])


def test_inn_of_one_school_with_the_name_of_another_is_refused(municipality, plan):
    make_school(municipality, **ROW)
    make_school(municipality, short_name="Лесная СОШ", inn="1111111111")
    crossed = plan(ROW | {"short_name": "Лесная СОШ"})
    assert faults(crossed) == [
        (2, "ИНН", "ИНН — школы «Ёлкинская СОШ», а название — школы «Лесная СОШ»")
    ]
    other = plan(ROW | {"inn": "2222222222"})
    assert faults(other) == [(2, "ИНН", "у школы «Ёлкинская СОШ» записан другой ИНН: 0512345678")]


def test_name_of_two_schools_is_refused(municipality, plan):
    for number in (1, 2):
        make_school(municipality, short_name=f"Школа № {number}").aliases.create(name="Школа")
    two = plan({"name": "Школа", "short_name": "школа"})
    assert faults(two) == [(2, "ИНН", "так называются несколько школ: «Школа № 1», «Школа № 2»")]


def test_same_school_in_two_rows_is_refused(municipality, plan):
    assert faults(plan(ROW, ROW | {"short_name": "Иная"})) == [
        (3, "Краткое название", "эта школа уже есть в строке 2")
    ]


def test_school_of_another_municipality_is_not_touched(municipality, plan):
    make_school(**ROW)
    assert plan(ROW).rows[0].act == "new"


def test_empty_cells_keep_what_is_written(client, municipality, coordinator):
    make_school(municipality, **ROW, site="https://a.example.ru", is_leader=True)
    load(client, municipality, ROW | {"locality": "с. Ёлкино"})
    school = School.objects.get()
    assert (school.site, school.is_leader, school.locality) == (
        "https://a.example.ru",
        True,
        "с. Ёлкино",
    )
    entry = AuditEntry.objects.get(object_type="школа", verb=AuditVerb.CHANGE)
    assert entry.changes["locality"] == ["", "с. Ёлкино"]


def test_wrong_site_is_told_in_its_column(plan):
    assert faults(plan(ROW | {"site": "просто слова"})) == [(2, "Сайт", "это не адрес сайта")]


def test_required_cells(plan):
    empty = plan({"inn": "0512345678"})
    assert faults(empty) == [
        (2, "Полное название", "не заполнено"),
        (2, "Краткое название", "не заполнено"),
    ]


# --- lists of support


def test_list_needs_its_day(plan):
    assert faults(plan(ROW | {"low": "да"})) == [
        (2, "ШНОР", "не указано, с какого дня школа в перечне ШНОР")
    ]
    assert faults(plan(ROW | {"low_since": "01.09.2025"})) == [
        (2, "ШНОР", "дата или основание есть, а «да» не стоит")
    ]


@pytest.mark.parametrize("details", [{"low_since": "01.09.2025"}, {"low_basis": "Приказ № 5"}])
def test_no_with_details_is_asked_about(plan, details):
    found = plan(ROW | {"low": "нет"} | details)
    assert faults(found) == [(2, "ШНОР", "стоит «нет», а дата или основание есть")]


@pytest.mark.parametrize("day", ["31.02.2025", "вчера", "45000", "01.09.25"])
def test_wrong_day_is_told(plan, day):
    found = plan(ROW | {"low": "да", "low_since": day})
    assert [fault.column for fault in found.faults] == ["ШНОР: с какого дня"]


def test_no_never_ends_an_entry_of_a_list(municipality, plan):
    school = make_school(municipality, **ROW)
    make_listing(school)
    found = plan(ROW | {"low": "нет"})
    assert faults(found) == [(2, "ШНОР", "школа сейчас в перечне ШНОР, с 01.01.2020")]
    assert "в карточке школы" in found.faults[0].advice


def test_day_and_basis_of_an_entry_are_corrected(client, municipality, coordinator):
    make_listing(make_school(municipality, **ROW), basis="")
    row = ROW | {"low": "да", "low_since": "01.02.2020", "low_basis": "Приказ № 5"}
    load(client, municipality, row)
    listing = SupportListing.objects.get()
    assert (listing.since, listing.basis) == (D(2020, 2, 1), "Приказ № 5")


def test_candidate_enters_by_the_file_and_not_before_it_was_one(
    client, municipality, coordinator, plan
):
    listing = candidate(make_school(municipality, **ROW))
    row = ROW | {"low": "да", "low_since": "01.11.2025", "low_basis": "Приказ № 5"}
    (fault,) = plan(row).faults
    assert "не раньше 01.12.2025" in fault.advice
    load(client, municipality, row | {"low_since": "01.01.2026"})
    listing.refresh_from_db()
    assert (listing.stage, listing.since, listing.basis) == (
        "included",
        D(2026, 1, 1),
        "Приказ № 5",
    )
    assert listing.moves.count() == 2


def test_entry_over_a_former_one_is_refused(municipality, plan):
    make_listing(make_school(municipality, **ROW), until=D(2022, 8, 31))
    found = plan(ROW | {"low": "да", "low_since": "01.01.2022"})
    assert faults(found) == [
        (2, "ШНОР", "школа уже была в этом перечне: с 01.01.2020 по 31.08.2022")
    ]
    assert plan(ROW | {"low": "да", "low_since": "01.09.2022"}).rows[0].act == "change"


# --- the file


def test_template_is_read_back_and_its_example_is_passed_over(client, municipality, coordinator):
    answer = client.get(url("school-template", municipality))
    sent = post(client, url("school-import", municipality), {"file": upload(answer.content)})
    plan = client.get(sent.url).context["plan"]
    assert plan.notes == ["Строка 2 — пример из шаблона, она не читается."]
    assert plan.rows == []


def test_file_without_the_heading_is_told_of(client, municipality, coordinator):
    content = book(KIND, ROW, headings=["a", "b", "c"])
    sent = post(client, url("school-import", municipality), {"file": upload(content)})
    plan = client.get(sent.url).context["plan"]
    assert plan.faults[0].wrong == "в файле нет строки с заголовками столбцов"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"%PDF-1.4"])
def test_what_is_no_excel_file_is_refused_and_not_kept(client, municipality, coordinator, content):
    answer = post(client, url("school-import", municipality), {"file": upload(content)})
    assert answer.status_code == 422
    assert not StoredFile.objects.exists()
    assert not TableImport.objects.exists()


def test_file_is_read_by_those_who_load_tables_here(municipality, coordinator):
    found = make_import(KIND, municipality, coordinator, ROW)
    address = reverse("files:download", args=[found.file.pk])
    for kind, code in ((RoleKind.HEAD, 200), (RoleKind.METHODOLOGIST, 404)):
        answer = signed_in_as(kind, municipality).get(address)
        assert answer.status_code == code
        b"".join(answer)


def test_check_page_costs_the_same_for_one_row_and_for_thirty(client, municipality, coordinator):
    def rows(number):
        return [
            {"name": f"Школа имени {n}", "short_name": f"Школа № {n}", "low": "нет"}
            for n in range(number)
        ]

    costs = set()
    for number in (1, 30):
        for _ in range(number):
            make_listing(make_school(municipality))
        found = make_import(KIND, municipality, coordinator, *rows(number))
        costs.add(cost(client, url("school-check", municipality, found.pk)))
    assert len(costs) == 1


def test_upload_page_costs_the_same_for_one_loading_and_for_thirty(
    client, municipality, coordinator
):
    costs = set()
    for number in (1, 30):
        for _ in range(number):
            make_import(KIND, municipality, coordinator, ROW)
        TableImport.objects.update(applied_at=municipality.now())
        costs.add(cost(client, url("school-import", municipality)))
    assert len(costs) == 1


def test_place_of_a_school_is_read_and_a_wrong_point_is_told(
    client, municipality, coordinator, plan
):
    place = {"district": "Горный сельсовет", "coordinates": "53.31, 54.13"}
    load(client, municipality, ROW | place)
    school = School.objects.get()
    assert (school.district, school.point) == ("Горный сельсовет", (53.31, 54.13))
    [fault] = faults(plan(ROW | {"coordinates": "у реки"}))
    assert fault[1] == "Координаты"
    assert "Скопируйте координаты с карты" in fault[2]
