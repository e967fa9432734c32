from django.db import models
from django.db.models import Q

from lib.versions import Versioned


class Named(Versioned):
    """Abstract: somebody at a meeting, a person of the directory or a name in words."""

    person = models.ForeignKey(
        "schools.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="человек из справочника",
    )
    name = models.CharField("фамилия, имя, отчество", max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""),
                name="%(class)s_is_named",
                violation_error_message="Выберите человека или впишите имя.",
            )
        ]

    def __str__(self):
        return str(self.person) if self.person_id else self.name
