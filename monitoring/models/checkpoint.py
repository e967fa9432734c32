import re

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lib.text import fold
from lib.versions import Versioned
from monitoring.models.own_plans import CONTROLLERS, SCHOOL_PLAN, own_plans_judged_by
from roadmaps.models import Proof
from schools.models import RoleKind
from schools.models.scoped import OfMunicipality, scoped


class CheckpointState(models.TextChoices):
    PLANNED = "planned", "запланировано"
    STARTED = "started", "в работе"
    REPORTED = "reported", "отчёт на проверке"
    ACCEPTED = "accepted", "принято"
    RETURNED = "returned", "возвращено"
    CANCELLED = "cancelled", "отменено"
    # By the controlling side, without having been carried out (peers.md a.4).
    REMOVED = "removed", "снято с контроля"


class Source(models.TextChoices):
    """Where the duty comes from."""

    PLAN = "plan", "дорожная карта"
    CLAUSE = "clause", "пункт приказа"
    RESOLUTION = "resolution", "решение рабочей группы"
    PART = "part", "поручение ведущего исполнителя"
    VISIT = "visit", "рекомендация по итогам посещения"
    SCHOOL = SCHOOL_PLAN, "школьная дорожная карта"


# Nothing will become of it without an act of the controlling side or of an order.
FINISHED_STATES = (CheckpointState.ACCEPTED, CheckpointState.CANCELLED, CheckpointState.REMOVED)

# The executor still owes something.
OPEN_STATES = (CheckpointState.PLANNED, CheckpointState.STARTED, CheckpointState.RETURNED)

# What a unit or a body owes, any of these workers of the department may report.
DEPARTMENT_EXECUTORS = (
    RoleKind.HEAD,
    RoleKind.COORDINATOR,
    RoleKind.METHODOLOGIST,
    RoleKind.SECRETARY,
)


def is_owed_by(access, *, prefix=""):
    """Condition: the person reports on the checkpoint, or on the one to which the prefix leads."""
    owed = Q(pk__in=())
    if access.person_ids:
        owed |= Q(**{f"{prefix}person__in": access.person_ids})
    if access.reporting_school_ids:
        owed |= Q(**{f"{prefix}school__in": access.reporting_school_ids})
    if access.is_any(*DEPARTMENT_EXECUTORS):
        owed |= Q(**{f"{prefix}school": None, f"{prefix}person": None})
    return owed


def is_judged_by(access):
    """Condition: a report that the person may accept or return: as controller, or as the lead."""
    judged = Q(lead__isnull=False) & is_owed_by(access, prefix="lead__")
    judged |= own_plans_judged_by(access)
    if access.is_any(*CONTROLLERS):
        judged |= Q(lead=None) & ~Q(source=Source.SCHOOL)
    return Q(state=CheckpointState.REPORTED) & judged & ~Q(reported_by__in=access.user_ids)


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
        """Checkpoints whose words or executor hold every word; case and ё/е do not matter."""
        found = self
        for word in fold(words).split():
            pattern = re.escape(word).replace("е", "[её]")
            found = found.filter(Q(text__iregex=pattern) | Q(executor__iregex=pattern))
        return found

    def due_between(self, first, last):
        return self.filter(due_on__range=(first, last))

    def owed_by(self, access):
        """What the person reports on: own schools, own name, and the department's units."""
        return self.filter(is_owed_by(access))

    def municipal(self):
        """What the municipality controls: without what schools have planned for themselves."""
        return self.exclude(source=Source.SCHOOL)

    def counted_for(self, access):
        """What is counted for the person: the department's numbers have no plans of schools.

        A school, and its tutor, count everything that the school owes.
        """
        return self.municipal() if access.sees_everything else self

    def visible_to(self, access):
        """Everything of the municipality; school roles see what their own schools owe or lead."""
        if access.sees_everything:
            return self
        mine = Q(school__in=access.school_ids)
        if access.person_ids:
            mine |= Q(person__in=access.person_ids)
        # By keys: a condition on the joined lead keeps PostgreSQL from the index of the school.
        led = Checkpoint.objects.filter(mine, parts__isnull=False)
        return self.filter(mine | Q(lead__in=led.values("pk")))

    def judged_by(self, access):
        """Reports that the person may accept or return: as controller, or as lead executor."""
        return self.filter(is_judged_by(access))


