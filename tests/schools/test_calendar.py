"""The calendar of days off: what ships, what the page shows."""

import datetime

import pytest

from schools.calendars import install_calendar, work_calendar
from schools.models import CalendarDay, CalendarYear, RoleKind
from tests.schools.pages import cost, signed_in_as, url

pytestmark = pytest.mark.django_db

D = datetime.date


@pytest.fixture
def calendar():
    install_calendar()
    return work_calendar()


def test_migration_has_loaded_four_years():
    # The rows of a migration are flushed after a test with transactions: then nothing is seen.
    years = set(CalendarYear.objects.values_list("year", flat=True))
    assert years in ({2024, 2025, 2026, 2027}, set())


def test_calendar_is_read_in_two_queries(calendar, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = work_calendar()
    assert found.is_day_off(D(2026, 1, 9))
    assert not found.is_day_off(D(2025, 11, 1))


def test_install_leaves_a_year_as_people_have_made_it(calendar):
    CalendarDay.objects.filter(date=D(2026, 1, 9)).delete()
    CalendarYear.objects.filter(year=2027).update(basis="Постановление", is_final=True)
    install_calendar()
    assert not work_calendar().is_day_off(D(2026, 1, 9))
    assert CalendarYear.objects.get(year=2027).is_final


def test_page_shows_moves_and_worked_saturdays(client, municipality, coordinator, calendar):
    page = client.get(url("calendar", municipality), {"year": "2024"}).content.decode()
    assert "10.08.2023 № 1314" in page
    assert "Рабочая суббота: выходной перенесён на 29.04.2024" in page


def test_page_says_that_the_moves_are_not_known_yet(client, municipality, coordinator, calendar):
    page = client.get(url("calendar", municipality), {"year": "2027"}).content.decode()
    assert "Переносы не утверждены" in page


def test_page_says_that_a_year_is_not_loaded(client, municipality, coordinator, calendar):
    page = client.get(url("calendar", municipality), {"year": "2030"}).content.decode()
    assert "Календарь 2030 года не загружен" in page
    assert "12 июня 2030" in page.replace("\u00a0", " ")


def test_only_the_administrator_is_offered_to_load_a_year(municipality):
    for kind, is_offered in ((RoleKind.ADMINISTRATOR, True), (RoleKind.COORDINATOR, False)):
        page = signed_in_as(kind, municipality).get(url("calendar", municipality))
        assert ("Загрузить год" in page.content.decode()) == is_offered


@pytest.mark.parametrize("year", ["", "x", "99999", "0001", "-5"])
def test_wrong_year_is_this_year(client, municipality, coordinator, year):
    answer = client.get(url("calendar", municipality), {"year": year})
    assert answer.status_code == 200
    assert f"календарь {municipality.today().year} года" in answer.content.decode()


def test_page_costs_the_same_for_an_empty_and_a_full_year(municipality, calendar):
    client = signed_in_as(RoleKind.OBSERVER, municipality)
    full = cost(client, url("calendar", municipality) + "?year=2024")
    CalendarDay.objects.filter(date__year=2024).exclude(date=D(2024, 1, 1)).delete()
    assert cost(client, url("calendar", municipality) + "?year=2024") == full
