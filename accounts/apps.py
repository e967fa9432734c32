from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Вход и журнал"

    def ready(self):
        from allauth.mfa import signals  # models are ready only now

        from accounts import audit

        # The only way in which the library tells of a second factor that came or went.
        signals.authenticator_added.connect(audit.record_factor_added)
        signals.authenticator_removed.connect(audit.record_factor_removed)
