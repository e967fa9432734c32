"""The joint plan of a pair: confirmed by both schools, changed by either, held acts recorded."""

import datetime

import pytest

from accounts.models import AuditEntry
from schools.models import JointAct, RoleKind
from tests.factories import make_joint_act, make_pair
from tests.posting import post
from tests.schools.pages import signed_in_as, url
from tests.schools.pairs import add_to_plan, confirmed, fresh
from tests.schools.uploads import word

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(school):
    return make_pair(mentee=school)


@pytest.fixture
def mentee(pair):
    """A browser of the director of the helped school."""
    return signed_in_as(RoleKind.DIRECTOR, None, school=pair.mentee)


@pytest.fixture
def mentor(pair):
    """A browser of the school coordinator of the leader."""
    return signed_in_as(RoleKind.SCHOOL_COORDINATOR, None, school=pair.mentor)


def confirm(client, pair, *, seen=None):
    seen = seen or fresh(pair).plan_version
    return post(client, url("plan-confirm", pair.municipality, pair.pk), {"version": seen})


def said(client, pair):
    return client.get(url("partnership", pair.municipality, pair.pk)).content.decode()


def test_each_school_confirms_for_itself_alone(pair, mentee, mentor):
    make_joint_act(pair)
    assert "Подтвердить план" in said(mentee, pair)
    confirm(mentee, pair)
    assert confirmed(pair) == (False, True)
    assert "Подтвердить план" not in said(mentee, pair)
    confirm(mentor, pair)
    assert confirmed(pair) == (True, True)
    assert AuditEntry.objects.filter(object_type="пара школ").count() == 2


@pytest.mark.parametrize("kind", [RoleKind.COORDINATOR, RoleKind.HEAD, RoleKind.TUTOR])
def test_nobody_confirms_for_a_school(pair, kind):
    make_joint_act(pair)
    school = pair.mentee if kind == RoleKind.TUTOR else None
    client = signed_in_as(kind, pair.municipality, school=school)
    assert confirm(client, pair).status_code == 403
    assert confirmed(pair) == (False, False)


def test_empty_plan_is_not_confirmed(pair, mentee):
    confirm(mentee, pair)
    assert "подтверждать пока нечего" in said(mentee, pair)
    assert confirmed(pair) == (False, False)


@pytest.mark.parametrize("change", ["add", "edit", "remove"])
def test_change_of_the_plan_takes_both_confirmations_back(pair, mentee, mentor, change):
    act = make_joint_act(pair)
    make_joint_act(pair)
    confirm(mentee, pair)
    confirm(mentor, pair)
    data = {"text": "Иной семинар", "host": "mentor", "due_on": "2026-06-01", "version": 1}
    name, pk = {
        "add": ("joint-act-create", pair.pk),
        "edit": ("joint-act-update", act.pk),
        "remove": ("joint-act-remove", act.pk),
    }[change]
    assert post(mentee, url(name, pair.municipality, pk), data).status_code == 302
    assert confirmed(pair) == (False, False)
    page = said(mentee, pair)
    assert ("Иной семинар" in page) is (change != "remove")
    assert page.count("ещё не подтвердила") == 2


def test_plan_that_was_changed_after_it_was_read_is_not_confirmed(pair, mentee, coordinator):
    add_to_plan(pair, coordinator)
    read = fresh(pair).plan_version
    add_to_plan(pair, coordinator, "Новое")
    confirm(mentee, pair, seen=read)
    assert "Прочтите его ещё раз" in said(mentee, pair)
    assert confirmed(pair) == (False, False)


@pytest.mark.parametrize("seen", ["", "да", "0", "9" * 30])
def test_nonsense_for_a_version_confirms_nothing(pair, mentee, seen):
    make_joint_act(pair)
    post(mentee, url("plan-confirm", pair.municipality, pair.pk), {"version": seen})
    assert confirmed(pair) == (False, False)


def test_act_is_held_with_a_day_and_a_proof_and_the_plan_stays_confirmed(pair, mentee, mentor):
    act = make_joint_act(pair)
    confirm(mentee, pair)
    confirm(mentor, pair)
    address = url("joint-act-held", pair.municipality, act.pk)
    bare = post(mentee, address, {"done_on": "2020-05-05", "version": 1})
    assert bare.status_code == 422
    assert "чем подтверждается, или приложите файл" in bare.content.decode()
    data = {"done_on": "2020-05-05", "file": word(), "version": 1}
    assert post(mentee, address, data).status_code == 302
    act.refresh_from_db()
    assert act.done_on == datetime.date(2020, 5, 5)
    assert act.file
    assert confirmed(pair) == (True, True)


def test_tomorrow_was_not_held_yet(pair, mentee):
    act = make_joint_act(pair)
    tomorrow = pair.municipality.today() + datetime.timedelta(days=1)
    data = {"done_on": tomorrow.isoformat(), "proof": "Протокол", "version": 1}
    answer = post(mentee, url("joint-act-held", pair.municipality, act.pk), data)
    assert answer.status_code == 422
    assert "ещё не наступил" in answer.content.decode()


def test_held_row_of_the_plan_is_left_alone_until_its_mark_is_taken_back(pair, mentee):
    act = make_joint_act(pair, done_on="2020-05-05", proof="Протокол")
    assert mentee.get(url("joint-act-update", pair.municipality, act.pk)).status_code == 403
    post(mentee, url("joint-act-remove", pair.municipality, act.pk), {"version": 1})
    assert "Сначала снимите отметку" in said(mentee, pair)
    post(mentee, url("joint-act-undo", pair.municipality, act.pk), {"version": 1})
    act.refresh_from_db()
    assert (act.done_on, act.proof) == (None, "")
    post(mentee, url("joint-act-undo", pair.municipality, act.pk), {"version": 2})
    assert "снимать нечего" in said(mentee, pair)


def test_act_beyond_the_plan_is_recorded_and_removed_without_touching_the_plan(pair, mentor):
    make_joint_act(pair)
    confirm(mentor, pair)
    data = {"text": "Встреча", "host": "both", "done_on": "2020-05-05", "proof": "Протокол № 2"}
    answer = post(mentor, url("joint-act-beyond", pair.municipality, pair.pk), data)
    assert answer.status_code == 302
    act = JointAct.objects.get(due_on=None)
    assert "Протокол № 2" in said(mentor, pair)
    post(mentor, url("joint-act-remove", pair.municipality, act.pk), {"version": 7})
    assert "изменил другой человек" in said(mentor, pair)
    post(mentor, url("joint-act-remove", pair.municipality, act.pk), {"version": 1})
    assert not JointAct.objects.filter(pk=act.pk).exists()
    assert confirmed(pair) == (True, False)
