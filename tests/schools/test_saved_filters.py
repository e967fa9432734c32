"""«Мои отборы»: one's own, at most twenty, never a broken page."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, resolve, reverse

from accounts.access import IN_ROLE, registry
from lib.registers import RegisterView
from schools.models import RoleKind, SavedFilter
from schools.models.saved_filter import MOST
from tests.addresses import OBJECTS
from tests.factories import make_checkpoint, make_municipality, make_role, make_school
from tests.posting import post
from tests.schools.pages import cost, signed_in_as, url

pytestmark = pytest.mark.django_db

SCHOOLS, PEOPLE = "schools:school-list", "schools:person-list"
QUERY = "category=low&is_leader=on&sort=-short_name"


def make_filter(user, municipality, **values):
    defaults = {"register": SCHOOLS, "name": "Слабые лидеры", "query": QUERY}
    place = 1 + SavedFilter._base_manager.filter(user=user).count()
    return SavedFilter.objects.create(
        user=user, municipality=municipality, place=place, **defaults | values
    )


def save(client, municipality, *, register=SCHOOLS, **data):
    data = {"name": "Слабые лидеры", "query": QUERY} | data
    return post(client, url("saved-filter-create", municipality, register), data)


def own(user):
    return [
        (row.register, row.name, row.query) for row in SavedFilter._base_manager.filter(user=user)
    ]


def test_filter_is_saved_from_the_register_and_opens_as_it_was(client, coordinator, municipality):
    page = client.get(f"{url('school-list', municipality)}?{QUERY}&page=3").content.decode()
    assert f"{url('saved-filter-create', municipality, SCHOOLS)}?category=low" in page
    address = f"{url('saved-filter-create', municipality, SCHOOLS)}?{QUERY}&page=3&beside=1"
    form = client.get(address)
    assert f'value="{QUERY.replace("&", "&amp;")}"' in form.content.decode()
    words = "Перечень — ШНОР; только школы-лидеры; по столбцу «Школа», в обратном порядке"
    assert words in form.content.decode()

    assert save(client, municipality, name="  Слабые   лидеры ").status_code == 302
    assert own(coordinator) == [(SCHOOLS, "Слабые лидеры", QUERY)]
    saved = SavedFilter.objects.get()
    page = client.get(url("school-list", municipality)).content.decode()
    assert f'<a href="{url("saved-filter", municipality, saved.pk)}">Слабые лидеры</a>' in page
    opened = client.get(url("saved-filter", municipality, saved.pk))
    assert opened.url == f"{url('school-list', municipality)}?{QUERY}"
    # It belongs to this register alone.
    assert "Слабые лидеры" not in client.get(url("person-list", municipality)).content.decode()


def test_link_follows_the_filter_when_htmx_changes_the_rows(client, coordinator, municipality):
    headers = {"HX-Request": "true", "HX-Target": "register"}
    address = f"{url('school-list', municipality)}?{QUERY}"
    rows = client.get(address, headers=headers).content.decode()
    assert "<html" not in rows
    assert f"{url('saved-filter-create', municipality, SCHOOLS)}?category=low" in rows


def test_unfiltered_register_offers_nothing_to_save(client, coordinator, municipality):
    page = client.get(url("school-list", municipality)).content.decode()
    assert "Сохранить отбор" not in page
    answer = save(client, municipality, query="page=2&unknown=1&sort=lists&category=nonsense")
    assert answer.status_code == 422
    assert "Сохранять нечего" in answer.content.decode()
    assert own(coordinator) == []


def test_unknown_and_malformed_conditions_are_dropped(client, coordinator, municipality):
    foreign = make_school()
    query = f"school={foreign.pk}&unchecked=on&search=%00&sort=;drop&evil=1&unchecked=1"
    assert save(client, municipality, register=PEOPLE, query=query).status_code == 302
    assert own(coordinator) == [(PEOPLE, "Слабые лидеры", "unchecked=on&unchecked=1")]


def test_too_long_conditions_are_told(client, coordinator, municipality):
    answer = save(client, municipality, query=f"search={'я' * 700}")
    assert answer.status_code == 422
    assert "сократите слова для поиска" in answer.content.decode()


def test_vanished_choice_is_told_and_the_rest_opens(client, coordinator, municipality):
    school = make_school(municipality)
    query = f"school={school.pk}&unchecked=on"
    saved = make_filter(coordinator, municipality, register=PEOPLE, query=query)
    school.delete()
    answer = client.get(url("saved-filter", municipality, saved.pk), follow=True)
    assert answer.redirect_chain == [(f"{url('person-list', municipality)}?unchecked=on", 302)]
    assert "больше нельзя выбрать сохранённое: «Школа»" in answer.content.decode()


def test_register_of_a_higher_floor_is_known_by_its_address(client, coordinator, municipality):
    make_checkpoint(municipality=municipality)
    control = "monitoring:checkpoint-list"
    assert save(client, municipality, register=control, query="overdue=on").status_code == 302
    address = reverse(control, args=[municipality.slug])
    assert "Слабые лидеры" in client.get(address).content.decode()


@pytest.mark.parametrize(
    "name", ["monitoring:work", "monitoring:roadmap", "home", "admin:index", "x"]
)
def test_what_is_no_register_is_not_found(client, coordinator, municipality, name):
    assert client.get(url("saved-filter-create", municipality, name)).status_code == 404
    assert save(client, municipality, register=name).status_code == 404


def test_register_of_others_is_not_found(school):
    client = signed_in_as(RoleKind.DIRECTOR, school.municipality, school=school)
    assert (
        save(client, school.municipality, register=PEOPLE, query="unchecked=on").status_code == 404
    )


def test_name_is_the_person_s_once(client, coordinator, municipality):
    make_filter(coordinator, municipality)
    answer = save(client, municipality)
    assert answer.status_code == 422
    assert "Отбор с таким названием у вас уже есть" in answer.content.decode()
    assert save(client, municipality, register=PEOPLE, query="unchecked=on").status_code == 302
    assert save(client, municipality, name="я" * 61).status_code == 422
    assert len(own(coordinator)) == 2


def test_at_most_twenty(client, coordinator, municipality):
    rows = [make_filter(coordinator, municipality, name=f"Отбор {n}") for n in range(MOST)]
    answer = save(client, municipality, name="Лишний")
    assert answer.status_code == 409
    assert "уже 20 отборов" in answer.content.decode()
    rows[4].delete()
    assert save(client, municipality, name="Лишний").status_code == 302
    assert SavedFilter.objects.get(name="Лишний").place == 5


@pytest.mark.parametrize("values", [{"place": MOST + 1}, {"place": 1}, {"name": "Слабые лидеры"}])
def test_bases_keep_the_limits_whatever_the_code_does(coordinator, municipality, values):
    make_filter(coordinator, municipality)
    values = {"register": SCHOOLS, "name": "Другой", "query": QUERY, "place": 2} | values
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedFilter.objects.create(user=coordinator, municipality=municipality, **values)


def test_filter_of_another_person_is_not_found(client, coordinator, municipality):
    colleague = make_role(RoleKind.COORDINATOR, municipality).user
    saved = make_filter(colleague, municipality)
    for name in ("saved-filter", "saved-filter-update"):
        assert client.get(url(name, municipality, saved.pk)).status_code == 404
    assert post(client, url("saved-filter-delete", municipality, saved.pk)).status_code == 404
    assert "Слабые лидеры" not in client.get(url("school-list", municipality)).content.decode()
    assert (
        "Слабые лидеры" not in client.get(url("saved-filter-list", municipality)).content.decode()
    )


def test_filter_stays_in_its_municipality(client, coordinator, municipality):
    other = make_municipality()
    make_role(RoleKind.COORDINATOR, other, user=coordinator)
    saved = make_filter(coordinator, other)
    assert "Слабые лидеры" not in client.get(url("school-list", municipality)).content.decode()
    assert client.get(url("saved-filter", municipality, saved.pk)).status_code == 404
    assert "Слабые лидеры" in client.get(url("school-list", other)).content.decode()


def test_rename_and_delete(client, coordinator, municipality):
    saved, other = (
        make_filter(coordinator, municipality),
        make_filter(coordinator, municipality, name="Все"),
    )
    address = url("saved-filter-update", municipality, saved.pk)
    assert post(client, address, {"name": "Все", "version": 1}).status_code == 422
    assert post(client, address, {"name": "Лидеры", "version": 1}).status_code == 302
    late = post(client, address, {"name": "Поздно", "version": 1})
    assert late.status_code == 409
    page = client.get(url("saved-filter-list", municipality)).content.decode()
    assert page.index("Все</a>") < page.index("Лидеры</a>")
    post(client, url("saved-filter-delete", municipality, other.pk))
    assert own(coordinator) == [(SCHOOLS, "Лидеры", QUERY)]


def test_register_costs_one_query_whatever_is_saved(client, coordinator, municipality):
    make_filter(coordinator, municipality)
    register, manage = (url(name, municipality) for name in ("school-list", "saved-filter-list"))
    before = cost(client, register), cost(client, manage)
    for number in range(MOST - 1):
        make_filter(coordinator, municipality, name=f"Отбор {number}")
    assert (cost(client, register), cost(client, manage)) == before


def test_every_register_can_be_saved_and_says_its_name(client, coordinator, municipality):
    registers = {}
    for name, rule in registry().items():
        if rule.kind == IN_ROLE and RoleKind.COORDINATOR in rule.get and name not in OBJECTS:
            try:
                view = resolve(reverse(name, args=[municipality.slug])).func
            except NoReverseMatch:
                continue
            if issubclass(getattr(view, "view_class", object), RegisterView):
                registers[name] = view.view_class.label
    assert len(registers) >= 8
    for name, label in registers.items():
        assert label, name
        sort = url("saved-filter-create", municipality, name)
        assert client.get(f"{sort}?search=слово").status_code == 200, name
