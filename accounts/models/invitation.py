import datetime
import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone


class InvitationQuerySet(models.QuerySet):
    def with_token(self, token):
        """The invitation of a link, if it may still be used."""
        return self.filter(token_hash=token_hash(token), accepted_at=None, user__is_active=True)


class Invitation(models.Model):
    """Приглашение: a link by e-mail with which a new person sets the first password."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitation", verbose_name="кого"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто пригласил"
    )
    sent_at = models.DateTimeField("отправлено", default=timezone.now)
    accepted_at = models.DateTimeField("принято", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"

    def __str__(self):
        return f"{self.user} — {self.sent_at:%d.%m.%Y}"

    @property
    def is_expired(self):
        term = datetime.timedelta(days=settings.INVITATION_DAYS)
        return self.sent_at + term < timezone.now()

    def renew_token(self):
        """New secret of the link; only its hash is stored."""
        token = secrets.token_urlsafe(32)
        self.token_hash = token_hash(token)
        return token

    def accept(self, password):
        """Set the password once; False if another request has used the link first."""
        unused = type(self).objects.filter(pk=self.pk, accepted_at=None)
        if not unused.update(accepted_at=timezone.now()):
            return False
        self.user.set_password(password)
        self.user.save(update_fields=["password"])
        return True


def token_hash(token):
    """SHA-256 of the secret: a stolen table gives no working links."""
    return hashlib.sha256(token.encode()).hexdigest()
