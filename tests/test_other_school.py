"""A director and another school of the same place: its objects do not exist, its words are nowhere
(reliability.md A2–A8)."""

import pytest
from django.test import Client

from accounts.access import IN_ROLE, registry
from files.kinds import FileKind
from files.store import store_bytes
from monitoring.models import Checkpoint, DateRequest, Evidence
from schools.models import (
    Agreement,
    Programme,
    ProgrammeVersion,
    RoleKind,
    SavedFilter,
    SupportTeam,
)
from schools.programmes.appraising import sheet_in_force
from tests.addresses import OBJECTS, url
from tests.factories import (
    DUE,
    make_assignment,
    make_checkpoint,
    make_event,
    make_joint_act,
    make_listing,
    make_measure,
    make_pair,
    make_person,
    make_risk,
    make_school,
    make_user,
)
from tests.posting import fetch, post, texts_in
from tests.schools.appraisals import add_appraisals
from tests.workgroups.groups import make_request
from tests.workgroups.signed import decide, freeze, held_meeting
from tests.world.place import PDF, Place
from tests.world.plans import add_school_plan
from tests.world.visits import add_visits
from workgroups.models import InformationRequest, Meeting, WorkingGroup

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CANARY = "КАНАРЕЙКА-ДРУГАЯ-ШКОЛА"
# Objects of a school. A new kind of object is either here or among those of the municipality.
OF_SCHOOL = {
    "checkpoint",
    "reported",
    "removed",
    "part",
    "date_request",
    "school",
    "programme",
    "saved_filter",
    "file",
    "proof",
    "listing",
    "listing_move",
    "team",
    "assignment",
    "pair",
    "agreement",
    "joint_act",
    "held_act",
    "joint_plan",
    "joint_row",
    "marked_row",
    "visit",
    "recorded_visit",
    "sent_visit",
    "draft_visit",
    "recommendation",
    "consultation",
    "sent_programme",
    "waiting_programme",
    "judged_programme",
    "agreed_programme",
    "placed_programme",
    "appraisal",
    "own_roadmap",
    "own_edition",
    "own_checkpoint",
    "own_draft_roadmap",
    "own_draft",
    "own_column",
    "own_section",
    "own_measure",
    "request",
    "signed_meeting",
    "heard_item",
}


@pytest.fixture(autouse=True)
def _print_is_its_own_text(monkeypatch):
    """A PDF that says what would be printed, so that it can be searched."""
    monkeypatch.setattr(
        "lib.press.print_html", lambda html, *args, **kwargs: ("ok", b"%PDF-1.7" + html.encode())
    )


def make_other(own):
    """Another school of the place, with the canary in every text that is its own."""
    school = make_school(own.municipality, locality=CANARY)
    other = Place(own.municipality, school)
    measure = make_measure(Checkpoint.objects.get(pk=own.pk["checkpoint"]).measure.section)
    made = {
        state: make_checkpoint(school=school, measure=measure, due_on=DUE.replace(day=day))
        for day, state in enumerate(("planned", "reported", "removed"), start=10)
    }
    part = make_checkpoint(school=school, lead=made["planned"], measure=measure)
    ids = {state: row.pk for state, row in made.items()}
    rows = Checkpoint.objects.filter(school=school)
    rows.update(text=CANARY, basis=CANARY)
    rows.filter(pk=ids["reported"]).update(state="reported", reported_by=make_user())
    rows.filter(pk=ids["removed"]).update(state="removed")
    other.pk = {
        "school": school.pk,
        "checkpoint": ids["planned"],
        "reported": ids["reported"],
        "removed": ids["removed"],
        "part": part.pk,
        **add_words(made["planned"], own.municipality),
        **add_programme(school, own.municipality),
        **add_support(school),
        **add_request(own.pk["group"], school),
        **add_decisions(own, school),
    }
    add_school_plan(other, measure, CANARY)
    # People are the municipality's: whoever leads a duty chooses co-executors among all of them.
    add_visits(other, CANARY, tutor=make_person(own.municipality))
    # The sheet of criteria is the municipality's, and everybody reads it.
    add_appraisals(other, CANARY, sheet=sheet_in_force(own.municipality))
    return other


def add_decisions(own, school):
    """What signed minutes ask of it: in the very meeting that asks of the other one, and alone."""
    shared = Meeting.objects.get(pk=own.pk["signed_meeting"])
    came = [one.person for one in shared.attendances.all()]
    alone = held_meeting(shared.group, came, held_on=DUE.replace(day=7))
    asked = [
        decide(meeting, CANARY, schools=[school], title=CANARY, addressee=CANARY)
        for meeting in (shared, alone)
    ]
    freeze(shared, number="8")
    freeze(alone, number="9")
    return {"signed_meeting": alone.pk, "heard_item": asked[1].item_id}


