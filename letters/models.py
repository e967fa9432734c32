import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

# Whoever has been sending a letter longer than this was killed while at it.
LONGEST_SENDING = datetime.timedelta(hours=1)


class LetterState(models.TextChoices):
    WAITING = "waiting", "ждёт отправки"
    SENDING = "sending", "отправляется"
    SENT = "sent", "отправлено"
    FAILED = "failed", "не отправлено"


class LetterQuerySet(models.QuerySet):
    def due(self):
        """Letters whose time to be sent has come."""
        return self.filter(state=LetterState.WAITING, next_try_at__lte=timezone.now())

    def given_up(self):
        """Letters that will not go out by themselves any more."""
        long_ago = timezone.now() - LONGEST_SENDING
        abandoned = Q(state=LetterState.SENDING, next_try_at__lt=long_ago)
        return self.filter(Q(state=LetterState.FAILED) | abandoned)


class Letter(models.Model):
    """Письмо: written in the business transaction, sent after it (R15)."""

    to = models.EmailField("кому")
    subject = models.CharField("тема", max_length=250)
    body = models.TextField("текст", blank=True)
    state = models.CharField(
        "состояние", max_length=8, choices=LetterState, default=LetterState.WAITING
    )
    written_at = models.DateTimeField("написано", default=timezone.now)
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    # While a letter is being sent, this is when the sending began.
    next_try_at = models.DateTimeField("следующая попытка", default=timezone.now)
    fault = models.CharField("что помешало", max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="letter_due")]

    def __str__(self):
        return f"{self.subject} → {self.to}"
