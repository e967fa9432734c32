"""One act over many checkpoints: each on its own, with its own result."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.bulk import CHANGED, GONE, MOST, BulkAct, act_on_many
from monitoring.models import Checkpoint, DateRequest
from monitoring.permissions import OWN_REPORT
from schools.access import access_to
from schools.models import RoleKind
from tests.factories import make_checkpoint, make_school, make_user, make_user_as
from tests.posting import post

pytestmark = pytest.mark.django_db

DUE = datetime.date(2090, 4, 15)


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def coordinator(school):
    return make_user_as(RoleKind.COORDINATOR, school.municipality)


@pytest.fixture
def director(school):
    return make_user_as(RoleKind.DIRECTOR, school=school)


def make_reported(school, number=1):
    by = make_user()
    return [
        make_checkpoint(school=school, due_on=DUE, state="reported", reported_by=by)
        for _ in range(number)
    ]


def bulk_page(school):
    return reverse("monitoring:bulk", args=[school.municipality.slug])


def picks(*checkpoints):
    return {"pick": [f"{one.pk}:{one.version}" for one in checkpoints]}


def states(*checkpoints):
    found = Checkpoint.objects.in_bulk([one.pk for one in checkpoints])
    return [found[one.pk].state for one in checkpoints]


def do(user, school, bulk_act, *checkpoints, **values):
    access = access_to(user, school.municipality)
    chosen = {one.pk: one.version for one in checkpoints}
    return act_on_many(chosen, bulk_act, access=access, **values)


def test_twenty_reports_are_accepted_at_once(client, school, coordinator):
    rows = make_reported(school, 20)
    client.force_login(coordinator)
    page = client.get(bulk_page(school), {"state": "reported"}).content.decode()
    assert page.count('name="pick"') == 20
    response = post(client, bulk_page(school), {"act": "accept", **picks(*rows)})
    assert "Сделано: 20." in response.content.decode()
    assert set(states(*rows)) == {"accepted"}
    assert all(row.events.get().by == coordinator for row in rows)


def test_each_has_its_own_result_and_stops_no_other(school, coordinator):
    good, own, stale, planned, last = [
        *make_reported(school, 3),
        make_checkpoint(school=school, due_on=DUE),
        *make_reported(school),
    ]
    Checkpoint.objects.filter(pk=own.pk).update(reported_by=coordinator)
    Checkpoint.objects.filter(pk=stale.pk).update(version=5)
    results = do(coordinator, school, BulkAct.ACCEPT, good, own, stale, planned, last)
    assert [(result.is_done, result.words) for result in results] == [
        (True, "отчёт принят"),
        (False, OWN_REPORT),
        (False, CHANGED),
        (False, "Нельзя принять: сейчас состояние «запланировано»."),
        (True, "отчёт принят"),
    ]
    assert states(good, own, stale, planned, last) == [
        "accepted",
        "reported",
        "reported",
        "planned",
        "accepted",
    ]


def test_checkpoint_that_one_does_not_see_is_no_ones(school, director):
    [stranger] = make_reported(make_school(school.municipality))
    [result] = do(director, school, BulkAct.ACCEPT, stranger)
    assert (result.checkpoint, result.words) == (None, GONE)
    assert states(stranger) == ["reported"]


def test_director_reports_and_asks_for_all_at_once(client, school, director):
    rows = [make_checkpoint(school=school, due_on=DUE) for _ in range(3)]
    client.force_login(director)
    data = {"act": "ask_date", "text": "Карантин", "due_on": "20.05.2090", **picks(*rows)}
    assert "Сделано: 3." in post(client, bulk_page(school), data).content.decode()
    assert DateRequest.objects.filter(reason="Карантин").count() == 3
    again = [Checkpoint.objects.get(pk=row.pk) for row in rows]
    page = post(client, bulk_page(school), data | picks(*again)).content.decode()
    assert "Не сделано: 3" in page
    assert "Срок уже просят перенести" in page
    data = {"act": "report", "text": "Проведено", **picks(*again)}
    assert "Сделано: 3." in post(client, bulk_page(school), data).content.decode()
    assert set(states(*rows)) == {"reported"}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "Выберите, что сделать"),
        ({"act": "return"}, "без причины вернуть нельзя"),
        ({"act": "report", "text": "Проведено"}, "так сделать нельзя"),
        ({"act": "delete", "text": "Всё"}, "так сделать нельзя"),
    ],
)
def test_bad_form_is_told_and_does_nothing(client, school, coordinator, values, reason):
    first, second = make_reported(school, 2)
    client.force_login(coordinator)
    response = post(client, bulk_page(school), {**values, **picks(first)})
    assert response.status_code == 422
    page = response.content.decode()
    assert reason in page
    assert f'value="{first.pk}:1" checked' in page
    assert states(first, second) == ["reported", "reported"]


def test_nothing_chosen_is_told(client, school, coordinator):
    client.force_login(coordinator)
    response = post(
        client, bulk_page(school), {"act": "accept", "pick": ["вздор", "1:x", "9" * 40]}
    )
    assert response.status_code == 422
    assert "Ни одной контрольной точки не выбрано" in response.content.decode()


def test_later_date_must_be_later_for_each(school, director):
    early, late = make_checkpoint(school=school, due_on=DUE), make_checkpoint(school=school)
    Checkpoint.objects.filter(pk=late.pk).update(due_on=DUE + datetime.timedelta(days=90))
    day = DUE + datetime.timedelta(days=30)
    results = do(director, school, BulkAct.ASK_DATE, early, late, text="Карантин", due_on=day)
    assert [result.is_done for result in results] == [True, False]
    assert "не позже прежнего" in results[1].words


def test_reader_may_do_nothing(client, school):
    rows = make_reported(school)
    client.force_login(make_user_as(RoleKind.OBSERVER, school.municipality))
    page = client.get(bulk_page(school), {"pick": rows[0].pk}).content.decode()
    assert "ничего сделать не можете" in page
    assert post(client, bulk_page(school), {"act": "accept", **picks(*rows)}).status_code == 422
    assert states(*rows) == ["reported"]


def test_page_asks_as_much_for_one_row_as_for_thirty(client, school, coordinator):
    client.force_login(coordinator)
    make_reported(school)
    counts = []
    for _ in range(2):
        client.get(bulk_page(school), {"state": "reported"})
        with CaptureQueriesContext(connection) as asked:
            client.get(bulk_page(school), {"state": "reported"})
        counts.append(len(asked))
        make_reported(school, 30)
    assert counts[0] == counts[1]
    assert MOST >= 200
