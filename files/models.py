import datetime
import re
import uuid
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from files.folders import temporary_directory
from files.kinds import FileKind
from files.names import MAX_NAME
from lib.text import size_words

# Until the antivirus is asked again about a file that it has not judged.
FIRST_WAIT = datetime.timedelta(seconds=30)
LONGEST_WAIT = datetime.timedelta(hours=1)


class Quarantine(models.TextChoices):
    """Why a file is given to nobody; empty for all others (docs/decisions/0034)."""

    WAITING = "waiting", "проверяется на вирусы"
    INFECTED = "infected", "найден вирус"


class StoredFileQuerySet(models.QuerySet):
    """Files are only added: the bytes on disk and their hash must stay what was uploaded."""

    def waiting(self):
        """Not looked through by the antivirus yet."""
        return self.filter(quarantine=Quarantine.WAITING)

    def to_ask(self):
        """Of those that wait, the ones to ask the antivirus about now: new ones before old."""
        is_due = Q(ask_at=None) | Q(ask_at__lte=timezone.now())
        return self.waiting().filter(is_due).order_by("unjudged", "uploaded_at")

    def put_off(self, stored):
        """There was no verdict: ask later, each time twice as late, in the end once an hour."""
        wait = min(FIRST_WAIT * 2 ** min(stored.unjudged, 20), LONGEST_WAIT)
        waiting = super(StoredFileQuerySet, self.waiting().filter(pk=stored.pk))
        waiting.update(unjudged=stored.unjudged + 1, ask_at=timezone.now() + wait)

    def withheld(self):
        """Given to nobody."""
        return self.exclude(quarantine="")

    def settle(self, stored, *, is_clean):
        """Write down the verdict of the antivirus, once; True when it was not there before.

        With how often it was not judged, the only thing about a stored file that ever changes.
        """
        verdict = "" if is_clean else Quarantine.INFECTED
        waiting = super(StoredFileQuerySet, self.waiting().filter(pk=stored.pk))
        return bool(waiting.update(quarantine=verdict))

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
    quarantine = models.CharField(
        "карантин", max_length=8, choices=Quarantine, blank=True, editable=False
    )
    # Of one that waits: how often there was no verdict, and when it is asked about again.
    unjudged = models.PositiveSmallIntegerField("проверок без ответа", default=0, editable=False)
    ask_at = models.DateTimeField("когда проверить снова", null=True, editable=False)
    # In whose scope it was stored: a number, because this app knows no higher one. Null: in none.
    municipality_key = models.BigIntegerField("муниципалитет", null=True, editable=False)

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
            models.CheckConstraint(
                condition=models.Q(quarantine__in=["", *Quarantine.values]),
                name="stored_file_quarantine_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["uploaded_at"],
                condition=models.Q(quarantine=Quarantine.WAITING),
                name="stored_file_waits",
            ),
            # The quota is added up from the index alone.
            models.Index(fields=["municipality_key", "size"], name="stored_file_room"),
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
    def is_withheld(self):
        """In quarantine: it is given to nobody."""
        return bool(self.quarantine)

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
        return size_words(self.size)


class PartUploadQuerySet(models.QuerySet):
    def of(self, user):
        """What the person is sending; nobody else sees it."""
        return self.filter(user=user)

    def whole(self):
        """All the bytes are here."""
        return self.filter(received=F("size"))


class PartUpload(models.Model):
    """Загрузка по частям: a file that comes piece by piece and outlives a break of the line.

    Its bytes lie beside all unfinished ones; a form takes it when it is whole (files.parts).
    """

    id = models.UUIDField("номер", primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="part_uploads",
        verbose_name="кто загружает",
    )
    name = models.CharField("имя", max_length=MAX_NAME)
    size = models.PositiveIntegerField("размер, байт")
    # As the browser knows the file: the same one, chosen again, goes on from where it stopped.
    stamp = models.CharField("отметка файла", max_length=40, blank=True)
    received = models.PositiveIntegerField("получено, байт", default=0)
    touched_at = models.DateTimeField("последняя часть", default=timezone.now, db_index=True)
    # A form has named it: what it has cost when it began is used up.
    is_offered = models.BooleanField("предложен форме", default=False, editable=False)

    objects = PartUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "загрузка по частям"
        verbose_name_plural = "загрузки по частям"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size__gt=0, received__lte=F("size")),
                name="part_upload_is_not_longer_than_its_file",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def path(self):
        """Where the bytes lie that have come; readers tell a file by the end of its name."""
        ending = PurePosixPath(self.name).suffix.lower()
        ending = ending if re.fullmatch(r"\.[a-z0-9]{1,5}", ending) else ""
        return temporary_directory() / f"{self.pk}.upload{ending}"

    @property
    def is_whole(self):
        return self.received == self.size

    @property
    def human_size(self):
        """«1,4 МБ», «35 КБ»."""
        return size_words(self.size)


class Upkeep(models.TextChoices):
    """What is done for the store at night."""

    VERIFY = "verify", "проверка"
    SWEEP = "sweep", "уборка"


class UpkeepRun(models.Model):
    """Проверка или уборка файлов: when it was and what it has found (files.upkeep_log)."""

    kind = models.CharField("что сделано", max_length=6, choices=Upkeep)
    began_at = models.DateTimeField("начало")
    ended_at = models.DateTimeField("конец")
    checked = models.PositiveIntegerField("файлов", default=0)
    size = models.PositiveBigIntegerField("целых, байт", default=0)
    lost = models.PositiveIntegerField("нет на диске", default=0)
    damaged = models.PositiveIntegerField("повреждено", default=0)
    strays = models.PositiveIntegerField("без записи", default=0)
    removed = models.PositiveIntegerField("убрано", default=0)
    # Of a verification: everybody concerned has heard of what is new in it.
    is_told = models.BooleanField("о новом сообщено", default=False, editable=False)

    class Meta:
        verbose_name = "проверка файлов"
        verbose_name_plural = "проверки файлов"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.ended_at:%d.%m.%Y}"

    @property
    def human_size(self):
        """«1,4 МБ» that are whole."""
        return size_words(self.size)


class FileFault(models.Model):
    """Повреждение: a file that a verification has not found, or not as it was stored."""

    run = models.ForeignKey(UpkeepRun, models.CASCADE, related_name="faults")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="файл")
    is_lost = models.BooleanField("нет на диске")

    class Meta:
        verbose_name = "повреждение файла"
        verbose_name_plural = "повреждения файлов"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.stored}: {'нет на диске' if self.is_lost else 'повреждён'}"


class UploadPace(models.Model):
    """Темп загрузок: when the person has sent the files of the last minute (files.allowance)."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="+",
        verbose_name="кто загружает",
    )
    moments = models.JSONField("когда, секунды", default=list)
    version = models.PositiveIntegerField("версия", default=1, editable=False)

    class Meta:
        verbose_name = "темп загрузок"
        verbose_name_plural = "темп загрузок"

    def __str__(self):
        return str(self.person)

    def replace(self, moments):
        """Keep these moments; False when another process has counted meanwhile."""
        seen = UploadPace.objects.filter(pk=self.pk, version=self.version)
        return bool(seen.update(moments=moments, version=self.version + 1))
