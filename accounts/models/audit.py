from django.conf import settings
from django.db import models


class AuditVerb(models.TextChoices):
    CREATE = "create", "создание"
    CHANGE = "change", "изменение"
    DELETE = "delete", "удаление"
    STATE = "state", "смена состояния"
    SIGN = "sign", "подписание"
    DOWNLOAD = "download", "скачивание"
    EXPORT = "export", "выгрузка"
    PRINT = "print", "печать"
    REFUSAL = "refusal", "отказ в доступе"
    SIGN_IN = "sign_in", "вход"
    SIGN_OUT = "sign_out", "выход"


class AuditEntry(models.Model):
    """Запись журнала: who did what to what and when; never changed, never deleted (R21)."""

    at = models.DateTimeField("когда", auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )
    address = models.GenericIPAddressField("откуда", null=True)
    # Text, not a foreign key: the journal outlives its objects and knows no higher app.
    municipality = models.CharField("муниципалитет", max_length=60, blank=True, db_index=True)
    verb = models.CharField("действие", max_length=12, choices=AuditVerb)
    object_type = models.CharField("вид", max_length=60)
    object_id = models.CharField("номер", max_length=40, blank=True)
    object_label = models.CharField("что", max_length=300)
    changes = models.JSONField("было → стало", default=dict, blank=True)

    class Meta:
        verbose_name = "запись журнала"
        verbose_name_plural = "журнал действий"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_object")]

    def __str__(self):
        return f"{self.get_verb_display()}: {self.object_label}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("Журнал действий не правят.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Из журнала действий не удаляют.")
