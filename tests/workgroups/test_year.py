"""The plan of a year: periods, what is missed, days proposed and planned."""

import datetime

import pytest
from django.urls import reverse

from lib.working_days import WorkCalendar
from monitoring.workgroup_work import group_work_of
from schools.access import access_to
from schools.models import RoleKind
from tests.factories import make_user_as
from tests.posting import post
from tests.workgroups.groups import make_meeting
from workgroups.models import Frequency, Meeting, MeetingState, Regulation
from workgroups.planning import (
    attention,
    attention_of,
    periods_of,
    plan_meetings,
    proposed_days,
    standings,
)

D = datetime.date
CALENDAR = WorkCalendar()
TODAY = D(2026, 5, 20)
HELD, PLANNED, OFF = MeetingState.SIGNED, MeetingState.PLANNED, MeetingState.OFF


def url(name, municipality, *args):
    return reverse(f"workgroups:{name}", args=[municipality.slug, *args])


LONG_AGO = D(2025, 1, 1)


def rules(frequency=Frequency.QUARTER, times=1, since=LONG_AGO):
    return Regulation(frequency=frequency, times=times, since=since)


def test_periods_cover_the_year_without_gaps():
    for frequency, number in (("quarter", 4), ("half", 2), ("year", 1), ("none", 0)):
        periods = periods_of(frequency, 2026)
        assert len(periods) == number
        for one, other in zip(periods, periods[1:], strict=False):
            assert other.first - one.last == datetime.timedelta(days=1)
        if periods:
            assert (periods[0].first, periods[-1].last) == (D(2026, 1, 1), D(2026, 12, 31))


@pytest.mark.parametrize(
    ("regulation", "meetings", "missed", "lacking"),
    [
        # The last period that is over, and the present one.
        (rules(), [], "I квартал 2026 года", "II квартал 2026 года"),
        (rules(), [(D(2026, 2, 1), HELD)], None, "II квартал 2026 года"),
        (rules(), [(D(2026, 2, 1), HELD), (D(2026, 6, 1), PLANNED)], None, None),
        (rules(), [(D(2026, 3, 31), HELD), (D(2026, 4, 1), HELD)], None, None),
        # A planned day that has gone by is no meeting, nor is one that was called off.
        (rules(), [(D(2026, 2, 1), PLANNED)], "I квартал 2026 года", "II квартал 2026 года"),
        (
            rules(),
            [(D(2026, 2, 1), OFF)],
            "I квартал 2026 года",
            "II квартал 2026 года",
        ),
        (rules(), [(D(2026, 2, 1), HELD), (D(2026, 5, 19), PLANNED)], None, "II квартал 2026 года"),
        (rules(times=2), [(D(2026, 2, 1), HELD)], "I квартал 2026 года", "II квартал 2026 года"),
        (
            rules(Frequency.HALF_YEAR),
            [],
            "второе полугодие 2025 года",
            "первое полугодие 2026 года",
        ),
        (rules(Frequency.YEAR), [], "2025 год", "2026 год"),
        # Nobody is blamed for the period in which the regulation came into force.
        (rules(since=D(2026, 1, 12)), [], None, "II квартал 2026 года"),
        (rules(Frequency.NONE), [], None, None),
    ],
)
def test_missed_and_lacking(regulation, meetings, missed, lacking):
    found = attention([regulation], meetings, TODAY)
    assert (found.missed and found.missed.name) == missed
    assert (found.lacking and found.lacking.name) == lacking


def names(found):
    return [one.period.name for one in found]


def test_each_period_is_judged_by_the_regulation_of_its_last_day():
    """Twice a quarter until April, then once in a half-year: a new rule hides nothing missed."""
    former, latter = rules(times=2), rules(Frequency.HALF_YEAR, since=D(2026, 4, 1))
    held = [(D(2026, 2, 1), HELD)]
    found = standings([latter, former], held, 2026, TODAY)
    assert names(found) == [
        "I квартал 2026 года",
        "первое полугодие 2026 года",
        "второе полугодие 2026 года",
    ]
    assert [one.needed for one in found] == [2, 1, 1]
    assert [one.is_missed for one in found] == [True, False, False]
    assert attention([latter, former], held, TODAY).missed.name == "I квартал 2026 года"


