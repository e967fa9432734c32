"""People: register, card with posts."""

import datetime

import pytest

from accounts.models import AuditEntry, AuditVerb
from schools.models import Person, Post, RoleKind
from tests.factories import (
    make_person,
    make_post,
    make_school,
    make_unit,
    make_user,
    make_user_as,
)
from tests.posting import post
from tests.schools.pages import cost, url

pytestmark = pytest.mark.django_db


def values_of(*posts, initial=0, **changes):
    """What the form sends: the person and the rows of posts."""
    values = {
        "surname": "Ежова",
        "first_name": "Алёна",
        "patronymic": "Петровна",
        "gender": "female",
        "phone": "",
        "posts-TOTAL_FORMS": len(posts),
        "posts-INITIAL_FORMS": initial,
        "posts-MIN_NUM_FORMS": 0,
        "posts-MAX_NUM_FORMS": 20,
    }
    for number, row in enumerate(posts):
        values |= {f"posts-{number}-{name}": value for name, value in row.items()}
    return values | changes


def test_coordinator_adds_a_person_with_a_post(client, municipality, coordinator):
    unit = make_unit(municipality)
    data = values_of({"title": "методист", "unit": unit.pk}, {"title": ""})
    answer = post(client, url("person-create", municipality), data)

    assert answer.url == url("person-list", municipality)
    person = Person.objects.get()
    assert person.municipality == municipality
    assert [(row.title, row.unit) for row in person.posts.all()] == [("методист", unit)]
    assert AuditEntry.objects.get(verb=AuditVerb.CREATE).by == coordinator


def test_change_saves_adds_and_drops_posts(client, municipality, coordinator):
    person = make_person(municipality)
    kept, dropped = make_post(person, title="методист"), make_post(person, title="завуч")
    school = make_school(municipality)
    data = values_of(
        {"id": kept.pk, "title": "старший методист"},
        {"id": dropped.pk, "title": "завуч", "DELETE": "on"},
        {"title": "директор", "school": school.pk, "since": "2026-01-09"},
        initial=2,
        version=1,
    )
    post(client, url("person-update", municipality, person.pk), data)

    assert [row.title for row in person.posts.all()] == ["старший методист", "директор"]
    assert person.posts.last().since == datetime.date(2026, 1, 9)
    assert Person.objects.matching("ЕЖОВА алена").get() == person
    posts = AuditEntry.objects.get(verb=AuditVerb.CHANGE).changes["posts"]
    assert "завуч" in posts[0]
    assert "завуч" not in posts[1]


def test_post_of_another_person_cannot_be_taken(client, municipality, coordinator):
    person, other = make_person(municipality), make_person()
    foreign = make_post(other, title="начальник")
    data = values_of({"id": foreign.pk, "title": "никто"}, initial=1, version=1)
    answer = post(client, url("person-update", municipality, person.pk), data)

    assert answer.status_code == 422
    foreign.refresh_from_db()
    assert (foreign.person, foreign.title) == (other, "начальник")
    assert not person.posts.exists()
    assert Person.objects.get(pk=person.pk).version == 1


@pytest.mark.parametrize(("name", "make"), [("unit", make_unit), ("school", make_school)])
def test_place_of_another_municipality_is_refused(client, municipality, coordinator, name, make):
    data = values_of({"title": "методист", name: make().pk})
    answer = post(client, url("person-create", municipality), data)

    assert answer.status_code == 422
    assert "Выберите корректный вариант" in answer.content.decode()
    assert not Person.objects.exists()


def test_wrong_dates_of_a_post_keep_what_was_typed(client, municipality, coordinator):
    row = {"title": "методист", "since": "2026-05-01", "until": "2026-04-01"}
    answer = post(client, url("person-create", municipality), values_of(row))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Дата окончания раньше даты начала." in page
    assert 'value="методист"' in page
    assert not Person.objects.exists()


def test_unit_and_school_at_once_are_refused(client, municipality, coordinator):
    row = {
        "title": "методист",
        "unit": make_unit(municipality).pk,
        "school": make_school(municipality).pk,
    }
    answer = post(client, url("person-create", municipality), values_of(row))

    assert answer.status_code == 422
    assert "Оставьте одно" in answer.content.decode()


