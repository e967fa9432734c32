"""A meeting: the list, its page, day and place, guests, notices, attendance, states."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lib.permissions import require
from lib.text import count
from schools.calendars import work_calendar
from workgroups import calling_off, meetings, polls, recording
from workgroups.forms.meetings import (
    AttendanceForm,
    CallOffForm,
    GuestForm,
    MeetingDetailsForm,
    PollLeadersForm,
)
from workgroups.meeting_page import card_of
from workgroups.models import AHEAD, EDITABLE, Guest, Meeting, MeetingState, WorkingGroup
from workgroups.papers.permissions import may_sign_now
from workgroups.permissions import (
    can_call_together,
    can_dissent,
    can_prepare,
    can_prepare_meeting,
    can_read_remarks,
    can_remark,
    can_vote,
    prepared_groups,
)
from workgroups.terms import term_of
from workgroups.transitions import TRANSITIONS, Act, GoingOn, WrongState, leads_from
from workgroups.views.form_page import (
    NOT_SECRETARY,
    MeetingPage,
    act_on,
    find_meeting,
    find_row,
    people_of,
    require_secretary,
    seen_version,
)

ON_PAGE = 50
DISSOLVED = "Группа распущена: новых заседаний у неё не будет."


@require_safe
def list_meetings(request):
    """Meetings that the person sees, the latest first, and where a new one may be planned."""
    found = Meeting.objects.visible_to(request.access).select_related("group")
    page = Paginator(found, ON_PAGE).get_page(request.GET.get("page"))
    own = prepared_groups(request.access)
    return render(request, "workgroups/meeting_list.html", {"page": page, "own_groups": own})


@require_safe
def show_meeting(request, pk):
    """The page of a meeting: the agenda with all that came of it, and what to do next."""
    meeting = find_meeting(request, pk)
    card = card_of(meeting)
    context = {
        "meeting": meeting,
        "card": card,
        "has_voted": request.access.person_id in {seat.person.pk for seat in card.voted},
        "guests": meeting.guests.select_related("person"),
        "remarks": remarks_for(request.access, meeting),
        "term": term_of(card.session, work_calendar()),
        "today": request.municipality.today(),
        "can_sign": may_sign_now(request.access, card.session),
        **offers(request.access, meeting),
    }
    return render(request, "workgroups/meeting.html", context)


def remarks_for(access, meeting):
    """Remarks to the draft, with who wrote them, for whoever works on the minutes."""
    if not can_read_remarks(access, meeting):
        return meeting.remarks.none()
    return meeting.remarks.select_related("author")


def offers(access, meeting):
    """{can_<act>: may this person do it now}, for the buttons of the page."""
    state, prepares = meeting.state, can_prepare_meeting(access, meeting)
    poll_goes_on = meeting.is_poll and state != MeetingState.PLANNED
    has_come = meeting.held_on <= access.municipality.today()
    acts = {
        f"can_{act}": prepares and leads_from(act, state) for act in TRANSITIONS if act != Act.SIGN
    }
    is_open = meeting.is_poll and state == MeetingState.CALLED and polls.is_open(meeting)
    return acts | {
        "prepares": prepares,
        "can_edit": prepares and meeting.is_editable,
        "can_edit_agenda": prepares and meeting.is_editable and not poll_goes_on,
        "can_order": prepares and state in AHEAD and not poll_goes_on,
        "can_attend": prepares and meeting.is_editable and not meeting.is_poll and has_come,
        "can_name_leaders": prepares and meeting.is_poll and state == MeetingState.HELD,
        "can_record": prepares and state == MeetingState.HELD,
        "can_tell": prepares and state == MeetingState.CALLED,
        "can_answer": prepares and state in (MeetingState.HELD, MeetingState.REVIEW),
        "is_open_poll": is_open,
        "can_vote": is_open and can_vote(access, meeting),
        "can_enter_paper": prepares and meeting.is_poll and state == MeetingState.CALLED,
        "can_close": prepares and state == MeetingState.CALLED and not is_open,
        "can_remark": can_remark(access, meeting),
        "can_dissent": can_dissent(access, meeting),
        "own_person": access.person_id,
    }


class MeetingCreate(MeetingPage):
    """A meeting of the group is planned."""

    title, done = "Новое заседание", "Заседание добавлено. Составьте повестку."
    form_class = MeetingDetailsForm

    def find(self, pk):
        groups = WorkingGroup.objects.visible_to(self.request.access)
        self.group = get_object_or_404(groups.select_related("municipality"), pk=pk)
        self.meeting = self.row = Meeting(group=self.group)
        self.lead = str(self.group)

    def check(self):
        require(can_prepare(self.request.access, self.group), NOT_SECRETARY)
        require(can_call_together(self.request.access, self.group), DISSOLVED)

    def back(self):
        if self.meeting.pk:
            return super().back()
        return reverse("workgroups:meeting-list", args=[self.request.municipality.slug])

    def crumbs(self):
        return [("Заседания", self.back())]

    def form_options(self):
        return {"group": self.group, "submit": "Добавить заседание"}

    def write(self, form):
        self.meeting = meetings.add_meeting(form.save(commit=False), by=self.request.user)


class MeetingUpdate(MeetingPage):
    """Day, time, place."""

    title, done = "Дата, время, место", "Сохранено."
    form_class, states = MeetingDetailsForm, EDITABLE

    def find(self, pk):
        self.meeting = self.row = find_meeting(self.request, pk)

    def prepare(self, pk):
        super().prepare(pk)
        if self.meeting.is_poll and self.meeting.state != MeetingState.PLANNED:
            raise GoingOn

    def form_options(self):
        return {"group": self.meeting.group, "submit": "Сохранить"}

    def write(self, form):
        meetings.change_meeting(form.instance, form.written_fields, **self.seen(form))


class GuestCreate(MeetingPage):
    """Somebody is invited."""

    title, done, anchor = "Пригласить", "Приглашённый добавлен.", "guests"
    form_class, states = GuestForm, EDITABLE

    def find(self, pk):
        self.meeting = find_meeting(self.request, pk)
        self.row = Guest(meeting=self.meeting)

    def form_options(self):
        return {"people": people_of(self.request)}

    def write(self, form):
        meetings.save_guest(form.instance, form.written_fields, **self.seen(form))


class GuestUpdate(GuestCreate):
    title, done = "Приглашённый", "Сохранено."

    def find(self, pk):
        self.row = find_row(self.request, Guest, pk, path="meeting")
        self.meeting = self.row.meeting


@require_POST
def drop_guest(request, pk):
    """Take a guest off the list."""
    guest = find_row(request, Guest, pk, path="meeting")
    require_secretary(request, guest.meeting)

    def act():
        meetings.drop_guest(guest, seen=request.POST.get("version"), by=request.user)

    return act_on(request, guest.meeting, act, "Приглашённый убран.", anchor="guests")


class CallOff(MeetingPage):
    """The meeting does not take place."""

    title, done = "Заседание не состоялось", "Отмечено: заседание не состоялось."
    form_class, states = CallOffForm, TRANSITIONS[Act.CALL_OFF].sources
    find = MeetingUpdate.find

    def write(self, form):
        reason = form.cleaned_data["reason_off"]
        calling_off.call_off(self.meeting, reason=reason, **self.seen(form))


class AttendanceUpdate(MeetingPage):
    """Who was there, and who presided."""

    title, anchor = "Кто присутствует", "attendance"
    template_name = "workgroups/attendance.html"
    form_class, states = AttendanceForm, EDITABLE
    find = MeetingUpdate.find

    def prepare(self, pk):
        super().prepare(pk)
        if self.meeting.is_poll:
            raise WrongState(self.meeting)
        meetings.refuse_early(self.meeting)

    def context(self, form):
        return super().context(form) | {"rows": form.rows(), "meeting": self.meeting}

    def write(self, form):
        meetings.record_attendance(form.instance, form.stays(), **self.seen(form))
        self.done = card_of(self.meeting).quorum or "Присутствие сохранено."
        self.done = self.done[0].upper() + self.done[1:]


class PollLeaders(MeetingPage):
    """Who led a poll and who keeps its minutes: nobody is noted as present at one."""

    title, done = "Кто вёл голосование", "Сохранено."
    form_class, states = PollLeadersForm, (MeetingState.HELD,)
    find = MeetingUpdate.find

    def prepare(self, pk):
        super().prepare(pk)
        if not self.meeting.is_poll:
            raise WrongState(self.meeting)

    def write(self, form):
        meetings.name_leaders(form.instance, form.written_fields, **self.seen(form))


def button(operation, done):
    """View of a button of the secretary that acts on the meeting as it was seen."""

    @require_POST
    def press(request, pk):
        meeting = find_meeting(request, pk)
        require_secretary(request, meeting)

        def act():
            return operation(meeting, seen_version=seen_version(request), by=request.user)

        return act_on(request, meeting, act, done)

    return press


def told(sent):
    """«отправлено 5 писем», and who got none."""
    words = f"отправлено {count(sent.letters, 'письмо', 'письма', 'писем')}."
    if sent.unreached:
        words += f" Письмо не ушло, потому что входа в систему нет: {', '.join(sent.unreached)}."
    return words


call_meeting = button(meetings.call_meeting, lambda sent: f"Члены группы извещены: {told(sent)}")
tell_changes = button(meetings.tell_changes, lambda sent: f"Об изменениях сообщили: {told(sent)}")
send_for_review = button(
    meetings.send_for_review, lambda sent: f"Проект протокола у членов группы: {told(sent)}"
)
reopen_minutes = button(meetings.reopen_minutes, "Протокол снова можно исправлять.")
restore_meeting = button(calling_off.restore_meeting, "Заседание снова готовится.")
close_poll = button(recording.close_poll, "Итоги голосования подведены.")
