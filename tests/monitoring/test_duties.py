"""Clauses of a signed order and resolutions of the group on control."""

import datetime

import pytest
from django.urls import reverse

from documents.models import Clause
from files.kinds import FileKind
from files.store import store_bytes
from lib.permissions import NotNow
from monitoring.duties import (
    Duty,
    cancel_duties,
    controllable,
    proposed_dates,
    put_clause_on_control,
    put_on_control_by,
)
from monitoring.models import Checkpoint, Source
from schools.models import RoleKind
from tests.factories import (
    make_municipality,
    make_order,
    make_person,
    make_school,
    make_user,
    make_user_as,
)
from tests.posting import post

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 10, 15)


@pytest.fixture
def order():
    municipality = make_municipality()
    return make_order(
        municipality,
        state="signed",
        number="158",
        year=2026,
        signed_on=datetime.date(2026, 9, 10),
        signed_html="<p>Приказ</p>",
        signed_at=municipality.now(),
        signed_by=make_user(),
        pdf=store_bytes(b"%PDF-1.7", "Приказ.pdf", kind=FileKind.PDF, by=make_user()),
    )


def make_clause(order, number="2.1", **values):
    defaults = {"text": "подготовить отчёт", "position": order.clauses.count() + 1}
    return Clause.objects.create(order=order, number=number, **defaults | values)


def test_first_named_leads_and_the_basis_names_the_clause(order):
    second = make_person(order.municipality, surname="Аленина")
    first = make_person(order.municipality, surname="Яшина")
    clause = make_clause(order, addressee="Яшиной Н. П., методисту, Алениной Н. П.")
    clause.people.set([second, first])
    made = put_clause_on_control(clause, dates=[DAY], proof="any", parties=[], by=make_user())
    lead, part = made
    assert (lead.person, part.person, part.lead) == (first, second, lead)
    assert lead.basis == "Приказ от 10.09.2026 № 158, пункт 2.1"
    assert (lead.text, lead.source, lead.due_on) == ("Подготовить отчёт", "clause", DAY)


def test_heads_of_all_schools_answer_each_for_itself(order):
    schools = [make_school(order.municipality) for _ in range(3)]
    make_school()
    clause = make_clause(order, addressee="Руководителям школ", audience="all")
    made = put_clause_on_control(clause, dates=[DAY], proof="any", parties=[], by=make_user())
    assert {point.school for point in made} == set(schools)
    assert not any(point.lead_id for point in made)


def test_same_clause_twice_is_refused_whole(order):
    person = make_person(order.municipality)
    clause = make_clause(order, addressee="Методисту")
    clause.people.set([person])
    values = {"proof": "any", "parties": [], "by": make_user()}
    put_clause_on_control(clause, dates=[DAY], **values)
    later = DAY + datetime.timedelta(days=30)
    with pytest.raises(NotNow, match="уже стоит на контроле"):
        put_clause_on_control(clause, dates=[later, DAY], **values)
    assert Checkpoint.objects.count() == 1


def test_only_clauses_that_tell_somebody_to_do_something(order):
    make_clause(order, "1.", text="Утвердить план")
    wanted = make_clause(order, "2.", addressee="Методисту")
    make_clause(order, "3.", addressee="Директорам", text="")
    make_clause(order, "4.", addressee="Кому", kind="control", text="Контроль возложить")
    assert controllable(order) == [wanted]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Срок: до 15 октября 2026 г.", [DAY]),
        ("Срок: по мере необходимости", []),
        ("", []),
    ],
)
def test_days_are_proposed_only_when_the_words_are_understood(order, line, days):
    assert proposed_dates(make_clause(order, deadline_line=line)) == days


def test_coordinator_puts_a_clause_on_control_from_the_order(client, order):
    clause = make_clause(order, addressee="Отделу", deadline_line="Срок: 15.10.2026")
    client.force_login(make_user_as(RoleKind.COORDINATOR, order.municipality))
    slug = order.municipality.slug
    page = reverse("monitoring:order-clauses", args=[slug, order.pk])
    assert "Поставить на контроль" in client.get(page).content.decode()
    form = reverse("monitoring:clause-control", args=[slug, clause.pk])
    assert "15.10.2026" in client.get(form).content.decode()
    faulty = post(client, form, {"dates": "вчера", "proof": "any", "party": ""})
    assert faulty.status_code == 422
    assert "это не дата" in faulty.content.decode()
    person = make_person(order.municipality)
    data = {"dates": "15.10.2026", "proof": "file", "party": f"person-{person.pk}"}
    assert post(client, form, data).status_code == 302
    point = Checkpoint.objects.get()
    assert (point.person, point.proof, point.clause) == (person, "file", clause)
    shown = client.get(page).content.decode()
    assert str(person) in shown
    card = client.get(reverse("monitoring:checkpoint", args=[slug, point.pk])).content.decode()
    assert "пункт 2.1" in card


def test_reader_sees_the_clauses_and_puts_nothing_on_control(client, order):
    clause = make_clause(order, addressee="Отделу")
    client.force_login(make_user_as(RoleKind.OBSERVER, order.municipality))
    slug = order.municipality.slug
    page = client.get(reverse("monitoring:order-clauses", args=[slug, order.pk]))
    assert "Поставить на контроль" not in page.content.decode()
    form = reverse("monitoring:clause-control", args=[slug, clause.pk])
    assert client.get(form).status_code == 403


def test_what_a_repealed_order_told_is_cancelled(order):
    clause = make_clause(order, addressee="Методисту")
    clause.people.set([make_person(order.municipality)])
    by = make_user()
    put_clause_on_control(clause, dates=[DAY], proof="any", parties=[], by=by)
    cancel_duties(order, by_order="приказ от 01.12.2026 № 5", by=by)
    point = Checkpoint.objects.get()
    assert point.state == "cancelled"
    assert "приказ от 01.12.2026 № 5" in point.events.get().text


def test_resolution_of_the_group_comes_by_the_same_door():
    school = make_school()
    duty = Duty(
        text="Провести встречу",
        basis="Протокол от 12.05.2026 № 3, пункт 2",
        dates=[DAY],
        parties=[],
        schools=[school],
    )
    by = make_user()
    [point] = put_on_control_by(
        duty, municipality=school.municipality, source=Source.RESOLUTION, by=by
    )
    assert (point.basis, point.school, point.edition) == (duty.basis, school, None)
