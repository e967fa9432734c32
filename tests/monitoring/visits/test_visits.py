"""A visit from the schedule to «прочитано», and what its recommendations become."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lib.permissions import NotNow
from lib.versions import Conflict
from monitoring.models import Checkpoint, Recommendation, Visit, VisitSchedule
from monitoring.visits import operations
from schools.access import access_to
from schools.models import RoleKind, TutorAssignment
from tests.factories import (
    make_assignment,
    make_person,
    make_post,
    make_role,
    make_school,
    make_user,
    make_user_as,
)
from tests.monitoring.visits.factories import make_recommendation, make_schedule, make_visit
from tests.monitoring.visits.pages import page, signed_in, text, url
from tests.posting import post

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def test_whole_way_of_a_visit(tutor, director, school, place):
    today = place.today()
    days = {"starts_on": today - 30 * DAY, "ends_on": today + 30 * DAY}
    assert post(tutor, url("visit-schedule-create", place), days).status_code == 302
    schedule = VisitSchedule.objects.get()
    assignment = school.tutor_assignments.get()
    planned = {
        "assignment": assignment.pk,
        "days": f"{today - DAY:%d.%m.%Y}, {today + DAY:%d.%m.%Y}",
        "aim": "Посещение уроков",
    }
    add = url("visit-plan", place, schedule.pk)
    outside = planned | {"days": f"{today + 99 * DAY:%d.%m.%Y}"}
    assert post(tutor, add, outside).status_code == 422
    assert post(tutor, add, planned).status_code == 302
    assert post(tutor, add, planned).status_code == 302  # the same days once more: nothing new
    visit, later = Visit.objects.order_by("planned_on")
    record = url("visit-record", place, visit.pk)

    # Nobody writes of a schedule that is not approved, and the school does not see it.
    assert tutor.get(record).status_code == 403
    assert page(director, "visit", place, visit.pk)[0] == 404
    approve = url("visit-schedule-approve", place, schedule.pk)
    assert post(tutor, approve, {"version": 2}).status_code == 403
    head = make_user_as(RoleKind.HEAD, place)
    make_post(make_person(place, user=head, surname="Началова"), title="начальник отдела")
    head = signed_in(head)
    assert "Утвердить графики посещений" in text(head, "work", place)
    post(head, approve, {"version": 1})
    schedule.refresh_from_db()
    assert not schedule.is_approved  # lines were added since
    post(head, approve, {"version": schedule.version})
    schedule.refresh_from_db()
    assert (schedule.approver_post, schedule.approved_on) == ("Начальник отдела", today)
    assert "Началова" in schedule.approver_name
    assert post(tutor, add, planned).status_code == 409
    assert "Мои посещения" in text(tutor, "work", place)

    said = {
        "version": visit.version,
        "held_on": f"{today + DAY:%Y-%m-%d}",
        "aim": "Посещение уроков",
        "looked_at": "Три урока",
        "findings": "Есть трудности",
    }
    assert post(tutor, record, said).status_code == 422  # the day is still to come
    assert post(tutor, record, said | {"held_on": today}).status_code == 302
    assert page(director, "visit", place, visit.pk)[0] == 404
    advise = url("recommendation-create", place, visit.pk)
    assert post(tutor, advise, {"text": "Обновить план", "due_on": today - DAY}).status_code == 422
    assert (
        post(tutor, advise, {"text": "Обновить план", "due_on": later.planned_on}).status_code
        == 302
    )
    assert not Checkpoint.objects.exists()

    send = url("visit-send", place, visit.pk)
    visit.refresh_from_db()
    post(tutor, send, {"version": visit.version - 1})
    assert not Checkpoint.objects.exists()
    post(tutor, send, {"version": visit.version})
    point = Checkpoint.objects.get()
    assert (point.school, point.due_on, point.text) == (school, later.planned_on, "Обновить план")
    assert (point.source, point.since, point.proof) == ("visit", today, "any")
    assert point.basis == f"Справка о посещении от {today:%d.%m.%Y}, {tutor.card}"
    assert point.recommendation.visit == visit
    assert tutor.get(record).status_code == 403
    assert post(tutor, advise, {"text": "Ещё", "due_on": later.planned_on}).status_code == 409

    shown = text(director, "work", place)
    assert "Прочитать справки о посещениях" in shown
    assert "Обновить план" in shown
    assert url("visit", place, visit.pk) in text(director, "checkpoint", place, point.pk)
    read = url("visit-read", place, visit.pk)
    visit.refresh_from_db()
    assert post(tutor, read, {"version": visit.version}).status_code == 403
    post(director, read, {"version": visit.version})
    visit.refresh_from_db()
    assert (visit.state, visit.read_on) == ("read", today)
    assert visit.reader == visit.read_by.name
    assert f"{visit.reader}" in text(tutor, "visit", place, visit.pk)
    assert "Прочитать справки" not in text(director, "work", place)
    assert "Посещение уроков" in text(director, "school", place, school.pk)


def test_acting_director_reads_and_the_record_says_for_whom(school, place):
    role = make_role(RoleKind.DIRECTOR, school=school)
    deputy = make_role(RoleKind.DIRECTOR, school=school, principal=role).user
    visit = make_visit(school, state="sent")
    post(signed_in(deputy), url("visit-read", place, visit.pk), {"version": 1})
    visit.refresh_from_db()
    assert "и. о." in visit.reader
    assert role.user.name in visit.reader


SEEN = {
    RoleKind.METHODOLOGIST: {"planned", "draft", "recorded", "sent", "read", "off"},
    RoleKind.TUTOR: {"planned", "draft", "recorded", "sent", "read", "off"},
    RoleKind.DIRECTOR: {"planned", "sent", "read", "off"},
    RoleKind.SCHOOL_COORDINATOR: {"planned", "sent", "read", "off"},
    RoleKind.OBSERVER: {"planned", "sent", "read", "off"},
    RoleKind.REGIONAL: {"planned", "sent", "read", "off"},
}


def test_drafts_are_for_those_who_write_them(school, place):
    schedule = make_schedule(place)
    made = {
        make_visit(school, schedule=schedule, state=state).pk: state
        for state in ("planned", "recorded", "sent", "read", "off")
    }
    draft = make_schedule(place, approved=False)
    made[make_visit(school, schedule=draft).pk] = "draft"
    for kind, states in SEEN.items():
        is_of_school = kind in (RoleKind.TUTOR, RoleKind.DIRECTOR, RoleKind.SCHOOL_COORDINATOR)
        user = make_user_as(kind, place, school=school if is_of_school else None)
        access = access_to(user, place)
        seen = Visit.objects.visible_to(access).filter(municipality=place)
        assert {made[visit.pk] for visit in seen} == states, kind
        schedules = VisitSchedule.objects.visible_to(access).filter(municipality=place)
        assert (draft in schedules) == ("draft" in states), kind


def test_tutor_neither_sees_nor_writes_other_schools(tutor, place):
    other = make_visit(make_school(place), state="recorded")
    advice = make_recommendation(other)
    for name, pk in (
        ("visit", other.pk),
        ("visit-record", other.pk),
        ("visit-pdf", other.pk),
        ("recommendation-create", other.pk),
        ("recommendation-update", advice.pk),
    ):
        assert page(tutor, name, place, pk)[0] == 404, name
    for name, pk in (("visit-send", other.pk), ("recommendation-delete", advice.pk)):
        assert post(tutor, url(name, place, pk), {"version": 1}).status_code == 404, name
    foreign = make_assignment(make_person(place), make_school(place))
    data = {
        "assignment": foreign.pk,
        "held_on": place.today(),
        "aim": "Цель",
        "looked_at": "Уроки",
        "findings": "Выводы",
    }
    assert post(tutor, url("visit-create", place), data).status_code == 422
    assert other.school.short_name not in text(tutor, "visit-list", place)
    assert Visit.objects.count() == 1


def test_colleague_of_the_same_school_reads_and_does_not_write(tutor, school, place):
    visit = make_visit(school, tutor=make_person(place), state="recorded")
    assert page(tutor, "visit", place, visit.pk)[0] == 200
    assert page(tutor, "visit-record", place, visit.pk)[0] == 403


def test_unplanned_visit_is_recorded_for_a_tutor_who_does_not_sign_in(school, place):
    clerk = signed_in(make_user_as(RoleKind.METHODOLOGIST, place))
    assignment = make_assignment(make_person(place), school, since=place.today() - 5 * DAY)
    data = {
        "assignment": assignment.pk,
        "held_on": place.today() - 9 * DAY,
        "aim": "Цель",
        "looked_at": "Уроки",
        "findings": "Выводы",
    }
    early = post(clerk, url("visit-create", place), data)
    assert early.status_code == 422
    assert "тьютор закреплён с" in early.content.decode()
    assert (
        post(clerk, url("visit-create", place), data | {"held_on": place.today()}).status_code
        == 302
    )
    visit = Visit.objects.get()
    assert (visit.school, visit.tutor, visit.state) == (school, assignment.person, "recorded")


def test_visit_called_off_may_take_place_after_all(tutor, school, place):
    visit = make_visit(school, tutor=tutor.card)
    off = url("visit-call-off", place, visit.pk)
    assert post(tutor, off, {"version": 1, "reason_off": ""}).status_code == 422
    assert post(tutor, off, {"version": 1, "reason_off": "Карантин"}).status_code == 302
    visit.refresh_from_db()
    assert (visit.state, visit.reason_off) == ("off", "Карантин")
    data = {
        "version": visit.version,
        "held_on": "2026-05-01",
        "aim": "Цель",
        "looked_at": "Уроки",
        "findings": "Выводы",
    }
    assert post(tutor, url("visit-record", place, visit.pk), data).status_code == 302
    visit.refresh_from_db()
    assert (visit.state, visit.reason_off) == ("recorded", "")


def test_record_that_was_handed_over_takes_no_more_advice(school):
    visit = make_visit(school, state="recorded")
    advice = make_recommendation(visit)
    by = make_user()
    operations.send_visit(visit, seen_version=1, by=by)
    with pytest.raises(NotNow):
        operations.save_recommendation(
            Recommendation(visit=visit, text="Ещё", due_on="2090-01-01"), [], seen_version=1, by=by
        )
    with pytest.raises(NotNow):
        operations.drop_recommendation(advice, seen_version=1, by=by)
    assert visit.recommendations.count() == 1


def test_checkpoint_of_a_visit_needs_its_school_and_basis(school):
    same = {
        "municipality": school.municipality,
        "source": "visit",
        "text": "Дело",
        "due_on": "2026-05-05",
        "since": "2026-05-01",
        "executor": "Школа",
    }
    Checkpoint.objects.create(**same, school=school, basis="Справка")
    for wrong in ({"school": school}, {"basis": "Справка"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Checkpoint.objects.create(**same, **wrong)


def test_register_filters_and_costs_the_same_with_1_and_30_rows(tutor, school, place):
    schedule = make_schedule(place)
    make_visit(school, tutor=tutor.card, schedule=schedule, planned_on="2026-01-01")
    tutor.get(url("visit-list", place))
    counts = []
    for more in (0, 29):
        for n in range(more):
            day = first_day(n)
            make_visit(school, tutor=tutor.card, schedule=schedule, planned_on=day)
        with CaptureQueriesContext(connection) as queries:
            shown = text(tutor, "visit-list", place)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "из 30" in shown
    assert "из 2" in text(tutor, "visit-list", place, since="01.01.2026", until="03.02.2026")
    assert "из 30" in text(tutor, "visit-list", place, late="on")
    assert "Ничего не найдено" in text(tutor, "visit-list", place, state="read")


def first_day(number):
    """Days from the third of February on."""
    return datetime.date(2026, 2, 3) + number * DAY


def test_record_is_handed_over_with_the_recommendations_that_were_read(school):
    """Whatever became of them after the page was opened, the sender reads them anew."""
    visit, by = make_visit(school, state="recorded"), make_user()
    kept = make_recommendation(visit)
    changes = (
        lambda: operations.save_recommendation(
            Recommendation(visit=visit, text="Ещё одна", due_on=kept.due_on),
            ["text"],
            seen_version=None,
            by=by,
        ),
        lambda: operations.save_recommendation(
            Recommendation.objects.get(pk=kept.pk), ["text"], seen_version=kept.version, by=by
        ),
        lambda: operations.drop_recommendation(
            Recommendation.objects.last(),
            seen_version=Recommendation.objects.last().version,
            by=by,
        ),
    )
    for change in changes:
        seen = Visit.objects.get(pk=visit.pk)
        change()
        with pytest.raises(Conflict):
            operations.send_visit(seen, seen_version=seen.version, by=by)
    assert not Checkpoint.objects.exists()
    seen = Visit.objects.get(pk=visit.pk)
    operations.send_visit(seen, seen_version=seen.version, by=by)
    assert Checkpoint.objects.count() == Recommendation.objects.count() == 1


@pytest.mark.parametrize(("since", "is_refused"), [("2026-04-01", True), ("2020-01-01", False)])
def test_planned_visit_was_not_held_before_the_tutor_had_the_school(
    tutor, school, place, since, is_refused
):
    visit = make_visit(school, tutor=tutor.card)
    TutorAssignment.objects.all().delete()
    make_assignment(tutor.card, school, since=since)
    said = {"aim": "Цель", "looked_at": "Уроки", "findings": "Выводы"}
    data = said | {"version": 1, "held_on": "2025-02-10"}
    response = post(tutor, url("visit-record", place, visit.pk), data)
    visit.refresh_from_db()
    assert response.status_code == (422 if is_refused else 302)
    assert (visit.state == "recorded") is not is_refused
    if is_refused:
        assert "10.02.2025: тьютор закреплён с 01.04.2026." in response.content.decode()
