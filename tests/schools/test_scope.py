"""Rows of a municipality are reached only inside its scope (R2)."""

import datetime

import pytest
from django.apps import apps
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError

from schools.access import access_to
from schools.models import RoleKind, School
from tests.factories import make_municipality, make_role, make_school

OURS = {"schools", "documents", "roadmaps", "monitoring"}
# The tenant itself, what the scope is made of, and reference data without a tenant.
UNSCOPED = {"Region", "Municipality", "Role", "Layout", "Column", "CalendarYear", "CalendarDay"}
MODELS = [m for m in apps.get_models() if m._meta.app_label in OURS and not m._meta.auto_created]


@pytest.fixture
def _no_scope():
    """Tests stand in an all-seeing scope; this one takes it away, as in a bare thread."""
    from django_scopes.state import state

    token = state.set({})
    yield
    state.reset(token)


@pytest.mark.django_db
@pytest.mark.usefixtures("_no_scope")
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_rows_cannot_be_read_without_a_scope(model):
    if model.__name__ in UNSCOPED:
        model.objects.count()
        return
    for read in (
        lambda: list(model.objects.all()),
        lambda: model.objects.count(),
        lambda: model.objects.filter(pk=1).exists(),
        lambda: model.objects.first(),
    ):
        with pytest.raises(ScopeError):
            read()


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_scope_path_of_every_model_leads_to_the_municipality(model):
    if model.__name__ not in UNSCOPED:
        with scope(municipality=[1]):
            assert list(model.objects.all()) == []


@pytest.mark.django_db
def test_scope_shows_only_its_own_rows():
    with scopes_disabled():
        own, other = make_school(), make_school()
    with scope(municipality=[own.municipality_id]):
        assert list(School.objects.all()) == [own]
        assert not School.objects.filter(pk=other.pk).exists()


@pytest.mark.django_db
def test_role_begins_and_ends_at_the_municipalitys_own_midnight(monkeypatch):
    moment = datetime.datetime(2026, 4, 30, 18, 30, tzinfo=datetime.UTC)  # 1 May in Krasnoyarsk
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    may = datetime.date(2026, 5, 1)
    for zone, works in (("Asia/Krasnoyarsk", True), ("Europe/Moscow", False)):
        place = make_municipality(time_zone=zone)
        role = make_role(RoleKind.COORDINATOR, place, since=may)
        assert bool(access_to(role.user, place)) == works
        ended = make_role(RoleKind.COORDINATOR, place, until=may - datetime.timedelta(days=1))
        assert bool(access_to(ended.user, place)) != works
