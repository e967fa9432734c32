"""A checkpoint, its executor and its controller."""

import pytest

from schools.models import RoleKind
from tests.factories import make_checkpoint, make_school, make_user_as
from tests.monitoring.dates.asked import DUE, TODAY


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("schools.models.Municipality.today", lambda self: TODAY)


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def checkpoint(school):
    return make_checkpoint(school=school, due_on=DUE)


@pytest.fixture
def director(school):
    return make_user_as(RoleKind.DIRECTOR, school=school)


@pytest.fixture
def coordinator(school):
    return make_user_as(RoleKind.COORDINATOR, school.municipality)
