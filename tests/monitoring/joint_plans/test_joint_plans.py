"""The joint plan of a tutor and a school: who writes it, who confirms, what undoes a word."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lib.versions import Conflict
from monitoring.joint_plans import operations
from monitoring.models import JointPlan, JointPlanRow
from schools.models import RoleKind
from tests.factories import DUE, make_assignment, make_person, make_school, make_user, make_user_as
from tests.monitoring.visits.factories import make_joint_plan, make_joint_row, make_visit
from tests.monitoring.visits.pages import page, signed_in, text, url
from tests.posting import post

pytestmark = pytest.mark.django_db
ROW = {"text": "Методический день", "starts_on": DUE, "parties": "тьютор", "expected": "Памятка"}


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def place(school):
    return school.municipality


@pytest.fixture
def tutor(school):
    user = make_user_as(RoleKind.TUTOR, school=school)
    client = signed_in(user)
    client.card = user.people.get()
    return client


@pytest.fixture
def director(school):
    return signed_in(make_user_as(RoleKind.DIRECTOR, school=school))


@pytest.fixture
def plan(tutor):
    return make_joint_plan(tutor.card.tutor_assignments.get())


def confirmed(plan):
    plan = JointPlan.objects.get(pk=plan.pk)
    return plan.is_confirmed_by("tutor"), plan.is_confirmed_by("school")


def confirm(client, plan, seen=None):
    seen = seen or JointPlan.objects.get(pk=plan.pk).plan_version
    return post(client, url("joint-plan-confirm", plan.municipality, plan.pk), {"version": seen})


def test_plan_is_made_by_the_tutor_and_confirmed_by_both(tutor, director, school, place):
    assert "Составить планы со школами" in text(tutor, "work", place)
    held = school.tutor_assignments.get()
    data = {"assignment": held.pk, "starts_on": "2000-01-01", "ends_on": "2089-12-31"}
    assert post(tutor, url("joint-plan-create", place), data).status_code == 302
    again = data | {"starts_on": "2001-01-01"}
    assert post(tutor, url("joint-plan-create", place), again).status_code == 422
    plan = JointPlan.objects.get()
    confirm(tutor, plan)
    assert confirmed(plan) == (False, False)  # an empty plan is not confirmed
    add = url("joint-row-create", place, plan.pk)
    assert post(tutor, add, ROW | {"starts_on": "1999-01-01"}).status_code == 422
    assert post(tutor, add, ROW).status_code == 302
    confirm(tutor, plan)
    assert confirmed(plan) == (True, False)
    assert "План с тьютором ждёт вашего согласия" in text(director, "work", place)
    confirm(director, plan)
    assert confirmed(plan) == (True, True)
    assert "ждёт вашего согласия" not in text(director, "work", place)


def test_plan_that_was_not_read_is_not_confirmed(plan, director):
    make_joint_row(plan)
    seen = plan.plan_version
    operations.save_row(JointPlanRow(plan=plan, **ROW), [], seen_version=None, by=make_user())
    confirm(director, plan, seen)
    assert confirmed(plan) == (False, False)


def test_only_what_was_agreed_takes_the_words_back(plan, tutor, director, place):
    row = make_joint_row(plan)

    def mark(name, **data):
        row.refresh_from_db()
        confirm(tutor, plan)
        confirm(director, plan)
        data["version"] = row.version
        assert post(tutor, url(f"joint-row-{name}", place, row.pk), data).status_code == 302
        row.refresh_from_db()
        return confirmed(plan)

    assert mark("done", done_on="2026-05-01", result="Проведено") == (True, True)
    assert (row.state, row.result) == ("done", "Проведено")
    assert mark("undo") == (True, True)
    assert mark("move", moved_to="2026-06-01", reason="Карантин") == (False, False)
    assert (str(row.due_on), row.starts_on, row.state) == ("2026-06-01", DUE, "planned")
    assert mark("drop", reason="Не нужно") == (False, False)
    assert mark("undo") == (False, False)
    assert (row.state, row.moved_to, row.reason) == ("planned", None, "")
    assert mark("update", **ROW) == (False, False)
    assert mark("done", done_on="2026-05-01", result="Проведено") == (True, True)
    edit = url("joint-row-update", place, row.pk)
    assert post(tutor, edit, ROW | {"version": row.version}).status_code == 409


def test_mark_needs_its_reason_and_a_day_that_has_come(plan, tutor, place):
    row = make_joint_row(plan)
    for name, data in (
        ("done", {"done_on": "2098-01-01", "result": "Проведено"}),
        ("done", {"done_on": "2026-05-01", "result": ""}),
        ("move", {"moved_to": "2026-06-01", "reason": ""}),
        ("drop", {"reason": ""}),
    ):
        sent = data | {"version": 1}
        assert post(tutor, url(f"joint-row-{name}", place, row.pk), sent).status_code == 422, name
    with pytest.raises(Conflict):
        operations.remove_row(row, seen_version=9, by=make_user())


def test_school_proposes_and_changes_only_its_own_rows(plan, school, place):
    helper = signed_in(make_user_as(RoleKind.SCHOOL_COORDINATOR, school=school))
    theirs = make_joint_row(plan)
    assert post(helper, url("joint-row-create", place, plan.pk), ROW).status_code == 302
    own = JointPlanRow.objects.get(by_school=True)
    assert page(helper, "joint-row-update", place, own.pk)[0] == 200
    assert page(helper, "joint-row-update", place, theirs.pk)[0] == 403
    assert page(helper, "joint-row-done", place, own.pk)[0] == 403
    assert confirm(helper, plan).status_code == 403


def test_department_gives_the_word_only_for_a_tutor_without_sign_in(plan, school, place):
    clerk = signed_in(make_user_as(RoleKind.METHODOLOGIST, place))
    make_joint_row(plan)
    assert confirm(clerk, plan).status_code == 403
    other = make_joint_plan(make_assignment(make_person(place), school))
    make_joint_row(other)
    confirm(clerk, other)
    assert confirmed(other) == (True, False)


def test_other_school_and_its_tutor_find_nothing(plan, place):
    row = make_joint_row(plan)
    foreign = make_school(place)
    for kind in (RoleKind.DIRECTOR, RoleKind.TUTOR):
        client = signed_in(make_user_as(kind, school=foreign))
        assert page(client, "joint-plan", place, plan.pk)[0] == 404
        assert post(client, url("joint-row-remove", place, row.pk), {"version": 1}).status_code in (
            404,
            403,
        )
        assert str(plan.assignment.school) not in text(client, "joint-plan-list", place)


def test_list_tells_the_faults_and_costs_the_same_with_1_and_30_rows(plan, school, place):
    head = signed_in(make_user_as(RoleKind.HEAD, place))
    make_joint_row(plan, starts_on="2001-01-01")
    head.get(url("joint-plan-list", place))
    counts = []
    for more in (0, 29):
        for _ in range(more):
            make_assignment(make_person(place), make_school(place))
        with CaptureQueriesContext(connection) as queries:
            shown = text(head, "joint-plan-list", place)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "есть просроченное" in shown
    assert "из 29" in text(head, "joint-plan-list", place, fault="no_plan")
    for fault in ("unconfirmed", "late"):
        assert "из 1" in text(head, "joint-plan-list", place, fault=fault)


def test_plan_prints_with_its_blocks(plan, director, place, monkeypatch):
    monkeypatch.setattr(
        "lib.press.print_html", lambda html, *args, **kwargs: ("ok", b"%PDF-1.7" + html.encode())
    )
    make_joint_row(plan, state="done", done_on=DUE, result="Проведено")
    printed = director.get(url("joint-plan-print", place, plan.pk)).content.decode()
    for words in ("СОГЛАСОВАНО", "УТВЕРЖДАЮ", "методический", "Проведено", "ПРОЕКТ"):
        assert words in printed
    word = director.get(url("joint-plan-print", place, plan.pk), {"as": "word"})
    assert word.content[:2] == b"PK"


def test_print_names_the_director_who_confirmed(plan, director, school, place, monkeypatch):
    monkeypatch.setattr("lib.press.print_html", lambda html, *args, **kwargs: ("ok", html.encode()))
    make_joint_row(plan)
    confirm(director, plan)
    by = JointPlan.objects.get().school_confirmed_by
    by.roles.update(until=place.today() - datetime.timedelta(days=1))
    later = make_user_as(RoleKind.DIRECTOR, school=school, user=make_user(name="Новый Директор"))
    head = make_user_as(RoleKind.HEAD, place, user=make_user(name="Глава Отдела"))
    printed = signed_in(head).get(url("joint-plan-print", place, plan.pk)).content.decode()
    assert by.name in printed
    assert head.name in printed
    assert later.name not in printed


def test_an_empty_plan_is_to_be_filled(tutor, plan, place):
    told = text(tutor, "work", place)
    assert "Заполнить планы со школами" in told
    assert url("joint-plan", place, plan.pk) in told
    make_joint_row(plan)
    assert "Заполнить планы" not in text(tutor, "work", place)


def test_the_department_gives_the_word_for_a_tutor_without_a_sign_in(tutor, plan, place):
    methodologist = signed_in(make_user_as(RoleKind.METHODOLOGIST, place))
    make_joint_row(plan)
    assert url("joint-plan", place, plan.pk) not in text(methodologist, "work", place)
    type(tutor.card).objects.filter(pk=tutor.card.pk).update(user=None)
    assert url("joint-plan", place, plan.pk) in text(methodologist, "work", place)
    confirm(methodologist, plan)
    assert confirmed(plan) == (True, False)
    assert url("joint-plan", place, plan.pk) not in text(methodologist, "work", place)


def test_nobody_waits_for_the_plan_of_a_tutor_who_has_gone(tutor, director, plan, school, place):
    make_joint_row(plan)
    assert url("joint-plan", place, plan.pk) in text(director, "work", place)
    school.tutor_assignments.update(until=place.today() - datetime.timedelta(days=1))
    assert url("joint-plan", place, plan.pk) not in text(director, "work", place)
    assert "План совместной работы" not in text(director, "school", place, school.pk)


def test_visit_that_the_school_does_not_see_stays_in_its_row(tutor, director, plan, school, place):
    visit = make_visit(school=school, tutor=tutor.card, state="recorded")
    row = make_joint_row(plan, visit=visit, by_school=True)
    data = ROW | {"text": "Иначе", "version": row.version, "visit": visit.pk}
    form = url("joint-row-update", place, row.pk)
    assert f'value="{visit.pk}" selected' in director.get(form).content.decode()
    assert post(director, form, data).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.visit) == ("Иначе", visit)


def test_plan_is_not_made_shorter_than_its_rows(tutor, plan, place):
    day = datetime.timedelta(days=1)
    row = make_joint_row(plan, starts_on=DUE, ends_on=DUE + 20 * day)
    data = {"version": plan.version, "starts_on": plan.starts_on, "ends_on": DUE + 5 * day}
    answer = post(tutor, url("joint-plan-update", place, plan.pk), data)
    assert answer.status_code == 422
    assert "Сначала измените её срок" in answer.content.decode()
    row = JointPlanRow.objects.get()
    row.ends_on, row.moved_to, row.reason = None, plan.ends_on, "карантин"
    row.save()
    assert post(tutor, url("joint-plan-update", place, plan.pk), data).status_code == 422
