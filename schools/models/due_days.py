from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from lib.versions import Versioned
from schools.models.scoped import scoped

# In every month there is such a day.
NUMBER_OF_MONTH = (
    MinValueValidator(1, "Число месяца — от 1 до 28."),
    MaxValueValidator(28, "Число месяца — от 1 до 28."),
)


class OnDayOff(models.TextChoices):
    """Where a control date goes that falls on a day off."""

    PRECEDING = "preceding", "на предыдущий рабочий день"
    FOLLOWING = "following", "на следующий рабочий день"
    LEAVE = "leave", "остаётся на месте"


class PeriodReport(models.TextChoices):
    """When one reports on a month or a quarter that has no date of its own."""

    LAST_DAY = "last_day", "в последний день"
    NEXT_MONTH = "next_month", "до числа следующего месяца"


class YearReport(models.TextChoices):
    JANUARY = "january", "до 20 января следующего года"
    DECEMBER = "december", "31 декабря"
    PLAN_END = "plan_end", "в последний день плана"


class ContinuousReport(models.TextChoices):
    JANUARY = "january", "раз в год, до 20 января"
    NONE = "none", "контрольных дат нет"


class UndatedReport(models.TextChoices):
    NONE = "none", "контрольных дат нет"
    MONTH = "month", "через месяц после утверждения плана"


class DueDayRulesQuerySet(models.QuerySet):
    def of(self, municipality):
        """The rules of the municipality; the usual ones (unsaved) when it has set none."""
        return self.filter(municipality=municipality).first() or self.model(
            municipality=municipality
        )


class DueDayRules(Versioned):
    """Правила сроков муниципалитета: which days the words of a deadline give.

    They differ by body (peers.md a.4), so they are a setting. They only propose control dates:
    a date that a person has confirmed is not moved when the rules change.
    """

    municipality = models.OneToOneField(
        "schools.Municipality",
        models.CASCADE,
        related_name="due_day_rules",
        verbose_name="муниципалитет",
    )
    on_day_off = models.CharField(
        "срок выпал на выходной",
        max_length=10,
        choices=OnDayOff,
        default=OnDayOff.PRECEDING,
    )
    monthly = models.CharField(
        "«ежемесячно»", max_length=10, choices=PeriodReport, default=PeriodReport.NEXT_MONTH
    )
    monthly_day = models.PositiveSmallIntegerField(
        "число следующего месяца для «ежемесячно»", default=10, validators=NUMBER_OF_MONTH
    )
    quarterly = models.CharField(
        "«ежеквартально»", max_length=10, choices=PeriodReport, default=PeriodReport.NEXT_MONTH
    )
    quarterly_day = models.PositiveSmallIntegerField(
        "число следующего месяца для «ежеквартально»", default=10, validators=NUMBER_OF_MONTH
    )
    yearly = models.CharField(
        "«ежегодно»", max_length=10, choices=YearReport, default=YearReport.JANUARY
    )
    continuous = models.CharField(
        "«постоянно»", max_length=10, choices=ContinuousReport, default=ContinuousReport.JANUARY
    )
    undated = models.CharField(
        "срок не указан", max_length=10, choices=UndatedReport, default=UndatedReport.NONE
    )

    objects = scoped(DueDayRulesQuerySet)

    class Meta:
        verbose_name = "правила сроков"
        verbose_name_plural = "правила сроков"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    monthly_day__gte=1,
                    monthly_day__lte=28,
                    quarterly_day__gte=1,
                    quarterly_day__lte=28,
                ),
                name="due_day_is_in_every_month",
                violation_error_message="Число месяца — от 1 до 28.",
            )
        ]

    def __str__(self):
        return f"Правила сроков: {self.municipality}"
