"""A director approves a school's plan while the coordinator edits it."""

import random
import time
from threading import Event

import pytest
from django.db import OperationalError, transaction
from django.test import Client
from django_scopes import scopes_disabled

from monitoring.models import Checkpoint
from monitoring.school_plans import approval
from monitoring.school_plans.approval import PlanChanged, approve_school_plan, plan_digest
from roadmaps import operations
from roadmaps.models import Edition, Measure
from schools.models import RoleKind
from tests.factories import (
    make_edition,
    make_measure,
    make_roadmap,
    make_school,
    make_section,
    make_user_as,
)
from tests.posting import post
from tests.roadmaps.addresses import url
from tests.roadmaps.test_races import WAIT, two_people

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 8


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def director(school):
    return make_user_as(RoleKind.DIRECTOR, school=school)


@pytest.fixture
def client(school):
    client = Client()
    client.force_login(make_user_as(RoleKind.SCHOOL_COORDINATOR, school=school))
    return client


def make_draft(school):
    roadmap = make_roadmap(school.municipality, school=school, schools=[school])
    return make_measure(make_section(make_edition(roadmap)), text="Прежний текст")


def edit(client, measure):
    data = {"version": 1, "action": "Новый текст", "deadline_kind": "date"}
    data |= {"control_dates": "15.04.2026", "responsible_text": "Завуч"}
    return post(client, url("measure-update", measure.edition, measure.pk), data)


def approve(edition, director, *, digest, held=None):
    today = edition.municipality.today()
    with scopes_disabled(), transaction.atomic():
        approve_school_plan(edition, number="1", signed_on=today, seen_digest=digest, by=director)
        if held:
            held.set()
            time.sleep(0.7)


def race(client, director, measure):
    """The edit that waits for the approval; (its status, the text that is in force)."""
    edition, held = measure.edition, Event()
    digest = plan_digest(edition)

    def edit_meanwhile():
        held.wait(WAIT)
        return edit(client, measure)

    with two_people() as run:
        _, edited = run(
            lambda: approve(edition, director, digest=digest, held=held), edit_meanwhile
        )
    return edited.status_code, Measure.objects.get(pk=measure.pk).title


def test_an_edit_that_has_waited_for_the_approval_is_refused(client, school, director):
    measure = make_draft(school)
    assert race(client, director, measure) == (409, "Прежний текст")


def test_the_check_notices_when_the_guard_is_off(client, school, director, monkeypatch):
    monkeypatch.setattr(operations, "hold_draft", lambda edition: None)
    monkeypatch.setattr("roadmaps.views.drafts.require_draft", lambda *args, **values: None)
    monkeypatch.setattr("roadmaps.views.rows.DraftForm.require", lambda page: None)
    measure = make_draft(school)
    try:
        outcome = race(client, director, measure)
    except OperationalError:  # PostgreSQL has stopped one of two who wait for each other
        outcome = "deadlock"
    assert outcome != (409, "Прежний текст")


def test_what_is_approved_is_what_was_read_or_nothing(client, school, director):
    """Either the old text is in force, or the approval is refused and the new one is a draft."""
    with two_people() as run:
        for _ in range(ROUNDS):
            measure = make_draft(school)
            edition, digest = measure.edition, plan_digest(measure.edition)

            def try_to_approve(edition=edition, digest=digest):
                try:
                    approve(edition, director, digest=digest)
                except PlanChanged:
                    return "changed"
                return "approved"

            def edit_soon(measure=measure):
                time.sleep(random.random() * 0.2)
                return edit(client, measure).status_code

            outcome, code = run(try_to_approve, edit_soon)
            text = Measure.objects.get(pk=measure.pk).title
            state = Edition.objects.get(pk=edition.pk).state
            points = list(Checkpoint.objects.filter(edition=edition).values_list("text", flat=True))
            assert (outcome, code, text, state, points) in (
                ("approved", 409, "Прежний текст", "approved", ["Прежний текст"]),
                ("changed", 302, "Новый текст", "draft", []),
            )


def test_the_digest_guard_is_what_refuses_a_changed_text(client, school, director, monkeypatch):
    measure = make_draft(school)
    digest = plan_digest(measure.edition)
    assert edit(client, measure).status_code == 302
    with pytest.raises(PlanChanged):
        approve(measure.edition, director, digest=digest)
    monkeypatch.setattr(approval, "plan_digest", lambda edition: digest)
    approve(measure.edition, director, digest=digest)
    assert Edition.objects.get(pk=measure.edition.pk).state == "approved"
