import re

from django.conf import settings
from django.db import models
from django.db.models import Q

from lib.text import fold
from lib.versions import Versioned
from schools.models import RoleKind
from schools.models.scoped import OfMunicipality, scoped


class CheckpointState(models.TextChoices):
    PLANNED = "planned", "запланировано"
    STARTED = "started", "в работе"
    REPORTED = "reported", "отчёт на проверке"
    ACCEPTED = "accepted", "принято"
    RETURNED = "returned", "возвращено"
    CANCELLED = "cancelled", "отменено"


# The executor still owes something.
OPEN_STATES = (CheckpointState.PLANNED, CheckpointState.STARTED, CheckpointState.RETURNED)

# What a unit or a body owes, any of these workers of the department may report.
DEPARTMENT_EXECUTORS = (
    RoleKind.HEAD,
    RoleKind.COORDINATOR,
    RoleKind.METHODOLOGIST,
    RoleKind.SECRETARY,
)


class CheckpointQuerySet(models.QuerySet):
    def open(self):
        """Not reported yet, or returned."""
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, on):
        """Open past the date; `on` is the municipality's today."""
        return self.open().filter(due_on__lt=on)

    def waiting(self):
        """Reported, waiting for acceptance."""
        return self.filter(state=CheckpointState.REPORTED)

    def about(self, words):
        """Checkpoints whose measure or executor holds every word; case and ё/е do not matter."""
        found = self
        for word in fold(words).split():
            pattern = re.escape(word).replace("е", "[её]")
            found = found.filter(Q(action__text__iregex=pattern) | Q(executor__iregex=pattern))
        return found

    def due_between(self, first, last):
        return self.filter(due_on__range=(first, last))

    def owed_by(self, access):
        """What the person reports on: own schools, own name, and the department's units."""
        owed = Q(person=access.person_id) if access.person_id else Q(pk=None)
        if access.reporting_school_ids:
            owed |= Q(school__in=access.reporting_school_ids)
        if access.is_any(*DEPARTMENT_EXECUTORS):
            owed |= Q(school=None, person=None)
        return self.filter(owed)

    def visible_to(self, access):
        """Everything of the municipality; school roles see what their own schools owe."""
        if access.sees_everything:
            return self
        mine = Q(school__in=access.school_ids)
        if access.person_id:
            mine |= Q(person=access.person_id)
        return self.filter(mine)


class Checkpoint(Versioned, OfMunicipality):
    """Контрольная точка: one thing due from one executor by one date."""

    action = models.ForeignKey(
        "roadmaps.Action", models.PROTECT, related_name="checkpoints", verbose_name="действие"
    )
    # Same row's copies of what every register filters by. An approved plan never changes; an
    # amending order leads all three to the next edition (docs/decisions/0015).
    measure = models.ForeignKey(
        "roadmaps.Measure", models.PROTECT, related_name="checkpoints", verbose_name="мероприятие"
    )
    edition = models.ForeignKey(
        "roadmaps.Edition", models.PROTECT, related_name="checkpoints", verbose_name="редакция"
    )
    # The date in force: the planned one, or one granted since (monitoring/dates.py).
    due_on = models.DateField("срок")
    # The date that the plan in force names; it is never lost and never moved by hand.
    planned_on = models.DateField("срок по плану")
    moves = models.PositiveSmallIntegerField("сколько раз переносили", default=0)
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="checkpoints"
    )
    person = models.ForeignKey(
        "schools.Person", models.PROTECT, null=True, blank=True, related_name="checkpoints"
    )
    unit = models.ForeignKey(
        "schools.Unit", models.PROTECT, null=True, blank=True, related_name="checkpoints"
    )
    executor = models.CharField("исполнитель", max_length=300)
    state = models.CharField(
        "состояние", max_length=10, choices=CheckpointState, default=CheckpointState.PLANNED
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = scoped(CheckpointQuerySet)

    class Meta:
        verbose_name = "контрольная точка"
        verbose_name_plural = "контрольные точки"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["municipality", "due_on", "state"], name="checkpoint_due"),
            models.Index(fields=["edition", "measure", "state"], name="checkpoint_by_measure"),
            models.Index(fields=["school", "state", "due_on"], name="checkpoint_by_school"),
        ]
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["action", "planned_on", who], name=f"checkpoint_of_{who}_once"
                )
                for who in ("school", "person", "unit")
            ),
            models.UniqueConstraint(
                fields=["action", "planned_on", "executor"],
                condition=Q(school=None, person=None, unit=None),
                name="checkpoint_of_words_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="reported") | Q(reported_by__isnull=False),
                name="checkpoint_reported_by_someone",
            ),
        ]

    def __str__(self):
        return f"{self.executor}: {self.action} — до {self.due_on:%d.%m.%Y}"

    def save(self, *args, **kwargs):
        self.planned_on = self.planned_on or self.due_on
        super().save(*args, **kwargs)

    @property
    def is_open(self):
        return self.state in OPEN_STATES

    @property
    def is_moved(self):
        """The date in force is not the one of the plan."""
        return self.due_on != self.planned_on

    def is_overdue(self, on):
        """Open past the date; `on` is the municipality's today."""
        return self.is_open and self.due_on < on


