"""Signing meets an edit, another signing, an annulment at the same moment: one winner each time.

The twin with the guard off stands at the end: without holding the draft, an edit slips under.
"""

import datetime
import threading
from contextlib import suppress

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from documents import operations
from documents.models import Clause, Order
from lib.permissions import NotNow
from monitoring.operations import sign_order
from tests.factories import make_municipality, make_order, make_person, make_user
from tests.files.samples import make_pdf

DAY = datetime.date(2026, 3, 2)
PDF = make_pdf()
PAIRS = 67  # of each of the three kinds: 201 together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _quick_print(monkeypatch):
    monkeypatch.setattr("documents.operations.freezing.order_pdf", lambda order: PDF)


@pytest.fixture
def place():
    return make_municipality()


@pytest.fixture
def make(place):
    """A draft order with a clause, as quickly as may be."""
    signatory = make_person(place)

    def made(**values):
        order = make_order(place, signatory=signatory, **values)
        Clause.objects.create(order=order, position=1, number="1.", text="Как было.")
        return order

    return made


def pair(*acts):
    """Outcomes of two acts begun at the same moment: what they returned, or their refusal."""
    barrier, outcomes = threading.Barrier(2), [None, None]

    def run(place, act):
        with scopes_disabled():
            barrier.wait()
            try:
                outcomes[place] = act()
            except NotNow as refusal:
                outcomes[place] = refusal
            finally:
                connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def signing(order, by, number=""):
    """The act of signing one's own copy of the order."""
    copy = Order.objects.get(pk=order.pk)
    return lambda: sign_order(copy, number=number, signed_on=DAY, by=by)


def editing(order, by):
    """The act of rewriting its clause."""
    clause = Clause.objects.select_related("order__municipality").get(order=order)
    clause.text = "Как стало."
    return lambda: operations.change_clause(clause, ["text"], seen_version=1, by=by)


def agrees(order):
    """The frozen text says what the clause says."""
    return Clause.objects.get(order=order).text in order.signed_html


def test_an_edit_is_in_the_signed_text_or_refused(make):
    by = make_user()
    for _ in range(PAIRS):
        order = make()
        _, edit = pair(signing(order, by), editing(order, by))
        order.refresh_from_db()
        assert order.is_signed
        assert agrees(order)
        assert ("Как стало." in order.signed_html) is (edit is None)


def test_two_signatures_give_one(make):
    by = make_user()
    for number in range(PAIRS):
        order = make()
        outcomes = pair(signing(order, by, f"{number}-а"), signing(order, by, f"{number}-б"))
        won = [outcome for outcome in outcomes if isinstance(outcome, Order)]
        assert len(won) == 1
        order.refresh_from_db()
        assert order.number == won[0].number
        assert order.pdf_id == won[0].pdf_id


def test_amending_and_annulling_the_same_order_have_one_winner(make):
    by = make_user()
    for _ in range(PAIRS):
        old = sign_order(make(), number="", signed_on=DAY, by=by)
        amending, repealing = make(title="О внесении изменений"), make(title="Об отмене")
        operations.add_link(amending, old, "amends", by=by)
        operations.add_link(repealing, old, "repeals", by=by)
        outcomes = pair(signing(amending, by), signing(repealing, by))
        amending.refresh_from_db()
        repealing.refresh_from_db()
        old.refresh_from_db()
        # The annulment stands in any case; the amendment is before it or is refused.
        assert repealing.is_signed
        assert (old.state, old.repealed_by_id) == ("repealed", repealing.pk)
        assert amending.is_signed is isinstance(outcomes[0], Order)


def test_without_holding_the_draft_an_edit_slips_under_the_signature(make, monkeypatch):
    """The twin: with the guard off the first race above must fail."""
    for module in ("registering", "clauses"):
        name = "hold_for_signing" if module == "registering" else "lock_draft"
        monkeypatch.setattr(f"documents.operations.{module}.{name}", lambda order: None)
    monkeypatch.setattr("monitoring.operations.hold_for_signing", lambda order: None)
    by, order = make_user(), make()
    edit = editing(order, by)
    sign_order(Order.objects.get(pk=order.pk), number="", signed_on=DAY, by=by)
    with suppress(NotNow):
        edit()
    order.refresh_from_db()
    assert not agrees(order)
