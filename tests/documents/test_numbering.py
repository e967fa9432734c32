"""Numbers of acts: by the template of the profile, without gaps or repeats, whoever hurries."""

import datetime
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django_scopes import scopes_disabled

from documents.models import ActProfile, Order
from documents.models.profile import check_number_template
from documents.operations import NumberTaken, next_number
from monitoring.operations import sign_order
from tests.factories import make_municipality, make_order, make_profile, make_user
from tests.files.samples import make_pdf

DAY = datetime.date(2026, 3, 2)
PDF = make_pdf()


@pytest.mark.parametrize(
    ("template", "number", "running"),
    [
        ("{n}", "158", 158),
        ("01-10/{n}", "01-10/142", 142),
        ("01-10/{n}", "01-10/142-2", None),
        ("{n}-р", "86-р", 86),
        ("{n}-р", "86", None),
        ("{n}/{year}", "7/2026", 7),
        ("{n}/{year}", "7/2025", None),
        ("{n}-РМК", "учебный", None),
    ],
)
def test_running_number_is_read_out_of_the_template(template, number, running):
    assert ActProfile(number_template=template).running_of(number, 2026) == running


@pytest.mark.parametrize("wrong", ["", "158", "{n}{n}", "{n}-{month}", "{n"])
def test_template_must_have_one_place_for_the_number(wrong):
    with pytest.raises(ValidationError):
        check_number_template(wrong)


@pytest.mark.django_db
def test_next_number_follows_the_last_of_the_same_register(monkeypatch):
    monkeypatch.setattr("documents.operations.freezing.order_pdf", lambda order: PDF)
    place, user = make_municipality(), make_user()
    make_profile(place, number_template="01-10/{n}")

    def sign(number="", day=DAY, **values):
        return sign_order(make_order(place, **values), number=number, signed_on=day, by=user)

    assert sign().number == "01-10/1"
    assert sign(number="01-10/41").number == "01-10/41"
    assert sign(number="01-10/142-2").number == "01-10/142-2"
    assert sign().number == "01-10/42"
    assert sign(day=DAY.replace(year=2027)).number == "01-10/1"
    assert sign(kind="directive").number == "1-р"
    assert next_number(make_order(place), 2026) == "01-10/43"


def registrations(count, monkeypatch):
    """Outcomes of so many signatures of one municipality begun at the same moment."""
    monkeypatch.setattr("documents.operations.freezing.order_pdf", lambda order: PDF)
    place, user = make_municipality(), make_user()
    orders = [make_order(place) for _ in range(count)]
    barrier, outcomes = threading.Barrier(count), [None] * count

    def run(index):
        with scopes_disabled():
            mine = Order.objects.get(pk=orders[index].pk)
            barrier.wait()
            try:
                outcomes[index] = sign_order(mine, number="", signed_on=DAY, by=user).number
            except (NumberTaken, IntegrityError) as fault:
                outcomes[index] = type(fault).__name__
            finally:
                connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_twenty_registrations_at_once_leave_no_gap_and_no_repeat(monkeypatch):
    outcomes = registrations(20, monkeypatch)
    assert sorted(outcomes, key=str) == sorted(map(str, range(1, 21)))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_number_taken_before_the_register_is_held_would_repeat(monkeypatch):
    """The twin: with a number read before the lock the race above must fail."""
    monkeypatch.setattr("documents.operations.registering.hold_register", lambda place: None)
    monkeypatch.setattr("documents.operations.registering.next_number", lambda order, year: "1")
    outcomes = registrations(5, monkeypatch)
    assert outcomes.count("1") == 1
    assert set(outcomes) - {"1"} <= {"NumberTaken", "IntegrityError"}
    assert len(set(outcomes)) > 1
