from django.db import models
from django.db.models import F, Q

from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped


class TutorAssignmentQuerySet(models.QuerySet):
    def in_force(self, on):
        """Assignments of the day."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def visible_to(self, access):
        """Every assignment of the municipality, or those of one's own schools."""
        return self if access.sees_everything else self.filter(school__in=access.school_ids)


class TutorAssignment(Versioned, OfMunicipality):
    """Закрепление тьютора за школой: who, where, from when and by which act (domain.md C11).

    The only place that says which schools a tutor has (docs/decisions/0032): lists, papers and
    the tutor's own rights are made from it. A tutor needs no sign-in to be one.
    """

    person = models.ForeignKey(
        "schools.Person", models.PROTECT, related_name="tutor_assignments", verbose_name="тьютор"
    )
    school = models.ForeignKey(
        "schools.School", models.PROTECT, related_name="tutor_assignments", verbose_name="школа"
    )
    since = models.DateField("закреплён с")
    until = models.DateField("последний день", null=True, blank=True)
    basis = models.CharField("каким документом закреплён", max_length=300, blank=True)

    objects = scoped(TutorAssignmentQuerySet)

    class Meta:
        verbose_name = "закрепление тьютора"
        verbose_name_plural = "закрепления тьюторов"
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="tutor_assignment_ends_after_it_begins",
                violation_error_message="Последний день раньше первого.",
            ),
            models.UniqueConstraint(
                fields=["person", "school"],
                condition=Q(until=None),
                name="tutor_assignment_open_once",
                violation_error_message="Этот тьютор уже закреплён за школой.",
            ),
        ]

    def __str__(self):
        return f"{self.person} — {self.school}"
