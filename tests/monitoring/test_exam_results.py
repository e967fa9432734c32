"""Results of schools: numbers that agree, the register, the loading from Excel."""

from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry, AuditVerb
from lib.text import NBSP
from monitoring.exam_table.table import ResultTable
from monitoring.models import ExamResult
from monitoring.models.exam_result import share_words
from schools.models import RoleKind
from tests.factories import make_municipality, make_school, make_user_as
from tests.posting import post
from tests.schools.pages import cost
from tests.schools.tables import book, faults, make_import, plan_of, upload

pytestmark = pytest.mark.django_db

KIND = ResultTable()
VPR = {
    "school": "Ёлкинская СОШ",
    "year": 2025,
    "procedure": "ВПР",
    "subject": "математика",
    "grade": 5,
    "participants": 24,
    "mark_2": 3,
    "mark_3": 11,
    "mark_4": 8,
    "mark_5": 2,
}
EGE = VPR | {
    "procedure": "ЕГЭ",
    "subject": "Математика (профиль)",
    "grade": 11,
    **dict.fromkeys(("mark_2", "mark_3", "mark_4", "mark_5")),
    "below_threshold": 1,
}


@pytest.fixture
def municipality():
    return make_municipality()


@pytest.fixture
def school(municipality):
    return make_school(municipality, short_name="Ёлкинская СОШ", inn="0512345678")


@pytest.fixture
def coordinator(client, municipality):
    user = make_user_as(RoleKind.COORDINATOR, municipality)
    client.force_login(user)
    return user


@pytest.fixture
def plan(municipality, coordinator, school):
    """Function: the Plan of a file with the rows."""
    return partial(plan_of, KIND, municipality, coordinator)


def url(name, municipality, *args):
    return reverse(f"monitoring:exam-result-{name}", args=[municipality.slug, *args])


def make_result(school, **values):
    defaults = {
        "school": school,
        "municipality": school.municipality,
        "year": 2025,
        "procedure": "vpr",
        "subject": "history",
        "grade": 5,
        "participants": 10,
        "mark_2": 1,
        "mark_3": 4,
        "mark_4": 4,
        "mark_5": 1,
        "below_threshold": 1,
    }
    return ExamResult.objects.create(**defaults | values)


# --- the model


@pytest.mark.parametrize(
    "wrong",
    [
        {"mark_5": 2},
        {"below_threshold": 2},
        {"mark_3": None},
        {"participants": 0, "mark_2": 0, "mark_3": 0, "mark_4": 0, "mark_5": 0},
        {"mark_2": None, "mark_3": None, "mark_4": None, "mark_5": None, "below_threshold": 11},
    ],
)
def test_numbers_that_do_not_agree_are_not_stored(school, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_result(school, **wrong)


def test_result_of_a_school_is_one(school):
    make_result(school)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_result(school)
    make_result(school, grade=6)


def test_share_of_few_participants_is_not_told():
    assert not share_words(9, 9)
    assert share_words(24, 3) == f"12,5{NBSP}%"
    # Under the limit of 30 %, and it looks so.
    assert share_words(27, 8) == f"29,6{NBSP}%"


# --- the loading


def test_results_are_loaded_from_excel(client, municipality, coordinator, school):
    content = book(KIND, VPR, EGE)
    sent = post(client, url("import", municipality), {"file": upload(content)})
    page = client.get(sent.url)
    assert "Загрузить 2\u00a0результата" in page.content.decode()
    answer = post(client, sent.url, {"seen": page.context["plan"].digest})
    assert answer.url == url("list", municipality)
    vpr, ege = ExamResult.objects.order_by("-procedure")
    assert (vpr.school, vpr.subject, vpr.below_threshold) == (school, "mathematics", 3)
    assert (ege.subject, ege.mark_2, ege.below_threshold) == ("mathematics_profile", None, 1)
    assert AuditEntry.objects.filter(object_type="результат школы").count() == 2
    again = post(client, url("import", municipality), {"file": upload(content)})
    assert "Изменений нет" in client.get(again.url).content.decode()


def test_known_result_gets_its_new_numbers(client, municipality, coordinator, school):
    result = make_result(school)
    row = VPR | {"subject": "История", "participants": 11, "mark_2": 2}
    row |= {"mark_3": 4, "mark_4": 4, "mark_5": 1}
    found = make_import(KIND, municipality, coordinator, row)
    plan = KIND.plan_of(found)
    assert plan.rows[0].changes == ["Участников: 10 → 11", "«2»: 1 → 2", "Ниже порога: 1 → 2"]
    post(client, url("check", municipality, found.pk), {"seen": plan.digest})
    result.refresh_from_db()
    assert (result.participants, result.mark_2) == (11, 2)
    entry = AuditEntry.objects.get(object_type="результат школы", verb=AuditVerb.CHANGE)
    assert entry.changes["mark_2"] == ["1", "2"]


@pytest.mark.parametrize(
    ("change", "column", "wrong"),
    [
        ({"mark_5": 3}, "Участников", "отметки в сумме дают 25, а участников 24"),
        ({"mark_4": None}, "«4»", "не все отметки указаны"),
        ({"below_threshold": 4}, "Ниже порога", "ниже порога 4, а «2» получили 3"),
        ({"participants": 0}, "Участников", "участников ноль"),
        ({"participants": "24,5"}, "Участников", "«24,5» — это не целое число"),
        ({"grade": 9}, "Класс", "ВПР в 9 классе не проводят"),
        ({"grade": "5А"}, "Класс", "«5А» — это не класс"),
        ({"year": 2090}, "Год", "2090 год ещё не наступил"),
        ({"year": "25"}, "Год", "«25» — это не год"),
        ({"procedure": "РПР"}, "Процедура", "«РПР» здесь не бывает"),
        ({"subject": "труд"}, "Предмет", "предмета «труд» в списке нет"),
        ({"school": "Ёлкинкая СОШ"}, "Школа", "школы «Ёлкинкая СОШ» в системе нет"),
        ({"inn": "512345678"}, "ИНН", None),
    ],
)
def test_wrong_row_is_told_in_its_column(plan, change, column, wrong):
    found = plan(VPR | change)
    assert [fault.column for fault in found.faults] == [column]
    assert wrong is None or found.faults[0].wrong == wrong
    assert found.faults[0].advice


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"below_threshold": None}, "Ниже порога"),
        ({"below_threshold": 25}, "Ниже порога"),
        ({"mark_3": 5}, "«2»"),
        ({"grade": 9}, "Класс"),
    ],
)
def test_wrong_row_of_ege(plan, change, column):
    assert [fault.column for fault in plan(EGE | change).faults] == [column]


