from django.conf import settings
from django.db import models
from django.db.models import F, Q

from monitoring.models.checkpoint import Checkpoint, Source
from monitoring.models.own_plans import CONTROLLERS, own_plans_judged_by
from schools.models.scoped import scoped


class DateRequestState(models.TextChoices):
    ASKED = "asked", "на решении"
    GRANTED = "granted", "срок перенесён"
    REFUSED = "refused", "отказано"
    # The report was accepted, or the checkpoint cancelled, before anybody decided.
    NEEDLESS = "needless", "не понадобился"


class DateRequestQuerySet(models.QuerySet):
    def waiting(self):
        """Nobody has decided yet."""
        return self.filter(state=DateRequestState.ASKED)

    def decided_by(self, access):
        """Those that wait for a decision of the person; nobody decides what he has asked for."""
        decided = own_plans_judged_by(access, author="asked_by", prefix="checkpoint__")
        if access.is_any(*CONTROLLERS):
            decided |= ~Q(checkpoint__source=Source.SCHOOL)
        return self.waiting().filter(decided).exclude(asked_by__in=access.user_ids)


class DateRequest(models.Model):
    """Запрос о переносе срока: another date, why, and what was decided; kept for ever."""

    checkpoint = models.ForeignKey(
        Checkpoint, models.CASCADE, related_name="date_requests", verbose_name="контрольная точка"
    )
    due_on = models.DateField("новый срок")
    former_due_on = models.DateField("срок был")
    reason = models.TextField("причина")
    file = models.OneToOneField(
        "files.StoredFile", models.PROTECT, null=True, blank=True, verbose_name="документ"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто просит"
    )
    asked_at = models.DateTimeField("когда попросили")
    state = models.CharField(
        "решение", max_length=8, choices=DateRequestState, default=DateRequestState.ASKED
    )
    answer = models.TextField("пояснение к решению", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто решил",
    )
    decided_at = models.DateTimeField("когда решили", null=True, blank=True)

    objects = scoped(DateRequestQuerySet, "checkpoint__municipality")

    class Meta:
        verbose_name = "запрос о переносе срока"
        verbose_name_plural = "запросы о переносе срока"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["checkpoint"],
                condition=Q(state="asked"),
                name="date_request_waiting_once",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("former_due_on")), name="date_request_is_for_later"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "needless"), decided_by=None)
                | Q(
                    state__in=("granted", "refused"),
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="date_request_decided_by_someone",
            ),
        ]

    def __str__(self):
        return f"с {self.former_due_on:%d.%m.%Y} на {self.due_on:%d.%m.%Y}"
