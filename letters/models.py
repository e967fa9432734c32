import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone

# Whoever has been sending a letter longer than this was killed while at it.
LONGEST_SENDING = datetime.timedelta(hours=1)
LONGEST_SUBJECT = 250


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
        return self.filter(state=LetterState.FAILED) | self.unknown()

    def unknown(self):
        """Letters whose sender was killed while at it: perhaps they went out, perhaps not (D7)."""
        long_ago = timezone.now() - LONGEST_SENDING
        return self.filter(state=LetterState.SENDING, next_try_at__lt=long_ago)


class Letter(models.Model):
    """Письмо: written in the business transaction, sent after it (R15)."""

    to = models.EmailField("кому")
    subject = models.CharField("тема", max_length=LONGEST_SUBJECT)
    body = models.TextField("текст", blank=True)
    # What the letter is about, said once: «задание 5 готово» (R15). Null: nothing repeats it.
    dedupe_key = models.CharField(
        "ключ повтора", max_length=120, unique=True, null=True, blank=True, editable=False
    )
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

    @property
    def message_id(self):
        """The same at every try, so that mail programs show a letter sent twice as one."""
        host = urlsplit(settings.SITE_URL).hostname
        return f"<letter-{self.pk}.{self.written_at:%Y%m%d%H%M%S}@{host}>"

    @property
    def is_unknown(self):
        """Its sender was killed while at it: perhaps it went out, perhaps not (D7)."""
        is_sending = self.state == LetterState.SENDING
        return is_sending and self.next_try_at < timezone.now() - LONGEST_SENDING
