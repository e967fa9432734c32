from django.db import models
from django.db.models import Q

from lib.versions import Versioned
from schools.models.scoped import scoped
from workgroups.models.meeting import Meeting
from workgroups.models.named import Named


class Ballot(models.TextChoices):
    """How a member voted; one who has a conflict of interest does not (workgroups/voting.py)."""

    FOR = "for", "за"
    AGAINST = "against", "против"
    ABSTAINED = "abstained", "воздержался"
    RECUSED = "recused", "не голосует: конфликт интересов"


class AgendaItem(Versioned):
    """Вопрос повестки: «О …», who speaks, what was heard and how it was voted on."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="items", verbose_name="заседание"
    )
    position = models.PositiveSmallIntegerField("номер")
    title = models.CharField("вопрос («О …», «Об …»)", max_length=500)
    speaker = models.ForeignKey(
        "schools.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="докладчик",
    )
    speaker_words = models.CharField(
        "докладчик словами, если его нет в справочнике", max_length=300, blank=True
    )
    draft_decision = models.TextField("проект решения", blank=True)
    heard = models.TextField("о чём доклад", blank=True)
    # Figures of a count by hands; with ballots by name they are not used.
    votes_for = models.PositiveSmallIntegerField("за", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("против", null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField("воздержались", null=True, blank=True)
    presiding_choice = models.CharField(
        "как голосовал председательствующий", max_length=9, choices=Ballot, blank=True
    )
    # The measure whose progress is reported on: «заслушать информацию о ходе …».
    measure_lineage = models.UUIDField("мероприятие карты", null=True, blank=True, editable=False)

    objects = scoped(models.QuerySet, "meeting__group__municipality")

    class Meta:
        verbose_name = "вопрос повестки"
        verbose_name_plural = "вопросы повестки"
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.position}. {self.title}"

    @property
    def municipality(self):
        return self.meeting.municipality

    @property
    def is_counted(self):
        """The vote is given in figures and not by name."""
        return self.votes_for is not None


class Material(models.Model):
    """Материал к вопросу повестки: a file, readable by whoever sees the meeting."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="materials", verbose_name="вопрос"
    )
    file = models.OneToOneField(
        "files.StoredFile", models.PROTECT, related_name="+", verbose_name="файл"
    )

    objects = scoped(models.QuerySet, "item__meeting__group__municipality")

    class Meta:
        verbose_name = "материал к заседанию"
        verbose_name_plural = "материалы к заседанию"
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)

    @property
    def municipality(self):
        return self.item.municipality


class Speech(Named):
    """Выступление по вопросу: who and about what; the short minutes give the name alone."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="speeches", verbose_name="вопрос"
    )
    text = models.TextField("о чём сказал", blank=True)

    objects = scoped(models.QuerySet, "item__meeting__group__municipality")

    class Meta(Named.Meta):
        verbose_name = "выступление"
        verbose_name_plural = "выступления"
        ordering = ["pk"]

    @property
    def municipality(self):
        return self.item.municipality


class Vote(models.Model):
    """Голос члена по вопросу."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="votes", verbose_name="вопрос"
    )
    person = models.ForeignKey(
        "schools.Person", models.PROTECT, related_name="+", verbose_name="член группы"
    )
    choice = models.CharField("голос", max_length=9, choices=Ballot)
    cast_at = models.DateTimeField("когда подан", auto_now=True)
    # In a poll: the secretary has entered the ballot of a member who does not sign in.
    is_paper = models.BooleanField("с бумажного бюллетеня", default=False, editable=False)

    objects = scoped(models.QuerySet, "item__meeting__group__municipality")

    class Meta:
        verbose_name = "голос"
        verbose_name_plural = "голоса"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="vote_once")]

    def __str__(self):
        return f"{self.person}: {self.get_choice_display()}"

    @property
    def municipality(self):
        return self.item.municipality


class Dissent(Versioned):
    """Особое мнение: in writing, attached to the minutes and mentioned in them (seed 000, 3.3)."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="dissents", verbose_name="вопрос"
    )
    person = models.ForeignKey(
        "schools.Person", models.PROTECT, related_name="+", verbose_name="чьё"
    )
    text = models.TextField("текст", blank=True)
    written_on = models.DateField("дата")
    file = models.OneToOneField(
        "files.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="файл",
    )

    objects = scoped(models.QuerySet, "item__meeting__group__municipality")

    class Meta:
        verbose_name = "особое мнение"
        verbose_name_plural = "особые мнения"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "person"],
                name="dissent_once",
                violation_error_message="Особое мнение по этому вопросу уже подано: откройте его.",
            ),
            models.CheckConstraint(
                condition=~Q(text="") | Q(file__isnull=False),
                name="dissent_says_something",
                violation_error_message="Напишите мнение или приложите файл.",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.item}"

    @property
    def municipality(self):
        return self.item.municipality
