from django.conf import settings
from django.db import models
from django.utils import timezone

from lib.versions import Versioned
from roadmaps.models.roadmap import Roadmap
from schools.models.scoped import OfMunicipality, scoped


class PlanImportQuerySet(models.QuerySet):
    def visible_to(self, access):
        """Half-finished work of the department; schools do not see it."""
        return self if access.is_department else self.none()

    def unfinished(self):
        """Imports that have not become a roadmap yet."""
        return self.filter(roadmap=None)


class PlanImport(Versioned, OfMunicipality):
    """Загрузка плана из файла: the paper as it was read and what a person has said about it.

    What is understood is never stored: it follows from the paper and the person's words, so a
    half-finished import goes on where it was left.
    """

    name = models.CharField("название файла", max_length=150)
    source = models.ForeignKey(
        "files.StoredFile",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="исходный файл",
    )
    # SHA-256 of the file or of the pasted text: the same paper is not loaded twice.
    digest = models.CharField(max_length=64, editable=False)
    paper = models.JSONField("прочитанное", editable=False)
    starts_on = models.DateField("начало плана", null=True, blank=True)
    ends_on = models.DateField("окончание плана", null=True, blank=True)
    approved_on = models.DateField("дата утверждения", null=True, blank=True)
    # {"columns": {"2": "deadline"}, "rows": {"14": "section"}}
    choices = models.JSONField(default=dict, editable=False)
    # {"14": {"deadline_text": "…", "control_dates": [...]}} by the first row of the measure.
    corrections = models.JSONField(default=dict, editable=False)
    # {"отдел образования": "unit:3"} by the words of the party.
    parties = models.JSONField(default=dict, editable=False)
    roadmap = models.OneToOneField(
        Roadmap,
        models.SET_NULL,
        null=True,
        related_name="plan_import",
        verbose_name="дорожная карта",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,  # from the command line
        related_name="+",
        verbose_name="кто загрузил",
    )
    created_at = models.DateTimeField("когда загружен", default=timezone.now)

    objects = scoped(PlanImportQuerySet)

    class Meta:
        verbose_name = "загрузка плана"
        verbose_name_plural = "загрузки планов"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "digest"],
                name="plan_import_once",
                violation_error_message="Этот файл уже загружен.",
            )
        ]

    def __str__(self):
        return self.name
