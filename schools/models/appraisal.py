from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from lib.versions import Versioned
from schools.models.programme import Programme, ProgrammeState, ProgrammeVersion
from schools.models.scoped import OfMunicipality, scoped

HIGHEST_SCORE, HIGHEST_WEIGHT = 10, 10


class CriteriaSheet(OfMunicipality):
    """Лист критериев экспертизы: never changed; a correction is the next sheet (0033)."""

    number = models.PositiveIntegerField("номер листа")
    pass_percent = models.PositiveSmallIntegerField(
        "рекомендовать от, %", default=75, validators=[MaxValueValidator(100)]
    )
    rework_percent = models.PositiveSmallIntegerField(
        "на доработку от, %", default=40, validators=[MaxValueValidator(100)]
    )
    basis = models.CharField("чем утверждён", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто составил"
    )
    made_at = models.DateTimeField("когда")

    objects = scoped(models.QuerySet)

    class Meta:
        verbose_name = "лист критериев"
        verbose_name_plural = "листы критериев"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="criteria_sheet_once"),
            models.CheckConstraint(
                condition=Q(rework_percent__lte=F("pass_percent")), name="criteria_sheet_in_order"
            ),
        ]

    def __str__(self):
        return f"Лист критериев № {self.number}"


class Criterion(models.Model):
    """Критерий: how many scores it gives at most, and what they weigh."""

    sheet = models.ForeignKey(
        CriteriaSheet, models.PROTECT, related_name="criteria", verbose_name="лист"
    )
    position = models.PositiveSmallIntegerField("место")
    section = models.CharField("раздел программы", max_length=120)
    text = models.CharField("критерий", max_length=500)
    max_score = models.PositiveSmallIntegerField(
        "баллов, не больше",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_SCORE)],
    )
    weight = models.PositiveSmallIntegerField(
        "вес", default=1, validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_WEIGHT)]
    )

    objects = scoped(models.QuerySet, "sheet__municipality")

    class Meta:
        verbose_name = "критерий"
        verbose_name_plural = "критерии"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="criterion_place_once"),
            models.CheckConstraint(
                condition=Q(max_score__gte=1, weight__gte=1), name="criterion_weighs_something"
            ),
        ]

    def __str__(self):
        return self.text


class AppraisalStage(models.TextChoices):
    TUTOR = "tutor", "тьютор"
    GROUP = "group", "группа экспертов"


class AppraisalQuerySet(models.QuerySet):
    def waiting(self):
        """Appraisals that the experts have not sent yet."""
        return self.filter(submitted_at=None)

    def in_turn(self):
        """Those that can be sent now: the tutor's, and the group's once no tutor is awaited."""
        tutors = Appraisal.objects.waiting().filter(
            programme_version=OuterRef("programme_version"), stage=AppraisalStage.TUTOR
        )
        on_appraisal = self.waiting().filter(
            programme_version__programme__state=ProgrammeState.APPRAISAL
        )
        return on_appraisal.filter(Q(stage=AppraisalStage.TUTOR) | ~Exists(tutors))

    def asked_of(self, access):
        """Those that the person can send now, with what they are about."""
        visible = Programme.objects.visible_to(access)
        own = self.in_turn().filter(expert=access.user, programme_version__programme__in=visible)
        return own.select_related("programme_version__programme__school")


class Appraisal(Versioned):
    """Оценка версии программы одним экспертом по листу критериев."""

    programme_version = models.ForeignKey(
        ProgrammeVersion, models.PROTECT, related_name="appraisals", verbose_name="версия"
    )
    sheet = models.ForeignKey(
        CriteriaSheet, models.PROTECT, related_name="appraisals", verbose_name="лист критериев"
    )
    stage = models.CharField("очередь", max_length=5, choices=AppraisalStage)
    expert = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="appraisals",
        verbose_name="эксперт",
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто назначил"
    )
    assigned_at = models.DateTimeField("когда назначен")
    opinion = models.TextField("общее мнение", blank=True)
    submitted_at = models.DateTimeField("когда отправлена", null=True)

    objects = scoped(AppraisalQuerySet, "programme_version__programme__municipality")

    class Meta:
        verbose_name = "оценка эксперта"
        verbose_name_plural = "оценки экспертов"
        ordering = ["-stage", "pk"]  # the tutor, then the group
        constraints = [
            models.UniqueConstraint(
                fields=["programme_version", "expert"], name="appraisal_of_expert_once"
            )
        ]

    def __str__(self):
        return f"{self.programme_version}: {self.expert}"

    @property
    def municipality(self):
        return self.programme_version.programme.municipality


class Score(models.Model):
    """Балл эксперта по одному критерию и замечание к нему."""

    appraisal = models.ForeignKey(
        Appraisal, models.CASCADE, related_name="scores", verbose_name="оценка"
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="+", verbose_name="критерий"
    )
    value = models.PositiveSmallIntegerField("балл")
    remark = models.TextField("замечание", blank=True)

    objects = scoped(models.QuerySet, "appraisal__programme_version__programme__municipality")

    class Meta:
        verbose_name = "балл"
        verbose_name_plural = "баллы"
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "criterion"], name="score_once")
        ]

    def __str__(self):
        return f"{self.criterion}: {self.value}"


class Verdict(models.TextChoices):
    RECOMMENDED = "recommended", "рекомендовано"
    REWORK = "rework", "на доработку"
    REJECTED = "rejected", "отклонено"


class ConclusionQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Every conclusion of the municipality, or those about one's own schools."""
        if access.sees_everything:
            return self
        return self.filter(programme_version__programme__school__in=access.school_ids)


class Conclusion(OfMunicipality):
    """Заключение по итогам экспертизы: numbered, printed once, never changed."""

    programme_version = models.OneToOneField(
        ProgrammeVersion, models.PROTECT, related_name="conclusion", verbose_name="версия"
    )
    year = models.PositiveSmallIntegerField("год")
    number = models.PositiveIntegerField("номер")
    issued_on = models.DateField("дата")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто выдал"
    )
    verdict = models.CharField("вывод", max_length=11, choices=Verdict)
    text = models.TextField("обоснование")
    # Per cent of the greatest possible sum, as they stood when it was issued.
    median = models.DecimalField("медиана, %", max_digits=4, decimal_places=1)
    lowest = models.DecimalField("наименьшая оценка, %", max_digits=4, decimal_places=1)
    highest = models.DecimalField("наибольшая оценка, %", max_digits=4, decimal_places=1)
    pdf = models.OneToOneField("files.StoredFile", models.PROTECT, verbose_name="файл")

    objects = scoped(ConclusionQuerySet)

    class Meta:
        verbose_name = "экспертное заключение"
        verbose_name_plural = "экспертные заключения"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year", "number"], name="conclusion_number_once"
            )
        ]

    def __str__(self):
        return f"Экспертное заключение № {self.number} от {self.issued_on:%d.%m.%Y}"
