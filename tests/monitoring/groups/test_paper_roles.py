"""Who has which papers of a meeting: the department, members, observers, the schools asked."""

import datetime

import pytest
from django.urls import reverse

from monitoring.resolutions import sign_meeting
from schools.models import RoleKind
from tests.factories import (
    make_role,
    make_school,
    make_user,
    make_user_as,
)
from tests.posting import fetch, texts_in
from tests.workgroups.held import Held

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


def test_a_director_has_the_own_extract_and_letter_alone(client, held):
    client.force_login(director_of(held.schools[1]))
    address = reverse("workgroups:meeting-papers", args=[held.place.slug, held.meeting.pk])
    assert client.get(address).status_code == 404
    sign(held)
    told = client.get(address).content.decode()
    assert str(held.schools[1]) in told
    assert str(held.schools[0]) not in told
    own, other = (f"school-{school.pk}" for school in reversed(held.schools))
    for paper, to, code in (
        ("extract", own, 200),
        ("letter", own, 200),
        ("letter", "", 200),
        ("extract", other, 404),
        ("letter", other, 404),
        ("minutes", "", 404),
        ("short", "", 404),
        ("decision", "", 404),
        ("participants", "", 404),
    ):
        assert client.get(f"{address}{paper}/?to={to}").status_code == code, (paper, to)
    text = texts_in(fetch(client, f"{address}extract/?to={own}&as=word")[1])
    assert "Утвердить план работы" in text
    assert "Провести совещание" not in text
    pdf = fetch(client, reverse("files:download", args=[held.meeting.pdf_id]))
    assert pdf[0] == 404


def test_a_stranger_to_the_decisions_finds_nothing(client, held):
    sign(held)
    client.force_login(director_of(make_school(held.place)))
    slug = held.place.slug
    assert page(client, "workgroups:meeting-papers", slug, held.meeting.pk).status_code == 404
    register = page(client, "monitoring:resolution-list", slug)
    assert "Утвердить план" not in register.content.decode()


def test_an_observer_reads_what_is_signed(client, held):
    client.force_login(make_user_as(RoleKind.OBSERVER, held.place))
    address = ("workgroups:meeting-papers", held.place.slug, held.meeting.pk)
    assert page(client, *address).status_code == 404
    sign(held)
    assert page(client, *address).status_code == 200
    minutes = page(client, "workgroups:meeting-paper", *address[1:], "minutes")
    assert minutes.status_code == 302
    assert fetch(client, minutes["Location"])[0] == 200


def test_a_member_reads_the_draft(client, held):
    user = make_user_as(RoleKind.DIRECTOR, school=make_school(held.place))
    held.people["e"].user = user
    held.people["e"].save()
    client.force_login(user)
    address = reverse("workgroups:meeting-papers", args=[held.place.slug, held.meeting.pk])
    assert "ПРОЕКТ" in client.get(address).content.decode()
    assert client.get(f"{address}minutes/").status_code == 200
    assert client.get(f"{address}extract/?item=1").status_code == 404


def test_an_extract_of_nothing_says_what_to_do(client, held):
    sign(held)
    client.force_login(make_user_as(RoleKind.SECRETARY, held.place))
    address = reverse("workgroups:meeting-papers", args=[held.place.slug, held.meeting.pk])
    answer = client.get(f"{address}extract/")
    assert answer.status_code == 403
    assert "Выберите вопросы или адресата" in answer.content.decode()
    assert client.get(f"{address}extract/?item=2").status_code == 200
