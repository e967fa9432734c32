"""The calendar of a new year from Excel, in the reference data section."""

import datetime

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from lib.working_days import holidays
from schools.calendars import install_calendar, work_calendar
from schools.imports import calendar
from schools.models import CalendarDay, CalendarYear, RoleKind
from tests.factories import make_user, make_user_as
from tests.posting import post
from tests.schools.tables import book, upload

pytestmark = pytest.mark.django_db

D = datetime.date
ADDRESS = reverse("admin:schools_calendaryear_import")
BASIS = "Постановление Правительства РФ от 01.10.2027 № 1"


class Kind:
    columns = calendar.COLUMNS


@pytest.fixture
def administrator(client, municipality):
    user = make_user_as(RoleKind.ADMINISTRATOR, municipality)
    client.force_login(user)
    return user


def year_rows(year, *more):
    law = [
        {"date": day, "is_working": "выходной", "remark": n} for day, n in holidays(year).items()
    ]
    return [*law, *more]


def load(client, rows, **data):
    values = {"file": upload(book(Kind, *rows)), "basis": BASIS, "is_final": "on"}
    return post(client, ADDRESS, values | data)


def faults(answer):
    return [(fault.row, fault.wrong) for fault in answer.context["form"].faults]


def test_administrator_loads_a_new_year(client, administrator):
    more = (
        {"date": D(2028, 1, 10), "is_working": "Выходной", "remark": "перенос"},
        {"date": "15.01.2028", "is_working": "рабочий"},
        {"date": D(2028, 1, 16), "is_working": "выходной", "remark": "обычное воскресенье"},
    )
    answer = load(client, year_rows(2028, *more))
    assert answer.status_code == 302
    found = work_calendar()
    assert found.is_loaded(2028)
    assert found.is_day_off(D(2028, 1, 10))
    assert not found.is_day_off(D(2028, 1, 15))
    assert found.is_day_off(D(2028, 1, 16))
    assert not CalendarDay.objects.filter(date=D(2028, 1, 16)).exists()
    entry = AuditEntry.objects.get(object_type="производственный календарь")
    assert (entry.by, entry.object_id) == (administrator, "2028")
    assert "15.01.2028 рабочий" in entry.changes["days"][1]


def test_same_table_twice_changes_nothing(client, administrator):
    rows = year_rows(2028)
    load(client, rows, is_final="")
    again = load(client, rows, is_final="")
    assert again.status_code == 302
    assert "Изменений нет" in client.get(again.url).content.decode()
    assert AuditEntry.objects.filter(object_type="производственный календарь").count() == 1


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ({"date": "01.02.2029", "is_working": "выходной"}, "01.02.2029 — другой год, не 2028"),
        ({"date": "01.01.2028", "is_working": "выходной"}, "01.01.2028 уже есть в строке 2"),
        ({"date": "31.02.2028", "is_working": "выходной"}, "дня «31.02.2028» нет в календаре"),
        ({"date": "01.02.2028", "is_working": "да"}, "«да» здесь не бывает"),
        ({"date": "01.02.2028"}, "не заполнено"),
    ],
)
def test_one_fault_and_nothing_is_loaded(client, administrator, row, wrong):
    answer = load(client, year_rows(2028, row))
    assert answer.status_code == 422
    assert faults(answer) == [(16, wrong)]
    assert wrong in answer.content.decode()
    assert not CalendarYear.objects.filter(year=2028).exists()


def test_holiday_of_the_law_is_neither_worked_nor_forgotten(client, administrator):
    rows = [row for row in year_rows(2028) if row["date"] != D(2028, 6, 12)]
    assert faults(load(client, rows)) == [(None, "нет дней: 12.06.2028")]
    worked = [*rows, {"date": D(2028, 6, 12), "is_working": "рабочий"}]
    assert faults(load(client, worked)) == [(15, "12.06.2028 — праздник по закону")]


def test_final_year_is_replaced_by_a_superuser_alone(client, administrator):
    install_calendar()
    answer = load(client, year_rows(2026))
    assert answer.status_code == 422
    assert "общий для всех муниципалитетов" in answer.content.decode()
    assert work_calendar().is_day_off(D(2026, 1, 9))
    assert load(client, year_rows(2027)).status_code == 302  # its moves were not known
    client.force_login(make_user(is_superuser=True))
    assert load(client, year_rows(2026)).status_code == 302
    assert not work_calendar().is_day_off(D(2026, 1, 9))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"%PDF-1.4"])
def test_what_is_no_excel_file_is_refused(client, administrator, content):
    assert load(client, [], file=upload(content)).status_code == 422


def test_template_is_given_and_read_back(client, administrator):
    content = client.get(reverse("admin:schools_calendaryear_template")).content
    answer = load(client, [], file=upload(content))
    assert faults(answer) == [(None, "под заголовками нет ни одной строки")]


def test_days_are_looked_at_and_not_edited(client, administrator):
    install_calendar()
    page = client.get(reverse("admin:schools_calendaryear_changelist")).content.decode()
    assert "Загрузить год из Excel" in page
    change = reverse("admin:schools_calendaryear_change", args=[2026])
    assert "Выходной перенесён с 03.01.2026" in client.get(change).content.decode()
    assert post(client, change, {"year": 2026, "basis": "x"}).status_code == 403


@pytest.mark.parametrize("kind", [RoleKind.HEAD, RoleKind.COORDINATOR])
def test_other_roles_do_not_load(client, municipality, kind):
    client.force_login(make_user_as(kind, municipality))
    assert client.get(ADDRESS).status_code == 403
    assert load(client, year_rows(2028)).status_code == 403
