"""What the journal keeps of the edits of a plan: what was there and what has come instead."""

import datetime

import pytest

from accounts.models import AuditEntry
from roadmaps.models import Block
from tests.factories import (
    make_edition,
    make_measure,
    make_order,
    make_roadmap,
    make_school,
    make_section,
)
from tests.posting import post
from tests.roadmaps.addresses import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(municipality):
    return make_edition(make_roadmap(municipality))


def changes(verb, kind):
    """Changes of the one entry."""
    return AuditEntry.objects.get(verb=verb, object_type=kind).changes


def delete(client, kind, row):
    address = url("row-delete", row.edition, kind, row.pk)
    seen = client.get(address).context["seen"]
    assert post(client, address, {"seen": seen}).status_code == 302


def test_changed_measure_keeps_both_texts(coordinator, edition):
    measure = make_measure(make_section(edition), text="Провести семинар")
    data = {
        "action": "Провести два семинара",
        "deadline_text": "Май 2026",
        "deadline_kind": "month",
        "responsible_text": measure.responsible_text,
        "control_dates": "15.05.2026, 30.04.2026",
        "responsible_1": "schools",
        "version": 1,
    }
    post(coordinator, url("measure-update", edition, measure.pk), data)
    assert changes("change", "мероприятие") == {
        "actions": ["Провести семинар", "Провести два семинара"],
        "deadline_text": ["Апрель 2026", "Май 2026"],
        "control_dates": ["30.04.2026", "30.04.2026, 15.05.2026"],
        "responsible": ["Методкабинет", "все школы плана"],
    }


def test_new_measure_is_named_in_the_journal(coordinator, edition):
    data = {"action": "Провести семинар", "deadline_kind": "month"}
    section = make_section(edition)
    post(coordinator, url("measure-create", edition, section.pk), data)
    entry = AuditEntry.objects.get(verb="create", object_type="мероприятие")
    assert entry.object_label == "Провести семинар"


def test_deleted_measure_stays_in_the_journal(coordinator, edition):
    section = make_section(edition)
    measure = make_measure(section, text="Провести семинар", expected_result="Справка")
    delete(coordinator, "measure", measure)
    assert changes("delete", "мероприятие") == {
        "expected_result": ["Справка", ""],
        "deadline_text": ["Апрель 2026", ""],
        "responsible_text": ["Методический кабинет", ""],
        "actions": ["Провести семинар", ""],
        "control_dates": ["30.04.2026", ""],
        "responsible": ["Методкабинет", ""],
    }


def test_deleted_section_stays_with_its_measures(coordinator, edition):
    section = make_section(edition, title="Кадры")
    make_measure(section, text="Провести семинар")
    make_measure(section, text="Подвести итоги", due_on=datetime.date(2026, 9, 1))
    delete(coordinator, "section", section)
    kept = changes("delete", "раздел")
    assert kept["title"] == ["Кадры", ""]
    assert "Провести семинар\n30.04.2026\nМеткабинет" not in kept["measure 1"][0]
    assert "Провести семинар\n30.04.2026\nМетодкабинет" in kept["measure 1"][0]
    assert "Подвести итоги\n01.09.2026" in kept["measure 2"][0]


def test_block_keeps_its_texts(coordinator, edition):
    block = Block.objects.create(edition=edition, position=1, kind="goals", text="Цель")
    data = {"kind": "goals", "title": "Цели", "text": "Другая цель", "version": 1}
    post(coordinator, url("block-update", edition, block.pk), data)
    kept = changes("change", "текст перед таблицей")
    assert kept == {"title": ["", "Цели"], "text": ["Цель", "Другая цель"]}
    block.refresh_from_db()
    delete(coordinator, "block", block)
    kept = changes("delete", "текст перед таблицей")
    assert kept == {"title": ["Цели", ""], "text": ["Другая цель", ""]}


def test_plan_column_and_annex_keep_what_was(coordinator, make_plan, municipality):
    edition = make_plan("L5", name="Карта")
    school = make_school(municipality, short_name="Школа у реки")
    data = {"name": "Новая карта", "schools": [school.pk], "version": 1}
    data |= {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    post(coordinator, url("roadmap-update", edition, edition.roadmap_id), data)
    assert changes("change", "дорожная карта") == {
        "name": ["Карта", "Новая карта"],
        "schools": ["", "Школа у реки"],
    }
    column = edition.columns.first()
    data = {"heading": "Школы", "width": column.width, "responsible_1": "schools", "version": 1}
    post(coordinator, url("column-update", edition, column.pk), data)
    assert changes("change", "графа редакции") == {
        "heading": [column.heading, "Школы"],
        "responsible": ["", "все школы плана"],
    }
    order = make_order(municipality)
    post(coordinator, url("edition-annex", edition, edition.pk), {"order": order.pk, "version": 2})
    assert changes("change", "редакция дорожной карты") == {"order": ["", str(order)]}
