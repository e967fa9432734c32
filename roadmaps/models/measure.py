from django.db import models

from roadmaps.deadlines.kinds import DeadlineKind
from roadmaps.models.edition import Edition, EditionColumn, Row, Section
from schools.models.scoped import scoped


class Proof(models.TextChoices):
    """What must come with a report before it can be accepted."""

    ANY = "any", "любым документом"
    FILE = "file", "файлом"
    LINK = "link", "ссылкой на опубликованную страницу"
    DOCUMENT = "document", "реквизитами документа"
    NONE = "none", "достаточно текста отчёта"


class Measure(Row):
    """Мероприятие: a row of the plan with its printed words and their meaning beside them."""

    section = models.ForeignKey(
        Section, models.CASCADE, related_name="measures", verbose_name="раздел"
    )
    position = models.PositiveIntegerField("порядок")
    number = models.CharField("номер вручную", max_length=40, blank=True)
    expected_result = models.TextField("ожидаемый результат", blank=True)
    indicator = models.TextField("показатель", blank=True)
    note = models.TextField("примечание", blank=True)
    deadline_text = models.CharField("срок, как в документе", max_length=1000, blank=True)
    deadline_kind = models.CharField(
        "что значит срок", max_length=26, choices=DeadlineKind, default=DeadlineKind.OTHER
    )
    responsible_text = models.TextField("ответственный, как в документе", blank=True)
    # Off control only with a documentary proof (peers.md a.4); not printed.
    proof = models.CharField("чем подтверждается", max_length=8, choices=Proof, default=Proof.ANY)
    # Of a school's plan: the measure of a municipal plan in force that it helps to carry out. Later
    # editions of that plan are found by lineage. What is approved is never deleted.
    serves = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="served_by",
        verbose_name="к какому мероприятию муниципальной карты относится",
    )
    # Known when a plan is made from the last year's (roadmaps/next_year).
    was_unfinished = models.BooleanField(
        "в прежнем плане не выполнено", default=False, editable=False
    )

    objects = scoped(models.QuerySet, "section__edition__roadmap__municipality")

    class Meta:
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title[:150]

    @property
    def municipality(self):
        return self.section.municipality

    @property
    def edition(self) -> Edition:
        return self.section.edition

    @property
    def title(self):
        """Text of its first action: a measure has no text beside its actions."""
        action = next(iter(self.actions.all()), None)
        return action.text if action else ""


class Action(models.Model):
    """Действие: what one actor does in the measure; plans without actor columns have one."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="actions", verbose_name="мероприятие"
    )
    actor = models.ForeignKey(
        EditionColumn,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="исполнитель-графа",
    )
    position = models.PositiveSmallIntegerField("порядок", default=1)
    text = models.TextField("что делается")

    objects = scoped(models.QuerySet, "measure__section__edition__roadmap__municipality")

    class Meta:
        verbose_name = "действие"
        verbose_name_plural = "действия"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "actor"], name="action_of_actor_once")
        ]

    def __str__(self):
        return self.text[:150]


class ControlDate(models.Model):
    """Контрольная дата: by this day every executor of the measure reports."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="control_dates", verbose_name="мероприятие"
    )
    due_on = models.DateField("дата")

    objects = scoped(models.QuerySet, "measure__section__edition__roadmap__municipality")

    class Meta:
        verbose_name = "контрольная дата"
        verbose_name_plural = "контрольные даты"
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "due_on"], name="control_date_once")
        ]

    def __str__(self):
        return f"{self.due_on:%d.%m.%Y}"
