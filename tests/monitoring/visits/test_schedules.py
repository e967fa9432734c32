"""Schedules of visits: drafts, approval undone, the annex of an order, papers."""

import datetime

import pytest

from documents.models import Annex
from documents.operations import fill_annex
from lib.text import NBSP
from monitoring.models import Visit
from schools.models import RoleKind
from tests.factories import make_assignment, make_order, make_person, make_user, make_user_as
from tests.monitoring.visits.factories import make_recommendation, make_schedule, make_visit
from tests.monitoring.visits.pages import page, signed_in, url
from tests.posting import post

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def test_line_of_a_draft_schedule_is_changed_and_taken_out(tutor, school, place):
    schedule = make_schedule(place, approved=False)
    visit = make_visit(school, tutor=tutor.card, schedule=schedule)
    edit = url("visit-update", place, visit.pk)
    data = {"version": 1, "planned_on": "2026-06-01", "aim": "Новая цель"}
    assert post(tutor, edit, data | {"planned_on": "2027-01-01"}).status_code == 422
    assert post(tutor, edit, data).status_code == 302
    drop = url("visit-delete", place, visit.pk)
    post(tutor, drop, {"version": 1})
    visit.refresh_from_db()
    assert (str(visit.planned_on), visit.aim) == ("2026-06-01", "Новая цель")
    post(tutor, drop, {"version": visit.version})
    assert not Visit.objects.exists()
    shorter = {"version": 99, "starts_on": "2026-02-01", "ends_on": "2026-01-01"}
    assert post(tutor, url("visit-schedule-update", place, schedule.pk), shorter).status_code == 422


def test_schedule_goes_back_to_drafts_and_records_stay_readable(director, school, place):
    visit = make_visit(school, state="sent")
    coming = make_visit(school, schedule=visit.schedule, planned_on=visit.planned_on + DAY)
    coordinator = signed_in(make_user_as(RoleKind.COORDINATOR, place))
    post(coordinator, url("visit-schedule-reopen", place, visit.schedule_id), {"version": 1})
    assert page(director, "visit", place, visit.pk)[0] == 200
    assert page(director, "visit", place, coming.pk)[0] == 404


def test_annex_is_filled_from_the_schedule_and_completed_later(school, place):
    order = make_order(place)
    annex = Annex.objects.create(order=order, kind="visits", heading="График")
    assignment = make_assignment(make_person(place), school)
    fill_annex(annex, by=make_user())
    assert [row.cells[2] for row in annex.rows.all()] == [""]
    annex.rows.all().delete()
    today = place.today()
    schedule = make_schedule(place, approved=False, starts_on=today, ends_on=today + 60 * DAY)
    same = {"tutor": assignment.person, "schedule": schedule, "aim": "Уроки"}
    make_visit(school, planned_on=today + DAY, **same)
    make_visit(school, planned_on=today + 2 * DAY, **same)
    old = make_schedule(place, starts_on=today - 60 * DAY, ends_on=today - DAY)
    make_visit(school, tutor=assignment.person, schedule=old, planned_on=today - DAY)
    assert fill_annex(annex, by=make_user()) == 2
    make_visit(school, planned_on=today + 9 * DAY, **same)
    assert fill_annex(annex, by=make_user()) == 1
    days = [f"{today + n * DAY:%d.%m.%Y}" for n in (1, 2, 9)]
    assert [row.cells for row in annex.rows.all()] == [
        [school.short_name, str(assignment.person), day, "Уроки"] for day in days
    ]


@pytest.mark.parametrize("state", ["sent", "off", "planned"])
def test_papers_say_what_became_of_the_visit(state, school, place, monkeypatch):
    printed = []
    monkeypatch.setattr(
        "lib.pdf.render",
        lambda html: printed.append(html.replace(NBSP, " ")) or b"%PDF-1.7",
    )
    visit = make_visit(school, state=state)
    if state == "sent":
        make_recommendation(visit)
    coordinator = signed_in(make_user_as(RoleKind.COORDINATOR, place))
    assert page(coordinator, "visit-schedule-pdf", place, visit.schedule_id)[0] == 200
    wanted = {"sent": "Справка, 1", "off": "Не состоялось: Карантин", "planned": visit.aim}
    assert wanted[state] in printed[0]
    code = coordinator.get(url("visit-pdf", place, visit.pk)).status_code
    assert code == (200 if state == "sent" else 403)
    if state == "sent":
        assert "Обновить план занятий" in printed[1]
        assert school.name in printed[1]


def test_the_newest_schedule_stands_first(place):
    years = (2024, 2026, 2025)
    for year in years:
        days = {"starts_on": datetime.date(year, 1, 1), "ends_on": datetime.date(year, 12, 31)}
        make_schedule(place, **days)
    coordinator = signed_in(make_user_as(RoleKind.COORDINATOR, place))
    shown = coordinator.get(url("visit-schedule-list", place)).context["schedules"]
    assert [one.starts_on.year for one in shown] == sorted(years, reverse=True)