class Checkpoint(Versioned, OfMunicipality):
    """Контрольная точка: one thing due from one executor by one date."""

    source = models.CharField(
        "основание", max_length=10, choices=Source, default=Source.PLAN, editable=False
    )
    action = models.ForeignKey(
        "roadmaps.Action",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checkpoints",
        verbose_name="действие",
    )
    # Same row's copies of what every register filters by and shows. An approved plan never
    # changes; an amending order leads all of them to the next edition (docs/decisions/0015).
    measure = models.ForeignKey(
        "roadmaps.Measure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checkpoints",
        verbose_name="мероприятие",
    )
    section = models.ForeignKey(
        "roadmaps.Section",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checkpoints",
        verbose_name="раздел",
    )
    edition = models.ForeignKey(
        "roadmaps.Edition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checkpoints",
        db_index=False,  # checkpoint_by_measure begins with it
        verbose_name="редакция",
    )
    text = models.TextField("что сделать")
    clause = models.ForeignKey(
        "documents.Clause",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checkpoints",
        verbose_name="пункт приказа",
    )
    # A resolution of a working group, put on control when its minutes are signed.
    resolution = models.ForeignKey(
        "workgroups.Resolution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checkpoints",
        verbose_name="решение группы",
    )
    # Where a duty that stands in no plan comes from: «Протокол от 12.05.2026 № 3, пункт 2».
    basis = models.CharField("документ-основание", max_length=300, blank=True)
    # The lead answers for the whole; a co-executor has a part with an inner date and reports to
    # the lead (peers.md a.4, d.7).
    lead = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="у ведущего исполнителя",
    )
    proof = models.CharField("чем подтверждается", max_length=8, choices=Proof, default=Proof.ANY)
    # Before this day it is in no report.
    since = models.DateField("на контроле с")
    # The date in force: the planned one, or one granted since (monitoring/dates.py).
    due_on = models.DateField("срок")
    # The date that the plan in force names; it is never lost and never moved by hand.
    planned_on = models.DateField("срок по плану")
    moves = models.PositiveSmallIntegerField("сколько раз переносили", default=0)
    school = models.ForeignKey(
        "schools.School",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checkpoints",
        db_index=False,  # checkpoint_by_school begins with it
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
    # Local days of the last report and of its acceptance, told by the history too; here, so that
    # a region can count what was in time without reading every event (docs/decisions/0026).
    reported_on = models.DateField("отчёт получен", null=True, blank=True, editable=False)
    accepted_on = models.DateField("отчёт принят", null=True, blank=True, editable=False)

    objects = scoped(CheckpointQuerySet)

    class Meta:
        verbose_name = "контрольная точка"
        verbose_name_plural = "контрольные точки"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["municipality", "due_on", "state"], name="checkpoint_due"),
            # All that a region counts: the rows themselves are not read (docs/decisions/0026).
            models.Index(
                fields=[
                    "municipality",
                    "source",
                    "state",
                    "due_on",
                    "reported_on",
                    "accepted_on",
                    "moves",
                ],
                name="checkpoint_of_region",
            ),
            # The register asks who the executors are, and nothing else of them.
            models.Index(fields=["municipality", "executor"], name="checkpoint_by_executor"),
            models.Index(fields=["edition", "measure", "state"], name="checkpoint_by_measure"),
            models.Index(fields=["school", "state", "due_on"], name="checkpoint_by_school"),
        ]
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["action", "planned_on", who],
                    # An empty value repeats nothing: it need not stand in the index.
                    condition=Q(**{"action__isnull": False, f"{who}__isnull": False}),
                    name=f"checkpoint_of_{who}_once",
                )
                for who in ("school", "person", "unit")
            ),
            *(
                models.UniqueConstraint(
                    fields=["clause", "planned_on", who],
                    condition=Q(**{"clause__isnull": False, f"{who}__isnull": False}),
                    name=f"checkpoint_of_clause_{who}_once",
                )
                for who in ("school", "person", "unit")
            ),
            *(
                models.UniqueConstraint(
                    fields=["resolution", "planned_on", who],
                    condition=Q(**{"resolution__isnull": False, f"{who}__isnull": False}),
                    name=f"checkpoint_of_resolution_{who}_once",
                )
                for who in ("school", "person")
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
            models.CheckConstraint(
                condition=Q(
                    Q(source=Source.PLAN)
                    | Q(source=Source.SCHOOL, school__isnull=False, lead=None),
                    action__isnull=False,
                    measure__isnull=False,
                    section__isnull=False,
                    edition__isnull=False,
                    clause=None,
                )
                | Q(source=Source.CLAUSE, clause__isnull=False, edition=None)
                | Q(source=Source.RESOLUTION, clause=None, edition=None) & ~Q(basis="")
                | Q(source=Source.PART, lead__isnull=False, clause=None, edition=None)
                | Q(source=Source.VISIT, school__isnull=False, clause=None, edition=None)
                & ~Q(basis=""),
                name="checkpoint_has_its_source",
            ),
            models.CheckConstraint(
                condition=~Q(lead=F("pk")), name="checkpoint_is_not_its_own_lead"
            ),
        ]

    def __str__(self):
        return f"{self.executor}: {self.text[:150]} — до {self.due_on:%d.%m.%Y}"

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
