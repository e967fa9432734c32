from django.conf import settings
from django.db import models

from lib.sheets import Book
from schools.models.scoped import OfMunicipality, scoped


class TableImport(OfMunicipality):
    """Загрузка таблицы: a file that was read and looked through, and what came of it.

    The rows are kept as the jailed reader gave them: what one has looked through is what is
    loaded. The file itself stays attached.
    """

    kind = models.CharField("что загружают", max_length=20)
    file = models.OneToOneField("files.StoredFile", models.PROTECT, verbose_name="файл")
    rows = models.JSONField("строки файла", default=dict)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто загрузил"
    )
    uploaded_at = models.DateTimeField("когда")
    # Empty until a person has confirmed it.
    applied_at = models.DateTimeField("когда внесено", null=True, blank=True)
    summary = models.CharField("что внесено", max_length=200, blank=True)

    objects = scoped(models.QuerySet)

    class Meta:
        verbose_name = "загрузка таблицы"
        verbose_name_plural = "загрузки таблиц"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.file.name

    @property
    def book(self):
        """The lib.sheets.Book of the file."""
        return Book.from_json(self.rows)
