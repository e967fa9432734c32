"""The team of a school by its own order: who appoints it, who reads the order."""

import datetime

import pytest
from django.urls import reverse

from files import parents
from schools.models import RoleKind, SupportTeam
from tests.factories import make_person, make_post, make_school, make_user_as
from tests.files.samples import make_pdf, upload
from tests.posting import post
from tests.schools.pages import signed_in_as, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(school):
    """Three who work in the school."""
    found = [make_person(school.municipality, surname=name) for name in ("Ель", "Сосна", "Клён")]
    for person in found:
        make_post(person, school=school)
    return found


@pytest.fixture
def sent(people):
    first, *others = people
    return {
        "order_date": "10.01.2026",
        "order_number": "25-о",
        "coordinator": first.pk,
        "members": [person.pk for person in others],
        "version": 1,
    }


def test_director_appoints_the_team_and_the_card_tells_it(client, director, school, people, sent):
    address = url("team-create", school.municipality, school.pk)
    pdf = upload("Приказ 25-о.pdf", make_pdf())
    assert post(client, address, sent | {"file": pdf}).status_code == 302
    team = SupportTeam.objects.get()
    assert (team.coordinator, set(team.members.all())) == (people[0], set(people[1:]))
    page = client.get(reverse("monitoring:school", args=[school.municipality.slug, school.pk]))
    words = page.content.decode()
    assert "Приказ школы от 10.01.2026 № 25-о" in words
    assert all(str(person) in words for person in people)

    assert parents.holder_for(director, team.file) == team
    stranger = make_user_as(RoleKind.DIRECTOR, school=make_school(school.municipality))
    assert parents.holder_for(stranger, team.file) is None


def test_newer_order_replaces_and_the_former_one_stays(client, director, school, people, sent):
    address = url("team-create", school.municipality, school.pk)
    post(client, address, sent)
    changes = {"order_date": "10.02.2026", "order_number": "40-о", "coordinator": people[1].pk}
    post(client, address, sent | changes | {"members": []})
    for day, coordinator in (("2026-02-01", people[0]), ("2026-10-01", people[1])):
        on = datetime.date.fromisoformat(day)
        assert school.teams.on_day(on)[0].coordinator == coordinator
    assert SupportTeam.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"order_number": ""}, "Заполните это поле"),
        ({"order_date": "10.01.2090"}, "Этот день ещё не наступил"),
        ({"members": "coordinator"}, "Координатора среди членов не отмечайте"),
        ({"coordinator": "stranger"}, "Выберите корректный вариант"),
    ],
)
def test_wrong_team_is_told_and_not_stored(client, director, school, sent, changes, words):
    others = {"coordinator": sent["coordinator"], "stranger": make_person(school.municipality).pk}
    changes = {name: others.get(value, value) for name, value in changes.items()}
    answer = post(client, url("team-create", school.municipality, school.pk), sent | changes)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not SupportTeam.objects.exists()


def test_second_of_two_editors_sees_both(client, director, school, people, sent):
    post(client, url("team-create", school.municipality, school.pk), sent)
    team = SupportTeam.objects.get()
    SupportTeam.objects.update(version=2, order_number="26-о")
    address = url("team-update", school.municipality, team.pk)
    answer = post(client, address, sent | {"order_number": "27-о"})
    assert answer.status_code == 409
    assert "26-о" in answer.content.decode()
    assert "27-о" in answer.content.decode()
    done = post(client, address, sent | {"order_number": "27-о", "version": 2, "members": []})
    assert done.status_code == 302
    team.refresh_from_db()
    assert (team.order_number, team.members.count()) == ("27-о", 0)


def test_tutor_and_observer_only_read(school, people):
    for kind, place in ((RoleKind.TUTOR, {"school": school}), (RoleKind.OBSERVER, {})):
        reader = signed_in_as(kind, school.municipality, **place)
        address = url("team-create", school.municipality, school.pk)
        assert reader.get(address).status_code == 403
