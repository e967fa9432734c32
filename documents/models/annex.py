import uuid

from django.db import models
from django.db.models import Q

from documents.models.order import Order
from lib.versions import Versioned
from schools.models.scoped import scoped


class Annex(Versioned):
    """Приложение к приказу; how it is filled and printed its kind says (documents/annexes.py)."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="annexes", verbose_name="приказ")
    position = models.PositiveIntegerField("порядок", default=1)
    kind = models.CharField("что в приложении", max_length=20)
    heading = models.TextField("заголовок приложения, по строкам", blank=True)
    text = models.TextField("текст", blank=True)
    file = models.OneToOneField(
        "files.StoredFile", models.PROTECT, null=True, blank=True, verbose_name="файл"
    )
    # An amending order that tells every change in its clauses does not print the new whole.
    is_printed = models.BooleanField("печатать вместе с приказом", default=True)
    is_approved_document = models.BooleanField("печатать гриф «УТВЕРЖДЁН»", default=False)
    # «Подпись под приложением», as the lawyers of a department put it (seed 000).
    signatory = models.ForeignKey(
        "schools.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто подписывает приложение",
    )
    signatory_post = models.CharField("должность под приложением", max_length=250, blank=True)
    amends = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amended_by",
        verbose_name="новая редакция приложения",
    )

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


class AnnexRow(Versioned):
    """Строка списка в приложении: the printed words, and whom or which school they mean.

    The words are what is signed; the references serve control, familiarisation and comparison.
    """

    annex = models.ForeignKey(Annex, models.CASCADE, related_name="rows", verbose_name="приложение")
    position = models.PositiveIntegerField("порядок")
    # The same row through the editions of the list.
    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    group = models.CharField("подзаголовок перед строкой («Члены:»)", max_length=200, blank=True)
    cells = models.JSONField("слова по графам", default=list)
    person = models.ForeignKey(
        "schools.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="человек",
    )
    school = models.ForeignKey(
        "schools.School",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="школа",
    )
    partner = models.ForeignKey(
        "schools.School",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="школа-партнёр",
    )

    objects = scoped(models.QuerySet, "annex__order__municipality")

    class Meta:
        verbose_name = "строка приложения"
        verbose_name_plural = "строки приложения"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["annex", "lineage"], name="annex_row_lineage_once"),
            models.CheckConstraint(
                condition=Q(partner=None) | ~Q(partner=models.F("school")),
                name="annex_row_partner_is_another",
                violation_error_message="Школа не может быть партнёром самой себе.",
            ),
        ]

    def __str__(self):
        return " · ".join(filter(None, self.cells))[:100]

    @property
    def municipality(self):
        return self.annex.municipality
