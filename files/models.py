import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone

from files.kinds import FileKind
from files.names import MAX_NAME
from lib.text import NBSP

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE


class StoredFileQuerySet(models.QuerySet):
    """Files are only added: the bytes on disk and their hash must stay what was uploaded."""

    def update(self, **kwargs):
        raise TypeError("Сохранённый файл не меняют: загрузите новый.")

    def delete(self):
        raise TypeError("Сохранённый файл не удаляют из базы.")


class StoredFile(models.Model):
    """Сохранённый файл: what files.store has put on the disk; made only there."""

    id = models.UUIDField("номер", primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("имя", max_length=MAX_NAME)
    kind = models.CharField("вид", max_length=4, choices=FileKind)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField("контрольная сумма SHA-256", max_length=64, db_index=True)
    # Null: made by the product itself, by nobody's hand.
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="uploaded_files",
        verbose_name="кто загрузил",
    )
    uploaded_at = models.DateTimeField("когда загружен", default=timezone.now)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "файл"
        verbose_name_plural = "файлы"
        ordering = ["-uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=FileKind.values), name="stored_file_kind_is_known"
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_is_not_empty"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("Сохранённый файл не меняют: загрузите новый.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Сохранённый файл не удаляют из базы.")

    @property
    def path(self):
        """Place on the disk; the uploaded name takes no part in it."""
        return Path(settings.FILES_ROOT) / self.pk.hex[:2] / str(self.pk)

    @property
    def content_type(self):
        """Media type of our own verdict."""
        return FileKind(self.kind).content_type

    @property
    def is_photo(self):
        """True when the browser can show it as a picture."""
        return self.kind == FileKind.PHOTO

    @property
    def human_size(self):
        """«1,4 МБ», «35 КБ»."""
        if self.size < MEGABYTE:
            return f"{max(round(self.size / KILOBYTE), 1)}{NBSP}КБ"
        return f"{self.size / MEGABYTE:.1f}{NBSP}МБ".replace(".", ",")
