from django.db import models

from lib.dates import dotted_date
from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped


class SupportTeamQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Every team of the municipality, or those of one's own schools."""
        return self if access.sees_everything else self.filter(school__in=access.school_ids)

    def on_day(self, day):
        """Teams appointed by the day, the one that works now first: a new order replaces."""
        return self.filter(order_date__lte=day).order_by("-order_date", "-pk")


class SupportTeam(Versioned, OfMunicipality):
    """Команда школы: the coordinator and the members, by the school's own order (seed 003, 004)."""

    school = models.ForeignKey(
        "schools.School", models.CASCADE, related_name="teams", verbose_name="школа"
    )
    order_date = models.DateField("дата приказа школы")
    order_number = models.CharField("номер приказа школы", max_length=50)
    coordinator = models.ForeignKey(
        "schools.Person", models.PROTECT, related_name="+", verbose_name="школьный координатор"
    )
    members = models.ManyToManyField(
        "schools.Person", related_name="+", blank=True, verbose_name="члены команды"
    )
    file = models.OneToOneField(
        "files.StoredFile", models.PROTECT, null=True, verbose_name="файл приказа"
    )

    objects = scoped(SupportTeamQuerySet)

    class Meta:
        verbose_name = "команда школы"
        verbose_name_plural = "команды школ"
        ordering = ["-order_date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "order_date", "order_number"],
                name="support_team_once",
                violation_error_message="Команда по этому приказу уже записана: откройте её.",
            )
        ]

    def __str__(self):
        return f"Команда школы {self.school}, {self.order}"

    @property
    def order(self):
        """«приказ школы от 10.09.2026 № 25-о»."""
        return f"приказ школы от {dotted_date(self.order_date)} № {self.order_number}"