def test_a_regulation_to_come_does_not_judge_the_present_period():
    yearly = rules(Frequency.YEAR, since=D(2026, 6, 20))
    found = attention([rules(), yearly], [(D(2026, 2, 1), HELD)], TODAY)
    assert found.lacking.name == "II квартал 2026 года"
    assert attention([yearly], [], TODAY).lacking is None


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("frequency", [Frequency.QUARTER, Frequency.HALF_YEAR, Frequency.YEAR])
def test_proposed_days_are_different_working_days_of_their_period(frequency, times):
    for standing in standings([rules(frequency, times)], [], 2026, TODAY):
        days = proposed_days(standing, CALENDAR, not_before=TODAY)
        assert len(set(days)) == (0 if standing.is_over else times)
        for day in days:
            assert standing.period.has(day)
            assert day >= TODAY
            assert not CALENDAR.is_day_off(day)


def test_no_day_is_proposed_when_the_papers_cannot_be_sent_in_time():
    (standing, *_) = [
        one for one in standings([rules()], [], 2026, D(2026, 6, 29)) if not one.is_over
    ]
    assert proposed_days(standing, CALENDAR, not_before=D(2026, 7, 2)) == []
    assert proposed_days(standing, CALENDAR, not_before=D(2026, 6, 29)) != []


@pytest.mark.django_db
def test_meetings_are_planned_once(client, secretary, group, regulation, by):
    days = [D(2090, 3, 1), D(2090, 6, 1)]
    assert len(plan_meetings(group, days, by=by)) == 2
    assert plan_meetings(group, days, by=by) == []
    assert Meeting.objects.count() == 2


@pytest.mark.django_db
def test_days_are_proposed_changed_and_planned(client, secretary, group, regulation):
    address = url("meetings-plan", group.municipality, group.pk)
    year = group.municipality.today().year + 1
    page = client.get(address, {"year": year}).content.decode()
    assert page.count('type="date"') == 5
    data = {"day0": f"{year}-02-02", "day1": "", "day2": "", "day3": ""}
    assert post(client, f"{address}?year={year}", data).status_code == 302
    assert [one.held_on for one in Meeting.objects.all()] == [D(year, 2, 2)]
    assert client.get(address, {"year": year}).content.decode().count('type="date"') == 4
    plan = client.get(url("year-plan", group.municipality, group.pk), {"year": year})
    assert f"02.02.{year}" in plan.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"day0": "%s-05-05"}, "Нужен день с 01.01."),
        ({"extra": "2020-05-05"}, "Этот день уже прошёл"),
        ({"day0": "%s-02-02", "extra": "%s-02-02"}, "уже намечено"),
        ({}, "хотя бы один день"),
    ],
)
def test_wrong_day_is_told(client, secretary, group, regulation, data, words):
    year = group.municipality.today().year + 1
    address = url("meetings-plan", group.municipality, group.pk)
    filled = {name: day.replace("%s", str(year)) for name, day in data.items()}
    response = post(client, f"{address}?year={year}", filled)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.django_db
def test_secretary_is_told_on_the_first_page(client, secretary, group, regulation):
    Regulation.objects.update(since=D(2020, 1, 1))
    work = reverse("monitoring:work", args=[group.municipality.slug])
    page = client.get(work).content.decode()
    assert "Назначить заседания" in page
    assert "проведено меньше нужного" in page
    today = group.municipality.today()
    make_meeting(group, held_on=today, state="planned")
    assert "не назначено" not in client.get(work).content.decode()


@pytest.mark.django_db
def test_own_secretary_of_a_group_is_told_and_others_are_not(group, regulation, people):
    place = group.municipality
    tutor = make_user_as(RoleKind.METHODOLOGIST, place)
    other = make_user_as(RoleKind.METHODOLOGIST, place)
    people["S"].user = tutor
    people["S"].save()
    assert [g for g, _ in group_work_of(access_to(tutor, place)).groups] == [group]
    assert group_work_of(access_to(other, place)).groups == []


@pytest.mark.django_db
def test_dissolved_group_lacks_nothing(group, regulation):
    today = group.municipality.today()
    assert attention_of([group], today)
    group.ended_on = today - datetime.timedelta(days=1)
    assert attention_of([group], today) == {}
