"""Two people at the same moment, as two threads of the server, on the database's own locks."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event

import pytest
from django.db import connection, transaction
from django.test import Client
from django_scopes import scopes_disabled

from documents.models import Annex, Order
from lib.versions import Versioned
from monitoring.operations import sign_order
from roadmaps.models import Measure
from roadmaps.operations import approve_edition
from schools.models import RoleKind
from tests.factories import (
    make_edition,
    make_measure,
    make_municipality,
    make_order,
    make_roadmap,
    make_section,
    make_user_as,
)
from tests.posting import post
from tests.roadmaps.addresses import url

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
PAIRS = 200
SIGNINGS = 8
WAIT = 60


@contextmanager
def two_people():
    """Function that runs two acts at the same moment, each in a thread of its own."""
    barrier = Barrier(2, timeout=WAIT)

    def at_once(act):
        barrier.wait()
        return act()

    def close():
        barrier.wait()
        connection.close()

    with ThreadPoolExecutor(2) as threads:

        def run(*acts):
            started = [threads.submit(at_once, act) for act in acts]
            return [one.result(WAIT) for one in started]

        try:
            yield run
        finally:
            for one in [threads.submit(close) for _ in range(2)]:
                one.result(WAIT)


@pytest.fixture
def municipality():
    return make_municipality()


@pytest.fixture
def clients(municipality):
    """Two coordinators, signed in."""
    both = Client(), Client()
    for client in both:
        client.force_login(make_user_as(RoleKind.COORDINATOR, municipality))
    return both


@pytest.fixture
def section(municipality):
    return make_section(make_edition(make_roadmap(municipality)))


def edit(client, measure, text, *, version):
    data = {"version": version, "action": text, "deadline_kind": "date", "deadline_text": text}
    data |= {"control_dates": "15.04.2026", "responsible_1": "schools", "responsible_words": text}
    return post(client, url("measure-update", measure.edition, measure.pk), data)


def check_pair(run, clients, measure, number):
    """One pair of edits of one measure: a success and a conflict page, nothing lost."""
    version = Measure.objects.get(pk=measure.pk).version
    texts = f"Первый вариант {number}", f"Второй вариант {number}"
    answers = run(
        *(
            lambda client=client, text=text: edit(client, measure, text, version=version)
            for client, text in zip(clients, texts, strict=True)
        )
    )
    codes = [answer.status_code for answer in answers]
    assert sorted(codes) == [302, 409]
    won, lost = codes.index(302), codes.index(409)
    saved = Measure.objects.get(pk=measure.pk)
    assert saved.version == version + 1
    assert [action.text for action in saved.actions.all()] == [texts[won]]
    assert saved.deadline_text == texts[won]
    assert [str(one) for one in saved.responsible.all()] == ["все школы плана", texts[won]]
    page = answers[lost].content.decode()
    assert texts[lost] in page
    assert texts[won] in page


def test_two_hundred_pairs_of_edits_lose_nothing(clients, section):
    measure = make_measure(section)
    with two_people() as run:
        for number in range(PAIRS):
            check_pair(run, clients, measure, number)


def test_the_check_notices_when_the_guard_is_off(clients, section, monkeypatch):
    def save_over(self, fields, *, seen_version):
        self.version = seen_version + 1
        self.save(update_fields=[*fields, "version"])

    monkeypatch.setattr(Versioned, "save_changes", save_over)
    measure = make_measure(section)
    with two_people() as run, pytest.raises(AssertionError):
        check_pair(run, clients, measure, 1)


def test_deletion_against_an_edit_loses_no_text(clients, section):
    with two_people() as run:
        for _ in range(20):
            measure = make_measure(section)
            address = url("row-delete", measure.edition, "measure", measure.pk)
            deleted, edited = run(
                lambda address=address: post(clients[0], address, {"seen": "1-0-0"}),
                lambda measure=measure: edit(clients[1], measure, "Новый текст", version=1),
            )
            found = Measure.objects.filter(pk=measure.pk).first()
            if found:
                assert (deleted.status_code, edited.status_code) == (409, 302)
                assert found.title == "Новый текст"
            else:
                assert deleted.status_code == 302
                assert edited.status_code in (404, 409)


def test_simultaneous_moves_keep_every_row_in_its_own_place(clients, section):
    rows = [make_measure(section, text=str(number)) for number in range(5)]
    addresses = [url("row-move", row.edition, "measure", row.pk) for row in rows]
    with two_people() as run:
        for _ in range(20):
            first, second = random.sample(addresses, 2)
            answers = run(
                lambda first=first: post(clients[0], first, {"direction": "up"}),
                lambda second=second: post(clients[1], second, {"direction": "down"}),
            )
            assert [answer.status_code for answer in answers] == [302, 302]
            places = list(section.measures.values_list("position", flat=True))
            assert places == [1, 2, 3, 4, 5]


def test_edit_that_has_waited_for_the_signing_is_refused(clients, section):
    """It finds a draft, waits for the row that signing holds, and must then see it approved."""
    measure = make_measure(section, text="Прежний текст")
    order = make_order(section.municipality)
    edition, head = section.edition, make_user_as(RoleKind.HEAD, section.municipality)
    edition.annex = Annex.objects.create(order=order, kind="roadmap")
    edition.save()
    is_held = Event()

    def sign():
        with scopes_disabled(), transaction.atomic():
            approve_edition(edition, by=head)
            is_held.set()
            time.sleep(0.7)

    def edit_meanwhile():
        is_held.wait(WAIT)
        return edit(clients[0], measure, "Новый текст", version=1)

    with two_people() as run:
        _, edited = run(sign, edit_meanwhile)
    assert edited.status_code == 409
    assert "утверждена приказом" in edited.content.decode()
    assert Measure.objects.get(pk=measure.pk).title == "Прежний текст"


def test_signing_and_editing_never_mix(clients, municipality):
    """Either the paper has the new text, or the edit is refused with its reason."""
    head = make_user_as(RoleKind.HEAD, municipality)

    def sign(order, number):
        with scopes_disabled():
            sign_order(
                order, number=str(number), signed_on=municipality.today(), by=head, seen_digest=None
            )

    def edit_soon(measure):
        time.sleep(random.random() * 0.3)
        return edit(clients[0], measure, "Новый текст", version=1)

    with two_people() as run:
        for number in range(SIGNINGS):
            order = make_order(municipality)
            edition = make_edition(make_roadmap(municipality), order=order)
            measure = make_measure(make_section(edition), text="Прежний текст")
            _, edited = run(
                lambda order=order, number=number: sign(order, number),
                lambda measure=measure: edit_soon(measure),
            )
            printed = Order.objects.get(pk=order.pk).signed_html
            text = Measure.objects.get(pk=measure.pk).title
            assert text in printed
            if edited.status_code == 302:
                assert text == "Новый текст"
            else:
                assert edited.status_code == 409
                assert "утверждена приказом" in edited.content.decode()
                assert text == "Прежний текст"
