import uuid

from django.db import models
from django.db.models import Q

from lib.versions import Versioned
from roadmaps.models.layout import PrintedColumn, PrintedForm
from roadmaps.models.roadmap import Roadmap
from schools.models.scoped import scoped


class EditionState(models.TextChoices):
    DRAFT = "draft", "проект"
    APPROVED = "approved", "утверждена"
    SUPERSEDED = "superseded", "заменена новой редакцией"
    ANNULLED = "annulled", "утратила силу"


class SchoolAct:
    """The school's own order that approved an edition; it is called as an Order is."""

    kind_instrumental, kind_genitive = "приказом", "приказа"

    def __init__(self, edition):
        self.signed_on, self.number = edition.approved_on, edition.approval_number

    def get_kind_display(self):
        return "приказ"

    def __str__(self):
        return f"приказ школы от {self.signed_on:%d.%m.%Y} № {self.number}"


class EditionQuerySet(models.QuerySet):
    def visible_to(self, access):
        """A draft is seen by its owner alone: the department, or the school and its tutor."""
        drafts = Q(roadmap__school__in=access.school_ids)
        if access.is_department:
            drafts |= Q(roadmap__school=None)
        editions = self.filter(roadmap__in=Roadmap.objects.visible_to(access))
        return editions.filter(~Q(state=EditionState.DRAFT) | drafts)

    def approved(self):
        """Editions that an order, ours or a school's, has put in force, whatever came later."""
        return self.exclude(state=EditionState.DRAFT)


class Edition(Versioned, PrintedForm):
    """Редакция дорожной карты: its text as one order approved it; then it never changes.

    Period and schools are the edition's too: an amending order may prolong the plan or change
    the list of its schools. The roadmap has those of the edition in force.
    """

    roadmap = models.ForeignKey(
        Roadmap, models.PROTECT, related_name="editions", verbose_name="дорожная карта"
    )
    number = models.PositiveSmallIntegerField("редакция", default=1)
    state = models.CharField(
        "состояние", max_length=10, choices=EditionState, default=EditionState.DRAFT, editable=False
    )
    heading = models.TextField("заголовок при печати, по строкам")
    starts_on = models.DateField("начало")
    ends_on = models.DateField("окончание")
    schools = models.ManyToManyField(
        "schools.School", related_name="+", blank=True, verbose_name="школы плана"
    )
    # The day an order took it out of force without a new edition.
    annulled_on = models.DateField("утратила силу", null=True, blank=True, editable=False)
    # A school approves its plan by its own order, which is no Order of ours (0035).
    approved_on = models.DateField("приказ школы от", null=True, blank=True, editable=False)
    approval_number = models.CharField("приказ школы №", max_length=40, blank=True, editable=False)
    # «от 30.08.2026 № 1»; of the pedagogical council, where it was asked.
    council_minutes = models.CharField(
        "протокол педагогического совета", max_length=100, blank=True, editable=False
    )
    # Its name as it was then, in the genitive, for the mark of approval.
    approved_school = models.CharField(
        "школа, утвердившая", max_length=300, blank=True, editable=False
    )
    annex = models.OneToOneField(
        "documents.Annex",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="edition",
        verbose_name="приложение к приказу",
    )

    objects = scoped(EditionQuerySet, "roadmap__municipality")

    class Meta:
        verbose_name = "редакция дорожной карты"
        verbose_name_plural = "редакции дорожных карт"
        ordering = ["roadmap", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["roadmap"],
                condition=Q(state=EditionState.APPROVED),
                name="edition_in_force_once",
            ),
            models.UniqueConstraint(
                fields=["roadmap"],
                condition=Q(state=EditionState.DRAFT),
                name="edition_draft_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="edition_ends_after_it_begins",
                violation_error_message="Дата окончания раньше даты начала.",
            ),
            models.CheckConstraint(
                condition=Q(state=EditionState.DRAFT)
                | Q(annex__isnull=False, approved_on=None)
                | Q(annex=None, approved_on__isnull=False) & ~Q(approval_number=""),
                name="edition_approved_by_order",
            ),
        ]

    def __str__(self):
        return f"{self.roadmap}, редакция {self.number}"

    @property
    def municipality(self):
        return self.roadmap.municipality

    @property
    def is_draft(self):
        return self.state == EditionState.DRAFT

    @property
    def act(self):
        """What has approved it, or will: an Order, a SchoolAct; None of a draft in no order."""
        if self.approved_on:
            return SchoolAct(self)
        return self.annex and self.annex.order


class EditionColumn(PrintedColumn):
    """Графа этой редакции: a copy of the layout's, its heading may be changed.

    In the three-actor matrix a column is an actor: its heading says who acts.
    """

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="columns", verbose_name="редакция"
    )
    lineage = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)

    objects = scoped(models.QuerySet, "edition__roadmap__municipality")

    class Meta:
        verbose_name = "графа редакции"
        verbose_name_plural = "графы редакции"
        ordering = ["position"]


class Row(Versioned):
    """Abstract: what stands in the plan in its place and is edited on its own."""

    # Joins the same row through the editions of the plan.
    lineage = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)

    class Meta:
        abstract = True

    @property
    def anchor(self):
        """Id of the row on the page of the editor: measure-12."""
        return f"{self._meta.model_name}-{self.pk}"


class BlockKind(models.TextChoices):
    GOALS = "goals", "цели"
    TASKS = "tasks", "задачи"
    RESULTS = "results", "ожидаемые результаты"
    PASSPORT = "passport", "строка паспорта"
    NOTE = "note", "пояснительная записка"
    TEXT = "text", "другой текст"


class Block(Row):
    """Текст перед таблицей: goals, tasks, a row of the passport, the explanatory note."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="blocks", verbose_name="редакция"
    )
    position = models.PositiveIntegerField("порядок")
    kind = models.CharField("вид", max_length=8, choices=BlockKind)
    title = models.CharField("заголовок", max_length=300, blank=True)
    text = models.TextField("текст; пункты списка — с «- » или «1. » в начале строки")

    objects = scoped(models.QuerySet, "edition__roadmap__municipality")

    class Meta:
        verbose_name = "текст перед таблицей"
        verbose_name_plural = "тексты перед таблицей"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title or self.get_kind_display()

    @property
    def municipality(self):
        return self.edition.municipality


class Section(Row):
    """Раздел дорожной карты; a plan without sections has one with empty number and title."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="sections", verbose_name="редакция"
    )
    position = models.PositiveIntegerField("порядок")
    level = models.PositiveSmallIntegerField("уровень", default=1)
    number = models.CharField("номер вручную", max_length=40, blank=True)
    title = models.CharField("название", max_length=1000, blank=True)

    objects = scoped(models.QuerySet, "edition__roadmap__municipality")

    class Meta:
        verbose_name = "раздел"
        verbose_name_plural = "разделы"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title or "Мероприятия"

    @property
    def municipality(self):
        return self.edition.municipality
