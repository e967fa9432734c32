"""Dates as the papers and pages write them."""

import calendar
import datetime

from lib.text import NBSP, count

MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
MONTH_NAMES = (
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
)
WEEKDAYS = "пн вт ср чт пт сб вс".split()


def long_date(day):
    """«10 сентября 2020 г.» with no-break spaces; empty for None."""
    return NBSP.join((*_day_month_year(day), "г.")) if day else ""


def page_date(day):
    """«15 апреля 2026 (ср)»; empty for None."""
    if not day:
        return ""
    return f"{NBSP.join(_day_month_year(day))} ({WEEKDAYS[day.weekday()]})"


def dotted_date(day):
    """«10.09.2020»; empty for None."""
    return f"{day:%d.%m.%Y}" if day else ""


def _day_month_year(day):
    return str(day.day), MONTHS[day.month - 1], str(day.year)


def distance(day, today):
    """How far the day is: «сегодня», «завтра», «через 3 дня», «просрочено на 5 дней»."""
    days = (day - today).days
    if days < 0:
        return f"просрочено на{NBSP}{count(-days, 'день', 'дня', 'дней')}"
    return {0: "сегодня", 1: "завтра"}.get(
        days
    ) or f"через{NBSP}{count(days, 'день', 'дня', 'дней')}"


def week_of(day):
    """Monday and Sunday of the week of the day."""
    monday = day - datetime.timedelta(days=day.weekday())
    return monday, monday + datetime.timedelta(days=6)


def school_year(day):
    """The year in which the school year of the day began: 2026 for 2026/27."""
    return day.year if day.month >= 9 else day.year - 1


def month_end(day):
    """Last day of the month of the day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day, months):
    """The same number of another month, or its last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))
