from django.db import models
from django.db.models import F, Q

from lib.versions import Versioned
from monitoring.models.identification_rule import YEARS
from schools.models.scoped import OfMunicipality, scoped


class Significance(models.TextChoices):
    HIGH = "high", "высокая"
    MEDIUM = "medium", "средняя"
    LOW = "low", "низкая"
    ABSENT = "absent", "риска нет"


class RiskSource(models.TextChoices):
    SURVEY = "survey", "анкетирование (рисковый профиль школы)"
    SELF = "self", "самодиагностика школы"
    VISIT = "visit", "посещение школы"


class RiskFactorQuerySet(models.QuerySet):
    def for_year(self, year):
        """Factors that are judged in the year."""
        return self.filter(Q(last_year=None) | Q(last_year__gte=year), first_year__lte=year)


class RiskFactor(Versioned, OfMunicipality):
    """Фактор риска: a row of the list by which schools are judged; it differs by year (2.3)."""

    position = models.PositiveSmallIntegerField("место в перечне", default=1)
    name = models.CharField("название", max_length=200)
    first_year = models.PositiveSmallIntegerField("с года", validators=YEARS)
    last_year = models.PositiveSmallIntegerField("по год", null=True, blank=True, validators=YEARS)

    objects = scoped(RiskFactorQuerySet)

    class Meta:
        verbose_name = "фактор риска"
        verbose_name_plural = "факторы риска"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="risk_factor_once",
                violation_error_message="Такой фактор в перечне уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="risk_factor_ends_after_it_begins",
                violation_error_message="Последний год раньше первого.",
            ),
        ]

    def __str__(self):
        return self.name


class RiskProfileQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Every profile of the municipality, or those of one's own schools."""
        return self if access.sees_everything else self.filter(school__in=access.school_ids)

    def years(self):
        """Years of the profiles, the last one first."""
        return list(self.order_by("-year").values_list("year", flat=True).distinct())


class RiskProfile(Versioned, OfMunicipality):
    """Рисковый профиль школы: one for a school and a year, of the whole school only."""

    school = models.ForeignKey(
        "schools.School", models.PROTECT, related_name="risk_profiles", verbose_name="школа"
    )
    year = models.PositiveSmallIntegerField("год", validators=YEARS)
    source = models.CharField(
        "откуда оценки", max_length=6, choices=RiskSource, default=RiskSource.SURVEY
    )
    made_on = models.DateField("дата оценки")

    objects = scoped(RiskProfileQuerySet)

    class Meta:
        verbose_name = "рисковый профиль"
        verbose_name_plural = "рисковые профили"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year", "school"], name="risk_profile_once"
            )
        ]

    def __str__(self):
        return f"Рисковый профиль, {self.year}: {self.school}"


class Risk(models.Model):
    """Оценка одного фактора: how much it means, whether the school works on it, by what."""

    profile = models.ForeignKey(
        RiskProfile, models.PROTECT, related_name="risks", verbose_name="профиль"
    )
    factor = models.ForeignKey(
        RiskFactor, models.PROTECT, related_name="risks", verbose_name="фактор риска"
    )
    significance = models.CharField("значимость", max_length=6, choices=Significance)
    value = models.CharField("показатель или примечание", max_length=300, blank=True)
    is_chosen = models.BooleanField("взят в работу", default=False)
    measures = models.CharField("меры кратко", max_length=500, blank=True)
    programme = models.ForeignKey(
        "schools.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="risks",
        verbose_name="антирисковая программа",
    )

    objects = scoped(models.QuerySet, "profile__municipality")

    class Meta:
        verbose_name = "риск"
        verbose_name_plural = "риски"
        ordering = ["factor__position", "factor"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "factor"], name="risk_once"),
            models.CheckConstraint(
                condition=Q(is_chosen=False) | ~Q(significance=Significance.ABSENT),
                name="risk_chosen_is_there",
            ),
            models.CheckConstraint(
                condition=Q(programme=None) | Q(is_chosen=True), name="risk_answered_is_chosen"
            ),
        ]

    def __str__(self):
        return f"{self.factor} — {self.get_significance_display()}"

    @property
    def is_gap(self):
        """The school works on it, and has no programme for it."""
        return self.is_chosen and self.programme_id is None
