"""«Посещения»: the register, the card of a visit, its record, recommendations, reading."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from lib.forms import seen_version
from lib.htmx import go
from lib.permissions import NotNow, require
from lib.registers import RegisterView
from lib.versions import Conflict
from lib.views import FormPage, press
from monitoring.forms.visits import CallOffForm, RecommendationForm, RecordForm
from monitoring.models import Recommendation, Visit, VisitSchedule, VisitState
from monitoring.visits import operations, permissions
from monitoring.visits.papers import print_pdf, visit_html
from monitoring.visits.register import VisitFilter, VisitRegister

NOT_WRITER = "Справки о посещениях пишут тьюторы, методисты, координатор и начальник."
NOT_YOURS = (
    "Справку пишет тьютор, который посещал школу, методист, координатор или начальник — пока она "
    "не передана директору."
)
NOT_DIRECTOR = "Отметку «прочитано» ставит директор школы, когда справка ему передана."
NO_RECORD = "Справки ещё нет: сначала запишите, что посмотрели."
CHANGED = "Пока страница была открыта, с посещением что-то сделали. Прочтите ещё раз."

LINE_CHANGED = "Эту строку изменил или убрал другой человек. Прочтите её ещё раз."


class VisitList(RegisterView):
    """Посещения: the register."""

    template_name = "monitoring/visit_list.html"
    register_class = VisitRegister
    filter_class = VisitFilter
    fields = VisitRegister.fields
    label = "Посещения"
    extra_context = {"title": "Посещения школ"}

    def get_queryset(self):
        return VisitRegister.annotate(Visit.objects.visible_to(self.request.access))

    def register_options(self):
        return super().register_options() | {"today": self.request.municipality.today()}

    def get_context_data(self, **kwargs):
        can_write = permissions.can_write_visits(self.request.access)
        return super().get_context_data(can_write=can_write, **kwargs)


def find(request, pk):
    """The visit if the person may see it, else 404."""
    visits = Visit.objects.visible_to(request.access)
    return get_object_or_404(
        visits.select_related("school", "tutor", "schedule", "municipality"), pk=pk
    )


@require_safe
def show_visit(request, pk):
    """The visit with its record and recommendations."""
    visit, access = find(request, pk), request.access
    can_record = permissions.can_record(access, visit)
    schedules = VisitSchedule.objects.visible_to(access)
    context = {
        "visit": visit,
        "shows_schedule": schedules.filter(pk=visit.schedule_id).exists(),
        "recommendations": visit.recommendations.select_related("checkpoint"),
        "today": request.municipality.today(),
        "can_record": can_record,
        "can_recommend": can_record and visit.state == VisitState.RECORDED,
        "can_call_off": permissions.can_call_off(access, visit),
        "can_change_plan": permissions.can_change_plan(access, visit),
        "can_mark_read": permissions.can_mark_read(access, visit),
    }
    return render(request, "monitoring/visit.html", context)


@require_safe
def print_visit(request, pk):
    """PDF of «Справка о посещении»."""
    visit = find(request, pk)
    require(visit.is_held, NO_RECORD)
    record(AuditVerb.PRINT, visit, by=request.user)
    return print_pdf(visit_html(visit, visit.recommendations.all()), f"Справка, {visit}")


class VisitPage(FormPage):
    """A form about one visit; leads back to its page."""

    def find_visit(self, pk):
        self.visit = find(self.request, pk)

    def back(self):
        return reverse("monitoring:visit", args=[self.request.municipality.slug, self.visit.pk])

    def crumbs(self):
        return [(str(self.visit), self.back())]

    def done(self, words):
        messages.success(self.request, words)
        return go(self.request, self.back())


class RecordVisit(VisitPage):
    """What was seen on the visit."""

    title = "Справка о посещении"

    def prepare(self, pk):
        self.find_visit(pk)
        require(permissions.can_record(self.request.access, self.visit), NOT_YOURS)
        self.lead = f"{self.visit.school}, тьютор {self.visit.tutor}"

    def make_form(self, data=None, files=None):
        return RecordForm(data, instance=self.visit, access=self.request.access, back=self.back())

    def save(self, form):
        self.visit = operations.record_visit(
            form.instance, form.written_fields, seen_version=form.seen_version, by=self.request.user
        )
        return self.done("Справка сохранена. Добавьте рекомендации и передайте её директору.")


class RecordUnplanned(RecordVisit):
    """A visit that stands in no schedule."""

    title = "Записать посещение вне графика"

    def prepare(self):
        require(permissions.can_write_visits(self.request.access), NOT_WRITER)
        self.visit = Visit()

    def back(self):
        if self.visit.pk:
            return super().back()
        return reverse("monitoring:visit-list", args=[self.request.municipality.slug])

    def crumbs(self):
        return [("Посещения", self.back())]


class CallOff(VisitPage):
    """A planned visit that does not take place."""

    title = "Посещение не состоится"

    def prepare(self, pk):
        self.find_visit(pk)
        require(permissions.can_call_off(self.request.access, self.visit), NOT_YOURS)

    def make_form(self, data=None, files=None):
        return CallOffForm(data, instance=self.visit, back=self.back())

    def save(self, form):
        operations.call_off(
            self.visit,
            reason=form.cleaned_data["reason_off"],
            seen_version=form.seen_version,
            by=self.request.user,
        )
        return self.done("Отмечено: посещение не состоится. Если оно состоится, запишите справку.")


class RecommendationPage(VisitPage):
    """A recommendation of a record that is not handed over yet."""

    title = "Рекомендация"

    def prepare(self, pk):
        self.find_visit(pk)
        self.recommendation = Recommendation(visit=self.visit)
        self.check()

    def check(self):
        require(permissions.can_write_visit(self.request.access, self.visit), NOT_YOURS)
        if self.visit.state != VisitState.RECORDED:
            raise NotNow(NO_RECORD) if not self.visit.is_held else operations.NotRecorded

    def make_form(self, data=None, files=None):
        return RecommendationForm(data, instance=self.recommendation, back=self.back())

    def save(self, form):
        operations.save_recommendation(
            form.instance, form.written_fields, seen_version=form.seen_version, by=self.request.user
        )
        return self.done(
            "Рекомендация записана. На контроль она встанет, когда передадите справку."
        )


class RecommendationUpdate(RecommendationPage):
    """A recommendation is corrected."""

    def prepare(self, pk):
        self.recommendation = find_recommendation(self.request, pk)
        self.visit = self.recommendation.visit
        self.check()


def find_recommendation(request, pk):
    """The recommendation of a visit that the person may see, else 404."""
    found = Recommendation.objects.filter(visit__in=Visit.objects.visible_to(request.access))
    return get_object_or_404(found.select_related("visit__school", "visit__municipality"), pk=pk)


@require_POST
def drop_recommendation(request, pk):
    """Take the recommendation out of the record."""
    recommendation = find_recommendation(request, pk)
    visit = recommendation.visit
    require(permissions.can_record(request.access, visit), NOT_YOURS)
    try:
        operations.drop_recommendation(
            recommendation, seen_version=seen_version(request), by=request.user
        )
    except Conflict:
        messages.warning(request, LINE_CHANGED)
    else:
        messages.success(request, "Рекомендация убрана.")
    return go(request, "monitoring:visit", request.municipality.slug, visit.pk)


@require_POST
def send_visit(request, pk):
    """Hand the record to the director; its recommendations go on control."""
    visit = find(request, pk)
    require(permissions.can_send(request.access, visit), NOT_YOURS)
    return act_on(request, visit, operations.send_visit, "Справка передана директору школы.")


@require_POST
def mark_read(request, pk):
    """The director has read the record."""
    visit = find(request, pk)
    require(permissions.can_mark_read(request.access, visit), NOT_DIRECTOR)
    role = permissions.director_role(request.access, visit)
    acting = role if role.principal_id else None
    return act_on(request, visit, operations.mark_read, "Отмечено: прочитано.", acting=acting)


def act_on(request, visit, operation, done, **values):
    """Do the act on the visit as it was seen, and show the visit; a late act only says why."""
    seen = seen_version(request)
    act = partial(operation, visit, seen_version=seen, by=request.user, **values)
    press(request, act, done, changed=CHANGED)
    return go(request, "monitoring:visit", request.municipality.slug, visit.pk)
