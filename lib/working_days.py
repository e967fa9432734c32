"""Working days and days off of the country: Saturdays, Sundays, holidays and their moves."""

import datetime
from dataclasses import dataclass
from functools import cache

ONE_DAY = datetime.timedelta(days=1)
SATURDAY = 5

# Art. 112 of the Labour Code, part one: (month, day) of every holiday.
HOLIDAYS = {(1, day): "Новогодние каникулы" for day in (1, 2, 3, 4, 5, 6, 8)} | {
    (1, 7): "Рождество Христово",
    (2, 23): "День защитника Отечества",
    (3, 8): "Международный женский день",
    (5, 1): "Праздник Весны и Труда",
    (5, 9): "День Победы",
    (6, 12): "День России",
    (11, 4): "День народного единства",
}


@dataclass(frozen=True)
class WorkCalendar:
    """Days off and working weekends of the loaded years; other years go by the law alone."""

    days_off: frozenset = frozenset()
    # Saturdays and Sundays that are worked instead of another day.
    working: frozenset = frozenset()
    loaded_years: frozenset = frozenset()

    def is_loaded(self, year):
        return year in self.loaded_years

    def is_day_off(self, day):
        if day.year not in self.loaded_years:
            return is_weekend(day) or day in days_off_by_law(day.year)
        return day in self.days_off or (is_weekend(day) and day not in self.working)

    def preceding(self, day):
        """The day itself when it is a working one, else the nearest working day before it."""
        while self.is_day_off(day):
            day -= ONE_DAY
        return day

    def following(self, day):
        """The day itself when it is a working one, else the nearest working day after it."""
        while self.is_day_off(day):
            day += ONE_DAY
        return day


def is_weekend(day):
    """Saturday or Sunday."""
    return day.weekday() >= SATURDAY


def holidays(year):
    """{day: name} of the holidays of the year (art. 112 of the Labour Code, part one)."""
    return {datetime.date(year, *day): name for day, name in HOLIDAYS.items()}


@cache
def days_off_by_law(year):
    """{day: why} of the days off of a year that the law itself names.

    A holiday on a Saturday or Sunday makes the next working day after it free; those of January
    the Government moves instead, to days of its own choice (art. 112, part two).
    """
    found = holidays(year)
    for day, name in sorted(found.items()):
        if day.month == 1 or not is_weekend(day):
            continue
        moved = day
        while is_weekend(moved) or moved in found:
            moved += ONE_DAY
        found[moved] = f"Выходной перенесён с {day:%d.%m} ({name})"
    return found
