"""Points of schools' plans: counted by the school, rolled up, in no number of the department."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.boards.board import board_of
from monitoring.boards.region import region_boards
from monitoring.models import Checkpoint
from monitoring.reporting.asked import Asked
from monitoring.reporting.evening import numbers_by_municipality
from monitoring.school_plans.rollup import served_by_lineage
from monitoring.work import duties_of
from roadmaps.models import Measure
from roadmaps.next_edition import open_next_edition
from schools.models import RoleKind
from tests.factories import (
    approve,
    approve_by_school,
    make_checkpoint,
    make_edition,
    make_event,
    make_measure,
    make_roadmap,
    make_school,
    make_section,
    make_user_as,
)

pytestmark = pytest.mark.django_db


def body(client, user, name, own, *args, query=""):
    client.force_login(user)
    address = reverse(f"monitoring:{name}", args=[own.place.slug, *args])
    response = client.get(f"{address}{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def edition(own):
    return own.in_force()


@pytest.fixture
def head(own):
    return own.as_role(RoleKind.HEAD)


def add_plan(own, *, done=False, served=None):
    """A plan in force of one more school for the municipal measure."""
    school = make_school(own.place)
    made = approve_by_school(
        make_edition(make_roadmap(own.place, school=school, schools=[school], name="Ещё карта"))
    )
    measure = make_measure(make_section(made), text="Своё дело", serves=served or own.measure)
    state = "accepted" if done else "planned"
    return make_checkpoint(school=school, measure=measure, source="school", state=state)


def test_no_number_of_the_department_has_them(own, edition, head):
    access = own.access(head)
    today = own.place.today()
    assert Checkpoint.objects.count() == 2
    assert board_of(access).numbers.total == 1
    assert numbers_by_municipality([own.place], today)[own.place.pk].total == 1
    assert len(Asked(access, today).standings()) == 1
    assert sum(Checkpoint.objects.filter(duty.condition).count() for duty in duties_of(access)) == 0
    region = make_user_as(RoleKind.REGIONAL, region=own.place.region)
    [board] = region_boards(region)
    assert (board.numbers.total, board.plans) == (1, 1)


def test_a_report_about_the_very_plan_tells_them(own, edition, head):
    asked = Asked(own.access(head), own.place.today(), roadmap=edition.roadmap_id)
    assert {row.roadmap_id for row in asked.standings()} >= {edition.roadmap_id}


def test_the_school_counts_them_itself(own, edition):
    access = own.access(own.coordinator)
    assert board_of(access).numbers.total == 2
    assert Checkpoint.objects.owed_by(access).count() == 2
    rows = Checkpoint.objects.all()
    titles = {duty.title: rows.filter(duty.condition).count() for duty in duties_of(access)}
    assert titles["Просрочено"] + titles["Предстоит сдать"] == 2


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 1), ("?whose=schools", 1), ("?whose=all", 2), ("?source=school", 1)],
)
def test_the_register_of_the_department_shows_them_when_asked(client, own, edition, query, number):
    page = body(client, own.as_role(RoleKind.COORDINATOR), "checkpoint-list", own, query=query)
    assert page.count('name="pick"') == number


def test_the_register_of_a_plan_shows_its_own(client, own, edition):
    query = f"?roadmap={edition.roadmap_id}"
    page = body(client, own.as_role(RoleKind.COORDINATOR), "checkpoint-list", own, query=query)
    assert page.count('name="pick"') == 1


def test_progress_rolls_up_to_the_municipal_measure(client, own, edition, head):
    add_plan(own, done=True)
    add_plan(own, done=True)
    served = served_by_lineage(own.access(head), own.municipal.roadmap)[own.measure.lineage]
    assert (served.done, served.total, served.schools) == (2, 3, 3)
    page = body(client, head, "roadmap", own, own.municipal.roadmap_id)
    assert "Школьные карты: выполнено 2 из 3 мероприятий в 3 школах" in page
    page = body(client, head, "roadmap-served", own, own.municipal.roadmap_id)
    assert page.count("Своё дело") == 2
    assert str(own.school) in page


def test_a_school_sees_its_own_part_of_it_alone(client, own, edition):
    add_plan(own, done=True)
    page = body(client, own.director, "roadmap", own, own.municipal.roadmap_id)
    assert "Школьные карты: выполнено 0 из 1 мероприятия в 1 школе" in page
    page = body(client, own.director, "roadmap-served", own, own.municipal.roadmap_id)
    assert "Своё дело" not in page


def test_a_later_municipal_edition_is_found_by_lineage(own, edition, head):
    draft = open_next_edition(own.municipal.roadmap, by=head)
    type(own.municipal).objects.filter(pk=own.municipal.pk).update(state="superseded")
    approve(draft)
    [(lineage, served)] = served_by_lineage(own.access(head), draft.roadmap).items()
    assert lineage == Measure.objects.get(section__edition=draft).lineage
    assert served.total == 1


def test_drafts_and_superseded_editions_do_not_roll_up(own, edition, head):
    next_one = open_next_edition(edition.roadmap, by=own.director)
    roadmap = own.municipal.roadmap
    assert served_by_lineage(own.access(head), roadmap)[own.measure.lineage].total == 1
    own.approve(next_one, number="60-о", signed_on=datetime.date(2026, 3, 2))
    assert served_by_lineage(own.access(head), roadmap)[own.measure.lineage].total == 1


def test_a_municipal_point_and_the_own_ones_lead_to_each_other(client, own, edition, head):
    municipal = Checkpoint.objects.get(edition=own.municipal)
    mine = Checkpoint.objects.get(edition=edition)
    Checkpoint.objects.filter(pk=mine.pk).update(state="accepted", text="Наше дело")
    page = body(client, head, "checkpoint", own, municipal.pk)
    assert "Что школа делает для этого по своей карте" in page
    assert reverse("monitoring:checkpoint", args=[own.place.slug, mine.pk]) in page
    page = body(client, own.coordinator, "checkpoint", own, mine.pk)
    assert "Для муниципальной карты" in page
    assert reverse("monitoring:checkpoint", args=[own.place.slug, municipal.pk]) in page


def test_the_card_of_the_school_and_the_list_show_its_plans(client, own, edition, head):
    draft = own.draft(name="Черновая карта")
    card = body(client, head, "school", own, own.school.pk)
    assert edition.roadmap.name in card
    assert draft.roadmap.name not in card
    assert draft.roadmap.name in body(client, own.tutor, "school", own, own.school.pk)
    listed = body(client, head, "roadmap-list", own, query="?whose=schools")
    assert (edition.roadmap.name in listed, own.municipal.roadmap.name in listed) == (True, False)


@pytest.mark.parametrize(
    ("name", "pk"),
    [("roadmap", "roadmap"), ("roadmap-served", "roadmap"), ("roadmap-list", None)],
)
def test_pages_cost_the_same_for_one_school_and_for_thirty(client, own, edition, head, name, pk):
    args = [own.municipal.roadmap_id] if pk else []
    spent = []
    body(client, head, name, own, *args)  # what is kept for later is read once
    for number in (0, 29):
        for _ in range(number):
            add_plan(own)
        with CaptureQueriesContext(connection) as captured:
            body(client, head, name, own, *args)
        spent.append(len(captured))
    assert spent[0] == spent[1]


@pytest.mark.parametrize("name", ["feed", "move-list"])
def test_acts_over_them_are_shown_to_the_school_alone(client, own, edition, head, name):
    point = Checkpoint.objects.get(edition=edition)
    days = {"old_due_on": point.due_on, "new_due_on": point.due_on}
    make_event(point, "move_date", text="Своё: сдвинули", at=own.place.now(), **days)
    assert "Своё: сдвинули" in body(client, own.director, name, own)
    assert "Своё: сдвинули" not in body(client, head, name, own)
