"""Invented visits and consultations of the tutors, in every state."""

import datetime

from monitoring.models import Consultation, Recommendation, Visit, VisitSchedule
from monitoring.visits import operations
from schools.models import Role, RoleKind, TutorAssignment

DAY = datetime.timedelta(days=1)
AIMS = (
    "Посещение уроков математики, анализ работы с отстающими",
    "Помощь в подготовке школьной дорожной карты",
    "Посещение уроков русского языка, беседа с администрацией",
    "Проверка того, как выполнены прежние рекомендации",
)
LOOKED_AT = (
    "Три урока в 5–7 классах, рабочие программы, журнал дополнительных занятий, беседа с "
    "заместителем директора."
)
FINDINGS = (
    "Дополнительные занятия проводятся по расписанию. На уроках мало заданий на чтение таблиц и "
    "графиков; итоги проверочных работ по классам не сравниваются."
)
ADVICE = (
    ("Включить в уроки задания на чтение таблиц и графиков, план занятий обновить.", 21),
    ("Сравнить итоги проверочных работ по классам и обсудить на методическом совете.", 35),
)
# (place of the assignment, days from today by the schedule, what became of it)
PLANNED = (
    (0, -45, "read"),
    (1, -30, "off"),
    (0, -20, "sent"),
    (1, -8, "late"),
    (0, -3, "recorded"),
    (2, 9, "planned"),
    (1, 23, "planned"),
)
UNPLANNED = (1, -12)
REASON_OFF = "Школа была закрыта на карантин."
CONSULTATIONS = (
    (0, -40, "phone", "заместитель директора", "Как оформить программу повышения качества"),
    (1, -33, "video", "учитель математики", "Как готовить к заданиям с графиками"),
    (0, -18, "in_person", "директор", "Показатели школьной дорожной карты"),
    (2, -9, "online", "учитель начальных классов", "Чтение с пониманием в 4 классе"),
    (1, -4, "phone", "школьный координатор", "Какие документы приложить к отчёту"),
)
ANSWER = "Показан образец, отправлены методические материалы, договорились о сроке."


def make_visits(cast):
    """A schedule that is approved and half done, a draft one, consultations of the tutors."""
    Visits(cast).make()


class Visits:
    """What the tutors of one municipality have done."""

    def __init__(self, cast):
        self.cast, self.place = cast, cast.municipality
        self.today = self.place.today()
        held = TutorAssignment.objects.filter(municipality=self.place).order_by("pk")
        self.assignments = list(held.select_related("person", "school"))
        self.writer = cast.user(RoleKind.METHODOLOGIST)
        roles = Role.objects.filter(municipality=self.place, kind=RoleKind.DIRECTOR)
        self.directors = {role.school_id: role.user for role in roles.select_related("user")}

    def make(self):
        self.make_approved()
        self.make_draft()
        place, days = UNPLANNED
        self.record(self.unplanned(place), days)
        for line in CONSULTATIONS:
            self.consult(*line)

    def assignment(self, place):
        return self.assignments[place % len(self.assignments)]

    def day(self, days):
        """The day so far from today; a day off is led back to Friday."""
        day = self.today + days * DAY
        return day - max(0, day.weekday() - 4) * DAY

    def schedule(self, first, last):
        return VisitSchedule.objects.create(
            municipality=self.place,
            starts_on=self.today + first * DAY,
            ends_on=self.today + last * DAY,
        )

    def plan(self, schedule, number, place, days):
        [visit] = operations.plan_visits(
            schedule,
            assignment=self.assignment(place),
            days=[self.day(days)],
            aim=AIMS[number % len(AIMS)],
            by=self.writer,
        )
        return visit

    def make_approved(self):
        schedule = self.schedule(-50, 40)
        visits = [
            (self.plan(schedule, number, place, days), days, fate)
            for number, (place, days, fate) in enumerate(PLANNED)
        ]
        head = self.cast.people[RoleKind.HEAD]
        post = head.posts.first().title
        schedule.refresh_from_db()
        operations.approve_schedule(
            schedule,
            post=post[:1].upper() + post[1:],
            name=head.initials_first,
            seen_version=schedule.version,
            by=self.cast.user(RoleKind.HEAD),
        )
        approved_on = self.today - 52 * DAY
        VisitSchedule.objects.filter(pk=schedule.pk).update(approved_on=approved_on)
        for visit, days, fate in visits:
            self.lead(visit, days, fate)

    def make_draft(self):
        schedule = self.schedule(41, 130)
        for number, days in enumerate((50, 70, 95)):
            self.plan(schedule, number, number, days)

    def unplanned(self, place):
        assignment = self.assignment(place)
        return Visit(
            municipality=self.place,
            school=assignment.school,
            tutor=assignment.person,
            aim="Открытый урок по просьбе школы",
        )

    def lead(self, visit, days, fate):
        """Lead the visit to what became of it."""
        if fate == "off":
            version = visit.version
            operations.call_off(visit, reason=REASON_OFF, seen_version=version, by=self.writer)
        elif fate in ("recorded", "sent", "read"):
            self.record(visit, days)
            if fate != "recorded":
                self.send(visit, days + 2)
            if fate == "read":
                self.read(visit, days + 5)

    def record(self, visit, days):
        visit.held_on = self.day(days)
        visit.looked_at, visit.findings = LOOKED_AT, FINDINGS
        fields = ["held_on", "looked_at", "findings"]
        operations.record_visit(visit, fields, seen_version=visit.version, by=self.writer)
        for text, term in ADVICE:
            Recommendation.objects.create(visit=visit, text=text, due_on=self.day(days + 10 + term))

    def send(self, visit, days):
        operations.send_visit(visit, seen_version=visit.version, by=self.writer)
        visit.sent_on = self.day(days)
        visit.save(update_fields=["sent_on"])
        for recommendation in visit.recommendations.all():
            type(recommendation.checkpoint).objects.filter(pk=recommendation.checkpoint_id).update(
                since=visit.sent_on
            )

    def read(self, visit, days):
        director = self.directors.get(visit.school_id)
        if director is None:
            return
        operations.mark_read(visit, seen_version=visit.version, by=director)
        visit.read_on = self.day(days)
        visit.save(update_fields=["read_on"])

    def consult(self, place, days, form, post, topic):
        assignment = self.assignment(place)
        Consultation.objects.create(
            municipality=self.place,
            held_on=self.day(days),
            form=form,
            school=assignment.school,
            post=post,
            topic=topic,
            advice=ANSWER,
            consultant=assignment.person,
        )
