"""The lead executor gives parts to co-executors."""

from django.contrib import messages

from lib.dates import page_date
from lib.htmx import go
from lib.permissions import require
from monitoring.forms.parts import InnerDateForm, PartForm
from monitoring.models import Verb
from monitoring.parts import assign, set_inner_date
from monitoring.views.acts import allowed
from monitoring.views.cards import find
from monitoring.views.dates import DatePage


class AssignPart(DatePage):
    """The lead gives a part of the work to a co-executor."""

    title = "Поручить соисполнителю"

    def prepare(self, pk):
        self.checkpoint = find(self.request, pk)
        require(*allowed(self.request, self.checkpoint, Verb.ASSIGN))
        self.lead = (
            f"Соисполнитель отчитается вам. За всё отвечаете вы, ваш срок — "
            f"{page_date(self.checkpoint.due_on)}."
        )

    def make_form(self, data=None, files=None):
        return PartForm(data, lead=self.checkpoint, submit="Поручить", back=self.back())

    def save(self, form):
        data = form.cleaned_data
        assign(
            self.checkpoint,
            party=data["party"],
            text=data["text"],
            due_on=data["due_on"],
            seen_version=data["version"],
            by=self.request.user,
            acting=self.acting(Verb.ASSIGN),
        )
        messages.success(self.request, "Поручено соисполнителю.")
        return go(self.request, self.back())


class SetInnerDate(DatePage):
    """The lead says by when a co-executor is to be ready."""

    title = "Внутренний срок"

    def prepare(self, pk):
        self.checkpoint = find(self.request, pk)
        require(*allowed(self.request, self.checkpoint, Verb.SET_DATE))
        self.lead = f"Срок ведущего исполнителя — {page_date(self.checkpoint.lead.due_on)}."

    def make_form(self, data=None, files=None):
        return InnerDateForm(
            data,
            checkpoint=self.checkpoint,
            lead=self.checkpoint.lead,
            initial={"due_on": self.checkpoint.due_on},
            submit="Назначить срок",
            back=self.back(),
        )

    def save(self, form):
        data = form.cleaned_data
        set_inner_date(
            self.checkpoint,
            due_on=data["due_on"],
            seen_version=data["version"],
            by=self.request.user,
            acting=self.acting(Verb.SET_DATE),
        )
        messages.success(self.request, "Внутренний срок назначен.")
        return go(self.request, self.back())
