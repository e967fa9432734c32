"""Case forms of people and schools: suggested, corrected, confirmed, forgotten with the name."""

import pytest
from django.urls import reverse

from documents.posts import post_at_school
from lib.grammar.cases import OBLIQUE, Case
from lib.text import NBSP
from schools.models import Person, RoleKind, School
from tests.factories import make_municipality, make_person, make_post, make_school, make_user_as
from tests.page_forms import forms_of
from tests.posting import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    found = make_person(
        make_municipality(), surname="Ткаченкова", first_name="Нина", patronymic="Павловна"
    )
    make_post(found, title="главный специалист отдела")
    return found


@pytest.fixture
def coordinator(client, person):
    client.force_login(make_user_as(RoleKind.COORDINATOR, person.municipality))
    return client


def page_of(person):
    return reverse("schools:person-forms", args=[person.municipality.slug, person.pk])


def fields_of(client, person):
    page = client.get(page_of(person)).content.decode()
    found = next(form for form in forms_of(page) if "gent_surname" in form.fields)
    return {name: field.value.strip() for name, field in found.fields.items()}


def test_suggested_forms_stand_in_the_fields(coordinator, person):
    fields = fields_of(coordinator, person)
    held = person.posts.get()
    assert fields["datv_surname"] == "Ткаченковой"
    assert fields["ablt_patronymic"] == "Павловной"
    assert fields[f"accs_post{held.pk}"] == "главного специалиста отдела"
    assert not person.has_checked_forms


def test_every_form_may_be_corrected_and_is_printed_so(coordinator, person):
    held = person.posts.get()
    data = fields_of(coordinator, person)
    names = [name for name in data if name.split("_")[0] in {case.value for case in OBLIQUE}]
    assert len(names) == 16
    corrected = {name: f"Слово{number}" for number, name in enumerate(names)}
    assert post(coordinator, page_of(person), data | corrected).status_code == 302
    person.refresh_from_db()
    held.refresh_from_db()
    assert person.has_checked_forms
    for case in OBLIQUE:
        parts = ("surname", "first_name", "patronymic")
        assert person.parts_in(case) == tuple(corrected[f"{case.value}_{part}"] for part in parts)
        assert person.form(case) == f"{corrected[f'{case.value}_surname']}{NBSP}Н.{NBSP}П."
        assert held.form(case) == corrected[f"{case.value}_post{held.pk}"]
    assert person.parts_in(Case.NOMINATIVE) == ("Ткаченкова", "Нина", "Павловна")


def test_checked_forms_do_not_outlive_the_name_or_the_title(coordinator, person):
    data = fields_of(coordinator, person)
    post(coordinator, page_of(person), data | {"datv_surname": "Исправленной"})
    changed = Person.objects.get(pk=person.pk)
    assert changed.parts_in(Case.DATIVE)[0] == "Исправленной"
    changed.surname = "Белова"
    assert not changed.has_checked_forms
    assert changed.parts_in(Case.DATIVE)[0] == "Беловой"
    held = changed.posts.get()
    held.title = "методист"
    assert held.form(Case.DATIVE) == "методисту"


def test_empty_form_is_refused_and_what_was_typed_is_kept(coordinator, person):
    data = fields_of(coordinator, person) | {"gent_surname": "", "datv_surname": "Печатали"}
    response = post(coordinator, page_of(person), data)
    assert response.status_code == 422
    assert "Напишите слово в этом падеже." in response.content.decode()
    assert "Печатали" in response.content.decode()
    person.refresh_from_db()
    assert person.case_forms == {}


def test_late_confirmation_is_told(coordinator, person):
    data = fields_of(coordinator, person)
    Person.objects.filter(pk=person.pk).update(version=7)
    assert post(coordinator, page_of(person), data).status_code == 409
    person.refresh_from_db()
    assert person.case_forms == {}


@pytest.fixture
def school():
    return make_school(make_municipality(), name="Речная основная школа")


@pytest.fixture
def keeper(client, school):
    client.force_login(make_user_as(RoleKind.COORDINATOR, school.municipality))
    return client


def school_fields(client, school):
    address = reverse("schools:school-forms", args=[school.municipality.slug, school.pk])
    page = client.get(address).content.decode()
    found = next(form for form in forms_of(page) if "gent" in form.fields)
    return address, {name: field.value.strip() for name, field in found.fields.items()}


def test_name_of_a_school_is_suggested_corrected_and_printed_so(keeper, school):
    address, data = school_fields(keeper, school)
    assert data["gent"] == "Речной основной школы"
    assert data["ablt"] == "Речной основной школой"
    assert post(keeper, address, data | {"gent": "Речной школы"}).status_code == 302
    school.refresh_from_db()
    assert school.has_checked_forms
    held = make_post(make_person(school.municipality), title="директор школы", school=school)
    assert post_at_school(held) == "директор Речной школы"
    school.name = "Луговая школа"
    assert not school.has_checked_forms
    assert school.form(Case.GENITIVE) == "Луговой школы"


def test_abbreviated_name_is_not_declined(school):
    school.name = "МБОУ СОШ № 1"
    assert {school.form(case) for case in OBLIQUE} == {"МБОУ СОШ № 1"}


def test_late_confirmation_of_a_school_is_told(keeper, school):
    address, data = school_fields(keeper, school)
    School.objects.filter(pk=school.pk).update(version=7)
    assert post(keeper, address, data).status_code == 409
    school.refresh_from_db()
    assert school.case_forms == {}


def test_people_without_checked_forms_are_found(coordinator, person):
    other = make_person(person.municipality, surname="Белов")
    post(coordinator, page_of(person), fields_of(coordinator, person))
    address = reverse("schools:person-list", args=[person.municipality.slug])
    coordinator.get(address)  # the notice of what is saved is shown once
    page = coordinator.get(address, {"unchecked": "on"}).content.decode()
    assert "Белов" in page
    assert "Ткаченкова" not in page
    Person.objects.filter(pk=person.pk).update(surname="Ткаченко")
    unchecked = Person.objects.filter(municipality=person.municipality).with_unchecked_forms()
    assert set(unchecked) == {person, other}
