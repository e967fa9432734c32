"""Signing a plan and what amends it: a crash at every statement, reports that come meanwhile."""

import datetime
from contextlib import suppress
from itertools import count

import pytest
from django.db import connection
from django.urls import reverse
from django_scopes import scopes_disabled

from accounts.models import AuditEntry
from documents import operations
from documents.models import Annex, Clause, Familiarisation, Order
from jobs.models import Job
from lib.versions import Conflict
from monitoring import amending
from monitoring.models import Checkpoint, CheckpointEvent, Verb
from monitoring.operations import sign_order
from monitoring.transitions import act
from roadmaps.models import Edition, Roadmap
from schools.models import RoleKind
from tests.databases import shared_out
from tests.factories import (
    make_edition,
    make_measure,
    make_municipality,
    make_order,
    make_person,
    make_roadmap,
    make_school,
    make_section,
    make_user,
    make_user_as,
)
from tests.files.samples import make_pdf
from tests.monitoring.amending import (
    JUNE,
    MAY,
    make_in_force,
    measure_of,
    open_draft,
    put_in_force,
    redate,
)
from tests.posting import post
from tests.roadmaps.test_races import two_people

DAY = datetime.date(2026, 4, 1)
PDF = make_pdf()
ROUNDS = 20


@pytest.fixture(autouse=True)
def _quick_paper(monkeypatch):
    monkeypatch.setattr("documents.operations.freezing.order_pdf", lambda order: PDF)


class Killed(BaseException):
    """Nothing may catch it: the process is no more."""


class Wire:
    """Kills at the given statement of the connection, once."""

    def __init__(self, at):
        self.left = at

    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left == 0:
            raise Killed
        return execute(sql, params, many, context)


def everything():
    """All that signing an amending order changes."""
    return (
        list(Order.objects.order_by("pk").values_list("pk", "state", "number", "pdf")),
        list(Edition.objects.order_by("pk").values_list("pk", "state", "version")),
        list(Roadmap.objects.values_list("starts_on", "ends_on", "version")),
        list(
            Checkpoint.objects.order_by("pk").values_list(
                "pk", "edition", "measure", "action", "due_on", "state", "version"
            )
        ),
        list(CheckpointEvent.objects.order_by("pk").values_list("checkpoint", "verb", "text")),
        AuditEntry.objects.count(),
        Job.objects.count(),
    )


def make_amendment(*, municipality=None):
    """A plan in force, and a draft that removes, adds, postpones and rewords."""
    old = make_in_force(measures=("Семинар", "Лишнее", "Позже"), municipality=municipality)
    lead = Checkpoint.objects.filter(edition=old).first()
    act(lead, Verb.REPORT, by=make_user(), seen_version=1, text="Сделано")
    draft = open_draft(old)
    measure_of(draft, "Лишнее").delete()
    redate(measure_of(draft, "Позже"), MAY)
    make_measure(draft.sections.get(), text="Новое", due_on=JUNE, schools=True)
    measure_of(draft).actions.update(text="Семинар для всех")
    return draft


def crash(sign, order, by, *, at):
    """Sign with a crash at the statement; True when the signing came to its end before it."""
    wire = Wire(at)
    with connection.execute_wrapper(wire), suppress(Killed):
        sign(Order.objects.get(pk=order.pk), number="158", signed_on=DAY, by=by)
    return wire.left > 0


@pytest.mark.parametrize("is_large", shared_out([False, True]), ids=["pdf at once", "pdf by a job"])
@pytest.mark.django_db(transaction=True)
def test_a_crash_at_any_statement_leaves_everything_before_or_after(is_large, monkeypatch):
    draft, by = make_amendment(), make_user()
    if is_large:
        monkeypatch.setattr("lib.pdf.LARGE", 0)
    before = everything()
    for step in count(1):
        is_done = crash(sign_order, draft.annex.order, by, at=step)
        if is_done:
            break
        assert everything() == before, step
    assert step > 40
    draft.refresh_from_db()
    assert draft.state == "approved"
    assert Job.objects.live().count() == is_large
    assert set(Checkpoint.objects.values_list("state", flat=True)) == {
        "planned",
        "reported",
        "cancelled",
    }
    assert not Checkpoint.objects.filter(
        edition=draft, measure__section__edition__number=1
    ).exists()


@pytest.mark.django_db(transaction=True)
def test_a_crash_while_the_first_plan_is_signed_leaves_everything_before_or_after():
    municipality, by = make_municipality(), make_user()
    schools = [make_school(municipality) for _ in range(2)]
    order = make_order(municipality)
    edition = make_edition(make_roadmap(municipality, schools=schools), order=order)
    make_measure(make_section(edition), text="Семинар", due_on=MAY, schools=True)
    before = everything()
    for step in count(1):
        if crash(sign_order, order, by, at=step):
            break
        assert everything() == before, step
    assert step > 30
    edition.refresh_from_db()
    assert edition.state == "approved"
    assert Checkpoint.objects.filter(edition=edition, state="planned").count() == len(schools)


