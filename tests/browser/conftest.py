import copy
import os

import pytest
from django.conf import settings
from django.test import override_settings
from django.test.testcases import _StaticFilesHandler as StaticFilesHandler
from playwright.sync_api import expect, sync_playwright

from monitoring.demo import builder
from roadmaps.layouts import install_layouts
from schools.calendars import install_calendar
from tests.browser.town import build_town
from tests.browser.visitors import PATIENCE, Visitors
from tests.keepsake import Keepsake, empty_tables

CHROMIUM = "/usr/bin/chromium-headless-shell"
# In a container there is no sandbox, and /dev/shm is small.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]

# Playwright runs an event loop in the thread in which the tests use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session", autouse=True)
def _lasting_statics():
    """The live server has statics of its own, without whitenoise; browsers keep them as with it.

    It begins before tests/conftest.py takes whitenoise out of the settings.
    """
    serve = StaticFilesHandler.serve

    def serve_to_keep(handler, request):
        response = serve(handler, request)
        response["Cache-Control"] = f"max-age={settings.WHITENOISE_MAX_AGE}"
        return response

    kept = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    with override_settings(MIDDLEWARE=kept), pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", serve_to_keep)
        yield


@pytest.fixture(scope="session")
def browser():
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(params=[True, False], ids=["js", "plain"])
def javascript(request):
    """Both ways of every walk; a test that wants one way says so by parametrize."""
    return request.param


@pytest.fixture
def visitors(browser, live_server, javascript):
    """Opens windows for people; at the end no page may have misbehaved."""
    visitors = Visitors(browser, live_server.url, javascript=javascript)
    yield visitors
    visitors.leave()
    assert visitors.faults == []


@pytest.fixture
def fresh_town(transactional_db, towns, monkeypatch):
    """Серафимовичский район: the order is signed, nobody has reported yet."""
    monkeypatch.setattr(builder.History, "play", lambda self, edition: None)
    for made in ("make_meetings", "play_school_plan"):
        monkeypatch.setattr(builder, made, lambda *args: None)
    return towns.settle("serafimovich")


@pytest.fixture
def lived_in_town(transactional_db, towns):
    """Кировский район, five wide columns, every state of a checkpoint."""
    return towns.settle("kirovsk")


@pytest.fixture(scope="session")
def towns(tmp_path_factory):
    """Each town is built once; signing and printing its order takes seconds."""
    return Towns(tmp_path_factory.mktemp("towns"))


class Towns:
    def __init__(self, folder):
        self.folder, self.built = folder, {}

    def settle(self, slug):
        """The town as it was built, in a database without any rows."""
        if slug in self.built:
            town, keepsake = self.built[slug]
            keepsake.put_back()
        else:
            empty_tables()  # what the migrations have filled
            install_layouts()
            install_calendar()
            town = build_town(slug)
            self.built[slug] = town, Keepsake(self.folder / slug)
        return copy.deepcopy(town)
