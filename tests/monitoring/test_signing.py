"""«Подписать и зарегистрировать»: everything at once, or nothing."""

import datetime
import hashlib
import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_scopes import scopes_disabled

from accounts.one_time import FIELD
from accounts.templatetags.one_time import new_key
from documents.models import Clause, Order
from documents.operations import Signed, text_digest
from files.models import StoredFile
from monitoring.models import Checkpoint
from monitoring.operations import sign_order
from roadmaps.models import Edition
from schools.models import RoleKind
from tests.factories import (
    make_edition,
    make_measure,
    make_municipality,
    make_order,
    make_roadmap,
    make_school,
    make_section,
    make_user,
    make_user_as,
)
from tests.page_forms import forms_of

DAY = datetime.date(2026, 4, 1)


def make_draft(municipality=None):
    """A draft order with a plan of one measure for three schools."""
    municipality = municipality or make_municipality()
    schools = [make_school(municipality) for _ in range(3)]
    order = make_order(municipality)
    Clause.objects.create(order=order, position=1, number="1.", text="Утвердить карту.")
    edition = make_edition(make_roadmap(municipality, schools=schools), order=order)
    make_measure(make_section(edition), schools=True)
    return order


def sign_page(order):
    return reverse("monitoring:order-sign", args=[order.municipality.slug, order.pk])


def fresh_form(client, order):
    """What the page of signing would send, with a number."""
    fields = forms_of(client.get(sign_page(order)).content.decode())[-1].fields
    return {name: field.value for name, field in fields.items()} | {"number": "12-од"}


@pytest.fixture
def order():
    return make_draft()


@pytest.fixture
def head(order):
    return make_user_as(RoleKind.HEAD, order.municipality)


@pytest.mark.django_db
def test_head_signs_and_everything_is_in_force(client, order, head):
    client.force_login(head)
    response = client.post(sign_page(order), fresh_form(client, order))
    assert response.status_code == 302
    order.refresh_from_db()
    assert (order.number, order.signed_by, order.is_signed) == ("12-од", head, True)
    content = order.pdf.path.read_bytes()
    assert hashlib.sha256(content).hexdigest() == order.pdf.sha256
    assert content.startswith(b"%PDF")
    assert Edition.objects.get().state == "approved"
    assert Checkpoint.objects.count() == 3
    assert "ПРОЕКТ" not in order.signed_html


@pytest.mark.django_db
def test_text_changed_after_it_was_read_is_not_signed(client, order, head):
    client.force_login(head)
    data = fresh_form(client, order)
    Clause.objects.update(text="Утвердить совсем другое.")
    response = client.post(sign_page(order), data)
    assert response.status_code == 409
    assert "Прочтите ещё раз" in response.content.decode()
    order.refresh_from_db()
    assert not order.is_signed
    assert not Checkpoint.objects.exists()


@pytest.mark.django_db
def test_plan_changed_after_it_was_read_is_not_signed(client, order, head):
    client.force_login(head)
    data = fresh_form(client, order)
    make_measure(Edition.objects.get().sections.get(), text="Добавлено тайком")
    assert client.post(sign_page(order), data).status_code == 409


@pytest.mark.django_db
def test_signed_order_is_not_signed_again(client, order, head):
    client.force_login(head)
    data = fresh_form(client, order)
    client.post(sign_page(order), data)
    data = {**data, "number": "13-од", FIELD: new_key()}
    response = client.post(sign_page(order), data)
    assert response.status_code == 403
    assert "уже подписан" in response.content.decode()
    order.refresh_from_db()
    assert order.number == "12-од"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"signed_on": ""}, "Укажите дату подписания"),
        ({"signed_on": "2098-01-01"}, "ещё не наступила"),
        ({"signed_on": "0020-08-20"}, "Проверьте год"),
    ],
)
def test_missing_requisites_are_told_and_nothing_is_signed(client, order, head, wrong, words):
    client.force_login(head)
    response = client.post(sign_page(order), fresh_form(client, order) | wrong)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Order.objects.get().is_signed


@pytest.mark.django_db
def test_coordinator_cannot_sign(client, order):
    client.force_login(make_user_as(RoleKind.COORDINATOR, order.municipality))
    assert client.get(sign_page(order)).status_code == 403


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "step", ["documents.operations.freezing.order_pdf", "monitoring.operations.put_on_control"]
)
def test_fault_in_the_middle_leaves_the_draft_as_it_was(order, monkeypatch, step):
    def fail(*args, **kwargs):
        raise RuntimeError("поломка")

    monkeypatch.setattr(step, fail)
    with pytest.raises(RuntimeError):
        sign_order(order, number="1", signed_on=DAY, by=make_user())
    order = Order.objects.get()
    assert (order.state, order.number, order.pdf) == ("draft", "", None)
    assert Edition.objects.get().state == "draft"
    assert not Checkpoint.objects.exists()
    assert not StoredFile.objects.exists()


