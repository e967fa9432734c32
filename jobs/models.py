from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone


class JobState(models.TextChoices):
    WAITING = "waiting", "ждёт очереди"
    RUNNING = "running", "выполняется"
    DONE = "done", "готово"
    # Refused for a reason: trying once more by itself would change nothing.
    FAILED = "failed", "не получилось"
    # Tried so many times in vain that only a person may try again (D16).
    PARKED = "parked", "остановлено после нескольких попыток"
    CANCELLED = "cancelled", "отменено"


LIVE = (JobState.WAITING, JobState.RUNNING)
STOPPED = (JobState.FAILED, JobState.PARKED, JobState.CANCELLED)


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A job concerns nobody but the one who asked for it."""
        return self.filter(asked_by=user)

    def live(self):
        """Not over yet."""
        return self.filter(state__in=LIVE)

    def due(self, now):
        """To be taken by a worker: those whose time has come, and those whose worker is gone."""
        return self.filter(
            Q(state=JobState.WAITING, due_at__lte=now)
            | Q(state=JobState.RUNNING, lease_until__lt=now)
        )

    def held(self, job):
        """The job, while it still belongs to whoever took it under `job.claim`.

        Every write of a worker goes through this: one that has lost its lease changes nothing.
        """
        return self.filter(pk=job.pk, state=JobState.RUNNING, claim=job.claim)


class Job(models.Model):
    """Задание: what takes long and is done by a worker, not by the page (R17).

    A worker takes it by one conditional UPDATE, for the time of its lease; `claim` grows with
    every taking and tells the present holder from all former ones.
    """

    kind = models.CharField("вид", max_length=40)
    arguments = models.JSONField("что сделать", default=dict)
    # Of kind, arguments and place: the same job is asked for once.
    digest = models.CharField(max_length=64, editable=False)
    title = models.CharField("что готовится", max_length=300)
    # Text, as in the journal of acts: this floor knows no municipalities.
    municipality_slug = models.CharField("муниципалитет", max_length=60, blank=True)
    back = models.CharField("откуда запрошено", max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs", verbose_name="кто запросил"
    )
    asked_at = models.DateTimeField("запрошено", default=timezone.now)
    started_at = models.DateTimeField("начато", null=True, blank=True)
    finished_at = models.DateTimeField("закончено", null=True, blank=True)

    state = models.CharField("состояние", max_length=9, choices=JobState, default=JobState.WAITING)
    due_at = models.DateTimeField("не раньше", default=timezone.now)
    lease_until = models.DateTimeField("занято до", null=True, blank=True)
    claim = models.PositiveIntegerField("взято раз", default=0)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)

    done = models.PositiveIntegerField("сделано", default=0)
    total = models.PositiveIntegerField("всего", default=0)
    words = models.CharField("что делается", max_length=200, blank=True)
    fault = models.CharField("что помешало", max_length=500, blank=True)

    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, verbose_name="файл"
    )
    address = models.CharField("страница результата", max_length=300, blank=True)
    # SHA-256 of what the file was made from: the same again is given at once.
    content_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "задание"
        verbose_name_plural = "задания"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "digest"],
                condition=Q(state__in=LIVE),
                name="job_asked_once",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="job_due"),
            models.Index(fields=["kind", "content_hash"], name="job_content"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("jobs:job", args=[self.pk])

    @property
    def is_live(self):
        """Waits or is being done."""
        return self.state in LIVE

    @property
    def is_stopped(self):
        """Over without a result, so that one may try again."""
        return self.state in STOPPED

    @property
    def percent(self):
        """How much is done, 0–100; None while it is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None
