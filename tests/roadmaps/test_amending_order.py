"""The order about changes of a roadmap, made from the draft of its next edition."""

import datetime

import pytest
from django.urls import reverse

from documents.amending import Manner, NothingChanged
from documents.models import Order
from documents.printing import order_html
from documents.word import docx
from monitoring.operations import sign_order
from roadmaps.amending_order import prepare_amending_order
from roadmaps.models import Edition
from roadmaps.next_edition import open_next_edition
from schools.models import RoleKind
from tests.documents.word.papers import words_of_docx
from tests.factories import (
    make_edition,
    make_measure,
    make_order,
    make_roadmap,
    make_section,
    make_user,
    make_user_as,
)
from tests.files.samples import make_pdf
from tests.monitoring.amending import measure_of
from tests.posting import post

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _quick_print(monkeypatch):
    monkeypatch.setattr("documents.operations.freezing.order_pdf", lambda order: make_pdf())


@pytest.fixture
def draft():
    """The draft of the second edition: one measure is reworded, one removed, one added."""
    order = make_order(title="Об утверждении дорожной карты")
    edition = make_edition(make_roadmap(order.municipality), order=order)
    section = make_section(edition)
    for text in ("Семинар", "Лишнее"):
        make_measure(section, text=text)
    sign_order(order, number="158", signed_on=DAY, by=make_user())
    new = open_next_edition(edition.roadmap, by=make_user())
    measure_of(new).actions.update(text="Семинар для всех учителей района")
    measure_of(new, "Лишнее").delete()
    make_measure(new.sections.get(), text="Новое дело")
    return new


def prepared(draft, manner):
    return prepare_amending_order(Edition.objects.get(pk=draft.pk), manner, by=make_user())


def test_points_tell_the_changes_and_the_plan_is_not_printed_whole(draft):
    order = prepared(draft, Manner.POINTS)
    texts = [clause.text for clause in order.clauses.all()]
    assert texts[0].startswith("Внести в приказ Управления образования от 02.03.2026 № 158")
    assert any("исключить" in text for text in texts)
    html = order_html(order)
    assert "Новое дело" in html
    assert "ПЛАН МЕРОПРИЯТИЙ" not in html
    assert "Новоедело" in words_of_docx(docx(html))


def test_the_plan_may_be_told_whole(draft):
    order = prepared(draft, Manner.WHOLE)
    assert "изложив" in order.clauses.first().text
    html = order_html(order)
    assert "ПЛАН МЕРОПРИЯТИЙ" in html
    assert "Семинар для всех учителей района" in html


def test_signed_it_brings_the_next_edition_into_force(draft):
    order = prepared(draft, Manner.POINTS)
    sign_order(order, number="200", signed_on=DAY + datetime.timedelta(days=9), by=make_user())
    draft.refresh_from_db()
    assert draft.state == "approved"
    first = Order.objects.get(number="158")
    assert [link.order for link in first.linked_from.all()] == [order]
    assert first.state == "signed"


def test_repealing_order_ends_the_plan_and_its_control(draft):
    from documents import operations

    first = Order.objects.get(number="158")
    repeal = make_order(first.municipality, title="О признании утратившим силу")
    operations.add_link(repeal, first, "repeals", by=make_user())
    sign_order(repeal, number="201", signed_on=DAY, by=make_user())
    old = Edition.objects.get(roadmap=draft.roadmap_id, number=1)
    assert old.state == "annulled"
    states = set(old.checkpoints.values_list("state", flat=True))
    assert states == {"cancelled"}


def test_nothing_to_tell_is_refused(draft):
    Edition.objects.get(pk=draft.pk).delete()
    roadmap = draft.roadmap
    again = open_next_edition(roadmap, by=make_user())
    count = Order.objects.count()
    with pytest.raises(NothingChanged):
        prepared(again, Manner.POINTS)
    assert Order.objects.count() == count


def test_clerk_prepares_it_from_the_page(client, draft):
    client.force_login(make_user_as(RoleKind.COORDINATOR, draft.municipality))
    address = reverse("roadmaps:edition-amending", args=[draft.municipality.slug, draft.pk])
    response = post(client, address, {"manner": "points"})
    assert response.status_code == 302
    page = client.get(response["Location"]).content.decode()
    assert "О внесении изменений в приказ" in page
    assert "с таблицей" in page
    client.force_login(make_user_as(RoleKind.OBSERVER, draft.municipality))
    assert client.get(address).status_code == 403