def add_support(school):
    """Its place in a list, its team, its tutor, its pair with what the two do."""
    listing = make_listing(school, basis=CANARY)
    make_risk(school, value=CANARY, measures=CANARY, is_chosen=True)
    person = make_person(school.municipality)
    team = SupportTeam.objects.create(
        municipality=school.municipality,
        school=school,
        order_date="2026-01-10",
        order_number=CANARY,
        coordinator=person,
    )
    leader = make_school(school.municipality, is_leader=True)
    pair = make_pair(leader, school, directions=CANARY, grounds=CANARY)
    agreement = Agreement.objects.create(
        partnership=pair, kind="cooperation", number=CANARY, signed_on=DUE.replace(year=2020)
    )
    return {
        "listing": listing.pk,
        "listing_move": listing.moves.get().pk,
        "team": team.pk,
        "assignment": make_assignment(person, school, basis=CANARY).pk,
        "pair": pair.pk,
        "agreement": agreement.pk,
        "joint_act": make_joint_act(pair, text=CANARY).pk,
        "held_act": make_joint_act(pair, text=CANARY, done_on=DUE.replace(year=2020)).pk,
    }


def add_request(group, school):
    """What a group has asked of the school, with the answer's file."""
    asked = make_request(WorkingGroup.objects.get(pk=group), school=school, text=CANARY)
    answered = make_request(asked.group, school=school, text=CANARY)
    stored = store_bytes(PDF, f"{CANARY}.pdf", kind=FileKind.PDF, by=make_user(name=CANARY))
    rows = InformationRequest.objects.filter(pk=answered.pk)
    rows.update(answered_on=DUE, answered_by=make_user(), answer=CANARY, answer_file=stored)
    return {"request": asked.pk, "answer_file": stored.pk}


def add_words(checkpoint, place):
    """A report with a proof, and a request about its date."""
    user, now = make_user(name=CANARY), place.now()
    proof = store_bytes(PDF, f"{CANARY}.pdf", kind=FileKind.PDF, by=user)
    event = make_event(checkpoint, "interim", by=user, at=now, text=CANARY)
    Evidence.objects.create(event=event, file=proof)
    asked = DateRequest.objects.create(
        checkpoint=checkpoint,
        former_due_on=DUE.replace(day=2),
        due_on=DUE,
        reason=CANARY,
        asked_by=user,
        asked_at=now,
    )
    return {"proof": proof.pk, "date_request": asked.pk}


def add_programme(school, place):
    user = make_user(name=CANARY)
    programme = Programme.objects.create(
        municipality=place,
        school=school,
        kind="quality",
        starts_on="2026-01-01",
        ends_on="2026-12-31",
    )
    stored = store_bytes(PDF, f"{CANARY}.pdf", kind=FileKind.PDF, by=user)
    ProgrammeVersion.objects.create(
        programme=programme,
        number=1,
        file=stored,
        comment=CANARY,
        uploaded_by=user,
        uploaded_at=place.now(),
    )
    saved = SavedFilter.objects.create(
        municipality=place, user=user, register="schools:school-list", place=1, name=CANARY
    )
    return {"programme": programme.pk, "file": stored.pk, "saved_filter": saved.pk}


@pytest.mark.parametrize("kind", [RoleKind.DIRECTOR, RoleKind.SCHOOL_COORDINATOR])
def test_another_school_does_not_exist(world, kind):
    other, client = make_other(world.own), Client()
    client.force_login(world.user_as(kind))
    wrong, asked = [], 0
    for name, key in OBJECTS.items():
        if key not in OF_SCHOOL:
            continue
        rule, address = registry()[name], url(name, world.own, other)
        for method, send in (("GET", client.get), ("POST", lambda to: post(client, to))):
            for htmx in ({}, {"HX-Request": "true"}):
                allowed = kind in rule.allowed(method)
                if method == "GET":
                    code = send(address, headers=htmx).status_code
                else:
                    code = post(client, address, htmx=bool(htmx)).status_code
                asked += 1
                if code != (404 if allowed else 403):
                    wrong.append((name, method, code))
    for key in ("file", "proof", "answer_file"):
        if (code := fetch(client, f"/files/{other.pk[key]}/")[0]) != 404:
            wrong.append((key, code))
    assert wrong == []
    assert asked > 60


@pytest.mark.parametrize("kind", [RoleKind.DIRECTOR])
def test_no_page_print_or_table_holds_a_word_of_another_school(world, kind):
    make_other(world.own)
    client = Client()
    client.force_login(world.user_as(kind))
    found, kinds = [], set()
    for name, rule in registry().items():
        if rule.kind != IN_ROLE or kind not in rule.get:
            continue
        for htmx in ({}, {"HX-Request": "true"}):
            status, body = fetch(client, url(name, world.own, world.own), headers=htmx)
            text = texts_in(body)
            kinds.add(body[:2])
            if CANARY in text:
                found.append((name, status))
    assert found == []
    # Tables, prints and pages were all among them.
    assert kinds >= {b"PK", b"%P"}


def test_the_canary_is_heard_where_it_may_be_seen(world):
    """The department sees the school, so the same search finds it there."""
    make_other(world.own)
    client = Client()
    client.force_login(world.user_as(RoleKind.COORDINATOR))
    names = ("monitoring:checkpoint-list", "monitoring:checkpoint-export")
    for name in names:
        assert CANARY in texts_in(fetch(client, url(name, world.own, world.own))[1]), name
