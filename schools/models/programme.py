from django.conf import settings
from django.db import models

from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped


class ProgrammeKind(models.TextChoices):
    QUALITY = "quality", "программа повышения качества образования"
    EFFECTIVE = "effective", "программа перехода в эффективный режим работы"
    DEVELOPMENT = "development", "программа развития"
    CONCEPT = "concept", "концепция развития"
    ANTIRISK = "antirisk", "антирисковая программа"
    ROADMAP = "roadmap", "школьная дорожная карта"
    PLAN = "plan", "план мероприятий"


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Every programme of the municipality, or those of one's own schools."""
        return self if access.sees_everything else self.filter(school__in=access.school_ids)


class Programme(Versioned, OfMunicipality):
    """Программа школы: the school uploads it, every new file is a new version."""

    school = models.ForeignKey(
        "schools.School", models.PROTECT, related_name="programmes", verbose_name="школа"
    )
    kind = models.CharField("вид программы", max_length=12, choices=ProgrammeKind)
    starts_on = models.DateField("действует с")
    ends_on = models.DateField("действует по")

    objects = scoped(ProgrammeQuerySet)

    class Meta:
        verbose_name = "программа"
        verbose_name_plural = "программы"
        ordering = ["-starts_on", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind", "starts_on"],
                name="programme_once",
                violation_error_message="Такая программа за этот период уже загружена: "
                "откройте её и добавьте новую версию.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="programme_ends_after_it_begins",
                violation_error_message="Дата окончания раньше даты начала.",
            ),
        ]

    def __str__(self):
        years = f"{self.starts_on.year}–{self.ends_on.year}"
        if self.starts_on.year == self.ends_on.year:
            years = str(self.starts_on.year)
        return f"{self.get_kind_display().capitalize()}, {years}"


class ProgrammeVersion(models.Model):
    """Версия программы: one file; old versions stay."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="versions", verbose_name="программа"
    )
    number = models.PositiveIntegerField("версия")
    file = models.OneToOneField("files.StoredFile", models.PROTECT, verbose_name="файл")
    comment = models.TextField("комментарий", blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто загрузил"
    )
    uploaded_at = models.DateTimeField("когда")

    objects = scoped(models.QuerySet, "programme__municipality")

    class Meta:
        verbose_name = "версия программы"
        verbose_name_plural = "версии программ"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="programme_version_number_once"
            )
        ]

    def __str__(self):
        return f"{self.programme}, версия {self.number}"
