from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lib.dates import dotted_date
from lib.versions import Versioned
from monitoring.models.checkpoint import Checkpoint
from schools.models import RoleKind
from schools.models.scoped import OfMunicipality, scoped


class VisitScheduleQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Every schedule for the department and tutors; others see the approved ones."""
        if access.is_department or access.is_any(RoleKind.TUTOR):
            return self
        return self.exclude(approved_on=None)

    def waiting(self):
        """Not approved yet, and there is something to approve."""
        return self.filter(approved_on=None, visits__isnull=False).distinct()


class VisitSchedule(Versioned, OfMunicipality):
    """План-график посещений: the visits of a period, approved as a whole (domain.md 1.8, C13)."""

    starts_on = models.DateField("с")
    ends_on = models.DateField("по")
    approved_on = models.DateField("утверждён", null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # As they are then, for the mark «УТВЕРЖДАЮ».
    approver_post = models.CharField("должность утвердившего", max_length=250, blank=True)
    approver_name = models.CharField("кто утвердил", max_length=200, blank=True)

    objects = scoped(VisitScheduleQuerySet)

    class Meta:
        verbose_name = "график посещений"
        verbose_name_plural = "графики посещений"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="visit_schedule_ends_after_it_begins",
                violation_error_message="Последний день раньше первого.",
            ),
            models.CheckConstraint(
                condition=Q(approved_on=None, approved_by=None)
                | Q(approved_on__isnull=False, approved_by__isnull=False),
                name="visit_schedule_approved_by_someone",
            ),
        ]

    def __str__(self):
        days = f"{dotted_date(self.starts_on)} – {dotted_date(self.ends_on)}"
        return f"График посещений {days}"

    @property
    def is_approved(self):
        return self.approved_on is not None


class VisitState(models.TextChoices):
    PLANNED = "planned", "запланировано"
    RECORDED = "recorded", "справка составляется"
    SENT = "sent", "справка у директора"
    READ = "read", "прочитано директором"
    OFF = "off", "не состоялось"


# The visit has taken place.
HELD_STATES = (VisitState.RECORDED, VisitState.SENT, VisitState.READ)


class VisitQuerySet(models.QuerySet):
    def held(self):
        """Visits that have taken place."""
        return self.filter(state__in=HELD_STATES)

    def scheduled(self):
        """Of an approved schedule."""
        return self.filter(schedule__approved_on__isnull=False)

    def visible_to(self, access):
        """Everything for the department; a tutor sees the own schools.

        Others see visits of approved schedules, and a record once it has been handed over: a
        school its own, those who only read all of them.
        """
        if access.is_department:
            return self
        known = Q(state__in=[VisitState.SENT, VisitState.READ]) | Q(
            state__in=[VisitState.PLANNED, VisitState.OFF], schedule__approved_on__isnull=False
        )
        if access.sees_everything:
            return self.filter(known)
        return self.filter(
            Q(school__in=access.tutored_school_ids)
            | known & Q(school__in=access.reporting_school_ids)
        )


class Visit(Versioned, OfMunicipality):
    """Посещение школы тьютором: planned, held and recorded, handed to the director, read."""

    school = models.ForeignKey(
        "schools.School", models.PROTECT, related_name="visits", verbose_name="школа"
    )
    tutor = models.ForeignKey(
        "schools.Person", models.PROTECT, related_name="visits", verbose_name="тьютор"
    )
    # A visit that nobody planned has none.
    schedule = models.ForeignKey(
        VisitSchedule,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name="график",
    )
    planned_on = models.DateField("дата по графику", null=True, blank=True)
    aim = models.CharField("цель посещения", max_length=300)
    state = models.CharField(
        "состояние",
        max_length=10,
        choices=VisitState,
        default=VisitState.PLANNED,
        editable=False,
    )
    held_on = models.DateField("дата посещения", null=True, blank=True)
    looked_at = models.TextField("что посмотрели", blank=True)
    findings = models.TextField("выводы, выявленные трудности", blank=True)
    sent_on = models.DateField("справка передана", null=True, blank=True, editable=False)
    read_on = models.DateField("прочитано", null=True, blank=True, editable=False)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # As it was then: the name, and in whose place an acting deputy («и. о.») has read it.
    reader = models.CharField("кто прочитал", max_length=400, blank=True)
    reason_off = models.CharField("почему не состоялось", max_length=300, blank=True)

    objects = scoped(VisitQuerySet)

    class Meta:
        verbose_name = "посещение"
        verbose_name_plural = "посещения"
        ordering = ["planned_on", "held_on", "pk"]
        indexes = [
            models.Index(fields=["municipality", "state", "held_on"], name="visit_held"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "school", "tutor", "planned_on"],
                name="visit_planned_once",
                violation_error_message="Это посещение уже есть в графике.",
            ),
            models.CheckConstraint(
                condition=Q(schedule=None, planned_on=None)
                | Q(schedule__isnull=False, planned_on__isnull=False),
                name="visit_is_planned_in_a_schedule",
            ),
            models.CheckConstraint(
                condition=Q(state=VisitState.PLANNED, schedule__isnull=False)
                | Q(state=VisitState.OFF) & ~Q(reason_off="")
                | Q(state=VisitState.RECORDED, held_on__isnull=False)
                | Q(state=VisitState.SENT, held_on__isnull=False, sent_on__isnull=False)
                | Q(
                    state=VisitState.READ,
                    held_on__isnull=False,
                    sent_on__isnull=False,
                    read_on__isnull=False,
                    read_by__isnull=False,
                ),
                name="visit_state_has_its_facts",
            ),
        ]

    def __str__(self):
        return f"{self.school}, {dotted_date(self.held_on or self.planned_on)}"

    @property
    def is_held(self):
        return self.state in HELD_STATES

    def is_late(self, today):
        """Planned for a day that is over."""
        return self.state == VisitState.PLANNED and self.planned_on < today


class Recommendation(Versioned):
    """Рекомендация по итогам посещения: goes on control when the record is handed over."""

    visit = models.ForeignKey(
        Visit, models.CASCADE, related_name="recommendations", verbose_name="посещение"
    )
    text = models.TextField("рекомендация")
    due_on = models.DateField("срок")
    checkpoint = models.OneToOneField(
        Checkpoint,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="recommendation",
        verbose_name="контрольная точка",
    )

    objects = scoped(models.QuerySet, "visit__municipality")

    class Meta:
        verbose_name = "рекомендация"
        verbose_name_plural = "рекомендации"
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.text[:100]

    @property
    def municipality(self):
        return self.visit.municipality
