from functools import cached_property

from django.conf import settings
from django.db import models

from lib.versions import Versioned
from schools.models.person import Post
from schools.models.role import Role, RoleKind
from schools.models.scoped import OfMunicipality, scoped

OWN_SCHOOL = "работает в этой школе"
OWN_WORK = "загружает эту программу"


class ProgrammeKind(models.TextChoices):
    QUALITY = "quality", "программа повышения качества образования"
    EFFECTIVE = "effective", "программа перехода в эффективный режим работы"
    DEVELOPMENT = "development", "программа развития"
    CONCEPT = "concept", "концепция развития"
    ANTIRISK = "antirisk", "антирисковая программа"
    ROADMAP = "roadmap", "школьная дорожная карта"
    PLAN = "plan", "план мероприятий"


class ProgrammeState(models.TextChoices):
    DRAFT = "draft", "готовится"
    SENT = "sent", "отправлена на проверку"
    APPRAISAL = "appraisal", "на экспертизе"
    RETURNED = "returned", "возвращена с замечаниями"
    AGREED = "agreed", "рекомендована к утверждению"
    APPROVED = "approved", "утверждена"
    PUBLISHED = "published", "размещена на сайте"
    ARCHIVED = "archived", "в архиве"


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
    # A school has an anti-risk programme for every risk that it works on; others need no name.
    title = models.CharField("название", max_length=200, blank=True)
    starts_on = models.DateField("действует с")
    ends_on = models.DateField("действует по")
    # Led by schools/programmes/moves.py alone.
    state = models.CharField(
        "состояние",
        max_length=10,
        choices=ProgrammeState,
        default=ProgrammeState.DRAFT,
        editable=False,
    )

    objects = scoped(ProgrammeQuerySet)

    class Meta:
        verbose_name = "программа"
        verbose_name_plural = "программы"
        ordering = ["-starts_on", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind", "starts_on"],
                condition=~models.Q(kind=ProgrammeKind.ANTIRISK),
                name="programme_once",
                violation_error_message="Такая программа за этот период уже загружена: "
                "откройте её и добавьте новую версию.",
            ),
            models.UniqueConstraint(
                fields=["school", "title", "starts_on"],
                condition=models.Q(kind=ProgrammeKind.ANTIRISK),
                name="antirisk_programme_once",
                violation_error_message="Антирисковая программа с таким названием уже загружена: "
                "откройте её и добавьте новую версию или назовите эту по её риску.",
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
        title = f" «{self.title}»" if self.title else ""
        return f"{self.get_kind_display().capitalize()}{title}, {years}"

    @property
    def last_version(self):
        """The version with the greatest number, or None."""
        return self.versions.first()

    @cached_property
    def interested(self):
        """{user's key: why this person may not judge the programme}; three queries, asked once.

        Own school, by a role or by a post there, and whoever uploads (domain.md 3.5 E03).
        """
        uploaders = self.versions.values_list("uploaded_by", flat=True)
        kinds = (RoleKind.DIRECTOR, RoleKind.SCHOOL_COORDINATOR)
        roles = Role.objects.in_force().filter(school=self.school_id, kind__in=kinds)
        posts = Post.objects.held(self.municipality.today()).filter(
            school=self.school_id, person__user__isnull=False
        )
        reasons = dict.fromkeys(uploaders, OWN_WORK)
        reasons |= dict.fromkeys(roles.values_list("user", flat=True), OWN_SCHOOL)
        return reasons | dict.fromkeys(posts.values_list("person__user", flat=True), OWN_SCHOOL)


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

    @property
    def municipality(self):
        return self.programme.municipality


class ProgrammeMoveKind(models.TextChoices):
    SEND = "send", "отправлена на проверку"
    TAKE_BACK = "take_back", "отозвана школой"
    APPRAISE = "appraise", "передана на экспертизу"
    RETURN = "return", "возвращена с замечаниями"
    AGREE = "agree", "рекомендована к утверждению"
    APPROVE = "approve", "утверждена"
    PUBLISH = "publish", "размещение на сайте проверено"
    UNPUBLISH = "unpublish", "отметка о размещении снята"
    ARCHIVE = "archive", "убрана в архив"


class ProgrammeMove(models.Model):
    """Переход программы из состояния в состояние: kept for ever, with its author and time."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="moves", verbose_name="программа"
    )
    kind = models.CharField("что сделано", max_length=10, choices=ProgrammeMoveKind)
    source = models.CharField("было", max_length=10, choices=ProgrammeState)
    target = models.CharField("стало", max_length=10, choices=ProgrammeState)
    # Which file was sent or judged.
    programme_version = models.ForeignKey(
        ProgrammeVersion, models.PROTECT, null=True, related_name="moves", verbose_name="версия"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто"
    )
    at = models.DateTimeField("когда")
    text = models.TextField("пояснение", blank=True)

    objects = scoped(models.QuerySet, "programme__municipality")

    class Meta:
        verbose_name = "переход программы"
        verbose_name_plural = "переходы программ"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.programme}: {self.get_kind_display()}"


class Remark(models.Model):
    """Замечание к разделу программы, с которым её вернули."""

    move = models.ForeignKey(
        ProgrammeMove, models.PROTECT, related_name="remarks", verbose_name="возврат"
    )
    section = models.CharField("раздел", max_length=120)
    text = models.TextField("замечание")

    objects = scoped(models.QuerySet, "move__programme__municipality")

    class Meta:
        verbose_name = "замечание к разделу"
        verbose_name_plural = "замечания к разделам"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.section}: {self.text}"
