from django.contrib import messages
from django.views.decorators.http import require_POST

from documents import operations
from documents.forms import (
    AppointmentForm,
    ClauseForm,
    ControlForm,
    next_number,
    next_top_number,
)
from documents.models import Clause
from documents.views.drafts import DraftForm, address_of, find_part, moving, require_draft
from lib.forms import seen_version
from lib.htmx import go
from lib.versions import Conflict

GONE = "Этот пункт уже удалил другой человек."
CHANGED = "Пункт {} изменил другой человек, поэтому он не удалён. Прочтите его ещё раз."

move_clause = moving(Clause, operations.move_clause)


class ClauseCreate(DraftForm):
    """A new clause, after the last one."""

    title, submit = "Новый пункт", "Добавить пункт"

    def make_form(self, data=None, files=None):
        return ClauseForm(
            data,
            instance=Clause(order=self.order),
            initial={"number": next_number(list(self.order.clauses.all()))},
            submit=self.submit,
            back=self.back(),
        )

    def write(self, form):
        values = {name: form.cleaned_data[name] for name in form.written_fields}
        clause = operations.add_clause(
            self.order, by=self.request.user, people=form.named_people, **values
        )
        self.done = f"Пункт {clause.number} добавлен."


class ControlCreate(DraftForm):
    """«Контроль за исполнением … возложить на …», put together from a person."""

    title, submit, form_class = "Пункт о контроле", "Добавить пункт", ControlForm

    def make_form(self, data=None, files=None):
        number = next_top_number(self.order.clauses.all())
        return self.form_class(
            data,
            initial={"number": number},
            order=self.order,
            submit=self.submit,
            back=self.back(),
        )

    def write(self, form):
        clause = operations.add_clause(
            self.order, by=self.request.user, people=form.named_people, **form.values()
        )
        self.done = f"Пункт {clause.number} добавлен. Проверьте слова: их можно изменить."


class AppointmentCreate(ControlCreate):
    title, form_class = "Назначить", AppointmentForm


class ClauseUpdate(DraftForm):
    submit = "Сохранить пункт"

    def find(self, pk):
        self.clause = find_part(self.request, Clause, pk)
        self.order = self.clause.order
        self.title = f"Пункт {self.clause.number}"

    def make_form(self, data=None, files=None):
        return ClauseForm(data, instance=self.clause, submit=self.submit, back=self.back())

    def write(self, form):
        operations.change_clause(
            self.clause,
            form.written_fields,
            people=form.named_people,
            seen_version=form.seen_version,
            by=self.request.user,
        )
        self.done = f"Пункт {self.clause.number} сохранён."


@require_POST
def delete_clause(request, pk):
    """Delete a clause as it was seen; a changed one is shown again."""
    clause = find_part(request, Clause, pk)
    require_draft(request, clause.order)
    try:
        operations.delete_clause(clause, seen_version=seen_version(request), by=request.user)
    except Conflict as conflict:
        number = conflict.current and conflict.current.number
        messages.warning(request, CHANGED.format(number) if number else GONE)
    else:
        messages.success(request, f"Пункт {clause.number} удалён.")
    return go(request, address_of(clause.order))