def race(*acts):
    """Outcomes of the acts begun at the same moment, each in its own thread."""
    barrier, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(index, act):
        with scopes_disabled():
            barrier.wait()
            try:
                outcomes[index] = act()
            except Signed as refusal:
                outcomes[index] = refusal
            finally:
                connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_signatures_at_once_give_one_signed_order():
    user = make_user()

    def signing(order, number):
        copy = Order.objects.get(pk=order.pk)
        return lambda: sign_order(copy, number=number, signed_on=DAY, by=user)

    for _ in range(5):
        order = make_draft()
        outcomes = race(signing(order, "1-а"), signing(order, "2-б"))
        refused = [outcome for outcome in outcomes if isinstance(outcome, Signed)]
        assert len(refused) == 1
        signed = Order.objects.get(pk=order.pk)
        winner = next(outcome for outcome in outcomes if isinstance(outcome, Order))
        assert signed.number == winner.number
        assert Checkpoint.objects.filter(edition__annex__order=order).count() == 3


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_signatures_would_pass(monkeypatch):
    """The twin: with the protection off the race above must fail."""
    for module in ("documents.operations.registering", "monitoring.operations"):
        monkeypatch.setattr(f"{module}.hold_for_signing", lambda order: None)
    monkeypatch.setattr("monitoring.operations.approve_edition", lambda edition, by: None)
    monkeypatch.setattr("monitoring.operations.put_on_control", lambda edition: 0)
    order, user = make_draft(), make_user()
    order.annexes.all().delete()
    stale = [Order.objects.get(pk=order.pk) for _ in range(2)]
    for number, copy in enumerate(stale):
        sign_order(copy, number=str(number), signed_on=DAY, by=user)
    assert Order.objects.get(pk=order.pk).number == "1"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_double_click_on_signing_signs_once():
    order = make_draft()
    head = make_user_as(RoleKind.HEAD, order.municipality)
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(head)
    data = fresh_form(clients[0], order)
    answers = race(*(lambda c=c: c.post(sign_page(order), data).status_code for c in clients))
    assert answers == [302, 302]
    assert Checkpoint.objects.count() == 3
    assert StoredFile.objects.count() == 1


@pytest.mark.django_db
def test_digest_follows_every_word_of_order_and_plan(order):
    seen = {text_digest(order)}
    Clause.objects.update(number="1.1.")
    seen.add(text_digest(Order.objects.get()))
    Order.objects.update(title="О другом")
    seen.add(text_digest(Order.objects.get()))
    Edition.objects.get().sections.update(title="Иной раздел")
    seen.add(text_digest(Order.objects.get()))
    assert len(seen) == 4


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["responsible", "control_dates"])
def test_dates_or_executors_changed_after_the_reading_are_not_signed(client, order, head, what):
    client.force_login(head)
    data = fresh_form(client, order)
    measure = Edition.objects.get().sections.get().measures.get()
    getattr(measure, what).all().delete()
    assert client.post(sign_page(order), data).status_code == 409
    order.refresh_from_db()
    assert not order.is_signed


@pytest.mark.django_db
def test_head_is_told_what_will_stay_without_control(client, order, head):
    section = Edition.objects.get().sections.get()
    make_measure(section, due_on=None)
    Edition.objects.get().schools.clear()
    client.force_login(head)
    page = client.get(sign_page(order)).content.decode()
    assert "без контрольных дат" in page
    assert "не выбрано ни одной школы" in page


@pytest.mark.django_db
def test_empty_number_is_the_next_one_and_errors_are_signed_with_a_reason(client, order, head):
    order.clauses.update(text="Утвердить план в соответсвии с приложением № 9.")
    Clause.objects.create(order=order, position=2, number="1.", text="Ещё раз первый.")
    client.force_login(head)
    data = fresh_form(client, order) | {"number": ""}
    reasons = [name for name in data if name.startswith("reason_")]
    assert reasons
    response = client.post(sign_page(order), data | dict.fromkeys(reasons, ""))
    assert response.status_code == 422
    assert "Напишите, почему подписываете" in response.content.decode()
    data = fresh_form(client, order) | {"number": ""} | dict.fromkeys(reasons, "Так решили")
    assert client.post(sign_page(order), data).status_code == 302
    order.refresh_from_db()
    assert order.number == "1"
    kept = list(order.acknowledgements.all())
    assert len(kept) == len(reasons)
    assert {(row.reason, row.by) for row in kept} == {("Так решили", head)}
