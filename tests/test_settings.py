"""A production server refuses to start unsafely, in words (reliability B9)."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from config import environment

SAFE = {
    "OPORA_PRODUCTION": "1",
    "OPORA_SECRET_KEY": "q7" * 10 + "Zk3mB9xW1cV5nL8pR2tY6uH4jF0dSaGe",
    "OPORA_HOSTS": "opora.example.org",
}


def start(tmp_path, *, command=("check",), umask=-1, **changes):
    """(exit code, what it said) of a start with the environment."""
    environment = {"PATH": os.environ["PATH"], "OPORA_DATA": str(tmp_path)} | SAFE | changes
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        umask=umask,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"OPORA_SECRET_KEY": None}, "OPORA_SECRET_KEY"),
        ({"OPORA_SECRET_KEY": "короткий"}, "OPORA_SECRET_KEY"),
        ({"OPORA_SECRET_KEY": "a" * 60}, "OPORA_SECRET_KEY"),
        ({"OPORA_SECRET_KEY": "django-insecure-" + "q7Zk3m" * 10}, "OPORA_SECRET_KEY"),
        ({"OPORA_DEBUG": "1"}, "OPORA_DEBUG"),
        ({"OPORA_HOSTS": "*"}, "OPORA_HOSTS"),
        ({"OPORA_HOSTS": ""}, "OPORA_HOSTS"),
        ({"OPORA_PRODUCTION": "да"}, "OPORA_PRODUCTION"),
        ({"DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL"),
        ({"OPORA_ANTIVIRUS": "clamd.ctl"}, "OPORA_ANTIVIRUS: ожидается unix:/путь"),
        ({"OPORA_SECOND_FACTOR_ROLES": "head,cordinator"}, "нет такой роли: cordinator"),
        ({"OPORA_SECOND_FACTOR_ROLES": "начальник"}, "Есть роли: regional, head, coordinator"),
    ],
)
def test_unsafe_production_does_not_start(tmp_path, changes, word):
    code, said = start(tmp_path, **changes)
    assert code != 0
    assert word in said


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("", None),
        ("unix:/run/clamav/clamd.ctl", ("unix", "/run/clamav/clamd.ctl")),
        ("tcp:127.0.0.1:3310", ("tcp", ("127.0.0.1", 3310))),
    ],
)
def test_place_of_the_antivirus_is_understood(monkeypatch, value, place):
    monkeypatch.setenv("OPORA_ANTIVIRUS", value)
    assert environment.antivirus("OPORA_ANTIVIRUS") == place


def test_safe_production_starts(tmp_path):
    code, said = start(tmp_path)
    assert code == 0, said


def test_server_with_a_second_factor_starts(tmp_path):
    code, said = start(tmp_path, OPORA_SECOND_FACTOR_ROLES="head,coordinator")
    assert code == 0, said


def test_web_server_reads_static_files_whatever_the_umask(tmp_path):
    """nginx is another user; the rest of the data folder stays closed to it."""
    data = tmp_path / "data"
    data.mkdir(mode=0o711)
    code, said = start(data, command=["collectstatic", "--noinput"], umask=0o027)
    assert code == 0, said

    static = data / "static"
    packed = (".gz", ".br")  # the web server packs by itself
    kept_for_nginx = [path for path in static.rglob("*") if path.suffix not in packed]
    assert (static / "413.html") in kept_for_nginx
    for path in [static, *kept_for_nginx]:
        expected = 0o755 if path.is_dir() else 0o644
        assert path.stat().st_mode & 0o777 == expected, path
    assert not (data / "files").stat().st_mode & 0o007
