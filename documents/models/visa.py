from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models.order import Order
from schools.models.scoped import scoped


class Verdict(models.TextChoices):
    WAITING = "", "ждём"
    AGREED = "agreed", "согласовано"
    REMARKS = "remarks", "с замечаниями"


class Visa(models.Model):
    """Виза: who agrees to the draft, in what turn, and what came of it."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="visas", verbose_name="приказ")
    position = models.PositiveIntegerField("очередь")
    person = models.ForeignKey(
        "schools.Person", models.PROTECT, related_name="visas", verbose_name="кто согласует"
    )
    post = models.CharField("должность в визе", max_length=250)
    verdict = models.CharField(
        "решение", max_length=8, choices=Verdict, blank=True, default=Verdict.WAITING
    )
    remarks = models.TextField("замечания", blank=True)
    decided_on = models.DateField("дата визы", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # SHA-256 of the text that was agreed to: a later change is told beside the visa.
    text_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = scoped(models.QuerySet, "order__municipality")

    class Meta:
        verbose_name = "виза"
        verbose_name_plural = "визы"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "person"],
                name="visa_once",
                violation_error_message="Этот человек уже в списке.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", decided_on=None)
                | ~Q(verdict="") & Q(decided_on__isnull=False, decided_by__isnull=False),
                name="visa_decided_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="remarks") | ~Q(remarks=""), name="visa_remarks_are_said"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_verdict_display()}"

    @property
    def municipality(self):
        return self.order.municipality
