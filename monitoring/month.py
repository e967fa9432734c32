"""Календарь: what is due on which day of a month."""

import calendar
import datetime
import re
from collections import defaultdict

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lib.dates import MONTH_NAMES, MONTHS, WEEKDAYS, add_months, month_end
from lib.text import NBSP
from monitoring.models import Checkpoint
from monitoring.reports import tally_of
from monitoring.states import counted_badge, mark, rows_of, shown_state
from schools.calendars import work_calendar

SHOWN = 3
YEARS = range(2000, 2100)
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
FIELDS = ("pk", "text", "executor", "due_on", "state")


def month_asked(words, today):
    """First day of the month «2026-11»; anything else is the month of today."""
    found = MONTH.fullmatch(words)
    year, month = map(int, found.groups()) if found else (0, 0)
    if year not in YEARS or not 1 <= month <= 12:
        return today.replace(day=1)
    return datetime.date(year, month, 1)


class MonthPage:
    """A month of what the person may see and what passes the filter; two queries and a calendar."""

    def __init__(self, rows_filter, request):
        self.today = request.municipality.today()
        self.first = month_asked(request.GET.get("month", ""), self.today)
        self.slug, self.query = request.municipality.slug, request.GET.copy()
        self.query.pop("month", None)
        self.work_days = work_calendar()
        rows = rows_filter.qs if rows_filter.is_valid() else Checkpoint.objects.none()
        rows = rows.due_between(self.first, month_end(self.first)).order_by("due_on", "pk")
        self.by_day = defaultdict(list)
        for row in rows.values_list(*FIELDS, named=True):
            self.by_day[row.due_on].append(row)
        self.register = reverse("monitoring:checkpoint-list", args=[self.slug])
        self.cards = reverse("monitoring:checkpoint", args=[self.slug, 0]).removesuffix("0/")

    @property
    def title(self):
        """«Ноябрь 2026»."""
        return f"{MONTH_NAMES[self.first.month - 1].capitalize()} {self.first.year}"

    @property
    def number(self):
        """How many checkpoints are due in the month."""
        return sum(map(len, self.by_day.values()))

    def other(self, step):
        """(name, address) of another month, or None past the years that are shown."""
        day = add_months(self.first, step)
        if day.year not in YEARS:
            return None
        query = self.query.copy()
        query["month"] = f"{day:%Y-%m}"
        return f"{MONTH_NAMES[day.month - 1]} {day.year}", f"?{query.urlencode()}"

    @property
    def before(self):
        return self.other(-1)

    @property
    def after(self):
        return self.other(1)

    @property
    def this_month(self):
        """Address of the month of today; None when it is the one that is shown."""
        is_shown = self.first == self.today.replace(day=1)
        return None if is_shown else f"?{self.query.urlencode()}"

    def body(self):
        """Weeks of the month as rows of a table, safe HTML."""
        weeks = calendar.Calendar().monthdatescalendar(self.first.year, self.first.month)
        rows = ((self._week(week),) for week in weeks)
        return format_html_join("\n", "<tr>{}</tr>", rows)

    def _week(self, days):
        return SafeString("".join(map(self._day, days)))

    def _day(self, day):
        if day.month != self.first.month:
            return SafeString('<td class="outside"></td>')
        rows, is_off = self.by_day.get(day, []), self.work_days.is_day_off(day)
        words = " ".join(
            name for name, is_so in (("off", is_off), ("today", day == self.today)) if is_so
        )
        return format_html(
            '<td class="{}{}">{}{}</td>',
            words,
            "" if rows else " nothing",
            self._date(day, is_off),
            self._owed(day, rows) if rows else "",
        )

    def _date(self, day, is_off):
        marks = ["сегодня"] * (day == self.today) + ["выходной"] * is_off
        return format_html(
            '<p class="day"><b>{}<span class="long">{}{} ({})</span></b>{}</p>',
            day.day,
            NBSP,
            MONTHS[day.month - 1],
            WEEKDAYS[day.weekday()],
            format_html(' <span class="muted">{}</span>', ", ".join(marks)) if marks else "",
        )

    def _owed(self, day, rows):
        """Counts by state, each leading to its rows, and the first few."""
        counts = format_html_join(
            " ",
            '<a href="{}">{}</a>',
            (
                (self._address(day, rows_of(code)), counted_badge(code, number))
                for code, number in tally_of(rows, self.today).present
            ),
        )
        entries = format_html_join("", "<li>{}</li>", ((self._entry(r),) for r in rows[:SHOWN]))
        rest = len(rows) - SHOWN
        more = (
            format_html('<p><a href="{}">и ещё {}</a></p>', self._address(day, ""), rest)
            if rest > 0
            else ""
        )
        return format_html('<p class="counts">{}</p><ul>{}</ul>{}', counts, entries, more)

    def _entry(self, row):
        return format_html(
            '{}<a class="clamp" href="{}{}/" title="{}">{}</a><span class="muted clamp">{}</span>',
            mark(shown_state(row.state, row.due_on, self.today)),
            self.cards,
            row.pk,
            row.text,
            row.text,
            row.executor,
        )

    def _address(self, day, conditions):
        """Register of the same filter on the day, and under the conditions of a state."""
        query = self.query.copy()
        query["on"] = f"{day:%d.%m.%Y}"
        for condition in filter(None, conditions.split("&")):
            name, value = condition.split("=")
            query[name] = value
        return f"{self.register}?{query.urlencode()}"
