"""The register of decisions: states, filters, what a school sees of it, its queries."""

import datetime

import pytest
from django.urls import reverse

from monitoring.models import Checkpoint, Source
from monitoring.resolutions import sign_meeting
from schools.models import RoleKind
from tests.factories import (
    make_role,
    make_user,
    make_user_as,
)
from tests.posting import fetch, texts_in
from tests.workgroups.held import TERM, Held
from workgroups.models import AgendaItem

pytestmark = pytest.mark.django_db

LATER = datetime.date(2026, 11, 1)


@pytest.fixture
def held():
    return Held()


def sign(held, number="2"):
    return sign_meeting(held.meeting, number=number, by=make_user())


def director_of(school, **values):
    return make_role(RoleKind.DIRECTOR, school=school, **values).user


def page(client, name, *args):
    return client.get(reverse(name, args=args))


def test_the_register_shows_states_and_filters_by_them(client, held):
    sign(held)
    point = Checkpoint.objects.get(person=held.people["a"])
    Checkpoint.objects.filter(pk=point.pk).update(state="accepted")
    Checkpoint.objects.update(due_on=held.place.today())
    Checkpoint.objects.filter(school=held.schools[1]).update(due_on=datetime.date(2026, 6, 1))
    client.force_login(make_user_as(RoleKind.COORDINATOR, held.place))
    address = reverse("monitoring:resolution-list", args=[held.place.slug])
    whole = client.get(address).content.decode()
    assert "принято" in whole
    assert "просрочено" in whole
    assert "Снять с контроля" not in whole
    for state, shown, hidden in (
        ("done", "Подготовить справку", "Утвердить план"),
        ("overdue", "Утвердить план", "Провести совещание"),
        ("open", "Провести совещание", "Подготовить справку"),
    ):
        told = client.get(f"{address}?state={state}").content.decode()
        assert shown in told, state
        assert hidden not in told, state
    found = client.get(f"{address}?search=УТВЕРДИТЬ плаН").content.decode()
    assert "Утвердить план" in found
    assert "Провести совещание" not in found
    export = reverse("monitoring:resolution-export", args=[held.place.slug])
    table = texts_in(fetch(client, f"{export}?state=overdue")[1])
    assert "Утвердить план работы" in table
    assert "Подготовить справку" not in table
    card = page(client, "monitoring:checkpoint", held.place.slug, point.pk).content.decode()
    assert f"/groups/meetings/{held.meeting.pk}/papers/" in card


def test_a_director_sees_the_own_state_of_a_shared_resolution(client, held):
    sign(held)
    Checkpoint.objects.filter(school=held.schools[1]).update(state="returned")
    client.force_login(director_of(held.schools[0]))
    told = page(client, "monitoring:resolution-list", held.place.slug).content.decode()
    assert "Утвердить план работы" in told
    assert "возвращено" not in told.rpartition("<tbody")[2]
    assert str(held.schools[1]) not in told


@pytest.mark.parametrize("role", [RoleKind.COORDINATOR, RoleKind.DIRECTOR])
def test_the_register_costs_the_same_queries(client, held, django_assert_max_num_queries, role):
    sign(held)
    school = held.schools[0]
    user = director_of(school) if role == RoleKind.DIRECTOR else make_user_as(role, held.place)
    client.force_login(user)
    address = reverse("monitoring:resolution-list", args=[held.place.slug])
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    item = AgendaItem.objects.get(position=1)
    for _ in range(30):
        row = held.resolve(item, "Ещё одно", schools=[school], is_adopted=True)
        Checkpoint.objects.create(
            municipality=held.place,
            source=Source.RESOLUTION,
            resolution=row,
            basis="Протокол",
            text=row.text,
            school=school,
            executor=str(school),
            due_on=TERM,
            since=TERM,
        )
    with django_assert_max_num_queries(len(few)):
        told = client.get(address).content.decode()
    assert told.count("Ещё одно") >= 30
