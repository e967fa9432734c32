"""What a school may choose for its plan: measures to serve, the day of its order."""

import datetime

import pytest
from django.urls import reverse

from roadmaps.models import Measure, Roadmap
from roadmaps.next_edition import open_next_edition
from roadmaps.operations import add_row
from schools.models import RoleKind
from tests.factories import (
    approve,
    make_edition,
    make_measure,
    make_roadmap,
    make_school,
    make_section,
)
from tests.monitoring.school_plans.own import ORDER
from tests.posting import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_director(client, own):
    client.force_login(own.director)
    return client


def page(name, own, pk):
    return reverse(name, args=[own.place.slug, pk])


def test_plans_that_do_not_concern_the_school_are_not_offered(own, as_director):
    other = make_school(own.place)
    roadmap = make_roadmap(own.place, schools=[other], name="Чужая карта")
    foreign = make_measure(make_section(approve(make_edition(roadmap))), text="Чужое дело")
    measure = Measure.objects.get(section__edition=own.draft())
    address = page("roadmaps:measure-update", own, measure.pk)
    shown = as_director.get(address).content.decode()
    assert "Общая карта" in shown
    assert "Чужая карта" not in shown
    sent = {"version": 1, "action": "Дело", "deadline_kind": "date", "serves": foreign.pk}
    assert post(as_director, address, sent).status_code == 422


def test_order_of_changes_is_not_before_the_one_in_force(own, as_director):
    draft = open_next_edition(own.in_force().roadmap, by=own.coordinator)
    address = page("monitoring:school-plan-approve", own, draft.pk)
    seen = as_director.get(address).context["form"].initial["seen_digest"]
    order = {"number": "60-о", "seen_digest": seen}
    early = ORDER["signed_on"] - datetime.timedelta(days=1)
    answer = post(as_director, address, order | {"signed_on": early})
    assert answer.status_code == 422
    assert "не может быть раньше" in answer.content.decode()
    assert post(as_director, address, order | {"signed_on": ORDER["signed_on"]}).status_code == 302


def test_plan_begun_by_mistake_is_taken_back(own, as_director):
    draft = own.draft()
    address = page("roadmaps:edition-delete", own, draft.pk)
    shown = as_director.get(address)
    assert "Удалить проект карты?" in shown.content.decode()
    seen = shown.context["seen"]
    add_row(draft, Measure(section=draft.sections.get()), by=own.director)
    assert post(as_director, address, {"seen": seen}).status_code == 409
    assert Roadmap.objects.filter(pk=draft.roadmap_id).exists()
    seen = as_director.get(address).context["seen"]
    assert post(as_director, address, {"seen": seen}).status_code == 302
    assert not Roadmap.objects.filter(pk=draft.roadmap_id).exists()


def test_approved_plan_and_that_of_the_municipality_are_not_taken_back(own, client, as_director):
    in_force, first = own.in_force(), make_edition(make_roadmap(own.place))
    coordinator = own.as_role(RoleKind.COORDINATOR)
    for user, edition in ((own.director, in_force), (coordinator, first)):
        client.force_login(user)
        answer = post(client, page("roadmaps:edition-delete", own, edition.pk), {"seen": "1"})
        assert answer.status_code == 403
        assert Roadmap.objects.filter(pk=edition.roadmap_id).exists()
