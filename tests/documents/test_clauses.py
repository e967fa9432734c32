"""Clauses of a draft by addresses."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from documents import operations
from documents.forms import next_number
from documents.models import Clause
from schools.models import RoleKind
from tests.factories import make_municipality, make_order, make_user_as
from tests.posting import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    order = make_order()
    for position, number in enumerate(("1.", "2.", "2.1"), start=1):
        Clause.objects.create(
            order=order, position=position, number=number, text=f"Текст пункта {number}"
        )
    return order


@pytest.fixture
def secretary(client, order):
    client.force_login(make_user_as(RoleKind.SECRETARY, order.municipality))


def url(name, order, pk):
    return reverse(f"documents:clause-{name}", args=[order.municipality.slug, pk])


def numbers(order):
    return list(order.clauses.values_list("number", flat=True))


def test_secretary_adds_a_clause_after_the_last(client, secretary, order):
    address = url("create", order, order.pk)
    assert 'value="2.2"' in client.get(address).content.decode()
    data = {"number": "2.2", "text": "Новый пункт", "deadline_line": "Срок: постоянно"}
    assert post(client, address, data).status_code == 302
    assert numbers(order) == ["1.", "2.", "2.1", "2.2"]
    assert AuditEntry.objects.filter(verb="create", object_type="пункт").count() == 1


def test_faulty_clause_keeps_what_was_typed(client, secretary, order):
    data = {"number": "", "text": "Много слов"}
    for address in (url("create", order, order.pk), url("update", order, order.clauses.first().pk)):
        response = post(client, address, data)
        assert response.status_code == 422
        assert "Много слов" in response.content.decode()
    assert order.clauses.count() == 3


def test_second_of_two_editors_sees_both_texts(client, secretary, order):
    clause = order.clauses.first()
    address = url("update", order, clause.pk)
    data = {"number": "1.", "version": 1}
    assert post(client, address, data | {"text": "Вариант первого"}).status_code == 302
    response = post(client, address, data | {"text": "Вариант второго"})
    assert response.status_code == 409
    assert "Вариант первого" in response.content.decode()
    clause.refresh_from_db()
    assert clause.text == "Вариант первого"


def test_clause_is_moved_and_stops_at_the_edge(client, secretary, order):
    address = url("move", order, order.clauses.first().pk)
    post(client, address, {"direction": "up"})
    assert numbers(order) == ["1.", "2.", "2.1"]
    post(client, address, {"direction": "down"})
    assert numbers(order) == ["2.", "1.", "2.1"]
    post(client, address, {"direction": "sideways"})
    assert numbers(order) == ["2.", "1.", "2.1"]


def test_clause_is_deleted_as_it_was_seen(client, secretary, order):
    clause = order.clauses.first()
    address = url("delete", order, clause.pk)
    Clause.objects.filter(pk=clause.pk).update(version=2)
    for seen in ({"version": 1}, {}):
        page = client.get(post(client, address, seen)["Location"]).content.decode()
        assert "Пункт 1. изменил другой человек, поэтому он не удалён." in page
        assert numbers(order) == ["1.", "2.", "2.1"]
    assert post(client, address, {"version": 2}).status_code == 302
    assert numbers(order) == ["2.", "2.1"]
    entry = AuditEntry.objects.get(verb="delete", object_type="пункт")
    assert entry.changes == {"text": ["Текст пункта 1.", ""]}


@pytest.mark.parametrize("name", ["delete", "move"])
def test_clause_deleted_meanwhile_is_told_in_words(client, secretary, order, monkeypatch, name):
    """It disappears after the page has found it and before the operation holds the draft."""
    clause = order.clauses.first()

    def delete_first(access):
        Clause.objects.filter(pk=clause.pk).delete()
        return True

    monkeypatch.setattr("documents.views.drafts.can_create_order", delete_first)
    data = {"version": 1, "direction": "down"}
    response = post(client, url(name, order, clause.pk), data)
    assert response.status_code == 302
    page = client.get(response["Location"]).content.decode()
    assert "уже удалил другой человек." in page
    assert numbers(order) == ["2.", "2.1"]


def test_text_of_a_clause_deleted_meanwhile_is_kept_on_the_page(
    client, secretary, order, monkeypatch
):
    clause = order.clauses.first()
    change = operations.change_clause

    def delete_first(*args, **kwargs):
        Clause.objects.filter(pk=clause.pk).delete()
        change(*args, **kwargs)

    monkeypatch.setattr(operations, "change_clause", delete_first)
    data = {"number": "1.", "text": "Долго писали", "version": 1}
    response = post(client, url("update", order, clause.pk), data)
    assert response.status_code == 409
    page = response.content.decode()
    assert "удалил другой человек" in page
    assert "Долго писали" in page


def test_stranger_finds_no_clause_and_a_methodologist_may_not_change_one(client, order):
    clause = order.clauses.first()
    client.force_login(make_user_as(RoleKind.COORDINATOR, make_municipality()))
    assert client.get(url("update", order, clause.pk)).status_code == 404
    client.force_login(make_user_as(RoleKind.METHODOLOGIST, order.municipality))
    assert client.get(url("update", order, clause.pk)).status_code == 403


def test_foreign_clause_under_own_address_is_not_found(client, secretary, order):
    foreign = Clause.objects.create(order=make_order(), position=1, number="1.", text="Чужой")
    assert client.get(url("update", order, foreign.pk)).status_code == 404
    assert post(client, url("delete", order, foreign.pk), {"version": 1}).status_code == 404
    assert Clause.objects.filter(pk=foreign.pk).exists()


@pytest.mark.parametrize(
    ("last", "following"),
    [(None, "1."), ("1.", "2."), ("9", "10"), ("2.1", "2.2"), ("2.1.", "2.2."), ("1.а", "")],
)
def test_number_of_the_next_clause_follows_the_last(last, following):
    clauses = [Clause(number=last)] if last else []
    assert next_number(clauses) == following
