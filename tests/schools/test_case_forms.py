"""Case forms of people: suggested, corrected, confirmed, forgotten with the name."""

import pytest
from django.urls import reverse

from lib.grammar.cases import OBLIQUE, Case
from lib.text import NBSP
from schools.models import Person, RoleKind
from tests.factories import make_municipality, make_person, make_post, make_user_as
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
