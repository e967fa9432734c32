"""«Графики посещений»: drafts, approval, paper; plan and fact of a quarter."""

from functools import partial

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from lib.forms import seen_version
from lib.htmx import go
from lib.permissions import require
from lib.registers import in_total_order
from lib.text import count
from lib.versions import Conflict
from lib.views import FormPage, press
from monitoring.forms.quarter import QuarterForm
from monitoring.forms.visits import PlannedVisitForm, PlanVisitsForm, ScheduleForm
from monitoring.models import Visit, VisitSchedule
from monitoring.models.visit import HELD_STATES
from monitoring.views.visits import LINE_CHANGED
from monitoring.views.visits import find as find_visit
from monitoring.visits import operations, permissions
from monitoring.visits.papers import OWN_ONLY, print_pdf, schedule_html
from monitoring.visits.quarter import tutor_lines, unvisited, visits_of
from schools.models import Person, Post

NOT_WRITER = "График составляют тьюторы, методисты, координатор и начальник."
NOT_YOURS = "Строку меняет тьютор, чьё это посещение, методист, координатор или начальник."
NOT_CONTROLLER = "График утверждает начальник или координатор."
CHANGED = "Пока страница была открыта, график изменился. Прочтите его ещё раз."


@require_safe
def list_schedules(request):
    """Schedules with how much of each is done, of what the person sees."""
    mine = Visit.objects.visible_to(request.access)
    schedules = VisitSchedule.objects.visible_to(request.access).annotate(
        total=Count("visits", filter=Q(visits__in=mine)),
        done=Count("visits", filter=Q(visits__in=mine, visits__state__in=HELD_STATES)),
    )
    context = {
        "schedules": in_total_order(schedules),
        "can_write": permissions.can_write_visits(request.access),
    }
    return render(request, "monitoring/visit_schedule_list.html", context)


def find(request, pk):
    """The schedule if the person may see it, else 404."""
    schedules = VisitSchedule.objects.visible_to(request.access)
    return get_object_or_404(schedules.select_related("municipality"), pk=pk)


def lines_of(request, schedule):
    """Visits of the schedule that the person sees, by day."""
    visits = schedule.visits.visible_to(request.access).select_related("school", "tutor")
    return visits.prefetch_related("recommendations").order_by("planned_on", "pk")


@require_safe
def show_schedule(request, pk):
    """One schedule, line by line."""
    schedule, access = find(request, pk), request.access
    visits = list(lines_of(request, schedule))
    for visit in visits:
        visit.schedule = schedule
    is_draft = not schedule.is_approved
    context = {
        "schedule": schedule,
        "lines": [(visit, permissions.can_change_plan(access, visit)) for visit in visits],
        "today": request.municipality.today(),
        "can_write": is_draft and permissions.can_write_visits(access),
        "can_approve": permissions.can_approve_schedule(access),
        "done": sum(visit.is_held for visit in visits),
    }
    return render(request, "monitoring/visit_schedule.html", context)


@require_safe
def print_schedule(request, pk):
    """PDF of the schedule; a school and a tutor print their own lines."""
    schedule = find(request, pk)
    note = "" if request.access.sees_everything else OWN_ONLY
    html = schedule_html(schedule, lines_of(request, schedule), note=note)
    record(AuditVerb.PRINT, schedule, by=request.user)
    return print_pdf(html, str(schedule))


class SchedulePage(FormPage):
    """A form about one schedule, or a new one."""

    title = "Новый график посещений"
    lead = "Строки графика — тьютор, школа, даты — добавите следующим шагом."
    schedule = None

    def prepare(self, pk=None):
        require(permissions.can_write_visits(self.request.access), NOT_WRITER)
        self.schedule = find(self.request, pk) if pk else VisitSchedule()
        if pk:
            self.title, self.lead = "Дни графика", str(self.schedule)
            if self.schedule.is_approved:
                raise operations.Approved

    def back(self):
        slug = self.request.municipality.slug
        if self.schedule.pk:
            return reverse("monitoring:visit-schedule", args=[slug, self.schedule.pk])
        return reverse("monitoring:visit-schedule-list", args=[slug])

    def crumbs(self):
        return [("График посещений", self.back())]

    def make_form(self, data=None, files=None):
        return ScheduleForm(
            data,
            instance=self.schedule,
            municipality=self.request.municipality,
            submit="Сохранить график",
            back=self.back(),
        )

    def save(self, form):
        self.schedule = operations.save_schedule(
            form.instance, form.written_fields, seen_version=form.seen_version, by=self.request.user
        )
        messages.success(self.request, "График сохранён.")
        return go(self.request, self.back())


