"""Minutes that wait for a signature stand among the work of whoever signs them."""

import pytest
from django.urls import reverse

from schools.models import RoleKind
from tests.factories import make_role, make_school
from tests.posting import post
from tests.workgroups.groups import attend
from tests.workgroups.held import Held, another
from tests.workgroups.signed import freeze
from workgroups.models import Resolution
from workgroups.signing import minutes_digest

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


def test_signer_is_told_what_will_stand_on_no_control(client, held):
    """1.1 and 1.2 are adopted, 3.1 is not; the second item was adopted without words."""
    rows = Resolution.objects.filter(item__meeting=held.meeting)
    rows.update(due_on=held.meeting.held_on)
    rows.filter(item__position=1, position=1).update(due_on=None)
    rows.get(item__position=1, position=2).people.clear()
    rows.filter(item__position=2).delete()
    work(client, held, "H")
    page = client.get(address(held.meeting)).content.decode()
    assert "Решения без даты, на контроль они не встанут: 1.1." in page
    assert "Решения, которые никому не поручены, на контроль они не встанут: 1.2." in page
    assert "по которым решение принято, но не записано, что решили: 2." in page


def test_number_of_minutes_has_a_digit(client, held):
    work(client, held, "H")
    typed = {"number": "ъъъ", "seen_digest": minutes_digest(held.meeting)}
    response = post(client, address(held.meeting), typed)
    assert response.status_code == 422
    assert "В номере протокола нет ни одной цифры." in response.content.decode()
    held.meeting.refresh_from_db()
    assert held.meeting.state == "review"
