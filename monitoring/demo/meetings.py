"""Meetings of a demo file: signed ones with decisions in several states, one under review, one
ahead."""

import datetime

from monitoring.demo.history import REMARKS, REPORTS
from monitoring.hearing import hear
from monitoring.models import Checkpoint, Verb
from monitoring.proofs import proofs_of
from monitoring.resolutions import adopted_of, put_resolution_on_control
from monitoring.transitions import act
from roadmaps.models import Measure
from schools.models import Role, RoleKind
from workgroups.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Dissent,
    Guest,
    Meeting,
    MeetingState,
    MinutesRemark,
    Resolution,
    Speech,
    Vote,
)
from workgroups.recommendations import answer_recommendation
from workgroups.signing import sign_minutes

# What becomes of the checkpoints of a decision: of several schools each its own.
FATES = {
    "mixed": ("accepted", "returned", "planned", "reported"),
    "accepted": ("accepted",),
    "reported": ("reported",),
    "started": ("started", "planned"),
    "planned": ("planned",),
}
DAY = datetime.timedelta(days=1)


def make_meetings(cast, data, groups):
    """Meetings of the file in the groups, {key: WorkingGroup}."""
    for values in data.get("meetings", ()):
        Gathering(cast, groups[values["group"]], values).make()


class Gathering:
    """One meeting of a file."""

    def __init__(self, cast, group, values):
        self.cast, self.values = cast, values
        self.secretary = cast.user(RoleKind.SECRETARY)
        roles = Role.objects.filter(municipality=cast.municipality, kind=RoleKind.DIRECTOR)
        self.directors = {role.school_id: role.user for role in roles.select_related("user")}
        self.meeting = Meeting.objects.create(
            group=group,
            held_on=values["date"],
            starts_at=values["starts"],
            place=values["place"],
        )
        self.meeting.refresh_from_db()

    def make(self):
        """The meeting with all that it has, led to its state."""
        for key, post in self.values.get("guests", ()):
            person = self.cast.people[key]
            Guest.objects.create(meeting=self.meeting, person=person, post=post)
        for position, item in enumerate(self.values["items"], start=1):
            self.add_item(position, item)
        Attendance.objects.bulk_create(
            Attendance(meeting=self.meeting, person=self.cast.people[key])
            for key in self.values.get("present", ())
        )
        if self.values["state"] == MeetingState.PLANNED:
            self.hear()
            return
        Meeting.objects.filter(pk=self.meeting.pk).update(state=MeetingState.REVIEW)
        for key, text in self.values.get("remarks", ()):
            author = self.cast.people[key]
            MinutesRemark.objects.create(meeting=self.meeting, author=author, text=text)
        # The day of writing is set by itself, and would be today's.
        self.meeting.remarks.update(written_at=self.at(self.meeting.held_on + DAY))
        if self.values["state"] == MeetingState.SIGNED:
            self.sign()

    def add_item(self, position, values):
        item = AgendaItem.objects.create(
            meeting=self.meeting,
            position=position,
            title=values["title"],
            speaker=self.cast.people.get(values.get("speaker")),
            speaker_words=values.get("speaker_words", ""),
            draft_decision=values.get("draft", ""),
            heard=values.get("heard", ""),
        )
        for key, text in values.get("speeches", ()):
            Speech.objects.create(item=item, person=self.cast.people[key], text=text)
        for choice in (Ballot.FOR, Ballot.AGAINST, Ballot.ABSTAINED):
            for key in values.get(choice.value, ()):
                Vote.objects.create(item=item, person=self.cast.people[key], choice=choice)
        for key, text in values.get("dissents", ()):
            person = self.cast.people[key]
            written_on = self.meeting.held_on
            Dissent.objects.create(item=item, person=person, text=text, written_on=written_on)
        for number, one in enumerate(values.get("resolutions", ()), start=1):
            self.resolve(item, number, one)

    def resolve(self, item, number, values):
        row = Resolution.objects.create(
            item=item,
            position=number,
            text=values["text"],
            addressee=values.get("addressee", ""),
            due_on=values.get("due"),
            is_recommendation=values.get("recommendation", False),
        )
        row.people.set([self.cast.people[key] for key in values.get("people", ())])
        row.schools.set([self.cast.schools[key] for key in values.get("schools", ())])

    def hear(self):
        """What control has ready for the agenda."""
        measures = Measure.objects.filter(
            section__edition__roadmap__municipality=self.cast.municipality,
            section__edition__state="approved",
            checkpoints__school__isnull=False,
        )
        for what in self.values.get("hears", ()):
            measure = measures.order_by("pk").first() if what == "measure" else None
            hear(self.meeting, measure=measure, by=self.secretary)

    def sign(self):
        """Signed two days after it was held, its decisions put on control and carried out."""
        head = self.cast.user(RoleKind.OBSERVER)
        at = self.at(self.meeting.held_on + 2 * DAY)
        meeting = sign_minutes(self.meeting, number="", by=head, at=at)
        told = [one for item in self.values["items"] for one in item.get("resolutions", ())]
        told = {one["text"]: one for one in told}
        for row in adopted_of(meeting):
            values = told[row.text]
            points = put_resolution_on_control(row, by=head)
            Checkpoint.objects.filter(pk__in=[point.pk for point in points]).update(since=at.date())
            fates = FATES[values.get("state", "planned")]
            # Co-executors are led together with whom they answer to.
            leading = [point for point in points if point.lead_id is None]
            for number, point in enumerate(leading):
                self.lead(point, fates[number % len(fates)])
            if "answer" in values:
                self.answer(row, values)

    def lead(self, point, fate):
        """Lead the checkpoint to its state, the days before its term."""
        executor = self.executor(point)
        judge = self.executor(point.lead) if point.lead_id else self.judge(executor)
        if point.parts.exclude(state="accepted").exists() and fate in ("reported", "accepted"):
            for part in point.parts.all():
                self.lead(part, "accepted")
        if fate == "started":
            self.step(point, Verb.START, executor, before=6)
        if fate in ("reported", "accepted", "returned"):
            paper = proofs_of(document=f"Справка от {point.due_on - 3 * DAY:%d.%m.%Y}")
            self.step(point, Verb.REPORT, executor, before=3, text=REPORTS[0], proofs=paper)
        if fate == "accepted":
            self.step(point, Verb.ACCEPT, judge, before=1)
        if fate == "returned":
            self.step(point, Verb.RETURN, judge, before=1, text=REMARKS[0])

    def step(self, point, verb, by, *, before, text="", proofs=()):
        at = min(self.at(point.due_on - before * DAY), self.cast.municipality.now())
        point.refresh_from_db()
        act(point, verb, by=by, seen_version=point.version, text=text, proofs=proofs, at=at)

    def executor(self, point):
        if point.school_id:
            return self.directors.get(point.school_id) or self.cast.user("school_coordinator")
        return point.person.user if point.person_id and point.person.user_id else self.secretary

    def judge(self, executor):
        coordinator = self.cast.user(RoleKind.COORDINATOR)
        return self.cast.user(RoleKind.HEAD) if executor == coordinator else coordinator

    def answer(self, row, values):
        row.answer, row.answered_on = values["answer"], values["answered"]
        by = self.cast.user(RoleKind.HEAD)
        row.refresh_from_db(fields=["version"])
        answer_recommendation(row, seen_version=row.version, by=by)

    def at(self, day):
        """Eleven o'clock of the day."""
        moment = datetime.time(11)
        return datetime.datetime.combine(day, moment, tzinfo=self.cast.municipality.zone)