class PlanVisits(SchedulePage):
    """Visits of a tutor to a school on several days."""

    def prepare(self, pk):
        super().prepare(pk)
        self.title = "Добавить посещения"

    def make_form(self, data=None, files=None):
        return PlanVisitsForm(
            data, schedule=self.schedule, access=self.request.access, back=self.back()
        )

    def save(self, form):
        made = operations.plan_visits(self.schedule, by=self.request.user, **form.cleaned_data)
        words = count(len(made), "посещение", "посещения", "посещений")
        messages.success(self.request, f"Добавлено в график: {words}.")
        return go(self.request, self.back())


class PlannedVisit(SchedulePage):
    """A line of a draft schedule is corrected."""

    def prepare(self, pk):
        self.visit = find_visit(self.request, pk)
        require(permissions.can_write_visit(self.request.access, self.visit), NOT_YOURS)
        self.schedule = self.visit.schedule
        self.title, self.lead = "Строка графика", f"{self.visit.school}, {self.visit.tutor}"
        if not permissions.can_change_plan(self.request.access, self.visit):
            raise operations.Approved

    def make_form(self, data=None, files=None):
        return PlannedVisitForm(data, instance=self.visit, back=self.back())

    def save(self, form):
        operations.change_plan(
            form.instance, form.written_fields, seen_version=form.seen_version, by=self.request.user
        )
        messages.success(self.request, "Строка графика сохранена.")
        return go(self.request, self.back())


@require_POST
def drop_visit(request, pk):
    """Take a line out of a draft schedule."""
    visit = find_visit(request, pk)
    require(permissions.can_change_plan(request.access, visit), NOT_YOURS)
    try:
        operations.drop_from_plan(visit, seen_version=seen_version(request), by=request.user)
    except Conflict:
        messages.warning(request, LINE_CHANGED)
    else:
        messages.success(request, f"Убрано из графика: {visit}.")
    return go(request, "monitoring:visit-schedule", request.municipality.slug, visit.schedule_id)


@require_POST
def approve_schedule(request, pk):
    """The head or the coordinator approves the schedule as it was seen."""
    schedule = find(request, pk)
    require(permissions.can_approve_schedule(request.access), NOT_CONTROLLER)
    if schedule.is_approved:
        raise operations.Approved
    post, name = approver(request.access)
    return decide(request, schedule, operations.approve_schedule, post=post, name=name)


@require_POST
def reopen_schedule(request, pk):
    """The head or the coordinator makes the schedule a draft again."""
    schedule = find(request, pk)
    require(permissions.can_approve_schedule(request.access), NOT_CONTROLLER)
    return decide(request, schedule, operations.reopen_schedule)


def decide(request, schedule, operation, **values):
    """Do the act on the schedule as it was seen, and show it; a late act only says why."""
    seen = seen_version(request)
    act = partial(operation, schedule, seen_version=seen, by=request.user, **values)
    press(request, act, lambda _: told(schedule), changed=CHANGED)
    return go(request, "monitoring:visit-schedule", request.municipality.slug, schedule.pk)


def told(schedule):
    """What has become of the schedule."""
    return "График утверждён." if schedule.is_approved else "График снова в проектах."


def approver(access):
    """(post, name) of the person for the mark «УТВЕРЖДАЮ»; without a card, of the sign-in."""
    person = Person.objects.filter(pk=access.person_id).first()
    role = access.role_for(*permissions.CONTROLLERS)
    post = Post.objects.held(access.municipality.today()).filter(person=person).first()
    title = post.title if post else role.get_kind_display()
    return title[:1].upper() + title[1:], person.initials_first if person else access.user.name


@require_safe
def show_quarter(request):
    """Plan and fact of a quarter, and the schools that were not visited in it."""
    today, municipality = request.municipality.today(), request.municipality
    form = QuarterForm(request.GET, today=today)
    quarter = form.chosen()
    context = {
        "form": form,
        "quarter": quarter,
        "lines": tutor_lines(visits_of(municipality, quarter), quarter, today),
        "unvisited": unvisited(municipality, quarter, today),
    }
    return render(request, "monitoring/visit_quarter.html", context)
