from django.db import models
from django.db.models import Q

from roadmaps.models.edition import Edition, EditionColumn
from roadmaps.models.measure import Measure
from schools.models.scoped import scoped


class ResponsibleKind(models.TextChoices):
    PERSON = "person", "человек"
    POST = "post", "должность"
    UNIT = "unit", "подразделение, орган"
    SCHOOLS = "schools", "все школы плана"
    SCHOOL = "school", "одна школа"
    TEXT = "text", "другое"


class Responsible(models.Model):
    """Ответственный: an ordered reference behind the printed words; the first one leads.

    Stands at a measure, or at an actor column, whose heading says who acts.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    measure = models.ForeignKey(
        Measure, models.CASCADE, null=True, blank=True, related_name="responsible"
    )
    actor = models.ForeignKey(
        EditionColumn, models.CASCADE, null=True, blank=True, related_name="responsible"
    )
    position = models.PositiveSmallIntegerField("порядок", default=1)
    kind = models.CharField("кто это", max_length=8, choices=ResponsibleKind)
    person = models.ForeignKey(
        "schools.Person", models.PROTECT, null=True, blank=True, verbose_name="человек"
    )
    unit = models.ForeignKey(
        "schools.Unit", models.PROTECT, null=True, blank=True, verbose_name="подразделение"
    )
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, verbose_name="школа"
    )
    text = models.CharField("словами", max_length=300, blank=True)

    objects = scoped(models.QuerySet, "edition__roadmap__municipality")

    class Meta:
        verbose_name = "ответственный"
        verbose_name_plural = "ответственные"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure__isnull=False, actor=None)
                | Q(measure=None, actor__isnull=False),
                name="responsible_of_measure_or_actor",
            ),
            models.CheckConstraint(
                condition=Q(kind="person", person__isnull=False)
                | Q(kind="unit", unit__isnull=False)
                | Q(kind="school", school__isnull=False)
                | Q(kind="schools")
                | Q(kind__in=("post", "text")) & ~Q(text=""),
                name="responsible_names_someone",
                violation_error_message="Укажите, кто именно отвечает.",
            ),
        ]

    def __str__(self):
        named = {"person": self.person, "unit": self.unit, "school": self.school}.get(self.kind)
        return str(named) if named else self.text or self.get_kind_display()
