from django.conf import settings
from django.db import models
from django.utils import timezone

from documents.models.order import Order
from lib.text import fold
from schools.models.scoped import scoped


class SignedScan(models.Model):
    """Скан подписанного документа: the paper with the signature by hand; older ones stay."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="scans", verbose_name="приказ")
    number = models.PositiveIntegerField("номер")
    file = models.OneToOneField("files.StoredFile", models.PROTECT, verbose_name="файл")
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто приложил"
    )
    attached_at = models.DateTimeField("когда")

    objects = scoped(models.QuerySet, "order__municipality")

    class Meta:
        verbose_name = "скан подписанного документа"
        verbose_name_plural = "сканы подписанных документов"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="signed_scan_number_once")
        ]

    def __str__(self):
        return f"Скан {self.number}: {self.order}"


class Outcome(models.TextChoices):
    """What came of a comparison."""

    YES = "yes", "совпадает"
    NO = "no", "не совпадает"
    UNKNOWN = "unknown", "не проверялось"

    @classmethod
    def of(cls, answer):
        """The outcome of True, False or None."""
        return {True: cls.YES, False: cls.NO, None: cls.UNKNOWN}[answer]


class OrderSignature(models.Model):
    """Электронная подпись под приказом: what its certificate says and what was verified.

    ОГРН, ИНН and СНИЛС of the certificate are neither kept nor shown.
    """

    order = models.ForeignKey(
        Order, models.PROTECT, related_name="signatures", verbose_name="приказ"
    )
    # One file may hold the signatures of several people.
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, related_name="+", verbose_name="файл подписи"
    )
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто приложил"
    )
    attached_at = models.DateTimeField("когда")
    fingerprint = models.CharField("отпечаток подписи", max_length=64)

    owner = models.CharField("владелец сертификата", max_length=520)
    owner_post = models.CharField("должность", max_length=250, blank=True)
    organisation = models.CharField("организация", max_length=250, blank=True)
    serial = models.CharField("номер сертификата", max_length=64)
    issuer = models.CharField("кто выдал", max_length=250)
    valid_from = models.DateTimeField("действует с")
    valid_until = models.DateTimeField("действует по")
    algorithm = models.CharField("алгоритм контрольной суммы", max_length=60)
    signing_time = models.DateTimeField("время подписания по словам подписи", null=True)
    is_detached = models.BooleanField("отсоединённая")
    has_attributes = models.BooleanField("контрольная сумма стоит в подписи открыто")
    # The order and the file never change, so what was found out once stays true.
    of_this_pdf = models.CharField("подписан этот PDF", max_length=7, choices=Outcome)
    value_is_right = models.CharField("значение подписи верно", max_length=7, choices=Outcome)
    # As the order named the signatory on the day of attaching; people change their names.
    owner_is_signatory = models.BooleanField("владелец — тот, кто подписывает приказ")

    objects = scoped(models.QuerySet, "order__municipality")

    class Meta:
        verbose_name = "электронная подпись"
        verbose_name_plural = "электронные подписи"
        ordering = ["attached_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "fingerprint"],
                name="order_signature_once",
                violation_error_message="Эта подпись уже приложена к приказу.",
            )
        ]

    def __str__(self):
        return f"Электронная подпись, {self.owner}: {self.order}"

    @property
    def is_in_time(self):
        """The certificate was in force when it signed: on the day which the signature tells, but
        never before the day of the order, since the PDF did not exist then."""
        day = self.order.signed_on
        if self.signing_time:
            day = max(day, timezone.localdate(self.signing_time))
        first, last = timezone.localdate(self.valid_from), timezone.localdate(self.valid_until)
        return first <= day <= last

    @property
    def earns_mark(self):
        """The mark may be drawn: this very PDF was signed by the signatory with a certificate in
        force, and nothing that could be verified spoke against it (domain.md 1.6)."""
        return (
            self.of_this_pdf == Outcome.YES
            and self.value_is_right != Outcome.NO
            and self.is_in_time
            and self.owner_is_signatory
        )


def names_person(words, person):
    """The words of a certificate hold the surname and the first name of the person."""
    said = fold(words).split()
    return all(part in said for part in fold(f"{person.surname} {person.first_name}").split())
