from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse

from accounts.audit import record, record_refusal
from accounts.models import AuditVerb
from letters.operations import post_letter

CLOSED = "Вход с этим адресом закрыт. Открыть его может только технический администратор."


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone: people are invited. Letters go through the outbox."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": CLOSED,
        "email_password_mismatch": "Адрес или пароль не подходят. Проверьте раскладку клавиатуры.",
        "enter_current_password": "Это не тот пароль, с которым вы входите сейчас.",
        "incorrect_password": "Пароль не подходит.",
        "incorrect_code": "Код не подошёл. Введите тот, что приложение показывает сейчас.",
        "invalid_password_reset": "Ссылка больше не действует. Запросите новую.",
        "max_email_addresses": (
            "Больше %d адреса указать нельзя: его меняет технический администратор."
        ),
        "too_many_login_attempts": "Слишком много попыток подряд. Подождите пять минут.",
        "rate_limited": "Слишком много попыток подряд. Подождите минуту.",
    }

    def is_open_for_signup(self, request):
        return False

    def get_reset_password_from_key_url(self, key):
        """Link of the reset letter: always of our own address, never of the Host header (B3)."""
        uid, secret = key.split("-", 1)
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[uid, secret])

    def send_mail(self, template_prefix, email, context):
        letter = self.render_mail(template_prefix, email, context | {"site_url": settings.SITE_URL})
        post_letter(to=email, subject=letter.subject, body=letter.body)

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        """Nothing: an address is proved by its invitation."""

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        record(AuditVerb.SIGN_IN, user, by=user)
        return response

    def authentication_failed(self, request, **credentials):
        """An address without its password: told to the journal, not to the page."""
        record_refusal(request, f"не подошёл пароль: {credentials.get('email', '')}"[:200])
        super().authentication_failed(request, **credentials)

    def logout(self, request):
        record(AuditVerb.SIGN_OUT, request.user, by=request.user)
        super().logout(request)

    def set_password(self, user, password):
        super().set_password(user, password)
        record(AuditVerb.CHANGE, user, by=user, changes={"password": ["", "сменён"]})

    def _get_login_attempts_cache_key(self, request, **credentials):
        # Per address and place: guessing elsewhere must not lock the owner out (reliability B1).
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Words of the second factor."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Выключить второй фактор нельзя.",
        "cannot_generate_recovery_codes": "Сначала включите второй фактор входа.",
        "incorrect_code": "Код не подошёл. Введите тот, что приложение показывает сейчас.",
    }
