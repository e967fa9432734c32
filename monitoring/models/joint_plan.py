from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lib.dates import dotted_date
from lib.versions import Versioned
from monitoring.models.visit import Visit
from schools.models.confirmed import ConfirmedByBoth
from schools.models.scoped import OfMunicipality, scoped


class PlanSide(models.TextChoices):
    """Who confirms the joint plan of a tutor and a school."""

    TUTOR = "tutor", "тьютор"
    SCHOOL = "school", "директор школы"


class JointPlanQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Every plan of the municipality, or those of one's own schools."""
        if access.sees_everything:
            return self
        return self.filter(assignment__school__in=access.school_ids)

    def covering(self, day):
        """Plans whose period holds the day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def with_rows(self):
        """Plans that have something to confirm."""
        return self.filter(rows__isnull=False).distinct()


class JointPlan(ConfirmedByBoth, Versioned, OfMunicipality):
    """План совместной работы тьютора и школы: of one assignment, for a period (domain.md C12)."""

    Sides = PlanSide

    assignment = models.ForeignKey(
        "schools.TutorAssignment",
        models.PROTECT,
        related_name="joint_plans",
        verbose_name="тьютор и школа",
    )
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")
    tutor_confirmed_at = models.DateTimeField(null=True, editable=False)
    tutor_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    school_confirmed_at = models.DateTimeField(null=True, editable=False)
    school_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = scoped(JointPlanQuerySet)

    class Meta:
        verbose_name = "план тьютора и школы"
        verbose_name_plural = "планы тьюторов и школ"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="joint_plan_ends_after_it_begins",
                violation_error_message="Последний день раньше первого.",
            ),
            models.UniqueConstraint(
                fields=["assignment", "starts_on"],
                name="joint_plan_once",
                violation_error_message="План с этого дня уже есть.",
            ),
        ]

    def __str__(self):
        return f"План совместной работы {self.days}"

    @property
    def days(self):
        """«01.09.2026 – 31.08.2027»."""
        return f"{dotted_date(self.starts_on)} – {dotted_date(self.ends_on)}"

    def planned_rows(self):
        """All rows: each was agreed upon."""
        return self.rows.all()


class RowState(models.TextChoices):
    PLANNED = "planned", "запланировано"
    DONE = "done", "сделано"
    DROPPED = "dropped", "снято"


class JointPlanRow(Versioned):
    """A row of the plan: what, when, who takes part, what is expected; then what came of it.

    A moved row keeps its first days, so that the plan tells what was agreed and what became of it.
    """

    plan = models.ForeignKey(JointPlan, models.CASCADE, related_name="rows", verbose_name="план")
    text = models.TextField("что делают вместе")
    starts_on = models.DateField("когда")
    ends_on = models.DateField("по какой день", null=True, blank=True)
    parties = models.CharField("кто участвует", max_length=300)
    expected = models.CharField("ожидаемый результат", max_length=500)
    visit = models.ForeignKey(
        Visit,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plan_rows",
        verbose_name="посещение",
    )
    by_school = models.BooleanField("предложила школа", default=False, editable=False)
    state = models.CharField(
        "состояние", max_length=7, choices=RowState, default=RowState.PLANNED, editable=False
    )
    done_on = models.DateField("когда сделано", null=True, blank=True)
    result = models.CharField("что получилось", max_length=500, blank=True)
    moved_to = models.DateField("перенесено на", null=True, blank=True)
    reason = models.CharField("причина", max_length=300, blank=True)

    objects = scoped(models.QuerySet, "plan__municipality")

    class Meta:
        verbose_name = "строка плана тьютора и школы"
        verbose_name_plural = "строки планов тьюторов и школ"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="joint_row_ends_after_it_begins",
                violation_error_message="Последний день раньше первого.",
            ),
            models.CheckConstraint(
                condition=(Q(state="planned", moved_to=None, done_on=None))
                | Q(state="planned", moved_to__isnull=False, done_on=None) & ~Q(reason="")
                | Q(state="done", done_on__isnull=False) & ~Q(result="")
                | Q(state="dropped", done_on=None) & ~Q(reason=""),
                name="joint_row_state_has_its_facts",
            ),
        ]

    def __str__(self):
        return self.text[:100]

    @property
    def municipality(self):
        return self.plan.municipality

    @property
    def due_on(self):
        """The last day on which it is to be done."""
        return self.moved_to or self.ends_on or self.starts_on

    @property
    def days(self):
        """«15.10.2026», «01.10.2026 – 31.10.2026»: as agreed at first."""
        first = dotted_date(self.starts_on)
        return f"{first} – {dotted_date(self.ends_on)}" if self.ends_on else first

    def is_late(self, today):
        return self.state == RowState.PLANNED and self.due_on < today
