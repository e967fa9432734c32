"""Tutors and their schools: one row says it, lists, papers and rights are made from it."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schools.access import access_to
from schools.models import RoleKind, TutorAssignment
from tests.factories import (
    make_assignment,
    make_municipality,
    make_person,
    make_role,
    make_school,
    make_user,
    make_user_as,
)
from tests.posting import post

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def municipality():
    return make_municipality()


@pytest.fixture
def coordinator(client, municipality):
    user = make_user_as(RoleKind.COORDINATOR, municipality)
    client.force_login(user)
    return user


def address(name, municipality, *args):
    return reverse(f"schools:{name}", args=[municipality.slug, *args])


def schools_of(user, municipality):
    return set(access_to(user, municipality).school_ids)


def test_rights_of_a_tutor_begin_and_end_with_the_assignment(municipality):
    today = municipality.today()
    user = make_user()
    person = make_person(municipality, user=user)
    make_role(RoleKind.TUTOR, municipality, user=user)
    now, past, coming = (make_school(municipality) for _ in range(3))
    make_assignment(person, now, until=today)
    make_assignment(person, past, until=today - DAY)
    make_assignment(person, coming, since=today + DAY)
    make_assignment(make_person(municipality), make_school(municipality))
    assert schools_of(user, municipality) == {now.pk}


def test_card_of_a_tutor_without_the_role_opens_nothing(municipality):
    user = make_user_as(RoleKind.DIRECTOR, school=make_school(municipality))
    own = schools_of(user, municipality)
    make_assignment(make_person(municipality, user=user), make_school(municipality))
    assert schools_of(user, municipality) == own


def test_who_acts_for_a_tutor_has_the_schools_of_that_tutor(municipality):
    school = make_school(municipality)
    role = make_role(RoleKind.TUTOR, school=school)
    deputy = make_role(RoleKind.TUTOR, municipality, principal=role).user
    assert schools_of(deputy, municipality) == {school.pk}


def test_tutor_is_assigned_corrected_and_ended_by_forms(client, municipality, coordinator):
    person, school = make_person(municipality), make_school(municipality)
    data = {"person": person.pk, "school": school.pk, "since": "24.04.2023", "basis": "приказ"}
    form = address("tutor-create", municipality)
    assert post(client, form, data).status_code == 302
    row = TutorAssignment.objects.get()
    assert (row.person, row.school, str(row.since), row.until) == (
        person,
        school,
        "2023-04-24",
        None,
    )
    again = post(client, form, data | {"since": "01.05.2023"})
    assert again.status_code == 422
    assert "уже закреплён за этой школой с 24.04.2023" in again.content.decode()
    edit = address("tutor-update", municipality, row.pk)
    ended = {"since": "24.04.2023", "until": "31.12.2023", "version": 1}
    assert post(client, edit, ended | {"until": "01.01.2023"}).status_code == 422
    assert post(client, edit, ended).status_code == 302
    assert post(client, edit, ended).status_code == 409
    later = data | {"since": "01.01.2024"}
    assert post(client, form, later).status_code == 302
    page = client.get(address("tutor-list", municipality)).content.decode()
    assert "01.01.2024" in page
    assert "31.12.2023" not in page
    then = client.get(address("tutor-list", municipality), {"on": "01.06.2023"}).content.decode()
    assert "31.12.2023" in then
    assert "01.01.2024" not in then


def test_foreign_tutor_is_not_found_and_a_tutor_assigns_nobody(client, municipality, coordinator):
    foreign = make_assignment()
    assert client.get(address("tutor-update", municipality, foreign.pk)).status_code == 404
    own = make_school(municipality)
    client.force_login(make_user_as(RoleKind.TUTOR, school=own))
    assert client.get(address("tutor-create", municipality)).status_code == 403
    other = make_assignment(make_person(municipality, surname="Посторонняя"))
    page = client.get(address("tutor-list", municipality)).content.decode()
    assert own.short_name in page
    assert "Посторонняя" not in page
    assert other.school.short_name not in page


def test_list_of_tutors_costs_the_same_with_1_and_30_rows(client, municipality, coordinator):
    make_assignment(make_person(municipality))
    client.get(address("tutor-list", municipality))
    counts = []
    for more in (0, 29):
        for _ in range(more):
            make_assignment(make_person(municipality))
        with CaptureQueriesContext(connection) as queries:
            client.get(address("tutor-list", municipality))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_tutor_is_invited_with_a_card_and_without_a_school(client, municipality, coordinator):
    data = {
        "name": "Тьюторова Анна Петровна",
        "email": "tutor@example.org",
        "kind": RoleKind.TUTOR,
        "since": "2020-01-01",
        "school": make_school(municipality).pk,
    }
    wrong = post(client, address("invite", municipality), data).content.decode()
    assert "Выберите карточку" in wrong
    assert "в списке «Тьюторы и школы»" in wrong
    data |= {"school": "", "person": make_person(municipality).pk}
    assert post(client, address("invite", municipality), data).status_code == 302


def test_database_keeps_one_open_assignment():
    row = make_assignment()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_assignment(row.person, row.school)
