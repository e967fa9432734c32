from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from lib.text import NBSP, count
from lib.versions import Versioned
from monitoring.models.exam_result import FEWEST_FOR_SHARE, Procedure
from schools.models.scoped import OfMunicipality, scoped

WRONG_YEAR = "Укажите год четырьмя цифрами, например 2026."
YEARS = [MinValueValidator(2000, WRONG_YEAR), MaxValueValidator(2099, WRONG_YEAR)]


def all_procedures():
    return list(Procedure.values)


class IdentificationRuleQuerySet(models.QuerySet):
    def for_year(self, year):
        """The rule by which the year is judged, or None."""
        valid = self.filter(Q(last_year=None) | Q(last_year__gte=year), first_year__lte=year)
        return valid.order_by("-first_year").first()


class IdentificationRule(Versioned, OfMunicipality):
    """Правило отбора школ в перечень ШНОР: its parameters and years (domain.md 2.2)."""

    first_year = models.PositiveSmallIntegerField("действует с года", validators=YEARS)
    last_year = models.PositiveSmallIntegerField("по год", null=True, blank=True, validators=YEARS)
    threshold_percent = models.PositiveSmallIntegerField(
        "доля участников ниже порога, %",
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    least_procedures = models.PositiveSmallIntegerField(
        "в скольких процедурах, не меньше",
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    years_window = models.PositiveSmallIntegerField(
        "за сколько лет подряд",
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    same_procedure = models.BooleanField("одна и та же процедура во всех этих годах", default=True)
    least_participants = models.PositiveSmallIntegerField(
        "участников в процедуре, не меньше",
        default=FEWEST_FOR_SHARE,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    procedures = models.JSONField("какие процедуры", default=all_procedures)
    basis = models.CharField("чем установлено", max_length=300, blank=True)

    objects = scoped(IdentificationRuleQuerySet)

    class Meta:
        verbose_name = "правило отбора"
        verbose_name_plural = "правила отбора"
        ordering = ["-first_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "first_year"],
                name="identification_rule_once",
                violation_error_message="Правило с этого года уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="identification_rule_ends_after_it_begins",
                violation_error_message="Последний год раньше первого.",
            ),
        ]

    def __str__(self):
        years = f"с {self.first_year}" + (f" по {self.last_year}" if self.last_year else "")
        return f"Правило отбора {years} года"

    @property
    def words(self):
        """The whole rule in one sentence."""
        procedures = count(self.least_procedures, "процедуре", "процедурах", "процедурах")
        forms = ", ".join(Procedure(code).label for code in self.procedures)
        return (
            f"Школу предлагают, если не меньше чем в {procedures} доля ниже порога — "
            f"{self.threshold_percent}{NBSP}% или больше{self.repeated_words}. Считают {forms}; "
            f"процедуры, где участников меньше {self.least_participants}, не считают."
        )

    @property
    def repeated_words(self):
        """«, и хотя бы в одной из них — 2 года подряд»; empty when one year is looked at."""
        if self.years_window == 1:
            return ""
        years = count(self.years_window, "год", "года", "лет")
        who = "хотя бы в одной из них" if self.same_procedure else "так"
        return f", и {who} — {years} подряд"

    def window(self, year):
        """Years that are looked at, the last of them is the year itself."""
        return list(range(year - self.years_window + 1, year + 1))
