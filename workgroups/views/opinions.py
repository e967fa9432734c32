"""What members say for themselves: ballots of a poll, dissents, remarks to the draft."""

from django.utils import timezone

from lib.permissions import require
from schools.models import Person
from workgroups import opinions, polls
from workgroups.counting import seats_on, session_of
from workgroups.forms.opinions import AnswerForm, DissentForm, RemarkForm
from workgroups.forms.polls import BallotForm, PaperBallotForm
from workgroups.models import AgendaItem, Dissent, MeetingState, MinutesRemark, Vote
from workgroups.permissions import (
    can_change_dissent,
    can_dissent,
    can_prepare_meeting,
    can_remark,
    can_vote,
    is_dissent_of,
    seat_role,
)
from workgroups.transitions import OPEN_TO_OPINIONS, WrongState
from workgroups.views.form_page import MeetingPage, find_meeting, find_row

NOT_MEMBER = "Это делают члены группы от своего имени."
NOT_VOTER = "В этом опросе голосуют члены группы, у которых есть право голоса, каждый за себя."
NOT_AUTHOR = "Особое мнение меняет его автор или секретарь группы."


class OfMeeting(MeetingPage):
    def find(self, pk):
        self.meeting = self.row = find_meeting(self.request, pk)


class Ballot(OfMeeting):
    """One's own votes in a poll; they may be changed until the closing time."""

    title, submit, done = "Бюллетень", "Проголосовать", "Ваш голос принят."

    def check(self):
        is_going = self.meeting.is_poll and self.meeting.state == MeetingState.CALLED
        if is_going:
            require(can_vote(self.request.access, self.meeting), NOT_VOTER)
        else:
            require(seat_role(self.request.access, self.meeting), NOT_VOTER)
            raise WrongState(self.meeting)

    def prepare(self, pk):
        super().prepare(pk)
        if not polls.is_open(self.meeting):
            raise polls.PollClosed(self.meeting)
        closes = timezone.localtime(self.meeting.closes_at).strftime(polls.WHEN)
        self.lead = f"{self.meeting}. Голоса принимаются до {closes}."

    def make_form(self, data=None, files=None):
        items = list(self.meeting.items.all())
        person = self.request.access.person_id
        votes = Vote.objects.filter(item__in=items, person=person)
        return BallotForm(data, items=items, votes=votes, submit=self.submit, back=self.back())

    def write(self, form):
        person = Person.objects.get(pk=self.request.access.person_id)
        polls.cast(self.meeting, person, form.choices(), by=self.request.user)


class PaperBallot(OfMeeting):
    """The secretary enters the paper ballot of a member."""

    title, done, states = "Бумажный бюллетень", "Бюллетень внесён.", (MeetingState.CALLED,)
    lead = "Вносят бюллетени, которые пришли до окончания голосования."

    def prepare(self, pk):
        super().prepare(pk)
        if not self.meeting.is_poll:
            raise WrongState(self.meeting)

    def make_form(self, data=None, files=None):
        session = session_of(self.meeting)
        return PaperBallotForm(
            data,
            items=session.items,
            seats=list(filter(session.has_vote, session.seats)),
            submit="",
            back=self.back(),
        )

    def write(self, form):
        polls.enter_paper(self.meeting, form.person, form.choices(), by=self.request.user)


class DissentCreate(MeetingPage):
    """A member's dissent; the secretary enters one that came on paper."""

    title, done = "Особое мнение", "Особое мнение подано: оно войдёт в протокол."
    form_class, states = DissentForm, OPEN_TO_OPINIONS

    def find(self, pk):
        item = find_row(self.request, AgendaItem, pk, path="meeting")
        self.meeting, self.lead = item.meeting, str(item)
        self.anchor = f"item{item.pk}"
        access, today = self.request.access, self.request.municipality.today()
        self.row = Dissent(item=item, written_on=today)
        self.is_secretary = can_prepare_meeting(access, self.meeting)
        if not self.is_secretary:
            self.row.person_id = access.person_id

    def check(self):
        if self.meeting.state not in OPEN_TO_OPINIONS:
            is_member = seat_role(self.request.access, self.meeting)
            require(self.is_secretary or is_member, NOT_MEMBER)
            raise WrongState(self.meeting)
        require(can_dissent(self.request.access, self.meeting), NOT_MEMBER)

    def form_options(self):
        if not self.is_secretary:
            return {"authors": None}
        seats = seats_on(self.meeting.group, self.meeting.held_on)
        people = Person.objects.filter(pk__in=[seat.person.pk for seat in seats])
        return {"authors": people}

    def write(self, form):
        upload = form.cleaned_data["file"]
        opinions.save_dissent(form.instance, form.written_fields, upload=upload, **self.seen(form))


class DissentUpdate(DissentCreate):
    """The text is corrected, or the file replaced, until the minutes are signed."""

    done = "Особое мнение сохранено."

    def find(self, pk):
        self.row = find_row(self.request, Dissent, pk, path="item__meeting")
        self.meeting, self.lead = self.row.item.meeting, str(self.row)
        self.anchor = f"item{self.row.item_id}"

    def check(self):
        access = self.request.access
        require(is_dissent_of(access, self.row), NOT_AUTHOR)
        if not can_change_dissent(access, self.row):
            raise WrongState(self.meeting)

    def form_options(self):
        return {"authors": None}


class RemarkCreate(MeetingPage):
    """A member's remark to the draft of the minutes."""

    title, anchor = "Замечание к протоколу", "remarks"
    done = "Замечание отправлено секретарю."
    form_class, states = RemarkForm, (MeetingState.REVIEW,)

    def find(self, pk):
        self.meeting = find_meeting(self.request, pk)
        author = self.request.access.person_id
        self.row = MinutesRemark(meeting=self.meeting, author_id=author)

    def check(self):
        require(seat_role(self.request.access, self.meeting), NOT_MEMBER)
        if not can_remark(self.request.access, self.meeting):
            raise WrongState(self.meeting)

    def write(self, form):
        opinions.add_remark(form.save(commit=False), by=self.request.user)


class RemarkAnswer(MeetingPage):
    """The secretary says what was done about a remark."""

    title, anchor, done = "Ответ на замечание", "remarks", "Ответ записан."
    form_class, states = AnswerForm, OPEN_TO_OPINIONS

    def find(self, pk):
        self.row = find_row(self.request, MinutesRemark, pk, path="meeting")
        self.meeting, self.lead = self.row.meeting, self.row.text

    def write(self, form):
        opinions.answer_remark(form.instance, **self.seen(form))
