from django.conf import settings
from django.db import models
from django.utils import timezone


class CalendarAddress(models.Model):
    """Адрес календаря: by its secret a phone reads its owner's dates, without signing in."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="calendar_address",
        verbose_name="чей",
    )
    # Of the secret nothing else is kept (docs/decisions/0025).
    secret_hash = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField("создан", default=timezone.now)
    used_on = models.DateField("когда читали", null=True, blank=True)

    class Meta:
        verbose_name = "адрес календаря"
        verbose_name_plural = "адреса календарей"

    def __str__(self):
        return f"Календарь на телефоне: {self.user}"
