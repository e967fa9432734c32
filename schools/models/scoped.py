from django.db import models
from django_scopes import ScopedManager


def scoped(queryset, path="municipality"):
    """Manager that sees only the municipalities of the request, and raises outside one (R2)."""
    return ScopedManager(municipality=path, _manager_class=queryset.as_manager().__class__)


class OfMunicipality(models.Model):
    """Abstract: a row that stands directly under a municipality."""

    municipality = models.ForeignKey(
        "schools.Municipality", models.PROTECT, related_name="+", verbose_name="муниципалитет"
    )

    class Meta:
        abstract = True
