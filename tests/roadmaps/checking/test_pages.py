"""«Проверка документа»: the pages, and the line of the page of signing."""

import datetime

import pytest
from django.urls import reverse

from documents.models import Clause
from schools.models import RoleKind
from tests.factories import (
    make_edition,
    make_measure,
    make_municipality,
    make_order,
    make_roadmap,
    make_section,
)

pytestmark = pytest.mark.django_db
DEPARTMENT = [RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.METHODOLOGIST]
OTHERS = [RoleKind.DIRECTOR, RoleKind.TUTOR, RoleKind.OBSERVER]


@pytest.fixture
def order(municipality):
    """A draft order with a plan whose one measure has no result."""
    order = make_order(municipality)
    for number, text in enumerate(
        ["Утвердить план (приложение).", "Контроль за исполнением приказа оставляю за собой."], 1
    ):
        Clause.objects.create(order=order, position=number, number=f"{number}.", text=text)
    year = municipality.today().year + 1
    roadmap = make_roadmap(
        municipality, starts_on=datetime.date(year, 1, 1), ends_on=datetime.date(year, 12, 31)
    )
    section = make_section(make_edition(roadmap, order=order))
    make_measure(
        section,
        deadline_text=f"март {year} года",
        due_on=datetime.date(year, 3, 1),
        expected_result="",
    )
    return order


def edition_page(edition):
    return reverse("roadmaps:edition-check", args=[edition.municipality.slug, edition.pk])


def order_page(order):
    return reverse("monitoring:order-check", args=[order.municipality.slug, order.pk])


def plan_of(order):
    return order.annexes.get().edition


@pytest.mark.parametrize("kind", DEPARTMENT)
def test_department_reads_the_findings(order, client_as, kind):
    edition = plan_of(order)
    for address in (edition_page(edition), order_page(order)):
        response = client_as(kind).get(address)
        page = response.content.decode()
        assert response.status_code == 200
        assert "1\xa0предупреждение" in page
        measure = edition.sections.get().measures.get()
        assert f'#{measure.anchor}">Мероприятие 1.1</a>. Ожидаемый результат не указан' in page


@pytest.mark.parametrize("kind", OTHERS)
def test_findings_are_for_the_department(order, client_as, kind, school):
    values = {"school": school} if kind in (RoleKind.DIRECTOR, RoleKind.TUTOR) else {}
    client = client_as(kind, **values)
    # A school has this page for its own plans; the draft of another's does not exist for it.
    assert client.get(edition_page(plan_of(order))).status_code == (404 if values else 403)
    assert client.get(order_page(order)).status_code == 403


def test_documents_of_others_are_not_found(order, client_as):
    stranger = make_order(make_municipality())
    address = reverse("monitoring:order-check", args=[order.municipality.slug, stranger.pk])
    assert client_as(RoleKind.HEAD).get(address).status_code == 404


def test_clean_document_says_so(order, coordinator):
    plan_of(order).sections.get().measures.update(expected_result="Отчёт")
    for address in (edition_page(plan_of(order)), order_page(order)):
        assert "Замечаний нет" in coordinator.get(address).content.decode()


def test_words_of_the_document_are_escaped(order, coordinator):
    plan_of(order).sections.get().measures.update(responsible_text="«<script>alert(1)</script>")
    page = coordinator.get(edition_page(plan_of(order))).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_links_stand_in_the_editor_and_at_the_order(order, coordinator):
    edition = plan_of(order)
    slug = order.municipality.slug
    editor = coordinator.get(reverse("roadmaps:edition", args=[slug, edition.pk]))
    assert edition_page(edition) in editor.content.decode()
    card = coordinator.get(reverse("documents:order", args=[slug, order.pk])).content.decode()
    assert order_page(order) in card
    # The findings lead to the clauses of this page.
    assert all(f'id="clause-{clause.pk}"' in card for clause in order.clauses.all())


def test_page_of_signing_tells_the_count_and_does_not_forbid(order, client_as):
    address = reverse("monitoring:order-sign", args=[order.municipality.slug, order.pk])
    page = client_as(RoleKind.HEAD).get(address).content.decode()
    assert f'<a href="{order_page(order)}">Проверка документа</a>: 1\xa0предупреждение.' in page
    assert "Подписать и зарегистрировать</button>" in page or 'type="submit"' in page
