import datetime
import json

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from lib.working_days import WorkCalendar, days_off_by_law, holidays, is_weekend

D = datetime.date
# How many working days the Government's own tables name for these years.
WORKING_DAYS = {2024: 248, 2025: 247, 2026: 247}


@pytest.fixture(scope="module")
def shipped():
    """The calendar of fixtures/calendar.json."""
    rows = json.loads((settings.BASE_DIR / "fixtures" / "calendar.json").read_text())
    days = [(D.fromisoformat(d["date"]), d["is_working"]) for row in rows for d in row["days"]]
    return WorkCalendar(
        frozenset(day for day, is_working in days if not is_working),
        frozenset(day for day, is_working in days if is_working),
        frozenset(row["year"] for row in rows),
    )


@pytest.mark.parametrize("year", WORKING_DAYS)
def test_year_has_as_many_working_days_as_the_government_says(shipped, year):
    days = (D(year, 1, 1) + datetime.timedelta(step) for step in range(366))
    worked = [day for day in days if day.year == year and not shipped.is_day_off(day)]
    assert len(worked) == WORKING_DAYS[year]


@pytest.mark.parametrize(
    ("day", "is_off"),
    [
        (D(2024, 4, 27), False),
        (D(2024, 4, 29), True),
        (D(2024, 11, 2), False),
        (D(2024, 12, 28), False),
        (D(2024, 12, 31), True),
        (D(2025, 2, 24), False),  # 23 February went to 8 May
        (D(2025, 5, 8), True),
        (D(2025, 6, 13), True),
        (D(2025, 11, 1), False),
        (D(2025, 11, 3), True),
        (D(2026, 1, 9), True),
        (D(2026, 3, 9), True),  # by the law: 8 March is a Sunday
        (D(2026, 5, 11), True),
        (D(2026, 12, 31), True),
        (D(2027, 5, 3), True),
        (D(2027, 6, 14), True),
    ],
)
def test_moved_days_of_the_shipped_years(shipped, day, is_off):
    assert shipped.is_day_off(day) is is_off


def test_every_holiday_of_the_law_is_free_in_the_shipped_years(shipped):
    for year in shipped.loaded_years:
        assert all(map(shipped.is_day_off, holidays(year)))


def test_year_without_data_goes_by_the_law():
    calendar = WorkCalendar()
    assert not calendar.is_loaded(2030)
    assert calendar.is_day_off(D(2030, 1, 8))
    assert calendar.is_day_off(D(2030, 6, 15))  # a Saturday
    assert not calendar.is_day_off(D(2030, 6, 13))


def test_law_moves_a_weekend_holiday_to_the_next_working_day():
    # 2021: 1 May is a Saturday, 9 May and 8 March stand as the law has it.
    assert D(2021, 5, 3) in days_off_by_law(2021)
    assert D(2021, 5, 10) in days_off_by_law(2021)
    # January's own are the Government's to move.
    assert D(2021, 1, 11) not in days_off_by_law(2021)


def test_nearest_working_days():
    calendar = WorkCalendar()
    assert calendar.preceding(D(2030, 5, 1)) == D(2030, 4, 30)
    assert calendar.following(D(2030, 5, 1)) == D(2030, 5, 2)
    assert calendar.preceding(D(2030, 1, 8)) == D(2029, 12, 31)


@given(st.dates(D(2000, 1, 1), D(2050, 12, 31)))
def test_nearest_working_day_is_a_working_one_and_no_working_one_is_nearer(day):
    calendar = WorkCalendar()
    before, after = calendar.preceding(day), calendar.following(day)
    assert before <= day <= after
    assert not calendar.is_day_off(before)
    assert not calendar.is_day_off(after)
    between = (before + datetime.timedelta(step) for step in range(1, (after - before).days))
    assert all(calendar.is_day_off(one) for one in between)


@given(st.integers(2005, 2100))
def test_law_gives_a_day_off_for_every_holiday_on_a_weekend(year):
    lost = [day for day in holidays(year) if day.month != 1 and is_weekend(day)]
    given_back = set(days_off_by_law(year)) - set(holidays(year))
    assert len(given_back) == len(lost)
    assert not any(map(is_weekend, given_back))
