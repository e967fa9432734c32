from django.conf import settings
from django.db import models

from lib.collation import by_name
from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped

MOST = 20


class SavedFilterQuerySet(models.QuerySet):
    def own(self, access):
        """Saved by this person in this municipality; nobody sees another's."""
        return self.filter(user=access.user, municipality=access.municipality)


class SavedFilter(OfMunicipality, Versioned):
    """Отбор: conditions and order of a register, kept by a person under a name."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="чей"
    )
    register = models.CharField("имя страницы", max_length=60)
    # Which of the person's filters of the register it is: the bases keep the limit by it.
    place = models.PositiveSmallIntegerField("место")
    name = models.CharField("название", max_length=60)
    query = models.CharField("условия и порядок", max_length=2000)

    objects = scoped(SavedFilterQuerySet)

    class Meta:
        verbose_name = "отбор"
        verbose_name_plural = "отборы"
        ordering = [by_name("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "register", "name"], name="saved_filter_name"
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "register", "place"], name="saved_filter_place"
            ),
            models.CheckConstraint(
                condition=models.Q(place__range=(1, MOST)), name="saved_filter_most"
            ),
        ]

    def __str__(self):
        return self.name
