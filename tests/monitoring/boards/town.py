"""A municipality on Thursday, 16 April 2026, whose every checkpoint is written down here."""

import datetime
from dataclasses import dataclass, field

from documents.models import Clause
from monitoring.models import DateRequest
from schools.models import RoleKind
from tests.factories import (
    approve,
    make_checkpoint,
    make_edition,
    make_measure,
    make_municipality,
    make_order,
    make_person,
    make_roadmap,
    make_role,
    make_school,
    make_section,
    make_user,
)

NOW = datetime.datetime(2026, 4, 16, 9, tzinfo=datetime.UTC)


def day(number, month=4):
    return datetime.date(2026, month, number)


@dataclass
class Town:
    """Two schools, a service and a named person; two sections of a plan and a clause."""

    place: object
    river: object
    forest: object
    measures: dict = field(default_factory=dict)

    def user(self, kind, *, school=None):
        if kind == RoleKind.REGIONAL:
            return make_role(kind, region=self.place.region).user
        return make_role(kind, None if school else self.place, school=school).user

    def owe(self, section, due_on, state="planned", *, reported=None, accepted=None, **values):
        """A checkpoint of the section; of the service, unless `school=` or `person=` is given."""
        reporter = make_user() if reported else None
        return make_checkpoint(
            municipality=self.place,
            measure=self.measures[section],
            due_on=due_on,
            state=state,
            reported_on=reported,
            accepted_on=accepted,
            reported_by=reporter,
            since=day(1, month=1),
            **values,
        )


def make_town(region=None, **values):
    place = make_municipality(**({"region": region} if region else {}), **values)
    schools = [make_school(place, short_name=name) for name in ("Речная школа", "Лесная школа")]
    town = Town(place, *schools)
    edition = approve(make_edition(make_roadmap(place, schools=schools)))
    for title in ("Кадры", "Качество"):
        town.measures[title] = make_measure(make_section(edition, title=title), schools=True)
    return town


def settle(town):
    """The checkpoints that the tests count."""
    river, forest = {"school": town.river}, {"school": town.forest}
    # In time (a week early, and on the day), five days late, one day late.
    town.owe("Кадры", day(20, 3), "accepted", reported=day(13, 3), accepted=day(23, 3), **river)
    town.owe("Кадры", day(1), "accepted", reported=day(1), accepted=day(2), **river)
    town.owe("Качество", day(1), "accepted", reported=day(6), accepted=day(7), **river)
    town.owe("Качество", day(7), "accepted", reported=day(8), accepted=day(9), **forest)
    # Waiting, returned and overdue, overdue, due this Sunday, next Monday.
    town.owe("Кадры", day(10), "reported", reported=day(9), **forest)
    town.owe("Кадры", day(13), "returned", reported=day(12), **forest)
    town.owe("Качество", day(15), **forest)
    moved = town.owe("Качество", day(19), planned_on=day(5), moves=2, **river)
    town.owe("Кадры", day(20), **river)
    # Of the service: due today, so not overdue; done; of a named person: overdue.
    town.owe("Кадры", day(16))
    town.owe("Качество", day(30, 3), "accepted", reported=day(30, 3), accepted=day(31, 3))
    town.owe("Кадры", day(2), person=make_person(town.place, surname="Котова"))
    # Dropped: counted nowhere.
    town.owe("Кадры", day(3), "cancelled", moves=1, **forest)
    town.owe("Кадры", day(3, month=3), "removed", reported=day(2, month=3), **forest)
    clause = Clause.objects.create(order=make_order(town.place), position=1, number="3.")
    in_clause = {"source": "clause", "clause": clause, "edition": None, "action": None}
    row = town.owe("Кадры", day(14), **in_clause, **forest)
    type(row).objects.filter(pk=row.pk).update(measure=None, section=None)
    DateRequest.objects.create(
        checkpoint=moved,
        former_due_on=day(19),
        due_on=day(30),
        reason="Карантин",
        asked_by=make_user(),
        asked_at=NOW,
    )
    return town
