from django.shortcuts import render
from django.views.decorators.http import require_safe

from lib.working_days import days_off_by_law
from schools.models import CalendarYear


@require_safe
def show_calendar(request):
    """Производственный календарь: the days of a year that differ from a usual week."""
    this_year = request.municipality.today().year
    calendars = {found.year: found for found in CalendarYear.objects.all()}
    year = year_asked(request) or this_year
    calendar = calendars.get(year)
    context = {
        "year": year,
        "years": sorted({*calendars, this_year, this_year + 1, year}),
        "calendar": calendar,
        "days": days_of(calendar) if calendar else days_by_law(year),
    }
    return render(request, "schools/calendar.html", context)


def year_asked(request):
    """The year in the address; None when it is not one."""
    year = request.GET.get("year", "")
    return int(year) if year.isdecimal() and len(year) == 4 and "1993" < year < "2100" else None


def days_of(calendar):
    """(day, is it a working one, why) of a loaded year."""
    return calendar.days.values_list("date", "is_working", "remark")


def days_by_law(year):
    """The same of a year that is not loaded."""
    return [(day, False, why) for day, why in sorted(days_off_by_law(year).items())]
