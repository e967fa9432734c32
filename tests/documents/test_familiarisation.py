"""«Ознакомиться»: everyone whom the order names is asked once, and ticks it oneself."""

import datetime

import pytest
from django.urls import reverse

from documents import operations
from documents.models import AnnexRow, Clause, Familiarisation, Order
from documents.papers import PAPERS
from monitoring.operations import sign_order
from schools.models import RoleKind
from tests.factories import (
    make_edition,
    make_measure,
    make_order,
    make_person,
    make_post,
    make_roadmap,
    make_school,
    make_section,
    make_user,
    make_user_as,
)
from tests.files.samples import make_pdf
from tests.posting import post

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _quick_print(monkeypatch):
    monkeypatch.setattr("documents.operations.freezing.order_pdf", lambda order: make_pdf())


def sign(order):
    order = Order.objects.get(pk=order.pk)
    return sign_order(order, number="1", signed_on=DAY, by=make_user())


def director_of(school, surname):
    user = make_user_as(RoleKind.DIRECTOR, school=school)
    person = make_person(school.municipality, surname=surname, user=user)
    make_post(person, title="директор", school=school)
    return person


def asked(order):
    return [row.name.split()[0] for row in order.familiarisations.all()]


def test_people_of_clauses_lists_and_plans_are_asked_once():
    order = make_order()
    place = order.municipality
    school = make_school(place)
    director_of(school, "Директорова")
    member, named = (make_person(place, surname=name) for name in ("Членова", "Названова"))
    clause = Clause.objects.create(order=order, position=1, number="1.", text="Назначить.")
    clause.people.set([named, member])
    annex = operations.add_annex(order, "composition", by=make_user(), heading="СОСТАВ")
    AnnexRow.objects.create(annex=annex, position=1, person=member, cells=["Членова", "", ""])
    edition = make_edition(make_roadmap(place, schools=[school]), order=order)
    make_measure(make_section(edition), schools=True)
    assert asked(sign(order)) == ["Директорова", "Названова", "Членова"]


def test_directors_of_all_schools_are_asked_when_a_clause_is_for_them():
    order = make_order()
    director_of(make_school(order.municipality), "Первова")
    director_of(make_school(order.municipality), "Вторая")
    director_of(make_school(), "Чужая")
    Clause.objects.create(
        order=order, position=1, number="1.", addressee="Руководителям школ", audience="all"
    )
    assert asked(sign(order)) == ["Вторая", "Первова"]


@pytest.fixture
def row():
    order = make_order()
    user = make_user_as(RoleKind.METHODOLOGIST, order.municipality)
    person = make_person(order.municipality, surname="Читалова", user=user)
    clause = Clause.objects.create(order=order, position=1, number="1.", text="Назначить.")
    clause.people.set([person])
    sign(order)
    return Familiarisation.objects.get()


def url(name, row, *args):
    return reverse(f"documents:{name}", args=[row.municipality.slug, *args])


def test_person_ticks_and_the_sheet_says_so(client, row):
    client.force_login(row.person.user)
    assert "Ознакомлен" in client.get(url("to-read", row)).content.decode()
    work = client.get(reverse("monitoring:work", args=[row.municipality.slug]))
    assert "Ознакомиться" in work.content.decode()
    assert post(client, url("tick", row, row.pk), {}).status_code == 302
    row.refresh_from_db()
    assert row.ticked_by == row.person.user
    sheet = PAPERS["readers"].html(row.order)
    assert f"{row.ticked_at:%d.%m.%Y}" in sheet
    assert "отметка не заменяет подпись" in sheet


def test_only_the_person_or_a_clerk_ticks(client, row):
    client.force_login(make_user_as(RoleKind.METHODOLOGIST, row.municipality))
    assert post(client, url("tick", row, row.pk), {}).status_code == 403
    row.refresh_from_db()
    assert row.ticked_at is None
    clerk = make_user_as(RoleKind.SECRETARY, row.municipality)
    client.force_login(clerk)
    assert post(client, url("tick", row, row.pk), {}).status_code == 302
    row.refresh_from_db()
    assert row.ticked_by == clerk


def test_later_changes_of_the_person_do_not_rewrite_the_sheet(row):
    type(row.person).objects.filter(pk=row.person_id).update(surname="Другая")
    assert "Читалова" in PAPERS["readers"].html(row.order)
    assert "Другая" not in PAPERS["readers"].html(row.order)