def test_form_without_the_rows_of_posts_is_refused(client, municipality, coordinator):
    data = {name: value for name, value in values_of().items() if "posts" not in name}

    assert post(client, url("person-create", municipality), data).status_code == 422


def test_later_one_sees_both_texts_and_keeps_the_posts(client, municipality, coordinator):
    person = make_person(municipality, phone="1")
    Person.objects.update(version=2, phone="2-22")
    data = values_of({"title": "новая должность"}, version=1, phone="3-33")
    answer = post(client, url("person-update", municipality, person.pk), data)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "2-22" in page
    assert "3-33" in page
    assert 'value="новая должность"' in page
    assert not Post.objects.exists()


def test_person_of_another_municipality_is_not_found(client, municipality, coordinator):
    foreign = make_person()

    assert client.get(url("person-update", municipality, foreign.pk)).status_code == 404


def test_methodologist_reads_people_and_changes_nobody(client, municipality):
    person = make_person(municipality)
    client.force_login(make_user_as(RoleKind.METHODOLOGIST, municipality))
    page = client.get(url("person-list", municipality)).content.decode()

    assert person.full_name in page
    assert url("person-update", municipality, person.pk) not in page
    assert client.get(url("person-update", municipality, person.pk)).status_code == 403
    assert client.get(url("person-create", municipality)).status_code == 403


def test_director_does_not_see_people(client, municipality):
    client.force_login(make_user_as(RoleKind.DIRECTOR, school=make_school(municipality)))

    assert client.get(url("person-list", municipality)).status_code == 403


@pytest.mark.parametrize("words", ["ежова", "Ёжова", "ЕЖОВА А", "петр ёжов"])
def test_register_finds_whatever_the_case_and_yo(client, municipality, coordinator, words):
    values = {"first_name": "Алёна", "patronymic": "Петровна"}
    make_person(municipality, surname="Ёжова", **values)
    make_person(municipality, surname="Белова")
    page = client.get(url("person-list", municipality), {"search": words}).content.decode()

    assert "Ёжова Алёна Петровна" in page
    assert "Белова" not in page


def test_register_shows_posts_of_today_and_the_sign_in(client, municipality, coordinator):
    person = make_person(municipality, user=make_user())
    make_post(person, title="методист", unit=make_unit(municipality, name="Методкабинет"))
    make_post(person, title="завуч", until=datetime.date(2020, 1, 1))
    make_post(person, title="начальник", since=datetime.date(2999, 1, 1))
    page = client.get(url("person-list", municipality)).content.decode()

    assert "методист" in page
    assert "Методкабинет" in page
    assert "завуч" not in page
    assert "начальник" not in page
    assert ">есть</td>" in page


def test_register_is_filtered_by_school(client, municipality, coordinator):
    school = make_school(municipality)
    make_post(make_person(municipality, surname="Нужная"), school=school)
    make_person(municipality, surname="Лишняя")
    gone = make_person(municipality, surname="Ушедшая")
    make_post(gone, school=school, until=datetime.date(2020, 1, 1))
    page = client.get(url("person-list", municipality), {"school": school.pk}).content.decode()

    assert "Нужная" in page
    assert "Лишняя" not in page
    assert "Ушедшая" not in page


def test_post_is_held_from_its_first_day_to_its_last():
    first, last = datetime.date(2026, 3, 1), datetime.date(2026, 3, 31)
    make_post(since=first, until=last)
    day = datetime.timedelta(days=1)
    held = [Post.objects.held(on).exists() for on in (first - day, first, last, last + day)]

    assert held == [False, True, True, False]
    make_post()
    assert Post.objects.held(first - day).count() == 1


def test_people_of_a_school_are_those_of_today(municipality):
    school = make_school(municipality)
    today = make_post(school=school, title="директор")
    make_post(school=school, title="директор", since=datetime.date(2999, 1, 1))
    make_post(school=school, title="директор", until=datetime.date(2020, 1, 1))

    assert list(school.posts.held(municipality.today())) == [today]


def test_register_costs_the_same_for_one_row_and_for_thirty(client, municipality, coordinator):
    address = url("person-list", municipality)
    unit = make_unit(municipality)
    make_post(make_person(municipality), unit=unit)
    one = cost(client, address)
    for _ in range(29):
        make_post(make_person(municipality), unit=unit)
    assert cost(client, address) == one
