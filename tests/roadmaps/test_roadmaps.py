import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.one_time import FIELD
from roadmaps.models import Edition, Layout, Roadmap
from schools.models import RoleKind
from tests.factories import approve, make_edition, make_listing, make_roadmap, make_school
from tests.posting import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def add_url(municipality):
    return reverse("roadmaps:roadmap-create", args=[municipality.slug])


@pytest.fixture
def data(school):
    return {
        "name": "Карта на 2026 год",
        "starts_on": "01.01.2026",
        "ends_on": "31.12.2026",
        "schools": [school.pk],
        "layout": Layout.objects.get(code="L1").pk,
        "heading": "ПЛАН\nМЕРОПРИЯТИЙ",
    }


def edit_url(roadmap):
    return reverse("roadmaps:roadmap-update", args=[roadmap.municipality.slug, roadmap.pk])


def test_page_offers_own_schools_and_marks_the_listed(coordinator, add_url, school):
    make_listing(school)
    stranger = make_school(name="Чужая школа", short_name="Чужая школа")
    page = coordinator.get(add_url).content.decode()
    assert f"{school.short_name} — в перечне поддержки" in page
    assert stranger.short_name not in page
    assert "ПЛАН МЕРОПРИЯТИЙ" in page
    assert page.count('<svg class="schematic"') == 5


def test_coordinator_creates_a_plan(coordinator, add_url, data, school, municipality):
    post(coordinator, add_url, data)
    roadmap = Roadmap.objects.get()
    assert (roadmap.municipality, list(roadmap.schools.all())) == (municipality, [school])
    edition = roadmap.editions.get()
    assert (edition.number, edition.state, edition.heading) == (1, "draft", "ПЛАН\nМЕРОПРИЯТИЙ")
    assert AuditEntry.objects.filter(object_type="дорожная карта", verb="create").exists()


def test_form_sent_twice_creates_one_plan(coordinator, add_url, data):
    data[FIELD] = "one-and-the-same-form-key"
    answers = [coordinator.post(add_url, data) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Roadmap.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("starts_on", "32.01.2026", "Укажите дату так: 15.04.2026."),
        ("ends_on", "31.12.2020", "Дата окончания раньше даты начала."),
        ("layout", "", "Выберите форму таблицы."),
        ("layout", "999999", "Такой формы нет."),
        ("schools", ["999999"], "Такой школы нет в списке муниципалитета."),
        ("schools", ["нет"], "Такой школы нет в списке муниципалитета."),
        ("name", "", "Заполните это поле."),
    ],
)
def test_wrong_input_is_explained_and_nothing_is_stored(
    field, value, message, coordinator, add_url, data
):
    response = post(coordinator, add_url, data | {field: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert "ПЛАН\nМЕРОПРИЯТИЙ" in page.replace("\r", "")
    assert Roadmap.objects.count() == Edition.objects.count() == 0


def test_school_of_another_municipality_is_refused(coordinator, add_url, data):
    response = post(coordinator, add_url, data | {"schools": [make_school().pk]})
    assert response.status_code == 422
    assert "Такой школы нет" in response.content.decode()
    assert not Roadmap.objects.exists()


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (RoleKind.METHODOLOGIST, 200),
        (RoleKind.HEAD, 200),
        (RoleKind.SECRETARY, 403),
        (RoleKind.OBSERVER, 403),
    ],
)
def test_planners_alone_open_the_form(kind, code, client_as, add_url):
    assert client_as(kind).get(add_url).status_code == code


def test_coordinator_changes_name_and_schools(coordinator, municipality, school):
    roadmap = make_roadmap(municipality)
    make_edition(roadmap)
    data = {
        "name": "Новое имя",
        "starts_on": "2026-02-01",
        "ends_on": "2026-11-30",
        "schools": [school.pk],
        "version": 1,
    }
    response = post(coordinator, edit_url(roadmap), data)
    assert response.status_code == 302
    roadmap.refresh_from_db()
    assert (roadmap.name, roadmap.version) == ("Новое имя", 2)
    assert list(roadmap.schools.all()) == [school]


def test_second_of_two_gets_both_texts(coordinator, municipality, school):
    roadmap = make_roadmap(municipality, schools=[school])
    make_edition(roadmap)
    data = {"starts_on": "2026-01-01", "ends_on": "2026-12-31", "version": 1}
    post(coordinator, edit_url(roadmap), data | {"name": "Первое", "schools": [school.pk]})
    response = post(coordinator, edit_url(roadmap), data | {"name": "Второе"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Первое" in page
    assert "Второе" in page
    assert school.short_name in page
    assert Roadmap.objects.get().name == "Первое"
    assert list(Roadmap.objects.get().schools.all()) == [school]


def test_plan_with_an_approved_edition_keeps_its_schools(coordinator, municipality, school):
    roadmap = make_roadmap(municipality, schools=[school])
    approve(make_edition(roadmap))
    make_edition(roadmap, number=2)
    response = post(coordinator, edit_url(roadmap), {"name": "Другое", "version": 1})
    assert response.status_code == 409
    assert "Другое" in response.content.decode()
    assert "утверждена приказом" in response.content.decode()
    assert list(roadmap.schools.all()) == [school]


def test_plan_of_another_municipality_is_not_found(coordinator, municipality):
    foreign = make_edition().roadmap
    url = reverse("roadmaps:roadmap-update", args=[municipality.slug, foreign.pk])
    assert coordinator.get(url).status_code == 404