@pytest.mark.django_db(transaction=True)
def test_a_crash_while_an_order_repeals_and_asks_to_read_leaves_no_half_state():
    edition, by = make_in_force(measures=("Семинар",)), make_user()
    old = edition.annex.order
    Annex.objects.filter(pk=edition.annex_id).update(order=make_signed(old))
    repeal = make_order(edition.municipality, title="О признании утратившим силу")
    operations.add_link(repeal, Annex.objects.get(pk=edition.annex_id).order, "repeals", by=by)
    reader = make_person(edition.municipality)
    clause = Clause.objects.create(order=repeal, position=1, number="1.", text="Признать.")
    clause.people.set([reader])
    before = everything(), Familiarisation.objects.count()
    for step in count(1):
        if crash(sign_order, repeal, by, at=step):
            break
        assert (everything(), Familiarisation.objects.count()) == before, step
    assert step > 25
    edition.refresh_from_db()
    assert edition.state == "annulled"
    assert set(Checkpoint.objects.values_list("state", flat=True)) == {"cancelled"}
    assert Familiarisation.objects.get().person == reader


def make_signed(order):
    """An order that is signed already, of the same municipality."""
    signed = make_order(order.municipality, title="О старом")
    return sign_order(signed, number="100", signed_on=DAY, by=make_user())


@pytest.mark.django_db(transaction=True)
def test_the_same_check_catches_a_signing_without_its_transaction():
    found = 0
    for step in (25, 45, 60):
        draft, by = make_amendment(), make_user()
        before = everything()
        if not crash(sign_order.__wrapped__, draft.annex.order, by, at=step):
            found += everything() != before
        Checkpoint.objects.all().delete()
    assert found


def report(client, checkpoint, text):
    slug = checkpoint.municipality.slug
    address = reverse("monitoring:checkpoint-report", args=[slug, checkpoint.pk])
    return post(client, address, {"version": checkpoint.version, "text": text})


def sign_in_time(order, number, head):
    with scopes_disabled():
        return sign_order(Order.objects.get(pk=order.pk), number=number, signed_on=DAY, by=head)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("text", shared_out(["Семинар", "Лишнее", "Позже"], both=["Лишнее"]))
def test_a_report_that_comes_during_the_signing_is_never_lost(client, text):
    municipality = make_municipality()
    head = make_user_as(RoleKind.HEAD, municipality)
    with two_people() as run:
        for number in range(ROUNDS):
            draft = make_amendment(municipality=municipality)
            old = draft.roadmap.editions.get(number=1)
            checkpoint = Checkpoint.objects.filter(
                edition=old, state="planned", measure=measure_of(old, text)
            ).first()
            client.force_login(make_user_as(RoleKind.DIRECTOR, school=checkpoint.school))
            words = f"Отчёт {text} {number}"
            _, answer = run(
                lambda order=draft.annex.order, n=number: sign_in_time(order, f"{n}-од", head),
                lambda c=checkpoint, w=words: report(client, c, w),
            )
            draft.refresh_from_db()
            assert draft.state == "approved"
            check_report(checkpoint, draft, answer, words, is_removed=text == "Лишнее")


def check_report(checkpoint, draft, answer, words, *, is_removed):
    """The report stands in the history, or its author has it back on the page with the reason."""
    checkpoint.refresh_from_db()
    reported = checkpoint.events.filter(verb=Verb.REPORT, text=words).count()
    if is_removed:
        assert checkpoint.state == "cancelled"
        assert checkpoint.events.filter(verb=Verb.CANCEL).count() == 1
        assert (answer.status_code, reported) in ((302, 1), (409, 0))
        if not reported:
            assert words in answer.content.decode()
    else:
        assert (answer.status_code, reported) == (302, 1)
        assert (checkpoint.state, checkpoint.edition) == ("reported", draft)


@pytest.mark.django_db
def test_without_the_hold_a_report_in_between_would_break_the_signing(monkeypatch):
    """The twin: what hold_checkpoints() prevents, done in the order in which it would happen."""
    draft = make_amendment()
    reckon = amending.succession_of

    def reckon_and_be_overtaken(old, new):
        succession = reckon(old, new)
        late = Checkpoint.objects.get(pk=succession.cancelled[0].pk)
        act(late, Verb.REPORT, by=make_user(), seen_version=late.version, text="Вовремя")
        return succession

    monkeypatch.setattr(amending, "succession_of", reckon_and_be_overtaken)
    monkeypatch.setattr(amending, "hold_checkpoints", lambda edition: None)
    with pytest.raises(Conflict):
        put_in_force(draft)
