"""«Календарь на телефоне»: what it holds, whom it opens to, when it stops, and who keeps what."""

import datetime
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from accounts.calendar_address import make_address
from accounts.models import AuditEntry, CalendarAddress, FormKey
from accounts.one_time import FIELD
from accounts.templatetags.one_time import new_key
from monitoring.models import DateRequest
from schools.models import RoleKind
from tests.factories import (
    make_checkpoint,
    make_municipality,
    make_person,
    make_role,
    make_school,
    make_user,
    make_user_as,
)
from tests.posting import post

pytestmark = pytest.mark.django_db

FEED, PAGE = reverse("calendar-feed"), reverse("phone-calendar")
LONG = "Провести семинар «Ёлки»; для учителей, у которых много вопросов. " * 4


@pytest.fixture
def place():
    return make_municipality(time_zone="Asia/Vladivostok")


@pytest.fixture
def school(place):
    return make_school(place)


def read(key):
    """Response to a phone, which has no session."""
    return Client().get(FEED, {"key": key})


def events_of(user):
    """{UID without the host: event} as the library reads them."""
    response = read(make_address(by=user))
    assert response.status_code == 200
    calendar = Calendar.from_ical(response.content)
    return {str(e["uid"]).partition("@")[0]: e for e in calendar.walk("VEVENT")}


def days(place, number):
    return place.today() + datetime.timedelta(days=number)


def test_director_gets_what_the_school_owes_as_whole_days_with_words_and_link(place, school):
    late = make_checkpoint(school=school, text=LONG, due_on=days(place, -200))
    soon = make_checkpoint(school=school, text="Сдать отчёт", due_on=days(place, 3))
    make_checkpoint(school=school, due_on=days(place, -200), state="accepted")
    make_checkpoint(school=school, due_on=days(place, 4), state="cancelled")
    make_checkpoint(school=make_school(place), text="Чужое", due_on=days(place, 3))
    events = events_of(make_user_as(RoleKind.DIRECTOR, school=school))
    assert set(events) == {f"checkpoint-{late.pk}", f"checkpoint-{soon.pk}"}
    event = events[f"checkpoint-{soon.pk}"]
    assert event["dtstart"].dt == soon.due_on
    assert event["dtend"].dt == soon.due_on + datetime.timedelta(days=1)
    assert str(event["summary"]) == "Запланировано: Сдать отчёт"
    link = f"http://127.0.0.1:8000/{place.slug}/control/{soon.pk}/"
    assert str(event["url"]) == link
    assert link in event["description"]
    overdue = events[f"checkpoint-{late.pk}"]
    assert str(overdue["summary"]).startswith("Просрочено: Провести семинар «Ёлки»; для учителей,")
    assert LONG.strip() in str(overdue["description"])


def test_lines_are_folded_at_75_octets_and_no_letter_is_torn(place, school):
    make_checkpoint(school=school, text=LONG, due_on=days(place, 3))
    content = read(make_address(by=make_user_as(RoleKind.DIRECTOR, school=school))).content
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()


def test_controller_gets_what_waits_for_a_decision_today(place, school):
    user = make_user_as(RoleKind.HEAD, place)
    reported = make_checkpoint(
        school=school, due_on=days(place, 20), state="reported", reported_by=make_user()
    )
    asked = make_checkpoint(school=school, due_on=days(place, 9))
    DateRequest.objects.create(
        checkpoint=asked,
        due_on=days(place, 30),
        former_due_on=asked.due_on,
        reason="Болезнь",
        asked_by=make_user(),
        asked_at=place.now(),
    )
    events = events_of(user)
    assert set(events) == {f"judge-{reported.pk}", f"date-{asked.pk}"}
    assert str(events[f"judge-{reported.pk}"]["summary"]).startswith("Проверить отчёт: ")
    assert str(events[f"date-{asked.pk}"]["summary"]).startswith("Решить о переносе срока: ")
    # The day of the place: at the other end of the country it is another one for half the day.
    assert {event["dtstart"].dt for event in events.values()} == {place.today()}


def test_all_municipalities_of_the_person_and_no_other(place, school):
    user = make_user_as(RoleKind.DIRECTOR, school=school)
    elsewhere = make_municipality()
    make_role(RoleKind.OBSERVER, elsewhere, user=user)
    person = make_person(elsewhere, user=user)
    own = make_checkpoint(school=school, due_on=days(place, 3))
    named = make_checkpoint(person=person, due_on=days(place, 3))
    make_checkpoint(school=make_school(), due_on=days(place, 3))
    assert set(events_of(user)) == {f"checkpoint-{own.pk}", f"checkpoint-{named.pk}"}


