from django.conf import settings
from django.db import models

from documents.models.order import Order
from schools.models.scoped import scoped


class Familiarisation(models.Model):
    """Ознакомление: a person who must read the order, and when the tick was put.

    The tick is evidence inside the system, not a signature (domain.md 1.7).
    """

    order = models.ForeignKey(
        Order, models.CASCADE, related_name="familiarisations", verbose_name="приказ"
    )
    person = models.ForeignKey(
        "schools.Person", models.PROTECT, related_name="+", verbose_name="кто"
    )
    # As they were when the order was registered: the sheet does not change with the people.
    name = models.CharField("фамилия, имя, отчество", max_length=190)
    post = models.CharField("должность, организация", max_length=400, blank=True)
    ticked_at = models.DateTimeField("ознакомлен", null=True, blank=True)
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = scoped(models.QuerySet, "order__municipality")

    class Meta:
        verbose_name = "ознакомление"
        verbose_name_plural = "ознакомления"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "person"], name="familiarisation_once")
        ]

    def __str__(self):
        return f"{self.name}: {self.order}"

    @property
    def municipality(self):
        return self.order.municipality
