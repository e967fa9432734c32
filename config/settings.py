"""All settings, from the environment (README lists the variables)."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("OPORA_DATA", BASE_DIR / "var"))
PRODUCTION = environment.flag("OPORA_PRODUCTION")
DEBUG = environment.flag("OPORA_DEBUG")
DEMO = environment.flag("OPORA_DEMO")

SECRET_KEY = environment.secret_key(DATA_DIR / "secret_key", production=PRODUCTION)
ALLOWED_HOSTS = environment.words("OPORA_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
if PRODUCTION:
    environment.refuse_unsafe_production(secret_key=SECRET_KEY, hosts=ALLOWED_HOSTS, debug=DEBUG)

# Letters carry links of this address, never of the Host header (reliability B3).
SITE_URL = os.environ.get(
    "OPORA_SITE_URL", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://127.0.0.1:8000"
)

INSTALLED_APPS = [
    "lib",
    "accounts",
    "files",
    "letters",
    "jobs",
    "schools",
    "documents",
    "roadmaps",
    "workgroups",
    "monitoring",
    "config.apps.OporaAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "django_tables2",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "accounts.middleware.SentAgainMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.PrivatePagesMiddleware",
    # Last: it decides about the request and calls the view itself.
    "schools.middleware.AccessMiddleware",
]

ROOT_URLCONF = "config.urls"
ACCESS_REGISTRY = "config.access.ACCESS"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context_processors.frame",
            ],
            # {% csrf_token %} also writes the one-time key of the form (docs/decisions/0003).
            "builtins": ["lib.templatetags.opora", "accounts.templatetags.one_time"],
        },
    }
]

DATABASES = {
    "default": environment.database(
        os.environ.get("DATABASE_URL") or f"sqlite://{DATA_DIR / 'opora.sqlite3'}"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        # Shared by the server's processes: limits of sign-in attempts must add up.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
    }
}

LANGUAGE_CODE = "ru"
TIME_ZONE = "Europe/Moscow"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
        # The web server in front reads them as another user, whatever the umask is.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_MAX_AGE = 3600

FILES_ROOT = DATA_DIR / "files"
FILE_UPLOAD_TEMP_DIR = FILES_ROOT / "tmp"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
if not PRODUCTION:  # there collectstatic makes it, readable for the web server in front
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
# A pasted plan of two million letters, in UTF-8.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
# ClamAV that looks through what comes from outside; without it nothing is held back.
ANTIVIRUS = environment.antivirus("OPORA_ANTIVIRUS")
# How much is taken (files.allowance, docs/decisions/0042); 0 = as much as there is.
UPLOADS_PER_MINUTE = environment.number("OPORA_UPLOADS_PER_MINUTE", 20)
PERSON_DAY_BYTES = environment.number("OPORA_PERSON_DAY_MB", 500) * 1024 * 1024
MUNICIPALITY_BYTES = environment.number("OPORA_MUNICIPALITY_MB", 20_000) * 1024 * 1024
# Of the disk; a developer's own is often fuller than that.
DISK_FREE_PERCENT = environment.number("OPORA_DISK_FREE_PERCENT", 10 if PRODUCTION else 1)
# The only requests that the product itself sends out, and only when somebody asks for them.
CHECK_LINKS = environment.flag("OPORA_CHECK_LINKS")

# --- Sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "schools.backends.ReferenceDataBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        # By default it looks at names of fields that our user has not.
        "UserAttributeSimilarityValidator": {"user_attributes": ["name", "email"]},
        "MinimumLengthValidator": {},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Otherwise allauth writes the Host header into the heading of a letter.
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A letter about every change of the password or of the second factor.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Опора"
# The address is proved by the invitation; allauth's own mark of it is not used.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # clocks of phones differ
# Roles that may not work without a second factor; empty = everyone decides for oneself.
SECOND_FACTOR_ROLES = environment.words("OPORA_SECOND_FACTOR_ROLES")
PASSWORD_RESET_TIMEOUT = 3600
INVITATION_DAYS = 3

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "accounts.views.csrf_failure"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
# The web server in front says who asks; without one its header must not be believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(PRODUCTION)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Letters
LETTERS_AT_ONCE = not PRODUCTION
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if host := os.environ.get("OPORA_MAIL_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = host
    EMAIL_PORT = int(os.environ.get("OPORA_MAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("OPORA_MAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("OPORA_MAIL_PASSWORD", "")
    EMAIL_USE_TLS = True
    EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("OPORA_MAIL_FROM", "Опора <no-reply@localhost>")

# --- Look
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORMS_URLFIELD_ASSUME_HTTPS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
