import datetime

import pytest

from monitoring.models import Checkpoint
from monitoring.planning import put_on_control
from roadmaps.models import Action, ColumnKind, ControlDate, EditionColumn, Responsible
from tests.factories import (
    approve,
    make_edition,
    make_measure,
    make_municipality,
    make_person,
    make_roadmap,
    make_school,
    make_section,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    municipality = make_municipality()
    schools = [make_school(municipality) for _ in range(3)]
    return make_section(make_edition(make_roadmap(municipality, schools=schools)))


def owed():
    return list(
        Checkpoint.objects.order_by("due_on", "pk").values_list("executor", "due_on", named=True)
    )


def test_all_schools_of_the_plan_owe_one_checkpoint_each(plan):
    measure = make_measure(plan, schools=True)
    ControlDate.objects.create(measure=measure, due_on=datetime.date(2026, 6, 30))
    assert put_on_control(approve(plan.edition)) == 6
    schools = {str(school) for school in plan.edition.roadmap.schools.all()}
    assert {row.executor for row in owed()} == schools
    assert {row.due_on.month for row in owed()} == {4, 6}
    assert not Checkpoint.objects.exclude(section=measure.section).exists()


def test_measure_without_control_dates_is_not_put_on_control(plan):
    make_measure(plan, due_on=None)
    assert put_on_control(approve(plan.edition)) == 0


def test_school_named_twice_owes_once(plan):
    measure = make_measure(plan, schools=True)
    school = plan.edition.roadmap.schools.first()
    Responsible.objects.create(
        edition=plan.edition, measure=measure, kind="school", school=school, position=2
    )
    assert put_on_control(approve(plan.edition)) == 3


def test_person_beside_schools_owes_too_and_is_linked(plan):
    person = make_person(plan.municipality)
    measure = make_measure(plan, schools=True)
    Responsible.objects.create(
        edition=plan.edition, measure=measure, kind="person", person=person, position=0
    )
    assert put_on_control(approve(plan.edition)) == 4
    assert Checkpoint.objects.get(person=person).executor == person.surname_first


def test_actions_of_actor_columns_are_owed_by_their_actors(plan):
    columns = [
        EditionColumn.objects.create(
            edition=plan.edition,
            position=place,
            kind=ColumnKind.ACTOR,
            heading=heading,
            width=30,
        )
        for place, heading in ((10, "Комитет"), (11, "Школы"))
    ]
    Responsible.objects.create(
        edition=plan.edition, actor=columns[0], kind="text", text="Комитет образования"
    )
    Responsible.objects.create(edition=plan.edition, actor=columns[1], kind="schools")
    measure = make_measure(plan)
    measure.actions.all().delete()
    measure.responsible.all().delete()
    for column in columns:
        Action.objects.create(measure=measure, actor=column, text=f"Действие: {column}")
    assert put_on_control(approve(plan.edition)) == 4
    committee = Checkpoint.objects.get(executor="Комитет образования")
    assert committee.action.text == "Действие: Комитет"
    assert Checkpoint.objects.filter(school=None).count() == 1


def test_namesakes_owe_separately(plan):
    people = [
        make_person(plan.municipality, surname="Иванова", first_name=name, patronymic="Павловна")
        for name in ("Анна", "Алла")
    ]
    measure = make_measure(plan)
    measure.responsible.all().delete()
    for position, person in enumerate(people, start=1):
        Responsible.objects.create(
            edition=plan.edition, measure=measure, kind="person", person=person, position=position
        )
    assert put_on_control(approve(plan.edition)) == 2
    assert {c.person for c in Checkpoint.objects.all()} == set(people)