class Verb(models.TextChoices):
    START = "start", "начать работу"
    REPORT = "report", "отчитаться"
    ACCEPT = "accept", "принять"
    RETURN = "return", "вернуть на доработку"
    CANCEL = "cancel", "отменить"
    # An order has changed date or words; the state stays.
    AMEND = "amend", "изменить приказом"
    # The date is asked for by who executes, and decided on by who controls (monitoring/dates.py).
    ASK_DATE = "ask_date", "попросить перенести срок"
    MOVE_DATE = "move_date", "перенести срок"
    KEEP_DATE = "keep_date", "отказать в переносе срока"


# Acts that leave the state as it is, as the history heads them.
HEADINGS = {
    Verb.AMEND: "Изменено приказом",
    Verb.ASK_DATE: "Запрошен перенос срока",
    Verb.MOVE_DATE: "Срок перенесён",
    Verb.KEEP_DATE: "В переносе срока отказано",
}


class CheckpointEvent(models.Model):
    """Событие контрольной точки: an act with its author and time, kept for ever."""

    checkpoint = models.ForeignKey(
        Checkpoint, models.CASCADE, related_name="events", verbose_name="контрольная точка"
    )
    verb = models.CharField("действие", max_length=10, choices=Verb)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто"
    )
    at = models.DateTimeField("когда")
    text = models.TextField("пояснение", blank=True)
    from_state = models.CharField(max_length=10, choices=CheckpointState)
    to_state = models.CharField(max_length=10, choices=CheckpointState)
    # What an act has made of the date; of a request, the date that is asked for.
    old_due_on = models.DateField("срок был", null=True, blank=True)
    new_due_on = models.DateField("срок стал", null=True, blank=True)

    objects = scoped(models.QuerySet, "checkpoint__municipality")

    class Meta:
        verbose_name = "событие контрольной точки"
        verbose_name_plural = "события контрольных точек"
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_verb_display()}: {self.checkpoint}"

    @property
    def heading(self):
        """What the history says of the act: «Принято», «Срок перенесён»."""
        return HEADINGS.get(self.verb) or CheckpointState(self.to_state).label.capitalize()


class Evidence(models.Model):
    """Подтверждающий документ: a file that came with a report."""

    event = models.ForeignKey(
        CheckpointEvent, models.CASCADE, related_name="evidence", verbose_name="отчёт"
    )
    file = models.OneToOneField("files.StoredFile", models.PROTECT, verbose_name="файл")

    objects = scoped(models.QuerySet, "event__checkpoint__municipality")

    class Meta:
        verbose_name = "подтверждающий документ"
        verbose_name_plural = "подтверждающие документы"
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)
