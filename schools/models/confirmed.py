from django.db import models


class ConfirmedByBoth(models.Model):
    """Abstract: a joint plan with a number of its own, which each of two sides confirms as read.

    `Sides` are the two; for each of them the model has the columns `<side>_confirmed_at` and
    `<side>_confirmed_by`. The writes are in schools/confirming.py (docs/decisions/0031).
    """

    Sides = ()

    plan_version = models.PositiveIntegerField("версия плана", default=1, editable=False)

    class Meta:
        abstract = True

    def planned_rows(self):
        """Rows that are confirmed: a queryset."""
        raise TypeError(f"{type(self).__name__} must say what is confirmed.")

    def is_confirmed_by(self, side):
        """The side has confirmed the plan as it stands."""
        return getattr(self, f"{side}_confirmed_at") is not None

    @property
    def waits_for(self):
        """[side] that have not confirmed the plan as it stands."""
        return [side for side in self.Sides if not self.is_confirmed_by(side)]
