"""A sample of bin/bench crashes: a real gunicorn whose worker dies, or whose disk is full, in the
middle of an upload (reliability.md D1, D3). All points, random kills and a full disk: bin/bench."""

import shutil

import pytest
from django.conf import settings
from django.db import connection

from tests.bench.crash_server import Server
from tests.bench.crashes import FULL, KILL, NAIVE, Walk, without_limits
from tests.files.sender import Town

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not shutil.which("strace"),
        reason="the server is killed by strace, and it is not installed here",
    ),
    # `once` is heard only when both databases are tested together.
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="a row of PostgreSQL is written by a process that is not stopped here",
    ),
]

# The last one writes the row: the database has its own file.
CALLS = ("fsync", "rename", "pwrite64")


@pytest.fixture
def env(files_root):
    """The server works with the database and the store of the test."""
    database = f"sqlite://{connection.settings_dict['NAME']}"
    data = {"OPORA_DATA": str(files_root.parent), "DATABASE_URL": database}
    return without_limits() | data | {"DJANGO_SETTINGS_MODULE": "config.settings"}


def walk(env, fault, *, application="config.wsgi", **how):
    assert str(settings.FILES_ROOT) == f"{env['OPORA_DATA']}/files"
    with Server(application, "--preload", env=env) as server:
        return Walk(Town(), server, fault, **how)


@pytest.mark.parametrize("in_parts", [False, True], ids=["form", "parts"])
@pytest.mark.parametrize("fault", [KILL, FULL], ids=["killed", "full disk"])
def test_nothing_is_broken(env, fault, in_parts):
    seen = walk(env, fault, in_parts=in_parts, calls=CALLS, most=2)
    assert seen.points >= 4
    assert seen.broken == []


def test_the_same_look_catches_a_naive_store(env):
    seen = walk(env, KILL, application=NAIVE, calls=("write",))
    assert seen.broken != []
