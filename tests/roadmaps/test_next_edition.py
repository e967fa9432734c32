"""«Внести изменения»: the draft of the next edition, its pages, the editions on a day."""

import datetime
import re

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled

from documents.models import Annex
from lib.versions import Conflict
from roadmaps.difference import compare, text_of
from roadmaps.models import Block, Edition, EditionState, Measure, Responsible
from roadmaps.next_edition import NotInForce, delete_next_edition, open_next_edition
from roadmaps.operations import Approved, approve_edition
from roadmaps.printing import edition_html
from roadmaps.reports import draft_stamp, plan_of
from schools.models import RoleKind
from tests.factories import (
    approve,
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
from tests.monitoring.amending import make_in_force, measure_of, open_draft
from tests.posting import post
from tests.roadmaps.addresses import url
from tests.roadmaps.test_races import two_people

db = pytest.mark.django_db


def sign(order, day, number):
    """What signing leaves in the row of the order; the paper does not matter here."""
    type(order).objects.filter(pk=order.pk).update(number=number, signed_on=day)
    order.refresh_from_db()


@pytest.fixture
def in_force(make_plan, municipality):
    """An edition in force with a row of every kind."""
    edition = make_plan("L5", schools=[make_school(municipality)])
    actor = edition.columns.filter(kind="actor").first()
    Responsible.objects.create(edition=edition, actor=actor, kind="schools")
    Block.objects.create(edition=edition, position=1, kind="goals", text="Цель")
    for title in ("Первый", "Второй"):
        measure = make_measure(make_section(edition, title=title), text=f"Дело {title}")
        measure.actions.update(actor=actor)
    return approve(edition)


@db
def test_the_next_edition_is_a_full_copy_with_every_lineage(in_force):
    draft = open_next_edition(in_force.roadmap, by=make_user())
    assert (draft.number, draft.state, draft.annex) == (2, EditionState.DRAFT, None)
    assert not compare(text_of(plan_of(in_force)), text_of(plan_of(draft)))
    for name in ("columns", "blocks", "sections"):
        old, new = (getattr(edition, name).order_by("position") for edition in (in_force, draft))
        assert [row.lineage for row in old] == [row.lineage for row in new]
        assert not {row.pk for row in old} & {row.pk for row in new}
    measures = Measure.objects.order_by("pk").values_list("lineage", flat=True)
    assert len(measures) == 4
    assert len(set(measures)) == 2
    assert set(draft.schools.all()) == set(in_force.schools.all())


@db
def test_copying_costs_the_same_for_any_size(in_force, django_assert_max_num_queries):
    counts = []
    for rows in (0, 30):
        for number in range(rows):
            make_measure(in_force.sections.first(), text=f"Ещё {number}")
        with django_assert_max_num_queries(40) as captured:
            draft = open_next_edition(in_force.roadmap, by=make_user())
        counts.append(len(captured))
        delete_next_edition(draft, seen=draft_stamp(draft), by=make_user())
    assert counts[0] == counts[1]


@db
def test_the_second_attempt_leads_to_the_first_draft(in_force, coordinator):
    address = url("edition-open", in_force, in_force.roadmap_id)
    answers = [post(coordinator, address)["Location"] for _ in range(2)]
    draft = Edition.objects.get(state="draft")
    assert answers == [url("edition", draft, draft.pk)] * 2
    page = coordinator.get(reverse_roadmap(in_force)).content.decode()
    assert "Проект изменений" in page
    assert "Внести изменения" not in page


@db
def test_only_a_plan_in_force_is_amended(municipality, coordinator):
    edition = make_edition(make_roadmap(municipality))
    with pytest.raises(NotInForce):
        open_next_edition(edition.roadmap, by=make_user())
    answer = post(coordinator, url("edition-open", edition, edition.roadmap_id))
    assert answer.status_code == 403
    assert "не утверждена" in answer.content.decode()


@db
def test_the_draft_is_edited_and_deleted_and_the_plan_in_force_stays(in_force, coordinator):
    before = text_of(plan_of(in_force))
    draft = open_next_edition(in_force.roadmap, by=make_user())
    measure = draft.sections.first().measures.get()
    answer = post(coordinator, url("row-delete", draft, "measure", measure.pk), {"seen": "1-0-0"})
    assert answer.status_code == 302
    page = coordinator.get(url("edition-delete", draft, draft.pk)).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    answer = post(coordinator, url("edition-delete", draft, draft.pk), {"seen": seen})
    assert answer["Location"] == reverse_roadmap(in_force)
    assert list(in_force.roadmap.editions.all()) == [in_force]
    in_force.refresh_from_db()
    assert text_of(plan_of(in_force)) == before


@db
def test_a_draft_changed_meanwhile_is_not_deleted(in_force, coordinator):
    draft = open_next_edition(in_force.roadmap, by=make_user())
    seen = draft_stamp(draft)
    make_measure(draft.sections.first(), text="Новое")
    with pytest.raises(Conflict):
        delete_next_edition(draft, seen=seen, by=make_user())
    answer = post(coordinator, url("edition-delete", draft, draft.pk), {"seen": seen})
    assert answer.status_code == 409
    assert "изменил другой человек" in answer.content.decode()
    assert post(coordinator, url("edition-delete", draft, draft.pk)).status_code == 422


@db
def test_deleted_draft_leaves_its_draft_order(in_force):
    draft = open_next_edition(in_force.roadmap, by=make_user())
    order = make_order(in_force.municipality)
    draft.annex = Annex.objects.create(order=order, kind="roadmap")
    draft.save()
    delete_next_edition(draft, seen=draft_stamp(draft), by=make_user())
    assert not order.annexes.exists()


@db
def test_an_approved_next_edition_is_not_deleted(in_force, coordinator):
    draft = open_next_edition(in_force.roadmap, by=make_user())
    seen = draft_stamp(draft)
    draft.annex = Annex.objects.create(order=make_order(in_force.municipality), kind="roadmap")
    draft.save()
    approve_edition(draft, by=make_user())
    address = url("edition-delete", draft, draft.pk)
    assert post(coordinator, address, {"seen": seen}).status_code == 403
    # The page had found a draft; the order was signed; then the deletion came.
    stale = Edition.objects.get(pk=draft.pk)
    with pytest.raises(Approved):
        delete_next_edition(stale, seen=seen, by=make_user())
    assert Edition.objects.filter(pk=draft.pk, state="approved").exists()


@db
def test_first_draft_is_no_change_of_anything(municipality, coordinator):
    edition = make_edition(make_roadmap(municipality))
    answer = post(coordinator, url("edition-delete", edition, edition.pk), {"seen": "x"})
    assert answer.status_code == 403
    assert Edition.objects.exists()


@db
def test_period_and_schools_change_with_the_order_only(in_force, coordinator, school):
    draft = open_next_edition(in_force.roadmap, by=make_user())
    data = {"version": 1, "starts_on": "01.01.2026", "ends_on": "30.06.2027", "schools": school.pk}
    assert post(coordinator, url("edition-period", draft, draft.pk), data).status_code == 302
    draft.refresh_from_db()
    roadmap = draft.roadmap
    assert (draft.ends_on.year, roadmap.ends_on.year) == (2027, 2026)
    difference = compare(text_of(plan_of(in_force)), text_of(plan_of(draft)))
    assert {change.key for change in difference.facts} == {"period", "schools"}
    draft.annex = Annex.objects.create(order=make_order(draft.municipality), kind="roadmap")
    draft.save()
    approve_edition(draft, by=make_user())
    roadmap.refresh_from_db()
    assert roadmap.ends_on == datetime.date(2027, 6, 30)
    assert list(roadmap.schools.all()) == [school]
    assert in_force.schools.get() != school


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_attempts_at_once_open_one_draft():
    municipality, by = make_municipality(), make_user()
    with two_people() as run:
        for _ in range(15):
            edition = approve(make_edition(make_roadmap(municipality)))

            def attempt(roadmap=edition.roadmap):
                with scopes_disabled():
                    return open_next_edition(roadmap, by=by).pk

            first, second = run(attempt, attempt)
            assert first == second


@db
def test_without_the_hold_a_second_draft_breaks_on_the_rule_of_the_base(in_force, monkeypatch):
    """The twin: what the one finds who did not wait is that there is no draft yet."""
    open_next_edition(in_force.roadmap, by=make_user())
    monkeypatch.setattr("django.db.models.query.QuerySet.first", blind_to_drafts)
    with pytest.raises(IntegrityError):
        open_next_edition(in_force.roadmap, by=make_user())


def blind_to_drafts(queryset):
    found = next(iter(queryset[:1]), None)
    is_draft = isinstance(found, Edition) and found.state == EditionState.DRAFT
    return None if is_draft else found


def reverse_roadmap(edition):
    return reverse("monitoring:roadmap", args=[edition.municipality.slug, edition.roadmap_id])


# --- on a day


@pytest.fixture
def three(municipality):
    """Three editions approved one after another; the third is annulled in the end."""
    first = make_edition(make_roadmap(municipality), order=make_order(municipality))
    make_measure(make_section(first))
    sign(first.annex.order, datetime.date(2026, 1, 10), "1-од")
    approve(first)
    found = [first]
    for day, number in ((datetime.date(2026, 3, 1), "2-од"), (datetime.date(2026, 5, 1), "3-од")):
        draft = open_next_edition(first.roadmap, by=make_user())
        draft.annex = Annex.objects.create(order=make_order(municipality), kind="roadmap")
        draft.save()
        sign(draft.annex.order, day, number)
        approve_edition(draft, by=make_user())
        found.append(Edition.objects.get(pk=draft.pk))
    Edition.objects.filter(pk=found[-1].pk).update(
        state="annulled", annulled_on=datetime.date(2026, 7, 1)
    )
    return [Edition.objects.get(pk=edition.pk) for edition in found]


@db
@pytest.mark.parametrize(
    ("day", "number"),
    [
        ("2026-01-09", None),
        ("2026-01-10", 1),
        ("2026-02-28", 1),
        ("2026-03-01", 2),
        ("2026-04-30", 2),
        ("2026-05-01", 3),
        ("2026-06-30", 3),
        ("2026-07-01", None),
    ],
)
def test_edition_on_a_day(three, coordinator, day, number):
    day = datetime.date.fromisoformat(day)
    found = three[0].roadmap.edition_on(day)
    assert (found.number if found else None) == number
    address = url("edition-list", three[0], three[0].roadmap_id) + f"?day={day:%d.%m.%Y}"
    answer = coordinator.get(address)
    if found:
        assert answer["Location"] == url("edition-preview", found, found.pk)
    else:
        assert "карта не действовала" in answer.content.decode()


@db
def test_wrong_day_is_told(three, coordinator):
    page = coordinator.get(url("edition-list", three[0], three[0].roadmap_id) + "?day=вчера")
    assert "field-error" in page.content.decode()


@db
def test_list_of_editions_has_orders_and_days(three, coordinator, monkeypatch):
    monkeypatch.setattr("documents.models.Order.is_signed", True)
    page = coordinator.get(url("edition-list", three[0], three[0].roadmap_id)).content.decode()
    for words in ("1-од", "с 10.01.2026 до 01.03.2026", "с 01.05.2026 до 01.07.2026"):
        assert words in page
    assert "утратила силу" in coordinator.get(reverse_roadmap(three[0])).content.decode()
    everything = coordinator.get(
        reverse("monitoring:roadmap-list", args=[three[0].municipality.slug])
    ).content.decode()
    assert reverse_roadmap(three[0]) in everything


@db
def test_consolidated_copy_names_the_first_order_and_those_that_amended_it(three, monkeypatch):
    monkeypatch.setattr("documents.models.Order.is_signed", True)
    one, two, last = (edition_html(edition).replace("\xa0", " ") for edition in three)
    assert "в редакции" not in one
    assert "(в редакции приказа от 01.03.2026 № 2-од)" in two
    assert "(в редакции приказа от 01.03.2026 № 2-од, приказа от 01.05.2026 № 3-од)" in last
    assert all("от 10.01.2026 № 1-од" in html for html in (one, two, last))


# --- what changed


@db
def test_page_shows_words_that_went_and_came(in_force, coordinator):
    draft = open_next_edition(in_force.roadmap, by=make_user())
    measure = draft.sections.first().measures.get()
    Measure.objects.filter(pk=measure.pk).update(deadline_text="Май 2026")
    page = coordinator.get(url("edition-difference", draft, draft.pk)).content.decode()
    assert '<del><span class="visually-hidden">удалено: </span>Апрель</del> 2026' in page
    assert '<ins><span class="visually-hidden">добавлено: </span>Май</ins> 2026' in page
    assert "слово «Апрель» заменить словом «Май»" in page
    assert "Сравнительная таблица" in page


@db
def test_any_two_editions_are_compared_and_schools_see_no_draft(three, client_as, coordinator):
    first, second, third = three
    address = url("edition-difference", first, first.pk)
    assert "редакция 3" in coordinator.get(f"{address}?other={third.pk}").content.decode()
    assert "редакции совпадают" in coordinator.get(address).content.decode()
    assert coordinator.get(f"{address}?other=999999").status_code == 404
    assert coordinator.get(f"{address}?other=слово").status_code == 404
    Edition.objects.filter(pk=second.pk).update(state="draft")
    observer = client_as(RoleKind.OBSERVER)
    assert observer.get(url("edition-difference", second, second.pk)).status_code == 404
    assert observer.get(f"{address}?other={second.pk}").status_code == 404
    assert observer.get(address).status_code == 200


@db
def test_the_only_edition_has_nothing_to_be_compared_with(in_force, coordinator):
    page = coordinator.get(url("edition-difference", in_force, in_force.pk)).content.decode()
    assert "сравнивать не с чем" in page


@db
def test_page_of_the_difference_costs_the_same_for_any_size(in_force, coordinator):
    counts = []
    for rows in (1, 30):
        draft = open_next_edition(in_force.roadmap, by=make_user())
        for number in range(rows):
            make_measure(draft.sections.first(), text=f"Новое {number}")
        address = url("edition-difference", draft, draft.pk)
        with CaptureQueriesContext(connection) as captured:
            assert coordinator.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


@db
def test_signing_page_tells_what_becomes_of_control(client):
    old = make_in_force(measures=("Семинар", "Лишнее"))
    draft = open_draft(old)
    measure_of(draft, "Лишнее").delete()
    client.force_login(make_user_as(RoleKind.HEAD, old.municipality))
    address = reverse("monitoring:order-sign", args=[old.municipality.slug, draft.annex.order_id])
    page = client.get(address).content.decode().replace("\xa0", " ")
    assert "2 останутся как есть" in page
    assert "2 будут отменены" in page
