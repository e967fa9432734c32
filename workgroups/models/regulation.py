from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from lib.versions import Versioned
from schools.models.scoped import scoped
from workgroups.models.group import WorkingGroup


class Quorum(models.TextChoices):
    """How many of the members make a meeting valid (peers.md a.5)."""

    MORE_THAN_HALF = "more", "более половины членов"
    AT_LEAST_HALF = "half", "не менее половины членов"
    NUMBER = "number", "не менее числа членов"


class MajorityBase(models.TextChoices):
    """Of whom more than half must vote for a decision."""

    PRESENT = "present", "от числа присутствующих"
    ALL = "all", "от числа всех членов"


class Frequency(models.TextChoices):
    """How often the group meets at least."""

    NONE = "none", "по мере необходимости"
    QUARTER = "quarter", "в квартал"
    HALF_YEAR = "half", "в полугодие"
    YEAR = "year", "в год"


class Regulation(Versioned):
    """Положение о группе с дня: its text and the same as parameters, by which votes are counted."""

    group = models.ForeignKey(
        WorkingGroup, models.PROTECT, related_name="regulations", verbose_name="группа"
    )
    since = models.DateField("действует с")
    basis = models.CharField("каким документом утверждено", max_length=300, blank=True)
    text = models.TextField("текст; разделы — с «# » в начале строки", blank=True)
    quorum = models.CharField(
        "заседание правомочно", max_length=6, choices=Quorum, default=Quorum.MORE_THAN_HALF
    )
    quorum_number = models.PositiveSmallIntegerField(
        "сколько членов", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    majority = models.CharField(
        "решение принимается большинством",
        max_length=7,
        choices=MajorityBase,
        default=MajorityBase.PRESENT,
    )
    casting_vote = models.BooleanField(
        "при равенстве решает голос председательствующего", default=True
    )
    secretary_votes = models.BooleanField("секретарь голосует", default=True)
    frequency = models.CharField(
        "заседания проводятся", max_length=7, choices=Frequency, default=Frequency.QUARTER
    )
    times = models.PositiveSmallIntegerField(
        "не реже, раз", default=1, validators=[MinValueValidator(1)]
    )
    minutes_days = models.PositiveSmallIntegerField(
        "протокол готов через, рабочих дней", null=True, blank=True
    )
    papers_days = models.PositiveSmallIntegerField(
        "материалы рассылают не позднее чем за, дней", null=True, blank=True
    )
    absentee = models.BooleanField("можно голосовать заочно (опросом)", default=False)

    objects = scoped(models.QuerySet, "group__municipality")

    class Meta:
        verbose_name = "положение о группе"
        verbose_name_plural = "положения о группах"
        ordering = ["group", "-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "since"],
                name="regulation_of_day_once",
                violation_error_message="С этого дня уже действует другое положение.",
            ),
            models.CheckConstraint(
                condition=~Q(quorum=Quorum.NUMBER) | Q(quorum_number__gte=1),
                name="regulation_names_the_number",
                violation_error_message="Укажите, сколько членов должно присутствовать.",
            ),
        ]

    def __str__(self):
        return f"Положение с {self.since:%d.%m.%Y}: {self.group}"

    @property
    def municipality(self):
        return self.group.municipality


def in_force_on(regulations, day):
    """That of a group's regulations which is in force on the day; None before the first."""
    begun = [one for one in regulations if one.since <= day]
    return max(begun, key=lambda one: one.since, default=None)
