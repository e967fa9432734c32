"""Reading settings from the environment, and refusing a bad production start."""

import os
import secrets
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def flag(name):
    """True when the variable is 1, false when it is 0, empty or absent."""
    value = os.environ.get(name, "0")
    if value not in ("", "0", "1"):
        raise ImproperlyConfigured(f"{name}: ожидается 0 или 1, указано «{value}».")
    return value == "1"


def number(name, default):
    """The whole number of the variable; 0 means «no limit» wherever a limit is asked for."""
    value = os.environ.get(name) or str(default)
    if not (value.isascii() and value.isdecimal()):
        raise ImproperlyConfigured(f"{name}: ожидается целое число, указано «{value}».")
    return int(value)


def words(name, default=""):
    """List of the comma-separated words of the variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret_key(path, *, production):
    """Key from OPORA_SECRET_KEY; outside production one is made once and kept in `path`."""
    if key := os.environ.get("OPORA_SECRET_KEY"):
        return key
    if production:
        raise ImproperlyConfigured("Задайте OPORA_SECRET_KEY: без него сервер не запускается.")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def database(url):
    """Django's DATABASES entry for sqlite:///path or postgresql://user:password@host/name?options."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(parts.path)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL: ожидается sqlite:/// или postgresql://.")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": query.pop("user", unquote(parts.username or "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # A forgotten transaction or a runaway query must not stop the others (reliability R20);
        # a double click waits for its twin, which may be printing an order.
        "OPTIONS": query
        | {
            "options": "-c statement_timeout=15s -c lock_timeout=12s"
            " -c idle_in_transaction_session_timeout=30s"
        },
    }


def antivirus(name):
    """("unix", path) or ("tcp", (host, port)) of ClamAV from the variable; None when it is empty.

    unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310
    """
    kind, _, place = os.environ.get(name, "").partition(":")
    if not kind:
        return None
    if kind == "unix" and place.startswith("/"):
        return kind, place
    host, _, port = place.rpartition(":")
    if kind == "tcp" and host and port.isdecimal():
        return kind, (host, int(port))
    raise ImproperlyConfigured(f"{name}: ожидается unix:/путь/к/сокету или tcp:сервер:порт.")


def sqlite(path):
    """SQLite so that a kill loses nothing and writers queue instead of failing (stack.md 4)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;",
        },
        # A file, as in real life: threads of a test cannot write to a database in memory.
        "TEST": {"NAME": f"{path}.test"},
    }


def refuse_unsafe_production(*, secret_key, hosts, debug):
    """Raise with a readable reason when a production server would start unsafely."""
    faults = []
    if len(secret_key) < 50 or len(set(secret_key)) < 5 or secret_key.startswith("django-insecure"):
        faults.append("OPORA_SECRET_KEY: нужен случайный ключ не короче 50 знаков")
    if debug:
        faults.append("OPORA_DEBUG: отладка на рабочем сервере запрещена")
    if not hosts or "*" in hosts:
        faults.append("OPORA_HOSTS: перечислите имена сервера через запятую, «*» нельзя")
    if faults:
        raise ImproperlyConfigured("Сервер не запущен. " + "; ".join(faults) + ".")
