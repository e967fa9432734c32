"""A plan of a school from its draft to the next edition: what is copied, approved, frozen."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from documents.models import Annex
from lib.permissions import NotNow
from monitoring.models import Checkpoint, Source
from monitoring.school_plans.approval import (
    NothingToApprove,
    PlanChanged,
    approve_school_plan,
    plan_digest,
)
from roadmaps.models import EditionState, Measure, Roadmap
from roadmaps.next_edition import open_next_edition
from roadmaps.operations import Approved, add_row, approve_edition, change_row
from roadmaps.printing import edition_html
from roadmaps.reports import plan_of
from schools.models import RoleKind
from tests.factories import DUE, make_measure, make_order, make_school
from tests.monitoring.school_plans.own import ORDER
from tests.posting import post

pytestmark = pytest.mark.django_db


def points(edition):
    return Checkpoint.objects.filter(edition=edition)


def measure_of(edition):
    return Measure.objects.get(section__edition=edition)


def test_a_draft_begins_with_what_the_school_answers_for(own):
    make_measure(own.measure.section, text="Чужое дело")
    [row] = plan_of(own.draft()).rows
    assert (row.title, row.measure.serves) == ("Провести диагностику", own.measure)
    assert row.control_dates == [DUE]
    assert row.measure.deadline_text == own.measure.deadline_text


def test_a_draft_does_not_begin_with_what_is_off_control(own):
    Checkpoint.objects.filter(school=own.school).update(state="removed")
    assert plan_of(own.draft()).rows == []


def test_a_draft_may_begin_empty(own):
    assert plan_of(own.draft(source=False)).rows == []


def test_approval_puts_one_point_for_every_action_and_date_on_control(own):
    draft = own.draft()
    Measure.objects.filter(section__edition=draft).update(responsible_text="Завуч\nи учителя")
    edition = own.approve(draft)
    [point] = points(edition)
    assert (point.source, point.school, point.executor) == (
        Source.SCHOOL,
        own.school,
        "Завуч и учителя",
    )
    assert (point.since, point.due_on, point.lead) == (ORDER["signed_on"], DUE, None)
    assert edition.state == EditionState.APPROVED
    assert str(edition.act) == "приказ школы от 12.01.2026 № 45-о"
    assert edition.roadmap.edition_on(ORDER["signed_on"]) == edition
    assert edition.roadmap.edition_on(datetime.date(2026, 1, 11)) is None


def test_what_was_read_is_what_is_approved(own):
    draft = own.draft()
    seen = plan_digest(draft)
    for change in (
        {"responsible_text": "Другие"},
        {"serves": None},
        {"deadline_text": "Май"},
    ):
        Measure.objects.filter(section__edition=draft).update(**change)
        with pytest.raises(PlanChanged):
            approve_school_plan(draft, **ORDER, seen_digest=seen, by=own.director)
        seen = plan_digest(draft)
    draft.refresh_from_db()
    assert draft.is_draft
    assert not points(draft).exists()


def test_an_empty_plan_is_not_approved(own):
    with pytest.raises(NothingToApprove):
        own.approve(own.draft(source=False))


def test_an_approved_plan_never_changes(own):
    edition = own.in_force()
    section = edition.sections.get()
    for write in (
        lambda: own.approve(edition),
        lambda: change_row(edition, section, ["title"], seen_version=1, by=own.director),
        lambda: add_row(edition, Measure(section=section), by=own.director),
    ):
        with pytest.raises(NotNow):
            write()


def test_neither_an_approval_without_an_act_nor_one_with_two(own):
    draft = own.draft()
    with pytest.raises(Approved):
        approve_edition(draft, by=own.director)
    edition = own.approve(draft)
    edition.annex = Annex.objects.create(order=make_order(own.place), kind="roadmap")
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save()


def test_prints_carry_the_mark_of_the_school_order(own):
    draft = own.draft()
    assert "ПРОЕКТ" in edition_html(draft)
    html = edition_html(own.approve(draft, minutes="от 10.01.2026 № 3")).replace("\xa0", " ")
    assert "ПРОЕКТ" not in html
    for words in ("УТВЕРЖДЕНА", "от 12.01.2026 № 45-о", "протокол от 10.01.2026 № 3"):
        assert words in html


def test_the_next_edition_leads_control_over_by_a_new_school_order(own):
    first = own.in_force()
    [point] = points(first)
    draft = open_next_edition(first.roadmap, by=own.coordinator)
    assert (draft.approved_on, draft.approval_number) == (None, "")
    copy = measure_of(draft)
    assert copy.serves == own.measure
    Measure.objects.filter(pk=copy.pk).update(responsible_text="Новый завуч")
    copy.control_dates.create(due_on=DUE.replace(month=6))
    second = own.approve(draft, number="60-о", signed_on=datetime.date(2026, 3, 2))
    point.refresh_from_db()
    assert (point.edition, point.measure, point.executor) == (second, copy, "Новый завуч")
    assert points(second).count() == 2
    first.refresh_from_db()
    assert first.state == EditionState.SUPERSEDED
    assert first.roadmap.edition_on(datetime.date(2026, 2, 1)) == first
    html = edition_html(second).replace("\xa0", " ")
    assert "(в редакции приказа от 02.03.2026 № 60-о)" in html
    assert "от 12.01.2026 № 45-о" in html


# --- pages


@pytest.fixture
def as_user(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def page(name, own, *args):
    return reverse(name, args=[own.place.slug, *args])


def test_a_director_composes_edits_and_approves(own, as_user):
    own.draft()  # the layouts are there
    client = as_user(own.director)
    create = page("roadmaps:school-roadmap-create", own)
    shown = client.get(f"{create}?from={own.municipal.roadmap_id}")
    form = shown.context["form"]
    assert form.initial["source"] == own.municipal
    data = {
        "school": own.school.pk,
        "source": own.municipal.pk,
        "name": "Карта школы",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "layout": form.fields["layout"].queryset.first().pk,
        "heading": "ПЛАН",
        "version": 1,
    }
    assert post(client, create, data | {"name": ""}).status_code == 422
    assert post(client, create, data).status_code == 302
    roadmap = Roadmap.objects.get(name="Карта школы")
    edition = roadmap.editions.get()
    measure = measure_of(edition)
    form_page = page("roadmaps:measure-update", own, measure.pk)
    assert own.municipal.roadmap.name in client.get(form_page).content.decode()
    sent = {
        "version": 1,
        "action": "Диагностика в 5 классе",
        "deadline_text": "май",
        "deadline_kind": "month",
        "control_dates": "20.05.2026",
        "responsible_text": "Завуч",
        "proof": "any",
        "serves": own.measure.pk,
    }
    assert post(client, form_page, sent).status_code == 302
    measure.refresh_from_db()
    assert (measure.title, measure.serves) == ("Диагностика в 5 классе", own.measure)
    approve_page = page("monitoring:school-plan-approve", own, edition.pk)
    seen = client.get(approve_page).context["form"].initial["seen_digest"]
    order = {"number": "45-о", "signed_on": "2020-01-12", "seen_digest": seen}
    assert post(client, approve_page, order | {"number": " № "}).status_code == 422
    stale = post(client, approve_page, order | {"seen_digest": "0"})
    assert (stale.status_code, "Прочтите ещё раз" in stale.content.decode()) == (409, True)
    assert post(client, approve_page, order).status_code == 302
    assert points(edition).get().executor == "Завуч"
    assert post(client, form_page, sent | {"version": 2}).status_code == 409


def test_a_school_serves_measures_of_municipal_plans_in_force_alone(own, as_user):
    draft = own.draft()
    measure, client = measure_of(draft), as_user(own.director)
    sent = {
        "version": 1,
        "action": "Дело",
        "deadline_kind": "date",
        "control_dates": "20.05.2026",
        "serves": measure.pk,
    }
    answer = post(client, page("roadmaps:measure-update", own, measure.pk), sent)
    assert answer.status_code == 422
    assert "Такого мероприятия нет" in answer.content.decode()


OWNERS_ALONE = (
    ("roadmaps:edition", "draft"),
    ("roadmaps:edition-preview", "draft"),
    ("roadmaps:edition-pdf", "draft"),
    ("roadmaps:edition-word", "draft"),
    ("roadmaps:edition-check", "draft"),
    ("roadmaps:edition-difference", "draft"),
)


@pytest.mark.parametrize("name", [name for name, _ in OWNERS_ALONE])
def test_a_draft_is_seen_by_its_school_and_tutor_alone(own, as_user, name):
    draft = own.draft()
    address = page(name, own, draft.pk)
    insiders = own.director, own.coordinator, own.tutor
    neighbour = own.as_role(RoleKind.DIRECTOR, school=make_school(own.place))
    outsiders = (own.as_role(RoleKind.COORDINATOR), own.as_role(RoleKind.OBSERVER), neighbour)
    assert [as_user(user).get(address).status_code for user in insiders] == [200] * 3
    codes = [as_user(user).get(address).status_code for user in outsiders]
    assert set(codes) <= {404, 403}
    assert codes[2] == 404


def test_another_school_sees_nothing_of_a_plan_in_force(own, as_user):
    edition = own.in_force()
    neighbour = own.as_role(RoleKind.DIRECTOR, school=make_school(own.place))
    client, roadmap = as_user(neighbour), edition.roadmap
    for name, pk in (
        ("monitoring:roadmap", roadmap.pk),
        ("monitoring:matrix", roadmap.pk),
        ("monitoring:timeline", roadmap.pk),
        ("roadmaps:edition-list", roadmap.pk),
        ("roadmaps:edition-preview", edition.pk),
        ("roadmaps:edition-pdf", edition.pk),
        ("roadmaps:edition-word", edition.pk),
        ("roadmaps:edition-difference", edition.pk),
        ("monitoring:checkpoint", points(edition).get().pk),
    ):
        for headers in ({}, {"HX-Request": "true"}):
            assert client.get(page(name, own, pk), headers=headers).status_code == 404, name


@pytest.mark.parametrize("kind", [RoleKind.COORDINATOR, RoleKind.OBSERVER, RoleKind.METHODOLOGIST])
def test_a_plan_in_force_is_read_by_the_department_and_changed_by_the_school(own, as_user, kind):
    edition = own.in_force()
    client = as_user(own.as_role(kind))
    assert client.get(page("monitoring:roadmap", own, edition.roadmap_id)).status_code == 200
    assert client.get(page("roadmaps:edition-pdf", own, edition.pk)).status_code == 200
    answer = post(client, page("roadmaps:edition-open", own, edition.roadmap_id))
    assert answer.status_code == 403


def test_only_the_director_approves(own, as_user):
    draft = own.draft()
    address = page("monitoring:school-plan-approve", own, draft.pk)
    assert as_user(own.coordinator).get(address).status_code == 403
    assert as_user(own.director).get(address).status_code == 200
    assert as_user(own.as_role(RoleKind.HEAD)).get(address).status_code == 403
