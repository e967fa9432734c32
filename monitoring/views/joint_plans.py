"""«Планы тьюторов и школ»: the register, the plan, its confirmation, its paper."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents.word import docx, docx_response
from lib import pdf
from lib.forms import seen_version
from lib.htmx import go
from lib.permissions import NotNow, require
from lib.registers import RegisterView
from lib.views import FormPage
from monitoring.forms.joint_plans import JointPlanForm
from monitoring.joint_plans import operations, permissions
from monitoring.joint_plans.papers import plan_html
from monitoring.joint_plans.register import JointPlanFilter, JointPlanRegister, plan_rows
from monitoring.models import JointPlan, PlanSide, RowState
from monitoring.visits.permissions import can_write_visits
from schools import confirming

LIST = "Планы тьюторов и школ"
NOT_WRITER = "План составляет тьютор школы, методист, координатор или начальник."
NOT_SIDE = "План подтверждают тьютор и директор школы."


class JointPlanList(RegisterView):
    """Планы тьюторов и школ: the register of today."""

    template_name = "monitoring/joint_plan_list.html"
    register_class = JointPlanRegister
    filter_class = JointPlanFilter
    fields = JointPlanRegister.fields
    label = LIST
    extra_context = {"title": LIST}

    def get_queryset(self):
        return plan_rows(self.request.access)

    def get_context_data(self, **kwargs):
        return super().get_context_data(can_make=can_write_visits(self.request.access), **kwargs)


def find(request, pk):
    """The plan if the person may see it, else 404."""
    related = ("municipality", "assignment__person", "assignment__school")
    confirmed = ("tutor_confirmed_by", "school_confirmed_by")
    plans = JointPlan.objects.visible_to(request.access)
    return get_object_or_404(plans.select_related(*related, *confirmed), pk=pk)


def address_of(request, plan):
    return reverse("monitoring:joint-plan", args=[request.municipality.slug, plan.pk])


@require_safe
def show_plan(request, pk):
    """One plan, row by row, with what came of each."""
    plan, access = find(request, pk), request.access
    rows = list(plan.rows.select_related("visit"))
    for row in rows:
        row.plan = plan
    kept = [row for row in rows if row.state != RowState.DROPPED]
    can_keep = permissions.can_keep_plan(access, plan)
    changeable = [permissions.can_change_row(access, row) for row in rows]
    context = {
        "plan": plan,
        "lines": list(zip(rows, changeable, strict=True)),
        "sides": [side_of(plan, side) for side in PlanSide],
        "today": request.municipality.today(),
        "can_keep": can_keep,
        "can_add": permissions.can_add_row(access, plan),
        "shows_acts": can_keep or any(changeable),
        "can_confirm": bool(rows) and bool(waiting_sides(access, plan)),
        "total": len(kept),
        "done": sum(row.state == RowState.DONE for row in kept),
    }
    return render(request, "monitoring/joint_plan.html", context)


def side_of(plan, side):
    """What the page shows of a side."""
    return {
        "label": side.label.capitalize(),
        "confirmed_at": getattr(plan, f"{side}_confirmed_at"),
        "confirmed_by": getattr(plan, f"{side}_confirmed_by"),
    }


def waiting_sides(access, plan):
    """Sides for which the person may confirm and has not."""
    return [side for side in permissions.sides_of(access, plan) if side in plan.waits_for]


@require_safe
def print_plan(request, pk):
    """The plan as PDF or, with ?as=word, a Word file."""
    plan = find(request, pk)
    html = plan_html(plan, plan.rows.all())
    record(AuditVerb.PRINT, plan, by=request.user)
    if request.GET.get("as") == "word":
        return docx_response(docx(html), f"{plan}.docx")
    return pdf.pdf_response(pdf.render(html), f"{plan}.pdf")


@require_POST
def confirm_plan(request, pk):
    """The tutor, or the director, confirms the plan that stood on the page."""
    plan = find(request, pk)
    require(permissions.sides_of(request.access, plan), NOT_SIDE)
    sides = waiting_sides(request.access, plan)
    try:
        if not sides:
            raise confirming.PlanChanged
        confirming.confirm_plan(plan, sides, seen_plan=seen_version(request), by=request.user)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "План подтверждён.")
    return go(request, address_of(request, plan))


class PlanCreate(FormPage):
    """A new plan; the register and «Моя работа» name whose."""

    title = "Новый план совместной работы"
    lead = "Строки плана — что, когда, кто участвует — добавите следующим шагом."

    def prepare(self):
        require(can_write_visits(self.request.access), NOT_WRITER)
        self.plan = JointPlan()

    def back(self):
        return reverse("monitoring:joint-plan-list", args=[self.request.municipality.slug])

    def crumbs(self):
        return [(LIST, self.back())]

    def make_form(self, data=None, files=None):
        asked = self.request.GET.get("assignment")
        return JointPlanForm(
            data,
            instance=self.plan,
            access=self.request.access,
            back=self.back(),
            assignment=asked if asked and asked.isdecimal() and len(asked) < 10 else None,
        )

    def save(self, form):
        plan = operations.save_plan(
            form.instance, form.written_fields, seen_version=form.seen_version, by=self.request.user
        )
        messages.success(self.request, "План сохранён.")
        return go(self.request, address_of(self.request, plan))


class PlanUpdate(PlanCreate):
    """Other days of the plan."""

    title, lead = "Дни плана", "Изменение снимет подтверждения тьютора и директора."

    def prepare(self, pk):
        self.plan = find(self.request, pk)
        require(permissions.can_keep_plan(self.request.access, self.plan), NOT_WRITER)

    def back(self):
        return address_of(self.request, self.plan)

    def crumbs(self):
        return [(str(self.plan), self.back())]
