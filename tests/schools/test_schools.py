"""Schools: register, card data, lists of support."""

import datetime

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, AuditVerb
from schools.models import RoleKind, School
from tests.factories import (
    make_listing,
    make_programme,
    make_role,
    make_school,
    make_user,
    make_user_as,
)
from tests.posting import post
from tests.schools.pages import cost, url

pytestmark = pytest.mark.django_db


def values_of(**changes):
    values = {
        "name": "МБОУ «Ежовская СОШ»",
        "short_name": "Ежовская СОШ",
        "locality": "д. Ёжово",
        "inn": "0123456789",
        "site": "",
        "aliases": "Ежовская школа\r\nшкола д. Ёжово\r\n",
    }
    return values | changes


def test_coordinator_adds_a_school_with_its_other_names(client, municipality, coordinator):
    answer = post(client, url("school-create", municipality), values_of())

    school = School.objects.get()
    assert answer.url == reverse("monitoring:school", args=[municipality.slug, school.pk])
    assert school.municipality == municipality
    assert [alias.name for alias in school.aliases.all()] == ["Ежовская школа", "школа д. Ёжово"]
    entry = AuditEntry.objects.get(verb=AuditVerb.CREATE)
    assert (entry.by, entry.object_id) == (coordinator, str(school.pk))


def test_school_is_found_by_an_alias_in_any_case_with_e_or_yo(client, municipality, coordinator):
    post(client, url("school-create", municipality), values_of())
    make_school(municipality, short_name="Лесная СОШ")
    for words in ("ежово", "Ёжово", "ЕЖОВСКАЯ школа"):
        page = client.get(url("school-list", municipality), {"search": words}).content.decode()
        assert "Ежовская СОШ" in page
        assert "Лесная" not in page


def test_wrong_school_keeps_what_was_typed(client, municipality, coordinator):
    make_school(municipality, short_name="Ежовская СОШ")
    data = values_of(inn="12", aliases="Старая школа")
    answer = post(client, url("school-create", municipality), data)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "ИНН организации — десять цифр." in page
    assert "Старая школа" in page
    assert School.objects.count() == 1


def test_second_school_of_the_same_name_is_refused(client, municipality, coordinator):
    make_school(municipality, short_name="Ежовская СОШ")
    answer = post(client, url("school-create", municipality), values_of())

    assert answer.status_code == 422
    assert "Школа с таким кратким названием уже есть." in answer.content.decode()


def test_same_name_in_another_municipality_is_fine(client, municipality, coordinator):
    make_school(short_name="Ежовская СОШ")

    assert post(client, url("school-create", municipality), values_of()).status_code == 302


def test_change_replaces_names_and_search_follows(client, municipality, coordinator):
    school = make_school(municipality)
    school.aliases.create(name="Прежняя")
    data = values_of(version=1, aliases="Новая")
    post(client, url("school-update", municipality, school.pk), data)

    school.refresh_from_db()
    assert [alias.name for alias in school.aliases.all()] == ["Новая"]
    assert School.objects.matching("новая ежовская").get() == school
    assert not School.objects.matching("прежняя").exists()
    changes = AuditEntry.objects.get(verb=AuditVerb.CHANGE).changes
    assert changes["short_name"][1] == "Ежовская СОШ"
    assert changes["aliases"] == ["Прежняя", "Новая"]


def test_later_one_sees_both_texts_and_nothing_is_lost(client, municipality, coordinator):
    school = make_school(municipality, locality="с. Первое")
    School.objects.filter(pk=school.pk).update(version=2, locality="с. Второе")
    data = values_of(version=1, locality="с. Третье", aliases="Моя")
    answer = post(client, url("school-update", municipality, school.pk), data)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "с. Второе" in page
    assert "с. Третье" in page
    assert not school.aliases.exists()
    assert School.objects.get().locality == "с. Второе"


def test_stranger_does_not_find_the_school(client, municipality, coordinator):
    foreign = make_school()
    for name in ("school-update", "listing-create"):
        assert client.get(url(name, municipality, foreign.pk)).status_code == 404
    listing = make_listing(foreign)
    assert client.get(url("listing-annul", municipality, listing.pk)).status_code == 404


@pytest.mark.parametrize("kind", [RoleKind.TUTOR, RoleKind.DIRECTOR, RoleKind.OBSERVER])
def test_reader_may_not_change_a_school(client, municipality, kind):
    school = make_school(municipality)
    place = {} if kind == RoleKind.OBSERVER else {"school": school}
    client.force_login(make_user_as(kind, municipality, **place))
    address = url("school-update", municipality, school.pk)

    assert client.get(address).status_code == 403
    assert post(client, address, values_of(version=1)).status_code == 403
    assert School.objects.get().version == 1


def test_director_goes_straight_to_the_own_school(client, municipality):
    school = make_school(municipality)
    make_school(municipality)
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=school))
    answer = client.get(url("school-list", municipality))

    assert answer.url == reverse("monitoring:school", args=[municipality.slug, school.pk])


@pytest.mark.parametrize(("number", "label"), [(1, "Моя школа"), (3, "Мои школы")])
def test_section_of_the_own_schools_is_called_by_their_number(client, municipality, number, label):
    tutor = make_user()
    schools = [make_school(municipality) for _ in range(number)]
    for school in schools:
        make_role(RoleKind.TUTOR, school=school, user=tutor)
    client.force_login(tutor)
    page = client.get(url("school-list", municipality), follow=True).content.decode()

    assert [name for name in ("Моя школа", "Мои школы") if f"</svg>{name}</a>" in page] == [label]
    assert ("<h1>Мои школы</h1>" in page) == (number > 1)
    assert all(school.short_name in page for school in schools)


def test_tutor_sees_the_own_schools_only(client, municipality):
    own = [make_school(municipality) for _ in range(2)]
    other = make_school(municipality, short_name="Чужая школа")
    tutor = make_user_as(RoleKind.TUTOR, school=own[0])
    make_role(RoleKind.TUTOR, school=own[1], user=tutor)
    client.force_login(tutor)
    page = client.get(url("school-list", municipality)).content.decode()

    assert all(school.short_name in page for school in own)
    assert other.short_name not in page


def test_register_shows_lists_of_the_day_and_programmes(client, municipality, coordinator):
    school = make_school(municipality)
    make_listing(school)
    make_listing(school, category="disadvantaged", until=datetime.date(2021, 1, 1))
    make_programme(school)
    page = client.get(url("school-list", municipality)).content.decode()

    assert '<span class="tag">ШНОР</span>' in page
    assert '<span class="tag">ШССУ</span>' not in page
    assert f'?school={school.pk}">1</a>' in page


@pytest.mark.parametrize(
    ("category", "expected"), [("low", "Слабая"), ("disadvantaged", ""), ("none", "Сильная")]
)
def test_register_is_filtered_by_list(client, municipality, coordinator, category, expected):
    make_listing(make_school(municipality, short_name="Слабая"))
    make_school(municipality, short_name="Сильная")
    page = client.get(url("school-list", municipality), {"category": category}).content.decode()

    assert [name for name in ("Слабая", "Сильная") if f">{name}</a>" in page] == (
        [expected] if expected else []
    )


def test_register_costs_the_same_for_one_row_and_for_thirty(client, municipality, coordinator):
    address = url("school-list", municipality)
    make_listing(make_school(municipality))
    one = cost(client, address)
    for _ in range(29):
        make_programme(make_listing(make_school(municipality)).school)
    assert cost(client, address) == one
