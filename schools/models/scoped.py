from django.db import models
from django_scopes import ScopedManager
from django_scopes.manager import DisabledQuerySet


class OutOfScope(DisabledQuerySet):
    """Rows asked for outside a scope: any reading raises ScopeError.

    `all()` is let through, since it reads nothing: form classes call it when they are imported.
    """

    all = models.QuerySet.all


def scoped(queryset, path="municipality"):
    """Manager that sees only the municipalities of the request, and raises outside one (R2)."""
    base = type(ScopedManager(municipality=path, _manager_class=type(queryset.as_manager())))

    class Manager(base):
        def get_queryset(self):
            rows = super().get_queryset()
            if isinstance(rows, DisabledQuerySet):
                rows.__class__ = OutOfScope
            return rows

        def all(self):
            return self.get_queryset()

    return Manager()


class OfMunicipality(models.Model):
    """Abstract: a row that stands directly under a municipality."""

    municipality = models.ForeignKey(
        "schools.Municipality", models.PROTECT, related_name="+", verbose_name="муниципалитет"
    )

    class Meta:
        abstract = True
