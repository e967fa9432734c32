from django.db import models
from django.db.models import F, Q

from lib.text import NBSP
from schools.models import School
from schools.models.scoped import OfMunicipality, scoped

# Of fewer participants a share tells nothing, and may tell too much (domain.md 2.2).
FEWEST_FOR_SHARE = 10
MARKS = ("mark_2", "mark_3", "mark_4", "mark_5")


class Procedure(models.TextChoices):
    VPR = "vpr", "ВПР"
    OGE = "oge", "ОГЭ"
    EGE = "ege", "ЕГЭ"


# Classes in which each procedure is held.
GRADES = {Procedure.VPR: (4, 5, 6, 7, 8, 10, 11), Procedure.OGE: (9,), Procedure.EGE: (11, 12)}


class Subject(models.TextChoices):
    RUSSIAN = "russian", "русский язык"
    MATHEMATICS = "mathematics", "математика"
    MATHEMATICS_BASIC = "mathematics_basic", "математика (базовая)"
    MATHEMATICS_PROFILE = "mathematics_profile", "математика (профильная)"
    WORLD = "world", "окружающий мир"
    READING = "reading", "литературное чтение"
    LITERATURE = "literature", "литература"
    HISTORY = "history", "история"
    SOCIAL = "social", "обществознание"
    GEOGRAPHY = "geography", "география"
    BIOLOGY = "biology", "биология"
    PHYSICS = "physics", "физика"
    CHEMISTRY = "chemistry", "химия"
    INFORMATICS = "informatics", "информатика"
    ENGLISH = "english", "английский язык"
    GERMAN = "german", "немецкий язык"
    FRENCH = "french", "французский язык"
    SPANISH = "spanish", "испанский язык"
    CHINESE = "chinese", "китайский язык"


class ExamResultQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Every result of the municipality, or those of one's own schools."""
        return self if access.sees_everything else self.filter(school__in=access.school_ids)

    def years(self):
        """Years of the results, the last one first."""
        return list(self.order_by("-year").values_list("year", flat=True).distinct())


class ExamResult(OfMunicipality):
    """Результат школы: how many took part in one procedure, and with what marks.

    Numbers of participants only: no pupil, no teacher (domain.md 1, 2.6). Shares are computed.
    """

    school = models.ForeignKey(
        School, models.PROTECT, related_name="exam_results", verbose_name="школа"
    )
    year = models.PositiveSmallIntegerField("год")
    procedure = models.CharField("процедура", max_length=3, choices=Procedure)
    subject = models.CharField("предмет", max_length=20, choices=Subject)
    grade = models.PositiveSmallIntegerField("класс")
    participants = models.PositiveSmallIntegerField("участников")
    # Empty where there are no marks but points (ЕГЭ).
    mark_2 = models.PositiveSmallIntegerField("«2»", null=True, blank=True)
    mark_3 = models.PositiveSmallIntegerField("«3»", null=True, blank=True)
    mark_4 = models.PositiveSmallIntegerField("«4»", null=True, blank=True)
    mark_5 = models.PositiveSmallIntegerField("«5»", null=True, blank=True)
    below_threshold = models.PositiveSmallIntegerField("ниже порога")

    objects = scoped(ExamResultQuerySet)

    class Meta:
        verbose_name = "результат школы"
        verbose_name_plural = "результаты школ"
        ordering = ["-year", "procedure", "subject", "grade", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "procedure", "subject", "grade"],
                name="exam_result_once",
                violation_error_message="Этот результат школы уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(participants__gte=1, below_threshold__lte=F("participants")),
                name="exam_result_below_threshold_fits",
                violation_error_message="Ниже порога не может быть больше, чем участников.",
            ),
            models.CheckConstraint(
                condition=Q(mark_2=None, mark_3=None, mark_4=None, mark_5=None)
                # A comparison with NULL is no refusal, so each mark must be there.
                | Q(
                    mark_3__isnull=False,
                    mark_4__isnull=False,
                    mark_5__isnull=False,
                    mark_2__isnull=False,
                    mark_2=F("below_threshold"),
                    participants=F("mark_2") + F("mark_3") + F("mark_4") + F("mark_5"),
                ),
                name="exam_result_marks_add_up",
                violation_error_message="Отметки в сумме должны дать число участников.",
            ),
        ]

    def __str__(self):
        return (
            f"{self.school}: {self.get_procedure_display()} {self.year}, "
            f"{self.get_subject_display()}, {self.grade} класс"
        )


def percent_words(participants, below):
    """«41 %», «29,9 %»; cut, not rounded, so that what is under the limit looks so."""
    whole, tenth = divmod(1000 * below // participants, 10)
    return f"{whole},{tenth}{NBSP}%" if tenth else f"{whole}{NBSP}%"


def share_words(participants, below_threshold):
    """«29,9 %» of those below the threshold; empty when there are too few participants."""
    return "" if participants < FEWEST_FOR_SHARE else percent_words(participants, below_threshold)
