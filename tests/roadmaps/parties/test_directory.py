"""Directory of a municipality: what is read of the database, and in how many queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from roadmaps.parties.directory import Directory
from schools.models import RoleKind, SchoolAlias
from tests.factories import (
    make_municipality,
    make_person,
    make_post,
    make_role,
    make_school,
    make_unit,
    make_user_as,
)


def fill(municipality, number):
    for _ in range(number):
        school = make_school(municipality)
        SchoolAlias.objects.create(school=school, name=f"Ещё {school.pk}")
        make_post(make_person(municipality), unit=make_unit(municipality))
        make_post(make_person(municipality), title="директор", school=school)


def queries_of(municipality):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        Directory.of(municipality)
    return len(captured)


def test_queries_do_not_grow_with_people(municipality):
    fill(municipality, 1)
    few = queries_of(municipality)
    fill(municipality, 29)
    assert queries_of(municipality) == few == 6


def test_holds_names_aliases_and_posts_of_today(municipality):
    unit = make_unit(municipality, name="Отдел", aliases="ОО района\n\nРайоно \n")
    person = make_person(municipality, surname="Орлова", first_name="Анна", patronymic="Яновна")
    make_post(person, title="методист", unit=unit)
    make_post(person, title="завуч", until=datetime.date(2000, 1, 1))
    directory = Directory.of(municipality)
    assert [entry.names for entry in directory.units] == [["Отдел", "ОО района", "Районо"]]
    (entry,) = directory.people
    assert (entry.label, entry.posts) == ("Орлова А.Я.", ["методист", "методист Отдел"])


def test_holds_only_its_own(municipality):
    fill(make_municipality(), 1)
    directory = Directory.of(municipality)
    assert (directory.people, directory.units, directory.schools) == ([], [], [])


def test_the_head_signs_and_not_the_deputy(municipality):
    head = make_user_as(RoleKind.HEAD, municipality)
    deputy = make_role(RoleKind.HEAD, municipality, principal=head.roles.get()).user
    make_person(municipality, user=deputy)
    own = make_person(municipality, user=head)
    assert Directory.of(municipality).signatory.pk == own.pk


@pytest.mark.django_db
def test_needs_a_scope():
    municipality = make_municipality()
    fill(municipality, 1)
    with scope(municipality=[municipality.pk]):
        assert len(Directory.of(municipality).people) == 2
    with scope(), pytest.raises(ScopeError):
        Directory.of(municipality)
