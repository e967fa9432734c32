"""«Переносы сроков»: every change of a date, and nothing else."""

import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from monitoring.dates import grant_date, refuse_date
from schools.models import RoleKind
from tests.factories import make_checkpoint, make_school, make_user_as
from tests.monitoring.dates.asked import DUE, LATER, LATEST, ask, fresh, version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_moves(checkpoint, director, coordinator):
    """One checkpoint moved twice, another asked for and refused."""
    for day in (LATER, LATEST):
        request = ask(fresh(checkpoint), director, day)
        grant_date(request, by=coordinator, seen_version=version_of(request), answer="Да")
    other = make_checkpoint(school=make_school(checkpoint.municipality), due_on=DUE)
    request = ask(other, director)
    refuse_date(request, by=coordinator, seen_version=version_of(request), answer="Нет")
    return checkpoint


def test_register_of_moves_has_every_change_and_nothing_else(client, two_moves, coordinator):
    client.force_login(coordinator)
    address = reverse("monitoring:move-list", args=[two_moves.municipality.slug])
    page = client.get(address).content.decode().replace("\u00a0", " ")
    assert "из 2" in page
    assert "20.05.2026" in page
    assert "20.06.2026" in page
    assert coordinator.name in page
    assert "из 2" not in client.get(address, {"verb": "amend"}).content.decode()


def test_register_of_moves_asks_as_much_for_one_row_as_for_thirty(
    client, two_moves, school, director, coordinator
):
    client.force_login(coordinator)
    address = reverse("monitoring:move-list", args=[two_moves.municipality.slug])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(30):
        one = make_checkpoint(school=school, due_on=DUE)
        request = ask(one, director, LATER + datetime.timedelta(days=number))
        grant_date(request, by=coordinator, seen_version=version_of(request))
    with CaptureQueriesContext(connection) as many:
        assert "из 32" in client.get(address).content.decode().replace("\u00a0", " ")
    assert len(many) == len(few)


def test_director_sees_the_moves_of_the_own_school(client, two_moves, director):
    stranger = make_user_as(RoleKind.DIRECTOR, school=make_school(two_moves.municipality))
    address = reverse("monitoring:move-list", args=[two_moves.municipality.slug])
    client.force_login(director)
    assert "из 2" in client.get(address).content.decode().replace("\u00a0", " ")
    client.force_login(stranger)
    assert "Сроки пока не переносили" in client.get(address).content.decode()


def test_moves_are_exported_in_their_order(client, two_moves, coordinator):
    client.force_login(coordinator)
    address = reverse("monitoring:move-export", args=[two_moves.municipality.slug])
    sheet = load_workbook(io.BytesIO(client.get(address).content)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[5] == coordinator.name]
    assert [[cell.date() for cell in row[2:5]] for row in rows] == [
        [DUE, DUE, LATER],
        [DUE, LATER, LATEST],
    ]
