"""From the draft to the signature: visas, their turn, the way back."""

import datetime

import pytest
from django.urls import reverse

from documents import operations
from documents.models import Clause, Order, Verdict
from documents.operations import NotAgreed, NotDraft
from lib.permissions import NotNow
from lib.versions import Conflict
from monitoring.operations import sign_order
from schools.models import RoleKind
from tests.factories import make_order, make_person, make_school, make_user, make_user_as
from tests.posting import post

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 2)


@pytest.fixture
def order():
    found = make_order()
    Clause.objects.create(order=found, position=1, number="1.", text="Подготовить отчёт.")
    return found


@pytest.fixture
def visas(order):
    people = [make_person(order.municipality, surname=name) for name in ("Первова", "Вторая")]
    return [
        operations.add_visa(order, person=person, post="Юрист", by=make_user()) for person in people
    ]


def fresh(order):
    return Order.objects.get(pk=order.pk)


def submitted(order, **values):
    Order.objects.filter(pk=order.pk).update(**values)
    operations.submit(fresh(order), by=make_user())
    return fresh(order)


def agree(visa, verdict=Verdict.AGREED, **values):
    visa = type(visa).objects.select_related("order__municipality").get(pk=visa.pk)
    operations.decide(visa, verdict, by=make_user(), decided_on=DAY, **values)


def test_nobody_to_ask_means_nothing_to_submit(order):
    with pytest.raises(NotNow, match="кто согласует"):
        operations.submit(order, by=make_user())
    assert fresh(order).state == "draft"


def test_visas_are_given_in_turn(order, visas):
    submitted(order)
    with pytest.raises(NotNow, match="очередь ещё не дошла"):
        agree(visas[1])
    agree(visas[0])
    agree(visas[1])
    assert [visa.verdict for visa in order.visas.all()] == ["agreed", "agreed"]


def test_visas_may_be_given_at_once(order, visas):
    submitted(order, visas_in_turn=False)
    agree(visas[1], Verdict.REMARKS, remarks="Уточнить срок")
    visas[1].refresh_from_db()
    assert (visas[1].verdict, visas[1].remarks, visas[1].decided_on) == (
        "remarks",
        "Уточнить срок",
        DAY,
    )


def test_visa_is_given_once(order, visas):
    submitted(order)
    agree(visas[0])
    with pytest.raises(Conflict):
        agree(visas[0], Verdict.REMARKS, remarks="Передумал")


def test_text_does_not_change_while_it_is_agreed_to(order, visas):
    submitted(order)
    with pytest.raises(NotDraft):
        operations.add_clause(fresh(order), number="2.", text="Ещё", by=make_user())
    assert order.clauses.count() == 1


def test_signature_waits_for_the_visas(order, visas):
    with pytest.raises(NotAgreed):
        sign_order(fresh(order), number="1", signed_on=DAY, by=make_user())
    submitted(order)
    with pytest.raises(NotAgreed):
        sign_order(fresh(order), number="1", signed_on=DAY, by=make_user())
    with pytest.raises(NotNow, match="не все визы"):
        operations.send_to_sign(fresh(order), by=make_user())
    for visa in visas:
        agree(visa)
    operations.send_to_sign(fresh(order), by=make_user())
    signed = sign_order(fresh(order), number="1", signed_on=DAY, by=make_user())
    assert signed.state == "signed"
    assert "02.03.2026" in signed.signed_html


def test_way_back_asks_for_the_visas_anew(order, visas):
    submitted(order)
    agree(visas[0])
    operations.take_back(fresh(order), reason="Опечатка", by=make_user())
    assert fresh(order).state == "draft"
    submitted(order)
    assert {visa.verdict for visa in order.visas.all()} == {""}


def url(name, order, *args):
    return reverse(f"documents:{name}", args=[order.municipality.slug, *args])


def test_person_who_is_asked_sees_the_draft_wherever_the_work_is(client, order):
    school = make_school(order.municipality)
    director = make_user_as(RoleKind.DIRECTOR, school=school)
    person = make_person(order.municipality, surname="Директорова", user=director)
    client.force_login(director)
    operations.add_visa(order, person=person, post="Директор", by=make_user())
    assert client.get(url("order", order, order.pk)).status_code == 404
    submitted(order)
    page = client.get(url("order", order, order.pk)).content.decode()
    visa = order.visas.get()
    assert url("visa-decide", order, visa.pk) in page
    data = {"verdict": "agreed", "decided_on": order.municipality.today()}
    assert post(client, url("visa-decide", order, visa.pk), data).status_code == 302
    visa.refresh_from_db()
    assert (visa.verdict, visa.decided_by) == ("agreed", director)


def test_another_person_cannot_give_the_visa(client, order, visas):
    submitted(order)
    client.force_login(make_user_as(RoleKind.METHODOLOGIST, order.municipality))
    data = {"verdict": "agreed", "decided_on": order.municipality.today()}
    response = post(client, url("visa-decide", order, visas[0].pk), data)
    assert response.status_code == 403
    assert "Визу ставит тот" in response.content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"verdict": "remarks", "remarks": ""}, "Напишите замечания"),
        ({"decided_on": "2098-01-01"}, "ещё не наступила"),
        ({"verdict": ""}, "Выберите решение"),
    ],
)
def test_wrong_visa_is_told_and_not_given(client, order, visas, wrong, words):
    submitted(order)
    client.force_login(make_user_as(RoleKind.COORDINATOR, order.municipality))
    data = {"verdict": "agreed", "decided_on": order.municipality.today()} | wrong
    response = post(client, url("visa-decide", order, visas[0].pk), data)
    assert response.status_code == 422
    assert words in response.content.decode()
    visas[0].refresh_from_db()
    assert visas[0].verdict == ""


def test_text_changed_after_a_visa_is_said_beside_it(client, order, visas):
    submitted(order)
    agree(visas[0])
    Clause.objects.filter(order=order).update(text="Совсем другое.")
    client.force_login(make_user_as(RoleKind.COORDINATOR, order.municipality))
    page = client.get(url("order", order, order.pk)).content.decode()
    assert page.count("Текст изменён после этой визы") == 1


def test_plan_in_the_annex_does_not_change_while_it_is_agreed_to(order, visas):
    from roadmaps import operations as plans
    from roadmaps.models import Block
    from tests.factories import make_edition, make_roadmap

    edition = make_edition(make_roadmap(order.municipality), order=order)
    block = Block(edition=edition, kind="goals", text="Цель")
    submitted(order)
    with pytest.raises(NotDraft):
        plans.add_row(edition, block, by=make_user())
    assert not edition.blocks.exists()
    operations.take_back(fresh(order), reason="Дописать цель", by=make_user())
    plans.add_row(edition, block, by=make_user())
    assert edition.blocks.get().text == "Цель"
