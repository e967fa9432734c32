from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse

from accounts.audit import record
from accounts.models import AuditVerb
from letters.operations import post_letter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone: people are invited. Letters go through the outbox."""

    def is_open_for_signup(self, request):
        return False

    def get_reset_password_from_key_url(self, key):
        """Link of the reset letter: always of our own address, never of the Host header (B3)."""
        uid, secret = key.split("-", 1)
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[uid, secret])

    def send_mail(self, template_prefix, email, context):
        letter = self.render_mail(template_prefix, email, context | {"site_url": settings.SITE_URL})
        post_letter(to=email, subject=letter.subject, body=letter.body)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        record(AuditVerb.SIGN_IN, user, by=user)
        return response
