"""The calendar of days off: what ships in fixtures/calendar.json, and what is in the database."""

import json

from django.conf import settings

from lib.working_days import WorkCalendar
from schools.models import CalendarDay, CalendarYear

SOURCE = settings.BASE_DIR / "fixtures" / "calendar.json"


def install_calendar(year_model=CalendarYear, day_model=CalendarDay):
    """Create the years that are absent; one that exists stays as people have made it.

    A migration passes the models of its own time.
    """
    for row in json.loads(SOURCE.read_text(encoding="utf-8")):
        days = row.pop("days")
        calendar, is_new = year_model.objects.get_or_create(year=row["year"], defaults=row)
        if is_new:
            day_model.objects.bulk_create(day_model(calendar=calendar, **day) for day in days)


def work_calendar():
    """The WorkCalendar of all the loaded years, in two queries."""
    days = CalendarDay.objects.values_list("date", "is_working")
    return WorkCalendar(
        days_off=frozenset(day for day, is_working in days if not is_working),
        working=frozenset(day for day, is_working in days if is_working),
        loaded_years=frozenset(CalendarYear.objects.values_list("year", flat=True)),
    )
