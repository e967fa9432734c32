"""The plan of a group's year: what the regulation asks, what is held and planned, days to add."""

import datetime

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lib.dates import page_date
from lib.htmx import go
from lib.permissions import require
from lib.text import count
from schools.calendars import work_calendar
from workgroups import permissions
from workgroups.forms.year import YearPlanForm
from workgroups.planning import plan_meetings, plan_of, proposed_days
from workgroups.views.pages import GroupForm, find_group

NOT_PLANNER = "Дни заседаний назначают секретарь группы, координатор и начальник."
EARLIEST, LATEST = 2000, 2100


@require_safe
def show_year(request, pk):
    """What the regulation asks of each period of the year, what is held and planned."""
    group, today = find_group(request, pk), request.municipality.today()
    year = year_in(request.GET.get("year", ""), today)
    standings = plan_of(group, year)
    context = {
        "group": group,
        "year": year,
        "title": f"План заседаний на {year} год",
        "standings": standings,
        "is_lacking": any(one.lacking for one in standings),
        "can_plan": permissions.can_plan(request.access, group),
    }
    return render(request, "workgroups/year_plan.html", context)


def year_in(text, today):
    """Year of the address; anything else is the present one."""
    year = int(text) if text.isdecimal() and len(text) == 4 else today.year
    return year if EARLIEST <= year <= LATEST else today.year


class MeetingsPlan(GroupForm):
    """Days for the meetings that the year lacks: proposed, changed, put into the plan."""

    lead = "Программа предлагает рабочие дни. Поменяйте их; пустое поле в план не попадёт."

    def prepare(self, pk):
        self.group = find_group(self.request, pk)
        require(permissions.can_plan(self.request.access, self.group), NOT_PLANNER)
        self.today = self.request.municipality.today()
        self.year = year_in(self.request.GET.get("year", ""), self.today)
        self.title = f"Назначить дни заседаний на {self.year} год"

    def back(self):
        return f"{self.url('year-plan', self.group.pk)}?year={self.year}"

    def crumbs(self):
        return [*super().crumbs(), ("План на год", self.back())]

    def proposals(self):
        """[(period, day)] for the meetings that are lacking, in time for sending the papers."""
        regulation = self.group.regulation_on(self.today)
        ahead = datetime.timedelta(days=(regulation and regulation.papers_days) or 0)
        calendar = work_calendar()
        return [
            (standing.period, day)
            for standing in plan_of(self.group, self.year)
            for day in proposed_days(standing, calendar, not_before=self.today + ahead)
            if not self.group.is_dissolved_on(day)
        ]

    def make_form(self, data=None, files=None):
        return YearPlanForm(data, proposals=self.proposals(), today=self.today, back=self.back())

    def save(self, form):
        made = plan_meetings(self.group, form.days, by=self.request.user)
        said = count(len(made), "заседание", "заседания", "заседаний")
        messages.success(self.request, f"Записано в план: {said}.")
        calendar = work_calendar()
        for meeting in made:
            if calendar.is_day_off(meeting.held_on):
                messages.warning(self.request, f"Это выходной: {page_date(meeting.held_on)}.")
        return go(self.request, self.back())
