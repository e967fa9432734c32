"""The agenda: items, their order, materials."""

from functools import partial

from django.views.decorators.http import require_POST

from workgroups import agendas
from workgroups.forms.agenda import ItemForm, MaterialsForm
from workgroups.models import EDITABLE, AgendaItem, Material, MeetingState
from workgroups.transitions import GoingOn
from workgroups.views.form_page import (
    MeetingPage,
    act_on,
    find_meeting,
    find_row,
    people_of,
    require_secretary,
)

STEPS = {"up": -1, "down": 1}


class AgendaPage(MeetingPage):
    """A form about the agenda."""

    states, anchor = EDITABLE, "agenda"

    def prepare(self, pk):
        super().prepare(pk)
        if self.meeting.is_poll and self.meeting.state != MeetingState.PLANNED:
            raise GoingOn


class ItemCreate(AgendaPage):
    """A new item at the end; the next one may be added at once."""

    title, submit, done = "Новый вопрос повестки", "Добавить вопрос", "Вопрос добавлен."
    form_class = ItemForm

    def find(self, pk):
        self.meeting = find_meeting(self.request, pk)
        self.row = AgendaItem(meeting=self.meeting)

    def form_options(self):
        return {"people": people_of(self.request), "submit": self.submit}

    def write(self, form):
        agendas.add_item(form.save(commit=False), by=self.request.user)


class OfItem(AgendaPage):
    """A form about an item that there is."""

    def find(self, pk):
        self.row = find_row(self.request, AgendaItem, pk, path="meeting")
        self.meeting = self.row.meeting


class ItemUpdate(OfItem):
    submit, done = "Сохранить вопрос", "Вопрос сохранён."
    form_class, form_options = ItemForm, ItemCreate.form_options

    def find(self, pk):
        super().find(pk)
        self.title = f"Вопрос {self.row.position}"

    def write(self, form):
        agendas.change_item(form.instance, form.written_fields, **self.seen(form))


class MaterialCreate(OfItem):
    title, done = "Материалы к вопросу", "Материалы добавлены."

    def find(self, pk):
        super().find(pk)
        self.lead = str(self.row)

    def make_form(self, data=None, files=None):
        return MaterialsForm(data, files, back=self.back())

    def write(self, form):
        agendas.add_materials(self.row, form.cleaned_data["file"], by=self.request.user)


@require_POST
def move_item(request, pk):
    """One place up or down."""
    item = find_row(request, AgendaItem, pk, path="meeting")
    require_secretary(request, item.meeting)
    step = STEPS.get(request.POST.get("direction"), 0)
    act = partial(agendas.move_item, item, step, by=request.user)
    return act_on(request, item.meeting, act, "Порядок вопросов изменён.", anchor="agenda")


@require_POST
def drop_item(request, pk):
    """Take an item out of the agenda."""
    item = find_row(request, AgendaItem, pk, path="meeting")
    require_secretary(request, item.meeting)
    act = partial(agendas.drop_item, item, seen=request.POST.get("version"), by=request.user)
    return act_on(request, item.meeting, act, "Вопрос убран.", anchor="agenda")


@require_POST
def drop_material(request, pk):
    """Take a material off its item."""
    material = find_row(request, Material, pk, path="item__meeting")
    meeting = material.item.meeting
    require_secretary(request, meeting)
    act = partial(agendas.drop_material, material, by=request.user)
    return act_on(request, meeting, act, "Материал убран.", anchor="agenda")
