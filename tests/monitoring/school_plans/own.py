"""A school with a plan of its own, and the people around it."""

import datetime
from dataclasses import dataclass

from monitoring.school_plans.approval import approve_school_plan, plan_digest
from roadmaps.layouts import install_layouts
from roadmaps.models import Layout, Roadmap
from roadmaps.school_plans import start_school_plan
from schools.access import access_to
from schools.models import RoleKind
from tests.factories import (
    approve,
    make_assignment,
    make_checkpoint,
    make_edition,
    make_measure,
    make_person,
    make_roadmap,
    make_role,
    make_school,
    make_section,
    make_user,
    make_user_as,
)

ORDER = {"number": "45-о", "signed_on": datetime.date(2026, 1, 12)}


@dataclass
class Own:
    """A school of a municipality with a plan in force, and the people around it."""

    school: object
    municipal: object  # the municipal edition in force
    measure: object  # its measure for which the school answers
    director: object
    coordinator: object
    tutor: object

    @property
    def place(self):
        return self.school.municipality

    def access(self, user):
        return access_to(user, self.place)

    def as_role(self, kind, **values):
        return make_user_as(kind, self.place, **values)

    def draft(self, *, source=True, **values):
        """A draft plan of the school, made from the municipal one."""
        install_layouts()
        defaults = {
            "municipality": self.place,
            "school": self.school,
            "name": "Наша карта",
            "starts_on": self.municipal.starts_on,
            "ends_on": self.municipal.ends_on,
        }
        return start_school_plan(
            Roadmap(**defaults | values),
            Layout.objects.get(code="L1"),
            heading="ПЛАН",
            source=self.municipal if source else None,
            by=self.director,
        )

    def approve(self, edition, **values):
        return approve_school_plan(
            edition,
            **ORDER | values,
            seen_digest=plan_digest(edition),
            by=self.director,
        )

    def in_force(self):
        return self.approve(self.draft())


def make_own(municipality=None):
    school = make_school(municipality)
    place = school.municipality
    municipal = approve(make_edition(make_roadmap(place, schools=[school], name="Общая карта")))
    measure = make_measure(make_section(municipal), schools=True, text="Провести диагностику")
    make_checkpoint(school=school, measure=measure)
    tutor = make_user()
    make_role(RoleKind.TUTOR, place, user=tutor)
    make_assignment(make_person(place, user=tutor), school)
    return Own(
        school=school,
        municipal=municipal,
        measure=measure,
        director=make_user_as(RoleKind.DIRECTOR, school=school),
        coordinator=make_user_as(RoleKind.SCHOOL_COORDINATOR, school=school),
        tutor=tutor,
    )
