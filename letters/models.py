from django.db import models
from django.utils import timezone


class LetterState(models.TextChoices):
    WAITING = "waiting", "ждёт отправки"
    SENDING = "sending", "отправляется"
    SENT = "sent", "отправлено"
    FAILED = "failed", "не отправлено"


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
    fault = models.CharField("что помешало", max_length=300, blank=True)

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "written_at"], name="letter_waiting")]

    def __str__(self):
        return f"{self.subject} → {self.to}"
