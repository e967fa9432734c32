"""An approved plan is changed by no address: every one that writes says why."""

import pytest
from django.core import serializers
from django.urls import reverse

from accounts.access import registry
from roadmaps import models
from roadmaps.urls import urlpatterns
from schools.models import RoleKind
from tests.factories import (
    approve,
    make_edition,
    make_measure,
    make_order,
    make_roadmap,
    make_section,
)
from tests.posting import post

pytestmark = pytest.mark.django_db
REASON = "Дорожная карта утверждена приказом, её текст не меняется."
# They make new plans or keep settings: no plan that exists can be changed by them.
NOT_OF_A_PLAN = ("roadmap-create", "school-roadmap-create", "due-day-rules", "plan-import")
# The next edition is opened from one in force and deleted as a whole: test_next_edition.py.
OF_THE_NEXT_EDITION = ("edition-open", "edition-delete", "edition-amending")
# Every other address that writes, from the registry itself: a new one cannot be forgotten.
WRITES = [
    pattern.name
    for pattern in urlpatterns
    if registry()[f"roadmaps:{pattern.name}"].post
    and not pattern.name.startswith(NOT_OF_A_PLAN)
    and pattern.name not in OF_THE_NEXT_EDITION
]
TABLES = [
    models.Roadmap,
    models.Edition,
    models.EditionColumn,
    models.Block,
    models.Section,
    models.Measure,
    models.Action,
    models.ControlDate,
    models.Responsible,
]
DATA = {
    "version": 1,
    "seen": "1-0-0",
    "direction": "down",
    "name": "Другое",
    "title": "Другое",
    "heading": "Другое",
    "action": "Другое",
    "text": "Другое",
    "kind": "goals",
    "level": "1",
    "width": "20",
    "deadline_kind": "date",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "section_numbering": "roman",
    "row_numbering": "none",
    "orientation": "portrait",
}


@pytest.fixture
def plan(municipality, school):
    """Keys of the objects in the addresses."""
    edition = make_edition(make_roadmap(municipality, schools=[school]))
    block = models.Block.objects.create(edition=edition, position=1, kind="goals", text="Цель")
    section = make_section(edition)
    first = make_measure(section)
    make_measure(section)
    return {
        "edition": edition,
        "roadmap": edition.roadmap,
        "column": edition.columns.get(kind="action"),
        "block": block,
        "section": section,
        "measure": first,
        "row": first,
    }


def address(name, plan):
    noun = name.split("-")[0]
    parent = {"block-create": "edition", "section-create": "edition", "measure-create": "section"}
    row = plan[parent.get(name, noun)]
    kind = ["measure"] if noun == "row" else []
    slug = plan["edition"].municipality.slug
    return reverse(f"roadmaps:{name}", args=[slug, *kind, row.pk])


def everything():
    """Every row of the plan as text."""
    return [serializers.serialize("json", table.objects.order_by("pk")) for table in TABLES]


def refused(name, answer):
    """The reason is told: 409 with what was typed into a form, 403 for an act."""
    assert answer.status_code == (403 if name.startswith("row-") else 409)
    assert REASON in answer.content.decode()
    assert name.startswith("row-") or answer.context["typed"] or name == "edition-annex"


def test_there_are_addresses_that_write():
    assert len(WRITES) == 13


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("htmx", [False, True])
def test_approved_plan_is_refused_with_its_reason(name, htmx, client_as, plan):
    client = client_as(RoleKind.HEAD)
    approve(plan["edition"])
    before = everything()
    refused(name, post(client, address(name, plan), DATA, htmx=htmx))
    if registry()[f"roadmaps:{name}"].get:
        answer = client.get(address(name, plan))
        assert answer.status_code == 403
        assert REASON in answer.content.decode()
        assert "<h1>Сейчас этого сделать нельзя</h1>" in answer.content.decode()
    assert everything() == before


@pytest.mark.parametrize("name", WRITES)
def test_the_same_addresses_write_into_a_draft(name, client_as, plan):
    """The twin: without approval the same requests do change the plan."""
    client = client_as(RoleKind.HEAD)
    before = everything()
    data = DATA | {"order": make_order(plan["edition"].municipality).pk}
    response = post(client, address(name, plan), data)
    assert response.status_code == 302, response.content.decode()
    assert everything() != before


@pytest.mark.parametrize("name", WRITES)
def test_form_opened_before_the_approval_is_refused_after_it(name, client_as, plan, monkeypatch):
    """The view has found a draft; the order is signed; then the operation comes."""
    client = client_as(RoleKind.HEAD)
    monkeypatch.setattr(models.Edition, "is_draft", property(lambda edition: True))
    approve(plan["edition"])
    before = everything()
    data = DATA | {"order": make_order(plan["edition"].municipality).pk}
    refused(name, post(client, address(name, plan), data))
    assert everything() == before


def test_typed_text_of_a_measure_can_be_copied(client_as, plan):
    client = client_as(RoleKind.METHODOLOGIST)
    approve(plan["edition"])
    data = DATA | {"action": "Долго писали\nи не зря", "control_dates": "15.04.2026"}
    for name in ("measure-create", "measure-update"):
        typed = dict(post(client, address(name, plan), data).context["typed"])
        assert typed["Что делается"] == "Долго писали\nи не зря"
        assert typed["Контрольные даты"] == "15.04.2026"
        assert "Номер" not in typed


def test_low_role_is_refused_before_the_typed_text_is_shown(client_as, plan):
    approve(plan["edition"])
    client = client_as(RoleKind.SECRETARY)
    answer = post(client, address("measure-update", plan), DATA)
    assert answer.status_code == 403
    assert "<h1>Нет доступа</h1>" in answer.content.decode()
