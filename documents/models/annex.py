from django.db import models

from documents.models.order import Order
from lib.versions import Versioned
from schools.models.scoped import scoped


class Annex(Versioned):
    """Приложение к приказу; what it holds belongs to another app (documents/annexes.py)."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="annexes", verbose_name="приказ")
    position = models.PositiveIntegerField("порядок", default=1)
    kind = models.CharField("что в приложении", max_length=20)

    objects = scoped(models.QuerySet, "order__municipality")

    class Meta:
        verbose_name = "приложение"
        verbose_name_plural = "приложения"
        ordering = ["position", "pk"]

    def __str__(self):
        return f"Приложение № {self.position}"

    @property
    def municipality(self):
        return self.order.municipality
