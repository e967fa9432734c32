from django.contrib import messages
from django.views.decorators.http import require_POST

from documents import operations
from documents.forms import ClauseForm, next_number
from documents.models import Clause
from documents.views.drafts import DraftForm, address_of, find_clause, require_draft
from lib.htmx import go
from lib.versions import Conflict

STEPS = {"up": -1, "down": 1}
GONE = "Этот пункт уже удалил другой человек."
CHANGED = "Пункт {} изменил другой человек, поэтому он не удалён. Прочтите его ещё раз."


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
        clause = operations.add_clause(self.order, by=self.request.user, **values)
        self.done = f"Пункт {clause.number} добавлен."


class ClauseUpdate(DraftForm):
    submit = "Сохранить пункт"

    def find(self, pk):
        self.clause = find_clause(self.request, pk)
        self.order = self.clause.order
        self.title = f"Пункт {self.clause.number}"

    def make_form(self, data=None, files=None):
        return ClauseForm(data, instance=self.clause, submit=self.submit, back=self.back())

    def write(self, form):
        operations.change_clause(
            self.clause,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )
        self.done = f"Пункт {self.clause.number} сохранён."


@require_POST
def delete_clause(request, pk):
    """Delete a clause as it was seen; a changed one is shown again."""
    clause = find_clause(request, pk)
    require_draft(request, clause.order)
    try:
        operations.delete_clause(clause, seen=request.POST.get("version", ""), by=request.user)
    except Conflict as conflict:
        number = conflict.current and conflict.current.number
        messages.warning(request, CHANGED.format(number) if number else GONE)
    else:
        messages.success(request, f"Пункт {clause.number} удалён.")
    return go(request, address_of(clause.order))


@require_POST
def move_clause(request, pk):
    """Move a clause one place up or down; its number is text and stays."""
    clause = find_clause(request, pk)
    require_draft(request, clause.order)
    try:
        if step := STEPS.get(request.POST.get("direction")):
            operations.move_clause(clause, step, by=request.user)
    except Conflict:
        messages.warning(request, GONE)
    return go(request, address_of(clause.order))
