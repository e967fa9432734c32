from django.conf import settings
from django.db import models

from documents.models.order import Order
from schools.models.scoped import scoped


class Acknowledgement(models.Model):
    """Принятое замечание проверки: the head signs in spite of it, and says why."""

    order = models.ForeignKey(
        Order, models.CASCADE, related_name="acknowledgements", verbose_name="приказ"
    )
    # Of the words of the finding: a finding that has changed is a new one.
    finding = models.CharField(max_length=64, editable=False)
    words = models.TextField("замечание")
    reason = models.CharField("почему оставлено", max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто"
    )
    at = models.DateTimeField("когда", auto_now_add=True)

    objects = scoped(models.QuerySet, "order__municipality")

    class Meta:
        verbose_name = "принятое замечание"
        verbose_name_plural = "принятые замечания"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "finding"], name="acknowledgement_once")
        ]

    def __str__(self):
        return self.words[:100]

    @property
    def municipality(self):
        return self.order.municipality
