"""A whole municipality from its demo file."""

import datetime
import json

from django_scopes import scope

from monitoring.demo.amendment import amend
from monitoring.demo.appraisals import show_programmes
from monitoring.demo.groups import change_groups, make_groups, make_requests
from monitoring.demo.history import History
from monitoring.demo.joint_plans import make_joint_plans
from monitoring.demo.listings import make_listings
from monitoring.demo.meetings import make_meetings
from monitoring.demo.orders import give_visas, make_annexes, make_order
from monitoring.demo.pairs import live_pairs, make_pairs
from monitoring.demo.people import Cast
from monitoring.demo.plans import make_roadmap
from monitoring.demo.results import make_results
from monitoring.demo.risks import make_risks
from monitoring.demo.school_plans import make_school_plan, play_school_plan
from monitoring.demo.support_order import sign_support_order
from monitoring.demo.teams import make_teams
from monitoring.demo.tutor_order import sign_tutor_order
from monitoring.demo.visits import make_visits
from monitoring.operations import sign_order
from schools.models import RoleKind, School

# The plan of 004 came without an act: in training it is approved by one that cannot be mistaken.
TRAINING_NUMBER = "учебный"


def build(data, password_hash):
    """People, the signed order with its plan, and invented progress; returns the Cast."""
    cast = Cast(data, password_hash)
    # What is stored in the scope of a municipality takes its room.
    with scope(municipality=[cast.municipality.pk]):
        live(cast, data)
    return cast


def live(cast, data):
    """Everything that has happened in the municipality."""
    make_listings(cast, data)
    head = cast.user(RoleKind.HEAD)
    order = make_order(cast, data["order"])
    edition = make_roadmap(cast, data["roadmap"], order, by=head)
    signed_on = data["order"]["date"] or data["roadmap"]["period"][0]
    signed_on = datetime.date.fromisoformat(signed_on)
    grounds = f"Приказ от {signed_on:%d.%m.%Y} № {data['order']['number']}"
    make_pairs(cast, data.get("pairs", ()), since=signed_on, grounds=grounds)
    groups = make_groups(cast, data)
    make_annexes(cast, order, data["order"].get("annexes", ()), by=head)
    order.annexes.filter(kind="roadmap").update(is_approved_document="grif" in data["order"])
    noon = datetime.datetime.combine(signed_on, datetime.time(12), tzinfo=cast.municipality.zone)
    give_visas(order, signed_on, by=head)
    sign_order(
        order,
        number=data["order"]["number"] or TRAINING_NUMBER,
        signed_on=signed_on,
        by=head,
        at=noon,
    )
    change_groups(cast, data, groups)
    if "amendment" in data:
        edition = amend(cast, edition, data["amendment"], by=head)
    history = History(cast)
    history.play(edition)
    if "school_plan" in data:
        plan = make_school_plan(cast, edition, is_draft=data["school_plan"] == "draft")
        if not plan.is_draft:
            play_school_plan(history, plan)
    make_results(cast)
    make_teams(cast)
    make_visits(cast)
    make_joint_plans(cast)
    if data.get("signs_tutor_order"):
        sign_tutor_order(cast)
    if data.get("has_risks"):
        make_risks(cast)
    roadmap = edition.roadmap
    show_programmes(cast, roadmap, to_the_end="appraisals" in data)
    live_pairs(cast, data["schools"])
    if "support_order" in data:
        sign_support_order(cast, data["support_order"])
    make_requests(cast, groups["working"])
    make_meetings(cast, data, groups)


def build_next_year(cast, text):
    """A short draft plan with its draft order: something to edit, to preview and to sign."""
    data = json.loads(text.replace("%YEAR%", str(cast.municipality.today().year + 1)))
    coordinator, head = cast.user(RoleKind.COORDINATOR), cast.people[RoleKind.HEAD]
    post = head.posts.first().title
    place = {"place": cast.municipality.place, "signatory_post": post[0].upper() + post[1:]}
    order = make_order(cast, data["order"] | place)
    edition = make_roadmap(cast, data["roadmap"], order, by=coordinator)
    schools = list(School.objects.filter(roadmaps__municipality=cast.municipality).distinct())
    edition.schools.set(schools)
    edition.roadmap.schools.set(schools)