@pytest.mark.parametrize("year", ["2025", "2025 г.", "2024/2025", "2024-25", "2024–2025 уч. год"])
def test_year_of_the_procedure(plan, year):
    assert plan(VPR | {"year": year}).rows[0].result.year == 2025


def test_same_result_in_two_rows_is_refused(plan):
    assert faults(plan(VPR, VPR | {"school": "елкинская сош"})) == [
        (3, "Школа", "такой результат уже есть в строке 2")
    ]


def test_school_of_another_municipality_is_not_found(plan):
    make_school(short_name="Чужая СОШ")
    assert [fault.column for fault in plan(VPR | {"school": "Чужая СОШ"}).faults] == ["Школа"]


def test_loading_asks_for_no_school_of_a_known_result(municipality, coordinator):
    schools = [make_school(municipality) for _ in range(3)]
    for school in schools:
        make_result(school, subject="mathematics")
    rows = [VPR | {"school": school.short_name} for school in schools]
    plan = KIND.plan_of(make_import(KIND, municipality, coordinator, *rows))
    assert [row.act for row in plan.rows] == ["change"] * 3
    with CaptureQueriesContext(connection) as queries:
        KIND.write(plan, municipality, by=coordinator)
    assert not [query for query in queries if 'FROM "schools_school"' in query["sql"]]


# --- the register


def test_register_shows_numbers_and_a_share_where_there_are_enough(
    client, municipality, coordinator, school
):
    make_result(school)
    make_result(school, grade=6, participants=2, mark_2=2, mark_3=0, mark_4=0, mark_5=0,
                below_threshold=2)  # fmt: skip
    page = client.get(url("list", municipality)).content.decode()
    assert "1 (10\u00a0%)" in page
    assert "мало участников" in page
    assert "Загрузить из Excel" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [({"year": 2024}, 1), ({"procedure": "oge"}, 0), ({"subject": "history"}, 2), ({"year": 7}, 0)],
)
def test_register_is_filtered(client, municipality, coordinator, school, query, shown):
    make_result(school)
    make_result(school, year=2024)
    page = client.get(url("list", municipality), query).content.decode()
    assert page.count("Ёлкинская СОШ</a>") == shown


def test_school_sees_its_own_results(municipality, school):
    make_result(school)
    make_result(make_school(municipality, short_name="Лесная СОШ"))
    client = Client()
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=school))
    page = client.get(url("list", municipality)).content.decode()
    assert "Ёлкинская СОШ" in page
    assert "Лесная СОШ" not in page
    assert "Загрузить из Excel" not in page


def test_register_costs_the_same_for_one_result_and_for_thirty(client, municipality, coordinator):
    costs = set()
    for number in (1, 30):
        for _ in range(number):
            make_result(make_school(municipality))
        costs.add(cost(client, url("list", municipality)))
    assert len(costs) == 1


def test_check_page_costs_the_same_for_one_row_and_for_thirty(client, municipality, coordinator):
    costs = set()
    for number in (1, 30):
        schools = [make_school(municipality) for _ in range(number)]
        for school in schools:
            make_result(school)
        rows = [VPR | {"school": school.short_name} for school in schools]
        found = make_import(KIND, municipality, coordinator, *rows)
        costs.add(cost(client, url("check", municipality, found.pk)))
    assert len(costs) == 1
