"""Rows of a joint plan: proposed, changed, done, moved, dropped."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from lib.forms import seen_version
from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage, press
from monitoring.forms.joint_plans import JointRowForm, RowDoneForm, RowDropForm, RowMoveForm
from monitoring.joint_plans import operations, permissions
from monitoring.models import JointPlan, JointPlanRow
from monitoring.views.joint_plans import address_of
from monitoring.views.joint_plans import find as find_plan

NOT_YOURS = (
    "Строку меняют тьютор школы, методист, координатор или начальник; школа — ту, что предложила."
)
NOT_KEEPER = "Отметки в плане ставит тьютор школы, методист, координатор или начальник."
CHANGED = "Эту строку изменил или убрал другой человек. Прочтите её ещё раз."
ANEW = "План изменён: подтвердить его нужно тьютору и директору."


def find_row(request, pk):
    """The row of a plan that the person may see, else 404."""
    rows = JointPlanRow.objects.filter(plan__in=JointPlan.objects.visible_to(request.access))
    related = ("plan__municipality", "plan__assignment__person", "plan__assignment__school")
    return get_object_or_404(rows.select_related(*related), pk=pk)


class RowCreate(FormPage):
    """A new row; a school proposes it."""

    title, done = "Строка плана", ANEW

    def prepare(self, pk):
        plan = find_plan(self.request, pk)
        require(permissions.can_add_row(self.request.access, plan), NOT_YOURS)
        by_school = not permissions.can_keep_plan(self.request.access, plan)
        self.set_row(JointPlanRow(plan=plan, by_school=by_school))

    def set_row(self, row):
        self.row, self.plan = row, row.plan
        self.lead = f"{self.plan.assignment.school}, тьютор {self.plan.assignment.person}"

    def back(self):
        return address_of(self.request, self.plan)

    def crumbs(self):
        return [(str(self.plan), self.back())]

    def make_form(self, data=None, files=None):
        return JointRowForm(
            data, instance=self.row, plan=self.plan, access=self.request.access, back=self.back()
        )

    def write(self, form):
        operations.save_row(
            form.instance, form.written_fields, seen_version=form.seen_version, by=self.request.user
        )

    def save(self, form):
        self.write(form)
        messages.success(self.request, self.done)
        return go(self.request, self.back())


class RowUpdate(RowCreate):
    """A row that is not marked is changed."""

    def prepare(self, pk):
        self.set_row(find_row(self.request, pk))
        require(permissions.can_change_row(self.request.access, self.row), NOT_YOURS)
        operations.require_unmarked(self.row)


class MarkPage(RowCreate):
    """What has become of a row."""

    form_class = operation = None

    def prepare(self, pk):
        self.set_row(find_row(self.request, pk))
        self.lead = self.row.text
        require(permissions.can_keep_plan(self.request.access, self.plan), NOT_KEEPER)
        operations.require_unmarked(self.row)

    def make_form(self, data=None, files=None):
        today = self.request.municipality.today()
        return self.form_class(data, instance=self.row, today=today, back=self.back())

    def write(self, form):
        act = type(self).operation
        act(form.instance, seen_version=form.seen_version, by=self.request.user)


class RowDone(MarkPage):
    title, done = "Отметить сделанным", "Строка отмечена сделанной."
    form_class, operation = RowDoneForm, operations.mark_done


class RowMove(MarkPage):
    title, done = "Перенести строку плана", ANEW
    form_class, operation = RowMoveForm, operations.move_row


class RowDrop(MarkPage):
    title, done = "Снять строку с плана", ANEW
    form_class, operation = RowDropForm, operations.drop_row


def act_on(request, row, operation, done):
    """Do the act on the row as it was seen; a late one only says why."""
    act = partial(operation, row, seen_version=seen_version(request), by=request.user)
    press(request, act, done, changed=CHANGED)
    return go(request, address_of(request, row.plan))


@require_POST
def remove_row(request, pk):
    """Take a row out of the plan."""
    row = find_row(request, pk)
    require(permissions.can_change_row(request.access, row), NOT_YOURS)
    return act_on(request, row, operations.remove_row, "Строка убрана. " + ANEW)


@require_POST
def undo_mark(request, pk):
    """Take back that a row was done, moved or dropped."""
    row = find_row(request, pk)
    require(permissions.can_keep_plan(request.access, row.plan), NOT_KEEPER)
    return act_on(request, row, operations.undo_mark, "Отметка снята.")