def test_uid_outlives_a_change_of_the_date(place, school):
    user = make_user_as(RoleKind.DIRECTOR, school=school)
    point = make_checkpoint(school=school, due_on=days(place, 3))
    first = events_of(user)
    type(point).objects.filter(pk=point.pk).update(due_on=days(place, 8), version=5)
    again = events_of(user)
    assert set(first) == set(again)
    assert again[f"checkpoint-{point.pk}"]["sequence"] == 5


def test_it_ends_at_once_with_the_address_the_sign_in_and_the_role(client, place, school):
    user = make_user_as(RoleKind.DIRECTOR, school=school)
    key = make_address(by=user)
    assert read(key).status_code == 200
    user.is_active = False
    user.save()
    assert read(key).status_code == 404
    user.is_active = True
    user.save()
    user.roles.update(until=days(place, -1))
    assert read(key).status_code == 404
    user.roles.update(until=None)
    newer = make_address(by=user)
    assert [read(one).status_code for one in (key, newer)] == [404, 200]
    client.force_login(user)
    assert post(client, PAGE, {"act": "revoke"}).status_code == 302
    assert read(newer).status_code == 404
    assert "Создать адрес" in client.get(PAGE).content.decode()


def test_lost_role_takes_its_municipality_along(place, school):
    user = make_user_as(RoleKind.DIRECTOR, school=school)
    other = make_school()
    role = make_role(RoleKind.DIRECTOR, school=other, user=user)
    kept = make_checkpoint(school=school, due_on=days(place, 3))
    make_checkpoint(school=other, due_on=days(place, 3))
    assert len(events_of(user)) == 2
    role.delete()
    assert set(events_of(user)) == {f"checkpoint-{kept.pk}"}


@pytest.mark.parametrize("change", ["other number", "other secret", "cut", "none", "nul", "long"])
def test_wrong_key_is_not_found(school, change):
    key = make_address(by=make_user_as(RoleKind.DIRECTOR, school=school))
    number, secret = key.split(".")
    wrong = {
        "other number": f"{int(number) + 1}.{secret}",
        "other secret": f"{number}.{secret[::-1]}",
        "cut": key[:-1],
        "none": "",
        "nul": f"{number}.{secret[:-1]}\x00",
        "long": key * 1000,
    }[change]
    assert read(wrong).status_code == 404


def test_secret_is_kept_nowhere_and_shown_once(client, school, caplog):
    user = make_user_as(RoleKind.DIRECTOR, school=school)
    client.force_login(user)
    data = {"act": "make", FIELD: new_key()}
    page = client.post(PAGE, data).content.decode()
    key = re.search(r"calendar\.ics\?key=([\w.-]+)", page)[1]
    secret = key.partition(".")[2]
    assert len(secret) == 43
    assert read(key).status_code == 200
    assert read(f"{key}x").status_code == 404
    assert key not in caplog.text
    assert secret not in caplog.text
    for model in apps.get_models():
        for row in model._base_manager.values_list():
            assert secret not in str(row), model
    # The form sent twice: nothing new, and the page that does not show it any more.
    assert client.post(PAGE, data).headers["Location"] == PAGE
    assert CalendarAddress.objects.count() == 1
    assert read(key).status_code == 200
    assert secret not in client.get(PAGE).content.decode()
    assert FormKey.objects.filter(status=302).exists()
    verbs = AuditEntry.objects.filter(object_type="адрес календаря").values_list("verb", flat=True)
    assert list(verbs) == ["create"]


def test_answer_is_for_its_owner_alone_and_needs_no_session(school):
    response = read(make_address(by=make_user_as(RoleKind.DIRECTOR, school=school)))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert CalendarAddress.objects.get().used_on
    assert Client().post(FEED).status_code in (400, 403, 405)


def test_one_network_address_does_not_ask_without_end(school, monkeypatch):
    monkeypatch.setattr("monitoring.views.phone_calendar.MOST_IN_A_MINUTE", 2)
    key = make_address(by=make_user_as(RoleKind.DIRECTOR, school=school))
    assert [read(one).status_code for one in (key, "x", key)] == [200, 404, 429]


def test_reading_costs_the_same_queries_at_one_row_and_at_thirty(place, school):
    key = make_address(by=make_user_as(RoleKind.DIRECTOR, school=school))
    counts = []
    for number in (1, 30):
        for _ in range(number):
            make_checkpoint(school=school, due_on=days(place, 3))
        read(key)
        with CaptureQueriesContext(connection) as captured:
            assert read(key).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


def test_page_is_for_the_signed_in(client):
    assert client.get(PAGE).status_code == 302
