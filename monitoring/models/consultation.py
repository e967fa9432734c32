from django.db import models

from lib.dates import dotted_date
from lib.versions import Versioned
from schools.models.scoped import OfMunicipality, scoped


class ConsultationForm(models.TextChoices):
    IN_PERSON = "in_person", "очно"
    VIDEO = "video", "видеосвязь"
    PHONE = "phone", "телефон"
    ONLINE = "online", "виртуальный консультационный пункт"


class ConsultationQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Everything of the municipality, or what was said to one's own schools."""
        return self if access.sees_everything else self.filter(school__in=access.school_ids)


class Consultation(Versioned, OfMunicipality):
    """Консультация: a line of the journal (domain.md 1.8, F11). Adults only, and only by post."""

    held_on = models.DateField("дата")
    form = models.CharField("форма", max_length=10, choices=ConsultationForm)
    school = models.ForeignKey(
        "schools.School", models.PROTECT, related_name="consultations", verbose_name="школа"
    )
    post = models.CharField("кого консультировали: должность", max_length=150)
    topic = models.CharField("тема, вопрос", max_length=300)
    advice = models.TextField("что рекомендовано")
    consultant = models.ForeignKey(
        "schools.Person",
        models.PROTECT,
        related_name="consultations",
        verbose_name="кто консультировал",
    )

    objects = scoped(ConsultationQuerySet)

    class Meta:
        verbose_name = "консультация"
        verbose_name_plural = "консультации"
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return f"{dotted_date(self.held_on)}, {self.school}: {self.topic[:100]}"
