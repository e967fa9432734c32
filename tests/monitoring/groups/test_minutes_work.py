"""Minutes that wait for a signature stand among the work of whoever signs them."""

import pytest
from django.urls import reverse

from schools.models import RoleKind
from tests.factories import make_role, make_school
from tests.workgroups.groups import attend
from tests.workgroups.held import Held, another
from tests.workgroups.signed import freeze

pytestmark = pytest.mark.django_db
SIGN, READ = "Подписать протоколы", "Проекты протоколов"


@pytest.fixture
def held():
    return Held()


def work(client, held, letter):
    """The page of the member's work, as text."""
    person = held.people[letter]
    person.user = make_role(RoleKind.DIRECTOR, school=make_school(held.place)).user
    person.save()
    client.force_login(person.user)
    return client.get(reverse("monitoring:work", args=[held.place.slug])).content.decode()


def address(meeting):
    return reverse("monitoring:minutes-sign", args=[meeting.municipality.slug, meeting.pk])


def test_head_signs_and_members_read(client, held):
    page = work(client, held, "H")
    assert address(held.meeting) in page
    assert READ not in page
    for letter in "Da":
        page = work(client, held, letter)
        assert SIGN not in page
        assert READ in page


def test_deputy_signs_where_the_deputy_presided(client, held):
    other = another(held)
    attend(other, [held.people[letter] for letter in "DSabcde"])
    page = work(client, held, "D")
    assert address(other) in page
    assert address(held.meeting) not in page


@pytest.mark.parametrize("state", ["planned", "called", "held", "signed", "off"])
def test_only_drafts_that_are_with_the_members(client, held, state):
    if state == "signed":
        freeze(held.meeting)
    else:
        type(held.meeting).objects.update(state=state)
    page = work(client, held, "H")
    assert SIGN not in page
    assert READ not in page


def test_other_groups_are_not_seen(client, held):
    foreign = Held()
    page = work(client, held, "H")
    assert address(foreign.meeting) not in page


def test_reader_who_leads_the_group_begins_with_the_work(client, held):
    """The head of the group may be of the administration, who only reads otherwise (seed 000)."""
    head = held.people["H"]
    head.user = make_role(RoleKind.OBSERVER, held.place).user
    head.save()
    client.force_login(head.user)
    work_url = reverse("monitoring:work", args=[held.place.slug])
    assert client.get("/").url == work_url
    page = client.get(work_url).content.decode()
    assert address(held.meeting) in page
    assert "Моя работа" in page.split("</nav>")[0]
    client.force_login(make_role(RoleKind.OBSERVER, held.place).user)
    assert client.get("/").url == reverse("monitoring:dashboard", args=[held.place.slug])
