"""A small world for access tests: three municipalities, one object of every kind in each."""

from dataclasses import dataclass

from monitoring.models import Consultation, JointPlan, Visit
from schools.models import Appraisal, Person, RoleKind, SavedFilter
from schools.models.role import OWN_SCHOOLS_ROLES
from tests.factories import make_municipality, make_region, make_role, make_school, make_user
from tests.schools.appraisals import add_appraisals
from tests.world.groups import add_groups, add_minutes, make_meetings
from tests.world.orders import add_order
from tests.world.place import Place
from tests.world.plans import add_plan
from tests.world.schools import add_pair, add_risk, add_school_things, add_tables
from tests.world.visits import add_visits


def make_place(region, *, mark=""):
    """Everything in it carries `mark` in its texts, so that leaks can be searched for."""
    municipality = make_municipality(region=region)
    school = make_school(municipality, short_name=f"Школа {mark}", locality=f"Село {mark}")
    place = Place(municipality, school)
    add_plan(place, mark)
    add_order(place, mark)
    add_school_things(place, mark)
    add_pair(place, mark)
    add_tables(place, mark)
    add_visits(place, mark)
    add_appraisals(place, mark)
    add_risk(place, mark)
    add_groups(place, mark)
    place.pk |= make_meetings(place, mark)
    add_minutes(place, mark)
    return place


@dataclass
class World:
    """Own municipality, its neighbour in the region, one of another region."""

    own: Place
    neighbour: Place
    stranger: Place

    def user_as(self, kind):
        """A new user with the role in the own municipality (or its region).

        What a person alone may see or do is theirs: the saved filters, the appraisal, and of a
        tutor the visits; a methodologist is a member of the group.
        """
        user = self._new_user_as(kind)
        if kind == RoleKind.TUTOR:
            card = user.people.get()
            Visit._base_manager.filter(school=self.own.school).update(tutor=card)
            plans = JointPlan._base_manager.filter(assignment__school=self.own.school)
            plans.update(assignment=card.tutor_assignments.get())
            Consultation._base_manager.filter(school=self.own.school).update(consultant=card)
        if kind == RoleKind.METHODOLOGIST:
            # The member of the group who acts for oneself.
            Person._base_manager.filter(pk=self.own.pk["member"]).update(user=user)
        if kind == RoleKind.HEAD:
            # The head of the group, who signs its minutes.
            Person._base_manager.filter(pk=self.own.pk["minutes_head"]).update(user=user)
        own = [self.own.pk["saved_filter"], self.neighbour.pk["saved_filter"]]
        SavedFilter._base_manager.filter(pk__in=own).update(user=user)
        asked = Appraisal._base_manager.filter(pk=self.own.pk["appraisal"])
        asked.update(expert=user)
        return user

    def _new_user_as(self, kind):
        if kind is None:
            return make_user()
        if kind == RoleKind.REGIONAL:
            return make_role(kind, region=self.own.municipality.region).user
        school = self.own.school if kind in OWN_SCHOOLS_ROLES else None
        return make_role(kind, self.own.municipality, school=school).user


def make_world():
    region = make_region()
    return World(
        make_place(region, mark="СВОЙ"),
        make_place(region, mark="КАНАРЕЙКА-СОСЕД"),
        make_place(make_region(), mark="КАНАРЕЙКА-ЧУЖОЙ"),
    )
