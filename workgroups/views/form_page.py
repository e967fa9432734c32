"""Form pages about a meeting, which lead back to its page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from files.gate import Refused
from files.store import NotStored
from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage, press
from schools.models import Person
from workgroups.models import Meeting
from workgroups.permissions import can_prepare_meeting
from workgroups.transitions import WrongState

NOT_SECRETARY = "Заседания готовит секретарь группы."
CHANGED = "Пока страница была открыта, это изменил другой человек. Прочтите ещё раз."


def find_meeting(request, pk):
    """The meeting if the person may see it, else 404."""
    meetings = Meeting.objects.visible_to(request.access)
    return get_object_or_404(meetings.select_related("group__municipality", "presiding"), pk=pk)


def find_row(request, model, pk, *, path):
    """A row of a meeting that the person may see, else 404; `path` leads from it to the meeting."""
    rows = model.objects.filter(**{f"{path}__in": Meeting.objects.visible_to(request.access)})
    return get_object_or_404(rows.select_related(f"{path}__group__municipality"), pk=pk)


def people_of(request):
    """Everybody in the directory of the municipality."""
    return Person.objects.filter(municipality=request.municipality)


def seen_version(request):
    """Version that stood on the page; 0, which is none, for anything but a number."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 9 else 0


def address_of(request, meeting, anchor=""):
    """Address of the page of the meeting, or of a place on it."""
    page = reverse("workgroups:meeting", args=[request.municipality.slug, meeting.pk])
    return f"{page}#{anchor}" if anchor else page


class MeetingPage(FormPage):
    """A form about a meeting or a row of it; the secretary's, unless it says otherwise."""

    form_class = None
    submit = done = anchor = ""
    refusals = (NotStored, Refused)
    # States of the meeting in which the form makes sense; the operation asks once more.
    states = ()

    def find(self, pk):
        """Fetch what the form is about: sets `meeting` and `row`."""
        raise TypeError(f"{type(self).__name__} must say what it is about.")

    def check(self):
        """Refuse whoever may not use the form."""
        require(can_prepare_meeting(self.request.access, self.meeting), NOT_SECRETARY)

    def prepare(self, pk):
        self.find(pk)
        self.lead = self.lead or str(self.meeting)
        self.check()
        if self.states and self.meeting.state not in self.states:
            raise WrongState(self.meeting)

    def back(self):
        return address_of(self.request, self.meeting, self.anchor)

    def crumbs(self):
        return [(str(self.meeting), address_of(self.request, self.meeting))]

    def make_form(self, data=None, files=None):
        return self.form_class(
            data, files, instance=self.row, back=self.back(), **self.form_options()
        )

    def form_options(self):
        """What else the form is made of."""
        return {}

    def seen(self, form):
        """What every change of a row says."""
        return {"seen_version": form.seen_version, "by": self.request.user}

    def write(self, form):
        """Do the act."""
        raise TypeError(f"{type(self).__name__} must do something.")

    def save(self, form):
        self.write(form)
        messages.success(self.request, self.done)
        return go(self.request, self.back())


def act_on(request, meeting, act, done, *, anchor=""):
    """Do `act()` of a button; the page of the meeting says what came of it."""
    press(request, act, done, changed=CHANGED)
    return go(request, address_of(request, meeting, anchor))


def require_secretary(request, meeting):
    require(can_prepare_meeting(request.access, meeting), NOT_SECRETARY)
