from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lib.versions import Versioned
from schools.models.programme import Programme, ProgrammeVersion
from schools.models.scoped import OfMunicipality, scoped


class ApprovalBlock(Versioned):
    """Кем программа принята, согласована и утверждена: what its title sheet prints."""

    programme = models.OneToOneField(
        Programme, models.PROTECT, related_name="approval", verbose_name="программа"
    )
    adopted_by = models.CharField(
        "кто принял", max_length=200, default="педагогический совет школы"
    )
    adopted_on = models.DateField("дата протокола")
    adopted_number = models.CharField("номер протокола", max_length=40)
    agreed_by = models.CharField("учредитель", max_length=250)
    agreed_on = models.DateField("дата согласования")
    agreed_number = models.CharField("номер документа о согласовании", max_length=40)
    approved_on = models.DateField("дата приказа")
    approved_number = models.CharField("номер приказа", max_length=40)

    objects = scoped(models.QuerySet, "programme__municipality")

    class Meta:
        verbose_name = "утверждение программы"
        verbose_name_plural = "утверждения программ"
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_on__gte=F("adopted_on")) & Q(approved_on__gte=F("agreed_on")),
                name="programme_approved_last",
                violation_error_message="Приказ об утверждении не может быть раньше протокола "
                "и согласования.",
            )
        ]

    def __str__(self):
        return f"Утверждение: {self.programme}"

    @property
    def municipality(self):
        return self.programme.municipality


class Publication(Versioned):
    """Где программа размещена на сайте школы и кто это проверил."""

    programme = models.OneToOneField(
        Programme, models.PROTECT, related_name="publication", verbose_name="программа"
    )
    programme_version = models.ForeignKey(
        ProgrammeVersion, models.PROTECT, related_name="+", verbose_name="документ"
    )
    address = models.URLField("адрес страницы", max_length=500)
    published_on = models.DateField("дата размещения")
    # Emptied when the address changes: another page was not looked at yet.
    is_found = models.BooleanField("документ на месте", null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )
    checked_at = models.DateTimeField("когда проверено", null=True)
    note = models.CharField("что увидели", max_length=300, blank=True)
    # What the page answered to the program (schools/programmes/links.py); a person's word is above.
    opens = models.BooleanField("страница открывается", null=True, editable=False)
    answer = models.CharField("ответ страницы", max_length=100, blank=True, editable=False)
    answered_at = models.DateTimeField("когда ответила", null=True, editable=False)

    objects = scoped(models.QuerySet, "programme__municipality")

    class Meta:
        verbose_name = "размещение программы"
        verbose_name_plural = "размещения программ"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_found=None, checked_by=None, checked_at=None)
                | Q(is_found__isnull=False, checked_by__isnull=False, checked_at__isnull=False),
                name="publication_check_has_its_author",
            )
        ]

    def __str__(self):
        return f"Размещение: {self.programme}"

    @property
    def municipality(self):
        return self.programme.municipality


class PublicationDate(Versioned, OfMunicipality):
    """К какому дню какие документы должны стоять на сайтах школ из перечней."""

    due_on = models.DateField("разместить до")
    kinds = models.JSONField("какие документы")

    objects = scoped(models.QuerySet)

    class Meta:
        verbose_name = "срок размещения"
        verbose_name_plural = "сроки размещения"
        ordering = ["-due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "due_on"],
                name="publication_date_once",
                violation_error_message="На этот день срок уже назначен.",
            )
        ]

    def __str__(self):
        return f"Разместить до {self.due_on:%d.%m.%Y}"
