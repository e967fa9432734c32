"""Reference data section: whose rows, whose choices, the journal, conflicts with the site."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import AuditEntry, AuditVerb
from documents.models import Order
from monitoring.models import Checkpoint
from roadmaps.models import Edition
from schools.models import Municipality, Person, Post, RoleKind, School, Unit
from schools.models.role import SCHOOL_ROLES
from tests.factories import (
    make_listing,
    make_municipality,
    make_person,
    make_post,
    make_school,
    make_unit,
    make_user,
    make_user_as,
)
from tests.posting import post
from tests.schools.pages import cost

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipality():
    return make_municipality(name="Лесной район")


@pytest.fixture
def administrator(client, municipality):
    """The administrator of one municipality, signed in."""
    user = make_user_as(RoleKind.ADMINISTRATOR, municipality)
    client.force_login(user)
    return user


def rows(prefix, *forms, initial=0):
    """What the section sends for the rows of one part."""
    values = {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": initial}
    for number, form in enumerate(forms):
        values |= {f"{prefix}-{number}-{name}": value for name, value in form.items()}
    return values


def school_values(*aliases, initial=0, **changes):
    values = {"name": "Ежовская СОШ", "short_name": "Ежовская", "seen_version": 1}
    return values | rows("aliases", *aliases, initial=initial) | rows("listings") | changes


def change_url(row):
    return reverse(f"admin:schools_{row._meta.model_name}_change", args=[row.pk])


def list_url(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@pytest.mark.parametrize("kind", [k for k in RoleKind if k != RoleKind.ADMINISTRATOR])
def test_other_roles_do_not_come_in(client, municipality, kind):
    place = {"school": make_school(municipality)} if kind in SCHOOL_ROLES else {}
    client.force_login(make_user_as(kind, municipality, **place))

    assert client.get(reverse("admin:index")).status_code == 403
    assert client.get(list_url(School)).status_code == 403


def test_stranger_is_asked_to_sign_in_on_the_common_page(client):
    answer = client.get(reverse("admin:index"))

    assert answer.url.startswith(reverse("account_login"))


def test_signed_orders_plans_and_control_are_not_here():
    assert not {Order, Edition, Checkpoint} & set(admin.site._registry)


def test_administrator_sees_reference_data_only(client, administrator):
    page = client.get(reverse("admin:index")).content.decode()

    for word in ("Школы", "Люди", "Подразделения и органы", "Муниципалитеты"):
        assert word in page
    for word in ("Роли", "Пользователи", "Журнал", "Письма", "Группы", "Регионы"):
        assert f">{word}</a>" not in page


@pytest.mark.parametrize("name", ["accounts_user", "accounts_auditentry", "schools_role"])
def test_administrator_does_not_open_what_gives_rights(client, administrator, name):
    assert client.get(reverse(f"admin:{name}_changelist")).status_code == 403
    user = make_user()
    assert client.get(reverse("admin:accounts_user_change", args=[user.pk])).status_code == 403


@pytest.mark.parametrize("make", [make_school, make_person, make_unit])
def test_administrator_sees_the_own_municipality(client, municipality, administrator, make):
    own, foreign = make(municipality), make()
    page = client.get(list_url(type(own))).content.decode()

    assert change_url(own) in page
    assert change_url(foreign) not in page
    assert client.get(change_url(own)).status_code == 200
    assert client.get(change_url(foreign)).status_code == 302
    assert post(client, change_url(foreign), {"name": "Чужая"}).status_code == 302
    foreign.refresh_from_db()
    assert "Чужая" not in str(foreign)


def test_administrator_changes_the_letterhead_and_not_the_address(
    client, municipality, administrator
):
    other = make_municipality()
    assert client.get(change_url(other)).status_code == 302
    fields = (
        "name name_genitive time_zone department department_genitive department_short "
        "letterhead place"
    ).split()
    data = {name: getattr(municipality, name) for name in fields}
    data |= {"letterhead": "НОВАЯ ШАПКА", "slug": "stolen", "seen_version": 1}
    post(client, change_url(municipality), data)

    municipality.refresh_from_db()
    assert municipality.letterhead == "НОВАЯ ШАПКА"
    assert municipality.slug != "stolen"
    assert client.get(reverse("admin:schools_municipality_add")).status_code == 403


def test_administrator_adds_rows_in_the_own_municipality_alone(client, municipality, administrator):
    foreign = make_municipality()
    add = reverse("admin:schools_unit_add")
    page = client.get(add).content.decode()
    assert municipality.name in page
    assert f">{foreign.name}<" not in page

    values = {"name": "Методкабинет", "kind": "service"}
    post(client, add, values | {"municipality": foreign.pk})
    assert not Unit.objects.exists()
    post(client, add, values | {"municipality": municipality.pk})
    assert Unit.objects.get().municipality == municipality


def test_school_stays_in_its_municipality(client, municipality, administrator):
    school = make_school(municipality)
    data = school_values(municipality=make_municipality().pk)
    post(client, change_url(school), data)

    school.refresh_from_db()
    assert (school.short_name, school.municipality) == ("Ежовская", municipality)


def test_change_stands_in_the_journal_and_search_follows(client, municipality, administrator):
    school = make_school(municipality)
    post(client, change_url(school), school_values({"name": "Ёжовская школа"}))

    assert School.objects.matching("ежовская школа").get() == school
    entry = AuditEntry.objects.get(verb=AuditVerb.CHANGE)
    assert (entry.by, entry.municipality) == (administrator, municipality.slug)
    assert entry.changes["short_name"][1] == "Ежовская"
    assert AuditEntry.objects.get(verb=AuditVerb.CREATE).object_label == "Ёжовская школа"


def test_change_here_gives_the_form_of_the_site_its_conflict(client, municipality, administrator):
    school = make_school(municipality, locality="с. Прежнее")
    post(client, change_url(school), school_values(locality="с. Новое"))
    site = reverse("schools:school-update", args=[municipality.slug, school.pk])
    answer = post(client, site, {"version": 1, "name": "Моя", "short_name": "Моя"})

    assert answer.status_code == 409
    assert "с. Новое" in answer.content.decode()


def test_change_of_the_site_is_not_overwritten_here(client, municipality, administrator):
    school = make_school(municipality)
    School.objects.update(version=2, locality="с. Новое")
    answer = post(client, change_url(school), school_values(locality="с. Старое"))

    assert "сохранил другой человек" in answer.content.decode()
    assert "с. Старое" in answer.content.decode()
    school.refresh_from_db()
    assert school.locality == "с. Новое"


def test_places_in_the_lists_are_only_looked_at_here(client, municipality, administrator):
    listing = make_listing(make_school(municipality), basis="приказ № 5")
    assert "приказ № 5" in client.get(change_url(listing.school)).content.decode()
    row = {"id": listing.pk, "school": listing.school_id, "category": "low", "since": "01.01.2021"}
    data = school_values() | rows("listings", row, initial=1)
    assert post(client, change_url(listing.school), data).status_code == 302

    listing.refresh_from_db()
    assert (listing.since.year, listing.version) == (2020, 1)


def test_post_elsewhere_is_refused(client, municipality, administrator):
    person = make_person(municipality)
    values = {"surname": "Ежова", "first_name": "А", "gender": "female", "seen_version": 1}
    part = rows("posts", {"title": "методист", "unit": make_unit().pk, "person": person.pk})
    post(client, change_url(person), values | part)

    assert not Post.objects.exists()


def test_administrator_of_two_does_not_mix_them(client, municipality, administrator):
    second = make_municipality()
    administrator.roles.create(kind=RoleKind.ADMINISTRATOR, municipality=second, since="2020-01-01")
    person, unit = make_person(municipality), make_unit(second)
    values = {"surname": "Ежова", "first_name": "А", "gender": "female", "seen_version": 1}
    part = rows("posts", {"title": "методист", "unit": unit.pk, "person": person.pk})
    answer = post(client, change_url(person), values | part)

    assert "в другом муниципалитете" in answer.content.decode()
    assert not Post.objects.exists()


def test_autocomplete_offers_the_own_rows_only(client, municipality, administrator):
    own = make_school(municipality, short_name="Ёжовская")
    make_school(short_name="Ежовская чужая")
    query = {"app_label": "schools", "model_name": "post", "field_name": "school", "term": "ежов"}
    found = client.get(reverse("admin:autocomplete"), query).json()["results"]

    assert found == [{"id": str(own.pk), "text": "Ёжовская"}]


def test_autocomplete_does_not_list_the_users(client, municipality, administrator):
    query = {"app_label": "schools", "model_name": "role", "field_name": "user", "term": "a"}

    assert client.get(reverse("admin:autocomplete"), query).status_code == 403


@pytest.mark.parametrize("words", ["ежова", "ЁЖОВА"])
def test_list_is_searched_as_on_the_site(client, municipality, administrator, words):
    found = make_person(municipality, surname="Ёжова")
    other = make_person(municipality, surname="Белова")
    page = client.get(list_url(Person), {"q": words}).content.decode()

    assert change_url(found) in page
    assert change_url(other) not in page


def test_delete_stands_in_the_journal(client, municipality, administrator):
    unit = make_unit(municipality, name="Лишнее")
    url = reverse("admin:schools_unit_delete", args=[unit.pk])
    post(client, url, {"post": "yes"})

    assert not Unit.objects.exists()
    assert AuditEntry.objects.get(verb=AuditVerb.DELETE).object_label == "Лишнее"


def test_unit_with_posts_is_kept(client, municipality, administrator):
    unit = make_unit(municipality)
    make_post(make_person(municipality), unit=unit)
    url = reverse("admin:schools_unit_delete", args=[unit.pk])
    post(client, url, {"post": "yes"})

    assert Unit.objects.exists()


@pytest.mark.parametrize("make", [make_school, make_person, make_unit])
def test_list_costs_the_same_for_one_row_and_for_thirty(client, municipality, administrator, make):
    model = type(make(municipality))

    address = list_url(model)
    one = cost(client, address)
    for _ in range(29):
        make(municipality)
    assert cost(client, address) == one


def test_superuser_sees_every_municipality(client, municipality):
    client.force_login(make_user(is_superuser=True))
    make_municipality(name="Степной район")
    page = client.get(list_url(Municipality)).content.decode()

    assert "Лесной район" in page
    assert "Степной район" in page
