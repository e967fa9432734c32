from django.conf import settings
from django.db import models


class FormKey(models.Model):
    """Ключ формы: one opening of a form has one effect; the answer is kept for a repeat (R5)."""

    key = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    path = models.CharField(max_length=500)
    used_at = models.DateTimeField(auto_now_add=True, db_index=True)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)

    class Meta:
        verbose_name = "ключ формы"
        verbose_name_plural = "ключи форм"

    def __str__(self):
        return self.path
