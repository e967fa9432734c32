import copy
import gc
import importlib
import shutil

import pytest
from django.db import connections, transaction
from django.test import TransactionTestCase, override_settings
from django_scopes import scopes_disabled
from hypothesis import HealthCheck, settings

from tests.databases import databases_of

# How quick the machine is says nothing about what is tested (design: no timed tests).
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_collection_finish():
    """Views and forms are imported outside any scope, as the server does it."""
    importlib.import_module("config.urls")
    # The modules and the tests themselves are no garbage: nobody looks for any among them again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_collection_modifyitems(config, items):
    """What does not touch the database runs on SQLite only.

    While both databases are tested (tests.run_on_both), what is asked once is asked of one.
    """
    vendor = connections["default"].vendor
    left = [item for item in items if vendor not in databases_of(item)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if vendor in databases_of(item)]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """SQLite in a file: the threads of a race meet its locks as those of the server do.

    It need not outlive a loss of power, as PostgreSQL of the tests need not (fsync is off there).
    """
    database = connections["default"]
    if database.vendor == "sqlite":
        options = database.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("=FULL", "=OFF")
        folder = tmp_path_factory.mktemp("database")
        database.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def _quick_flush():
    """Tests with transactions leave empty tables behind, at a tenth of the price of Django's flush.

    That one truncates every table, also those without rows, and makes content types and
    permissions anew after each test.
    """
    from tests.keepsake import empty_tables

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty_tables())
        yield


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Every test has a file store of its own."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILE_UPLOAD_TEMP_DIR = settings.FILES_ROOT / "tmp"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True)
    settings.DISK_FREE_PERCENT = 0  # of whatever machine they run on


QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _quick_settings(settings, tmp_path):
    settings.PASSWORD_HASHERS = QUICK_HASHERS
    # A cache of its own for every test: sign-in attempts of one must not be counted in another.
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": str(tmp_path),
        }
    }
    # It would look through all static files for every client; the live server has its own.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def _everything_in_scope():
    """Tests look at rows of every municipality; requests still set their own scope."""
    with scopes_disabled():
        yield


@pytest.fixture(scope="module")
def _lasting_world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world of tests/world, made once; the tests of the module are savepoints in it."""
    from tests.world import make_world

    files = tmp_path_factory.mktemp("world")
    (files / "tmp").mkdir()
    own = {"FILES_ROOT": files, "FILE_UPLOAD_TEMP_DIR": files / "tmp"}
    around = transaction.atomic()
    around._from_testcase = True  # it must not stand in the way of atomic(durable=True)
    with django_db_blocker.unblock(), around:
        with override_settings(PASSWORD_HASHERS=QUICK_HASHERS, **own), scopes_disabled():
            world = make_world()
        yield world, files
        transaction.set_rollback(True)


@pytest.fixture
def world(_lasting_world, db, _own_files, settings):
    """A world for one test alone: its rows and files are as they were made."""
    made, files = _lasting_world
    settings.CHECK_LINKS = True  # off by default, but every address is walked
    shutil.copytree(files, settings.FILES_ROOT, dirs_exist_ok=True)
    return copy.deepcopy(made)
