"""Rows for the measures."""

import datetime

from monitoring.models import Checkpoint
from monitoring.planning import put_on_control
from schools.models import SupportCategory
from tests.factories import (
    approve,
    make_edition,
    make_listing,
    make_measure,
    make_municipality,
    make_roadmap,
    make_school,
    make_section,
)

WORDS = "Организация консультаций и сопровождения педагогов школ, которым нужна поддержка, "
STATES = ("planned", "started", "accepted", "returned", "planned")


def plan_of_size(municipality, measures, schools):
    """An approved edition: so many measures in four sections, so many schools."""
    roadmap = make_roadmap(
        municipality, schools=[make_school(municipality) for _ in range(schools)]
    )
    edition = make_edition(roadmap)
    sections = [make_section(edition, title=f"Раздел {n}") for n in range(1, 5)]
    for number in range(measures):
        make_measure(
            sections[number * 4 // measures],
            schools=True,
            text=f"{WORDS}мероприятие № {number}",
            expected_result=WORDS,
        )
    return approve(edition)


def municipality_with_checkpoints(*, measures, schools):
    """A municipality whose plan stands on control, in mixed states."""
    municipality = make_municipality()
    put_on_control(plan_of_size(municipality, measures, schools))
    today = municipality.today()
    rows = list(Checkpoint.objects.filter(municipality=municipality))
    for number, row in enumerate(rows):
        row.state = STATES[number % len(STATES)]
        row.due_on = today + datetime.timedelta(days=number % 90 - 30)
        if row.state == "accepted":
            row.reported_on = row.due_on + datetime.timedelta(days=number % 7 - 4)
            row.accepted_on = row.reported_on + datetime.timedelta(days=2)
    Checkpoint.objects.bulk_update(rows, ["state", "due_on", "reported_on", "accepted_on"])
    return municipality


def municipality_with_schools(number):
    """A municipality with so many schools, each in one of the lists."""
    municipality = make_municipality()
    for index in range(number):
        school = make_school(municipality, locality="с. Речное")
        category = SupportCategory.values[index % 2]
        make_listing(school, category=category, since=municipality.today())
    return municipality


def plan_html(*, measures):
    """HTML of the plan as it is printed alone."""
    from roadmaps.printing import edition_html

    return edition_html(plan_of_size(make_municipality(), measures, 1))
