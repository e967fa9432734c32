"""What came of an item: the page on which it is written down, resolutions and speeches."""

from functools import partial

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.views.decorators.http import require_POST

from lib.htmx import go
from schools.models import School
from workgroups import recording
from workgroups.counting import session_of
from workgroups.forms.recording import ItemRecordForm
from workgroups.forms.resolutions import ResolutionForm, SpeechForm
from workgroups.meeting_page import item_card
from workgroups.models import AgendaItem, MeetingState, Resolution, Speech
from workgroups.views.form_page import (
    MeetingPage,
    act_on,
    find_row,
    people_of,
    require_secretary,
)


class ItemRecord(MeetingPage):
    """Everything about one item on one page; after saving it says what came of the vote."""

    template_name = "workgroups/item_record.html"
    states = (MeetingState.HELD,)

    def find(self, pk):
        found = find_row(self.request, AgendaItem, pk, path="meeting")
        self.meeting = found.meeting
        self.session = session_of(self.meeting)
        self.row = next(item for item in self.session.items if item.pk == found.pk)
        self.title = f"Вопрос {self.row.position}"
        self.lead = self.row.title
        self.anchor = f"item{self.row.pk}"

    def address(self, item):
        """Where the item is written down."""
        return reverse("workgroups:item-record", args=[self.request.municipality.slug, item.pk])

    def make_form(self, data=None, files=None):
        return ItemRecordForm(
            data,
            instance=self.row,
            session=self.session,
            people=people_of(self.request),
            schools=School.objects.filter(municipality=self.request.municipality),
            back=self.back(),
        )

    @property
    def next_item(self):
        return next((i for i in self.session.items if i.position > self.row.position), None)

    def context(self, form):
        items = self.session.items
        prefetch_related_objects([self.row], "speeches__person", *WHOM)
        return super().context(form) | {
            "meeting": self.meeting,
            "item": self.row,
            "card": item_card(self.session, self.row, is_told=True),
            "items": [(item, self.address(item)) for item in items],
            "next_item": self.next_item,
            "back": self.back(),
        }

    def write(self, form):
        recording.record_item(
            form.instance,
            form.written_fields,
            votes=form.votes(),
            speeches=form.speeches(),
            resolutions=form.resolutions(),
            **self.seen(form),
        )

    def save(self, form):
        number, following = self.row.position, self.next_item
        self.write(form)
        self.tell(number)
        goes_on = "next" in self.request.POST and following
        return go(self.request, self.address(following if goes_on else self.row))

    def tell(self, number):
        """What came of the vote, read anew: the same that the page will show."""
        session = session_of(self.meeting)
        item = next(item for item in session.items if item.position == number)
        verdict = session.verdict_of(item)
        if verdict is None:
            messages.success(self.request, f"Вопрос {number} сохранён.")
            return
        say = messages.success if verdict.is_adopted else messages.warning
        say(self.request, f"Вопрос {number}: {verdict.reason}")


WHOM = ("resolutions__people", "resolutions__schools")


class RowUpdate(MeetingPage):
    """A resolution or a speech is corrected; leads back to its item."""

    row_class = None
    states = (MeetingState.HELD,)

    def find(self, pk):
        self.row = find_row(self.request, self.row_class, pk, path="item__meeting")
        self.meeting = self.row.item.meeting
        self.lead = str(self.row.item)

    def back(self):
        slug = self.request.municipality.slug
        return reverse("workgroups:item-record", args=[slug, self.row.item_id])


class ResolutionUpdate(RowUpdate):
    row_class, form_class = Resolution, ResolutionForm
    title, done = "Решение", "Решение сохранено."

    def form_options(self):
        return {"municipality": self.request.municipality}

    def write(self, form):
        recording.change_resolution(
            form.instance,
            form.written_fields,
            people=form.cleaned_data["people"],
            schools=form.cleaned_data["schools"],
            **self.seen(form),
        )


class SpeechUpdate(RowUpdate):
    row_class, form_class = Speech, SpeechForm
    title, done = "Выступление", "Выступление сохранено."

    def form_options(self):
        return {"people": people_of(self.request)}

    def write(self, form):
        recording.change_speech(form.instance, form.written_fields, **self.seen(form))


def dropping(model, operation, done):
    """View of a button that takes a row out of its item."""

    @require_POST
    def drop(request, pk):
        row = find_row(request, model, pk, path="item__meeting")
        meeting = row.item.meeting
        require_secretary(request, meeting)
        act = partial(operation, row, seen=request.POST.get("version"), by=request.user)
        return act_on(request, meeting, act, done, anchor=f"item{row.item_id}")

    return drop


drop_resolution = dropping(Resolution, recording.drop_resolution, "Решение убрано.")
drop_speech = dropping(Speech, recording.drop_speech, "Выступление убрано.")
