"""Orders by addresses: register, card, forms, PDF; who may not; what a fault keeps."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from documents.models import Clause, Order
from lib import pdf
from monitoring.operations import draft_digest, sign_order
from schools.models import RoleKind
from tests.factories import (
    make_edition,
    make_municipality,
    make_order,
    make_person,
    make_post,
    make_roadmap,
    make_user,
    make_user_as,
)
from tests.page_forms import forms_of
from tests.posting import fetch, post

pytestmark = [pytest.mark.django_db, pytest.mark.once]

REASON = "Приказ уже подписан, его текст не меняется."


@pytest.fixture
def municipality():
    return make_municipality()


@pytest.fixture
def coordinator(client, municipality):
    user = make_user_as(RoleKind.COORDINATOR, municipality)
    client.force_login(user)
    return user


@pytest.fixture
def draft(municipality):
    order = make_order(municipality, title="Об утверждении карты")
    make_edition(make_roadmap(municipality, name="Карта реки"), order=order)
    for number in "12":
        Clause.objects.create(
            order=order, position=number, number=f"{number}.", text=f"Сделать дело {number}."
        )
    return order


def sign(order, number="86-р"):
    return sign_order(
        Order.objects.get(pk=order.pk),
        number=number,
        signed_on=datetime.date(2026, 4, 30),
        by=make_user(),
    )


def url(name, order, *args):
    return reverse(f"documents:{name}", args=[order.municipality.slug, *args])


def values_of(order, **changes):
    names = "kind body title place basis signatory_post executor_phone version".split()
    return (
        {name: getattr(order, name) for name in names} | {"signatory": order.signatory_id} | changes
    )


# --- register


def listed(client, municipality, query=""):
    address = reverse("documents:order-list", args=[municipality.slug])
    return client.get(f"{address}?{query}").content.decode()


def test_register_shows_drafts_to_the_department_only(client, coordinator, draft, municipality):
    sign(make_order(municipality, title="О подписанном"))
    page = listed(client, municipality)
    assert page.index("Об утверждении карты") < page.index("О подписанном")
    client.force_login(make_user_as(RoleKind.OBSERVER, municipality))
    page = listed(client, municipality)
    assert "Об утверждении карты" not in page
    assert "О подписанном" in page
    assert "86-р" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=ПОДПИСАН", True),
        ("search=86-Р", True),
        ("search=подписанном+нет", False),
        ("search=об+учете", True),
        ("search=УЧЁТЕ+«подписанном»", True),
        ("state=signed", True),
        ("state=draft", False),
        ("kind=directive", True),
        ("kind=order", False),
        ("year=2026", True),
        ("year=2025", False),
    ],
)
def test_register_is_filtered(client, coordinator, municipality, query, found):
    sign(make_order(municipality, title="О подписанном, об учёте", kind="directive"))
    sign(make_order(municipality, title="Другой", kind="resolution"), "1")
    Order.objects.filter(number="1").update(signed_on=datetime.date(2025, 1, 1))
    assert ("О подписанном" in listed(client, municipality, query)) is found


def test_register_costs_the_same_for_one_and_thirty_orders(client, coordinator, municipality):
    counts = []
    for amount in (1, 29):
        for _ in range(amount):
            make_order(municipality)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            listed(client, municipality)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- card


def test_card_of_a_draft_offers_to_change_it(client, coordinator, draft):
    page = client.get(url("order", draft, draft.pk)).content.decode()
    assert "ПРОЕКТ" in page
    assert url("order-update", draft, draft.pk) in page
    assert url("clause-create", draft, draft.pk) in page
    assert "Карта реки" in page


def test_card_of_a_signed_order_shows_what_was_signed(client, coordinator, draft):
    order = sign(draft)
    Clause.objects.filter(order=order).update(text="Подменено")
    type(order.signatory).objects.update(surname="Переименована")
    page = client.get(url("order", draft, draft.pk)).content.decode()
    assert "Сделать дело 1." in page
    assert "Подменено" not in page
    assert "Переименована" not in page
    assert order.pdf.sha256 in page
    assert url("order-update", draft, draft.pk) not in page


def test_draft_does_not_exist_for_a_school_and_for_strangers(client, draft):
    for user in (
        make_user_as(RoleKind.OBSERVER, draft.municipality),
        make_user_as(RoleKind.COORDINATOR, make_municipality()),
    ):
        client.force_login(user)
        for name in ("order", "order-pdf"):
            assert client.get(url(name, draft, draft.pk)).status_code == 404


# --- forms


def test_coordinator_prepares_an_order_and_the_post_comes_from_the_person(
    client, coordinator, municipality
):
    signatory = make_person(municipality)
    make_post(signatory, title="начальник управления образования")
    blank = make_order(municipality, signatory=signatory)
    data = values_of(blank, title="О новом", signatory_post="", place="")
    blank.delete()
    response = post(client, url("order-create", blank), data)
    order = Order.objects.get()
    assert response["Location"] == url("order", order, order.pk)
    assert order.signatory_post == "Начальник управления образования"
    assert (order.title, order.place, order.municipality) == ("О новом", "", municipality)
    assert AuditEntry.objects.filter(verb="create", object_type="приказ").exists()


def test_form_of_a_new_order_is_filled_with_the_usual(client, coordinator, municipality):
    page = client.get(reverse("documents:order-create", args=[municipality.slug])).content.decode()
    assert municipality.department in page
    assert municipality.place in page


def test_faulty_form_keeps_what_was_typed(client, coordinator, draft):
    data = values_of(draft, title="", basis="Очень длинное основание")
    for address in (url("order-create", draft), url("order-update", draft, draft.pk)):
        response = post(client, address, data)
        assert response.status_code == 422
        assert "Очень длинное основание" in response.content.decode()
    assert Order.objects.get().title == "Об утверждении карты"


def test_person_without_a_post_needs_it_typed(client, coordinator, draft):
    response = post(
        client, url("order-update", draft, draft.pk), values_of(draft, signatory_post="")
    )
    assert response.status_code == 422
    assert "Укажите должность" in response.content.decode()


def test_person_of_another_municipality_is_not_taken(client, coordinator, draft):
    stranger = make_person()
    data = values_of(draft, signatory=stranger.pk, executor=stranger.pk)
    response = post(client, url("order-update", draft, draft.pk), data)
    assert response.status_code == 422
    assert stranger.surname not in response.content.decode()
    draft.refresh_from_db()
    assert draft.signatory_id != stranger.pk


def test_draft_is_changed(client, coordinator, draft):
    data = values_of(draft, title="Об утверждении новой карты")
    assert post(client, url("order-update", draft, draft.pk), data).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.version) == ("Об утверждении новой карты", 2)
    assert "Об утверждении новой карты" in listed(client, draft.municipality, "search=НОВОЙ")
    assert "Об утверждении" not in listed(client, draft.municipality, "search=прежней")


def test_second_of_two_editors_sees_both_texts(client, coordinator, draft):
    address = url("order-update", draft, draft.pk)
    post(client, address, values_of(draft, title="Вариант первого"))
    response = post(client, address, values_of(draft, title="Вариант второго"))
    assert response.status_code == 409
    page = response.content.decode()
    assert "Вариант первого" in page
    assert "Вариант второго" in page
    draft.refresh_from_db()
    assert draft.title == "Вариант первого"


def test_deletion_of_a_draft_asks_first_and_names_what_goes(client, coordinator, draft):
    address = url("order-delete", draft, draft.pk)
    assert address in client.get(url("order", draft, draft.pk)).content.decode()
    page = client.get(address).content.decode()
    assert "Об утверждении карты" in page
    assert "Удалить проект и 2\u00a0пункта" in page
    assert "Карта реки" in page
    assert Order.objects.exists()


def test_draft_is_deleted_as_it_was_seen(client, coordinator, draft):
    address = url("order-delete", draft, draft.pk)
    seen = {"seen_digest": client.get(address).context["seen_digest"]}
    Clause.objects.filter(position=1).update(text="Дописано соседом")
    response = post(client, address, seen)
    assert response.status_code == 409
    assert "Ничего не удалено" in response.content.decode()
    assert post(client, address).status_code == 422
    assert Order.objects.exists()
    response = post(client, address, {"seen_digest": response.context["seen_digest"]})
    assert response["Location"] == url("order-list", draft)
    assert not Order.objects.exists()
    changes = AuditEntry.objects.get(verb="delete", object_type="приказ").changes
    assert changes["clauses"] == ["1. Дописано соседом\n2. Сделать дело 2.", ""]


def test_methodologist_may_not_prepare_orders(client, draft):
    client.force_login(make_user_as(RoleKind.METHODOLOGIST, draft.municipality))
    assert client.get(url("order-create", draft)).status_code == 403
    assert post(client, url("order-delete", draft, draft.pk)).status_code == 403
    assert Order.objects.filter(pk=draft.pk).exists()


# --- the signed order from every side


@pytest.mark.parametrize("role", [RoleKind.COORDINATOR, RoleKind.HEAD, RoleKind.SECRETARY])
def test_every_address_of_change_refuses_a_signed_order_with_the_reason(client, draft, role):
    clause = draft.clauses.first()
    typed = values_of(draft, title="Из соседней вкладки")
    sign(draft)
    client.force_login(make_user_as(role, draft.municipality))
    before = list(Order.objects.values()), list(Clause.objects.values())
    pages = [("order-update", draft.pk), ("clause-create", draft.pk), ("clause-update", clause.pk)]
    for name, pk in pages:
        response = client.get(url(name, draft, pk))
        assert (response.status_code, REASON in response.content.decode()) == (403, True)
    acts = [("order-delete", draft.pk), ("clause-delete", clause.pk), ("clause-move", clause.pk)]
    data = typed | {"number": "9.", "text": "Из соседней вкладки", "direction": "down"}
    for name, pk in pages:
        response = post(client, url(name, draft, pk), data | {"version": 1})
        assert (response.status_code, REASON in response.content.decode()) == (409, True)
        assert "Из соседней вкладки" in response.content.decode()
    for name, pk in acts:
        response = post(client, url(name, draft, pk), data | {"version": 1})
        assert (response.status_code, REASON in response.content.decode()) == (403, True)
        assert "<h1>Сейчас этого сделать нельзя</h1>" in response.content.decode()
    assert (list(Order.objects.values()), list(Clause.objects.values())) == before


@pytest.mark.parametrize(
    ("kind", "words", "refusal"),
    [
        ("order", "подписан и зарегистрирован", "Приказ уже подписан,"),
        ("directive", "подписано и зарегистрировано", "Распоряжение уже подписано,"),
        ("resolution", "подписано и зарегистрировано", "Постановление уже подписано,"),
    ],
)
def test_what_is_said_of_an_act_agrees_with_its_kind(
    client, coordinator, municipality, kind, words, refusal
):
    order = sign(make_order(municipality, kind=kind))
    assert order.signed_words == words
    assert f"</svg>{words}</span>" in client.get(url("order", order, order.pk)).content.decode()
    assert f"</svg>{words}</span>" in listed(client, municipality)
    assert refusal in client.get(url("order-update", order, order.pk)).content.decode()


# --- PDF


def test_draft_pdf_is_printed_now(client, coordinator, draft):
    response = client.get(url("order-pdf", draft, draft.pk))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert AuditEntry.objects.filter(verb="print").count() == 1


def test_signed_pdf_is_the_kept_file_only(client, coordinator, draft, monkeypatch):
    order = sign(draft)
    monkeypatch.setattr(pdf, "render", None)
    response = client.get(url("order-pdf", draft, draft.pk))
    address = reverse("files:download", args=[order.pdf_id])
    assert response["Location"] == f"{address}?view"
    status, body = fetch(client, response["Location"])
    assert (status, body) == (200, order.pdf.path.read_bytes())


def test_signed_pdf_is_read_in_its_municipality_alone(client, draft):
    order = sign(draft)
    address = reverse("files:download", args=[order.pdf_id])
    client.force_login(make_user_as(RoleKind.OBSERVER, draft.municipality))
    assert fetch(client, address)[0] == 200
    client.force_login(make_user_as(RoleKind.HEAD, make_municipality()))
    assert fetch(client, address)[0] == 404


def test_too_large_draft_gives_the_reason_and_not_a_failure(client, coordinator, draft):
    Clause.objects.filter(position=1).update(text="слово " * 10_000)
    response = client.get(url("order-pdf", draft, draft.pk))
    assert response.status_code == 403
    assert "<h1>Сейчас этого сделать нельзя</h1>" in response.content.decode()
    assert "слишком длинный абзац" in response.content.decode()


# --- signing, as far as the paper goes


def sign_by_page(client, order, **values):
    address = reverse("monitoring:order-sign", args=[order.municipality.slug, order.pk])
    data = {"number": "86-р", "signed_on": order.municipality.today()}
    page = client.get(address).content.decode()
    found = [form for form in forms_of(page) if "signed_on" in form.fields]
    data |= {name: "Так надо" for name in found[0].fields if name.startswith("reason_")}
    return post(client, address, data | {"seen_digest": draft_digest(order)} | values)


def test_taken_number_is_said_beside_the_field_and_nothing_is_signed(client, draft):
    client.force_login(make_user_as(RoleKind.HEAD, draft.municipality))
    first = make_order(draft.municipality)
    assert sign_by_page(client, first).status_code == 302
    response = sign_by_page(client, draft)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Приказ № 86-р" in page
    assert 'value="86-р"' in page
    draft.refresh_from_db()
    assert (draft.is_signed, draft.number, draft.annexes.get().edition.is_draft) == (
        False,
        "",
        True,
    )


def test_order_that_cannot_be_printed_is_not_signed(client, draft):
    client.force_login(make_user_as(RoleKind.HEAD, draft.municipality))
    Clause.objects.filter(position=1).update(text="слово " * 10_000)
    response = sign_by_page(client, draft)
    assert response.status_code == 409
    assert "слишком длинный абзац" in response.content.decode()
    draft.refresh_from_db()
    assert not draft.is_signed
