"""A school's plan of the next year serves the municipal plan of the next year."""

import datetime

import pytest

from roadmaps.models import Measure, Roadmap
from roadmaps.next_year.copying import make_next_year
from roadmaps.next_year.looking import sights_of
from roadmaps.next_year.moving import Rhythm
from tests.factories import approve
from tests.monitoring.school_plans.own import ORDER

pytestmark = pytest.mark.django_db
BEGINS, ENDS = datetime.date(2027, 1, 1), datetime.date(2027, 12, 31)
PAST = "Связь с муниципальной картой прошлых лет"


def follow(edition, schools, by):
    """The draft of the plan that follows the edition."""
    roadmap = Roadmap(name="На следующий год", starts_on=BEGINS, ends_on=ENDS)
    options = {"heading": "ПЛАН", "rhythm": Rhythm.CALENDAR, "unfinished": set()}
    return make_next_year(roadmap, edition, schools, **options, by=by)


def measure_of(edition):
    return Measure.objects.get(section__edition=edition)


def past_links(draft, last):
    groups = {group.title: group.found for group in sights_of(draft, last, ORDER["signed_on"])}
    return [sight.text for sight in groups.get(PAST, [])]


def test_copies_serve_the_municipal_plan_that_follows(own):
    last = own.in_force()
    municipal = approve(follow(own.municipal, [own.school], own.director))
    draft = follow(last, [own.school], own.director)
    assert measure_of(last).serves == own.measure
    assert measure_of(draft).serves == measure_of(municipal)
    assert past_links(draft, last) == []


def test_without_one_in_force_the_link_stays_and_is_told(own):
    last = own.in_force()
    follow(own.municipal, [own.school], own.director)  # nobody has approved it
    draft = follow(last, [own.school], own.director)
    assert measure_of(draft).serves == own.measure
    assert past_links(draft, last) == ["Общая карта"]
