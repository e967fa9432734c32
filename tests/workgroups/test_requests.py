"""Requests for information: asked, answered once, seen by those whom they concern."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from letters.models import Letter
from lib.versions import Conflict
from monitoring.workgroup_work import requests_to_answer
from schools.access import access_to
from schools.models import RoleKind
from tests.factories import make_person, make_role, make_school, make_user, make_user_as
from tests.files.samples import make_pdf
from tests.posting import post
from tests.schools.pages import cost, signed_in_as
from tests.workgroups.groups import DAY, make_group, make_meeting, make_regulation, make_request
from workgroups import requests
from workgroups.models import InformationRequest

pytestmark = pytest.mark.django_db


def url(name, municipality, *args):
    return reverse(f"workgroups:{name}", args=[municipality.slug, *args])


@pytest.fixture
def asked(group, school):
    return make_request(group, school=school, due_on=datetime.date(2090, 5, 5))


@pytest.fixture
def director(school):
    return signed_in_as(RoleKind.DIRECTOR, school.municipality, school=school)


def form(**values):
    return {"text": "Какие темы трудны", "asked_on": "2026-05-20", "due_on": "2026-06-01"} | values


def test_school_is_asked_by_a_letter_to_those_who_answer(client, secretary, group, school):
    director = make_user_as(RoleKind.DIRECTOR, school=school)
    coordinator = make_user_as(RoleKind.SCHOOL_COORDINATOR, school=school)
    make_user_as(RoleKind.DIRECTOR, school=make_school(group.municipality))
    make_role(RoleKind.DIRECTOR, school=school, until=datetime.date(2020, 1, 1))
    address = url("request-create", group.municipality, group.pk)
    assert post(client, address, form(school=school.pk)).status_code == 302
    letters = Letter.objects.order_by("pk")
    assert [one.to for one in letters] == [director.email, coordinator.email]
    assert "1 июня 2026" in letters[0].body.replace("\u00a0", " ")
    assert f"/groups/requests/{InformationRequest.objects.get().pk}/" in letters[0].body


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Выберите одно"),
        ({"addressee": "Отдел", "school": "own"}, "Выберите одно"),
        ({"addressee": "Отдел", "due_on": "2026-05-19"}, "Срок ответа раньше"),
    ],
)
def test_wrong_request_keeps_what_was_typed(client, secretary, group, school, values, words):
    values = {name: school.pk if value == "own" else value for name, value in values.items()}
    response = post(client, url("request-create", group.municipality, group.pk), form(**values))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Какие темы трудны" in response.content.decode()
    assert not InformationRequest.objects.exists()


def test_director_answers_with_a_file(director, asked, secretary, client):
    place = asked.municipality
    work = reverse("monitoring:work", args=[place.slug])
    assert "Ответить на запросы информации" in director.get(work).content.decode()
    address = url("request-answer", place, asked.pk)
    assert post(director, address, {"version": asked.version}).status_code == 422
    file = SimpleUploadedFile("Ответ.pdf", make_pdf())
    data = {"version": asked.version, "answer": "Трудны дроби.", "file": file}
    assert post(director, address, data).status_code == 302
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_on) == ("Трудны дроби.", place.today())
    assert asked.answer_file.name == "Ответ.pdf"
    assert "Ответить на запросы" not in director.get(work).content.decode()
    page = client.get(url("request", place, asked.pk)).content.decode()
    assert "Трудны дроби." in page
    assert "Ответ.pdf" in page


def test_request_is_answered_once(asked, by):
    twin = InformationRequest.objects.get(pk=asked.pk)
    requests.answer(asked, text="Да", upload=None, seen_version=1, by=by)
    with pytest.raises(requests.Answered):
        requests.answer(twin, text="Нет", upload=None, seen_version=1, by=by)
    with pytest.raises(requests.Answered):
        requests.change_request(twin, ["text"], seen_version=2, by=by)
    asked.refresh_from_db()
    assert asked.answer == "Да"


def test_answer_to_a_request_that_was_changed_is_not_lost(director, asked, by):
    asked.text = "Другое"
    requests.change_request(asked, ["text"], seen_version=1, by=by)
    address = url("request-answer", asked.municipality, asked.pk)
    response = post(director, address, {"version": 1, "answer": "Мой ответ"})
    assert response.status_code == 409
    assert "Мой ответ" in response.content.decode()
    with pytest.raises(Conflict):
        requests.answer(asked, text="Да", upload=None, seen_version=1, by=by)


def test_late_answer_is_shown(client, secretary, group):
    late = make_request(group, due_on=datetime.date(2020, 1, 1))
    page = client.get(url("request-list", group.municipality), {"state": "late"}).content.decode()
    assert f"/requests/{late.pk}/" in page
    assert "просрочено на" in page
    page = client.get(url("request-list", group.municipality), {"state": "done"}).content.decode()
    assert f"/requests/{late.pk}/" not in page


def test_person_sees_and_answers_what_is_asked_of_the_person(group):
    place = group.municipality
    user = make_user_as(RoleKind.TUTOR, place)
    mine = make_request(group, person=make_person(place, user=user))
    make_request(group, person=make_person(place))
    assert requests_to_answer(access_to(user, place)) == [mine]


def test_member_sees_what_the_group_asks_and_a_stranger_does_not(group, people, school, asked):
    place = group.municipality
    other = make_school(place)
    for person, seen in ((people["a"], 200), (make_person(place), 404)):
        user = make_user()
        make_role(RoleKind.DIRECTOR, school=other, user=user)
        type(person).objects.filter(pk=person.pk).update(user=user)
        client = signed_in(user)
        assert client.get(url("group", place, group.pk)).status_code == seen
        assert client.get(url("request", place, asked.pk)).status_code == seen
        assert client.get(url("composition", place, group.pk)).status_code == seen
        assert ("Рабочая группа" in frame(client, place)) is (seen == 200)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def frame(client, place):
    page = client.get(reverse("monitoring:work", args=[place.slug])).content.decode()
    return page.partition("<nav")[2].partition("</nav>")[0]


def test_request_counts_among_what_was_asked_this_month(director, group, school):
    today = group.municipality.today()
    make_request(group, school=school, asked_on=today, due_on=today, text="Новый запрос")
    make_request(group, school=school, asked_on=datetime.date(2020, 1, 1), text="Прежний запрос")
    page = director.get(reverse("monitoring:work", args=[group.municipality.slug]))
    page = page.content.decode()
    assert "Запросов от управления в этом месяце: 1" in page
    assert "Запрос информации " in page


# --- what pages cost


def test_cost_of_the_register_does_not_depend_on_the_number_of_groups(client, secretary):
    place = secretary.roles.get().municipality
    one = make_group(place)
    make_regulation(one)
    address = url("group-list", place)
    before = cost(client, address)
    for number in range(29):
        group = make_group(place, letters="HSa", name=f"Группа {number}")
        make_regulation(group)
        make_meeting(group)
    assert cost(client, address) == before
    work = reverse("monitoring:work", args=[place.slug])
    before = cost(client, work)
    make_regulation(make_group(place, letters="HSa", name="Последняя"))
    assert cost(client, work) == before


def test_cost_of_requests_does_not_depend_on_their_number(client, secretary, group, school):
    address = url("request-list", group.municipality)
    make_request(group, school=school)
    before = cost(client, address)
    for _ in range(29):
        make_request(group, person=make_person(group.municipality))
    assert cost(client, address) == before


def test_cost_of_a_group_does_not_depend_on_what_it_has(client, secretary, group, regulation):
    address = url("group", group.municipality, group.pk)
    make_request(group)
    make_meeting(group)
    before = cost(client, address)
    for number in range(29):
        make_request(group, person=make_person(group.municipality))
        make_meeting(group, held_on=DAY + datetime.timedelta(days=number + 1))
    assert cost(client, address) == before


def test_page_that_is_not_found_keeps_the_sections_of_a_member(group, people, school):
    user = make_user_as(RoleKind.DIRECTOR, school=school)
    type(people["a"]).objects.filter(pk=people["a"].pk).update(user=user)
    page = signed_in(user).get(url("group", group.municipality, 10_000))
    assert page.status_code == 404
    sections = page.content.decode().partition("<nav")[2].partition("</nav>")[0]
    assert "Рабочая группа" in sections


def test_a_request_that_nobody_was_told_of_says_so(client, secretary, group, school):
    address = url("request-create", group.municipality, group.pk)
    page = post(client, address, form(school=school.pk), follow=True).content.decode()
    assert "письмо не ушло" in page
    assert "Запрос отправлен" not in page
    assert not Letter.objects.exists()


def test_who_is_asked_instead_gets_a_letter_and_who_was_told_no_other(
    client, secretary, asked, director
):
    other = make_school(asked.municipality)
    second = make_user_as(RoleKind.DIRECTOR, school=other)
    address = url("request-update", asked.municipality, asked.pk)
    values = form(school=asked.school_id, version=1, due_on="2090-05-05")
    assert post(client, address, values).status_code == 302
    assert not Letter.objects.exists()
    post(client, address, values | {"school": other.pk, "version": 2})
    assert [letter.to for letter in Letter.objects.all()] == [second.email]


def test_a_former_member_does_not_read_what_the_group_asks_today(group, people, asked):
    user = make_user_as(RoleKind.DIRECTOR, school=make_school(group.municipality))
    type(people["a"]).objects.filter(pk=people["a"].pk).update(user=user)
    access = access_to(user, group.municipality)
    assert list(InformationRequest.objects.visible_to(access)) == [asked]
    group.memberships.filter(person=people["a"]).update(until=DAY)
    access = access_to(user, group.municipality)
    assert not InformationRequest.objects.visible_to(access).exists()


def test_another_addressee_without_a_sign_in_is_said(client, secretary, asked, director):
    address = url("request-update", asked.municipality, asked.pk)
    values = form(school=make_school(asked.municipality).pk, version=1, due_on="2090-05-05")
    page = post(client, address, values, follow=True).content.decode()
    assert "письмо не ушло" in page
    assert not Letter.objects.exists()
