import datetime

from django.db import models

from documents.models.order import Order
from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped


class BasisAct(Versioned, OfMunicipality):
    """Акт-основание: an act of another body (or one of our own) to which orders refer."""

    kind = models.CharField("вид акта", max_length=60, help_text="Приказ, постановление, закон…")
    author = models.CharField("кто издал", max_length=250, blank=True)
    author_genitive = models.CharField(
        "кто издал, в родительном падеже", max_length=250, blank=True
    )
    date = models.DateField("дата", null=True, blank=True)
    number = models.CharField("номер", max_length=40, blank=True)
    title = models.CharField("название, без кавычек", max_length=500, blank=True)
    file = models.OneToOneField(
        "files.StoredFile", models.PROTECT, null=True, blank=True, verbose_name="файл"
    )

    objects = scoped(models.QuerySet)

    class Meta:
        verbose_name = "акт-основание"
        verbose_name_plural = "акты-основания"
        ordering = ["-date", "-pk"]

    def __str__(self):
        day = f" от {self.date:%d.%m.%Y}" if isinstance(self.date, datetime.date) else ""
        number = f" № {self.number}" if self.number else ""
        title = f" «{self.title}»" if self.title else ""
        return f"{self.kind} {self.author_genitive or self.author}".strip() + day + number + title


class Opening(models.TextChoices):
    """Words before the cited act; each asks for its own case (domain.md 4.1)."""

    ON_BASIS = "basis", "На основании"
    IN_PURSUANCE = "pursuance", "Во исполнение"
    IN_ACCORDANCE = "accordance", "В соответствии с"


class Basis(models.Model):
    """Ссылка приказа на акт-основание, в порядке преамбулы."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="bases", verbose_name="приказ")
    act = models.ForeignKey(
        BasisAct, models.PROTECT, related_name="uses", verbose_name="акт-основание"
    )
    opening = models.CharField("начало", max_length=10, choices=Opening, default=Opening.ON_BASIS)
    position = models.PositiveIntegerField("порядок")

    objects = scoped(models.QuerySet, "order__municipality")

    class Meta:
        verbose_name = "основание"
        verbose_name_plural = "основания"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "act"],
                name="basis_once",
                violation_error_message="Этот акт в преамбуле уже есть.",
            )
        ]

    def __str__(self):
        return f"{self.get_opening_display()}: {self.act}"

    @property
    def municipality(self):
        return self.order.municipality
