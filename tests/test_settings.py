"""A production server refuses to start unsafely, in words (reliability B9)."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SAFE = {
    "OPORA_PRODUCTION": "1",
    "OPORA_SECRET_KEY": "q7" * 10 + "Zk3mB9xW1cV5nL8pR2tY6uH4jF0dSaGe",
    "OPORA_HOSTS": "opora.example.org",
}


def start(tmp_path, **changes):
    """(exit code, what it said) of a start with the environment."""
    environment = {"PATH": os.environ["PATH"], "OPORA_DATA": str(tmp_path)} | SAFE | changes
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
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
    ],
)
def test_unsafe_production_does_not_start(tmp_path, changes, word):
    code, said = start(tmp_path, **changes)
    assert code != 0
    assert word in said


def test_safe_production_starts(tmp_path):
    code, said = start(tmp_path)
    assert code == 0, said
