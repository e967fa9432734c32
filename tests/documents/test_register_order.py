"""Signing freezes: what is stored then never changes, by any way."""

import datetime
import hashlib

import pytest
from django.contrib import admin

from accounts.models import AuditEntry
from documents import operations
from documents.models import Clause, Order
from documents.operations import NumberTaken, Signed
from documents.printing import order_pdf, order_text
from lib.permissions import Refused
from lib.versions import Conflict
from monitoring.operations import sign_order
from tests.documents.papers import pages_of
from tests.factories import (
    approve,
    make_edition,
    make_measure,
    make_municipality,
    make_order,
    make_roadmap,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 2)


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def draft():
    """A draft order with a clause and a plan in its annex."""
    order = make_order()
    Clause.objects.create(order=order, position=1, number="1.", text="Утвердить план.")
    edition = make_edition(make_roadmap(order.municipality), order=order)
    make_measure(make_section(edition))
    return order


def sign(order, by, number="5", day=DAY):
    return sign_order(Order.objects.get(pk=order.pk), number=number, signed_on=day, by=by)


def test_signing_keeps_text_pdf_and_its_sum(draft, user):
    order = sign(draft, user)
    content = order.pdf.path.read_bytes()
    assert hashlib.sha256(content).hexdigest() == order.pdf.sha256
    assert order_pdf(order) == content
    assert "№ 5" in pages_of(content)[0]
    assert "ПРОЕКТ" not in order.signed_html
    assert AuditEntry.objects.filter(verb="sign", object_type="приказ").count() == 1


def test_later_changes_of_people_and_the_municipality_do_not_rewrite_the_text(draft, user):
    order = sign(draft, user)
    before = order_text(order)
    type(order.signatory).objects.update(surname="Переименована")
    type(order.municipality).objects.update(letterhead="ДРУГОЙ ОРГАН")
    order = Order.objects.get(pk=order.pk)
    assert order_text(order) == before
    assert "Переименована" not in order_text(order)


def test_page_text_is_the_order_without_its_annexes(draft, user):
    text = order_text(sign(draft, user))
    assert "Утвердить план." in text
    assert "Провести семинар" not in text
    assert "<html" not in text


@pytest.mark.parametrize(
    "change",
    [
        lambda order, by: operations.change_order(order, ["title"], seen_version=1, by=by),
        lambda order, by: operations.delete_order(order, seen_digest="", by=by),
        lambda order, by: operations.add_clause(order, number="2.", text="Ещё", by=by),
        lambda order, by: operations.change_clause(
            order.clauses.get(), ["text"], seen_version=1, by=by
        ),
        lambda order, by: operations.delete_clause(order.clauses.get(), seen_version=1, by=by),
        lambda order, by: operations.move_clause(order.clauses.get(), 1, by=by),
        lambda order, by: operations.add_annex(order, "roadmap", by=by),
        lambda order, by: operations.remove_annex(order.annexes.get(), by=by),
        lambda order, by: operations.register_order(order, number="6", signed_on=DAY, by=by),
    ],
    ids=[
        "order",
        "delete",
        "clause",
        "change clause",
        "delete clause",
        "move clause",
        "annex",
        "remove annex",
        "register",
    ],
)
def test_no_operation_changes_a_signed_order(draft, user, change):
    # The hand of another tab still holds the order as it was.
    sign(draft, user)
    before = snapshot(draft)
    with pytest.raises(Signed, match="уже подписан"):
        change(draft, user)
    assert snapshot(draft) == before


def snapshot(order):
    """Everything stored of the order."""
    return (
        list(Order.objects.filter(pk=order.pk).values()),
        list(Clause.objects.filter(order=order).values()),
        list(order.annexes.values()),
    )


def test_reference_data_section_knows_no_orders():
    names = {model._meta.model_name for model in admin.site._registry}
    assert not names & {"order", "clause", "annex"}


def test_number_is_taken_once_a_year(draft, user):
    sign(draft, user)
    again = make_order(draft.municipality)
    with pytest.raises(NumberTaken, match="Приказ № 5 за 2026 год уже зарегистрирован"):
        sign(again, user)
    again.refresh_from_db()
    assert not again.is_signed


def test_taken_number_is_told_in_the_gender_of_the_act(draft, user):
    first, second = (make_order(draft.municipality, kind="resolution") for _ in range(2))
    sign(first, user)
    with pytest.raises(NumberTaken, match="Постановление № 5 за 2026 год уже зарегистрировано"):
        sign(second, user)


@pytest.mark.parametrize(
    ("values", "day"),
    [
        ({"kind": "directive"}, DAY),
        ({"body": "Администрация района"}, DAY),
        ({}, datetime.date(2027, 1, 11)),
    ],
    ids=["kind", "body", "year"],
)
def test_number_is_free_for_another_register(draft, user, values, day):
    sign(draft, user)
    assert sign(make_order(draft.municipality, **values), user, day=day).is_signed


def test_number_is_free_in_another_municipality(draft, user):
    sign(draft, user)
    assert sign(make_order(make_municipality()), user).is_signed


def test_two_who_change_a_draft_are_told_apart(draft, user):
    first, second = (Order.objects.get(pk=draft.pk) for _ in range(2))
    first.title, second.title = "Первый", "Второй"
    operations.change_order(first, ["title"], seen_version=1, by=user)
    with pytest.raises(Conflict):
        operations.change_order(second, ["title"], seen_version=1, by=user)
    draft.refresh_from_db()
    assert draft.title == "Первый"
    entry = AuditEntry.objects.get(verb="change", object_type="приказ")
    assert entry.changes == {"title": ["Об утверждении дорожной карты", "Первый"]}


def test_deleting_a_draft_leaves_its_plan(draft, user):
    edition = draft.annexes.get().edition
    operations.delete_order(draft, seen_digest=operations.text_digest(draft), by=user)
    edition.refresh_from_db()
    assert edition.annex is None


def test_draft_with_an_approved_plan_is_not_deleted(draft, user):
    approve(draft.annexes.get().edition)
    with pytest.raises(Refused, match="утверждённый"):
        operations.delete_order(draft, seen_digest=operations.text_digest(draft), by=user)
    assert Order.objects.filter(pk=draft.pk).exists()


def test_annex_taken_out_leaves_its_plan(draft, user):
    edition = draft.annexes.get().edition
    operations.remove_annex(draft.annexes.get(), by=user)
    edition.refresh_from_db()
    assert (edition.annex, draft.annexes.count()) == (None, 0)
