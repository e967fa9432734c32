"""What minutes were counted by stays: composition and rules of a day whose minutes are signed."""

import datetime

import pytest
from django.urls import reverse

from schools.models import RoleKind
from tests.factories import make_person, make_role, make_user
from tests.posting import post
from tests.workgroups.groups import DAY, FOUNDED
from tests.workgroups.held import Held
from tests.workgroups.signed import freeze
from workgroups.groups import add_member, change_member, change_role
from workgroups.models import MeetingForm, MemberRole, Membership, Regulation
from workgroups.regulations.operations import add_regulation, change_regulation
from workgroups.signed_days import DaySigned

pytestmark = pytest.mark.django_db
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)
CLOSES = datetime.datetime(2026, 5, 20, 12, tzinfo=datetime.UTC)
REFUSED = "Протокол № 1 от 20.05.2026 подписан"


@pytest.fixture
def held():
    held = Held()
    freeze(held.meeting)
    return held


def joining(held, **days):
    person = make_person(held.place)
    return Membership(group=held.group, person=person, post="юрист", **days)


@pytest.mark.parametrize(
    ("days", "is_refused"),
    [
        ({"since": FOUNDED}, True),
        ({"since": DAY}, True),
        ({"since": FOUNDED, "until": BEFORE}, False),
        ({"since": AFTER}, False),
    ],
)
def test_nobody_joins_a_composition_that_was_counted(held, days, is_refused):
    membership = joining(held, **days)
    if is_refused:
        with pytest.raises(DaySigned, match=REFUSED):
            add_member(membership, by=make_user())
    else:
        add_member(membership, by=make_user())
    assert held.group.memberships.filter(person=membership.person).exists() is not is_refused


@pytest.mark.parametrize(("last", "is_refused"), [(BEFORE, True), (DAY, False), (AFTER, False)])
def test_nobody_leaves_it(held, last, is_refused):
    one = held.group.memberships.get(person=held.people["a"])
    one.until = last
    how = {"seen_version": one.version, "by": make_user()}
    if is_refused:
        with pytest.raises(DaySigned, match=REFUSED):
            change_member(one, ["until"], **how)
    else:
        change_member(one, ["until"], **how)
    one.refresh_from_db()
    assert one.until == (None if is_refused else last)


def test_a_post_is_corrected_and_a_role_changes_after_the_day_alone(held):
    one, by = held.group.memberships.get(person=held.people["a"]), make_user()
    one.post = "директор школы № 2"
    change_member(one, ["post"], seen_version=one.version, by=by)
    how = {"role": MemberRole.DEPUTY, "post": "директор", "basis": "", "by": by}
    with pytest.raises(DaySigned, match=REFUSED):
        change_role(one, since=DAY, seen_version=one.version, **how)
    one.refresh_from_db()
    assert one.until is None
    change_role(one, since=AFTER, seen_version=one.version, **how)
    assert held.group.memberships.filter(person=one.person).count() == 2


def test_rules_of_the_day_stay_and_their_words_may_be_corrected(held):
    [rules], by = held.group.regulations.all(), make_user()
    rules.text, rules.minutes_days = "# Общие положения\nГруппа помогает школам.", 3
    change_regulation(rules, ["text", "minutes_days"], seen_version=rules.version, by=by)
    rules.quorum = "half"
    with pytest.raises(DaySigned, match=REFUSED):
        change_regulation(rules, ["quorum"], seen_version=rules.version, by=by)
    other = {"group": held.group, "quorum": "half"}
    with pytest.raises(DaySigned, match=REFUSED):
        add_regulation(Regulation(since=DAY, **other), by=by)
    add_regulation(Regulation(since=AFTER, **other), by=by)
    same = Regulation(since=DAY, group=held.group)
    add_regulation(same, by=by)
    same.since = AFTER + datetime.timedelta(days=1)
    change_regulation(same, ["since"], seen_version=same.version, by=by)
    rules.refresh_from_db()
    assert rules.quorum == "more"


@pytest.mark.parametrize(("form", "is_refused"), [("absentee", True), ("person", False)])
def test_a_signed_poll_stays_allowed(form, is_refused):
    poll = {"form": MeetingForm.ABSENTEE, "closes_at": CLOSES} if form == "absentee" else {}
    held = Held(**poll)
    [rules], by = held.group.regulations.all(), make_user()
    Regulation.objects.update(absentee=True)
    rules.refresh_from_db()
    freeze(held.meeting)
    rules.absentee = False
    how = {"seen_version": rules.version, "by": by}
    if is_refused:
        with pytest.raises(DaySigned, match=REFUSED):
            change_regulation(rules, ["absentee"], **how)
    else:
        change_regulation(rules, ["absentee"], **how)
    rules.refresh_from_db()
    assert rules.absentee is is_refused


@pytest.mark.parametrize("form", ["member", "role", "regulation"])
def test_the_form_tells_it_at_the_day_and_keeps_what_was_typed(client, held, form):
    client.force_login(make_role(RoleKind.SECRETARY, held.place).user)
    one = held.group.memberships.get(person=held.people["a"])
    typed = {"since": "2026-05-20", "basis": "распоряжение № 5", "version": one.version}
    name, pk, more = {
        "member": ("member-update", one.pk, {"role": "deputy", "post": "директор"}),
        "role": ("member-role", one.pk, {"role": "deputy", "post": "директор"}),
        "regulation": ("regulation-create", held.group.pk, RULES),
    }[form]
    address = reverse(f"workgroups:{name}", args=[held.place.slug, pk])
    response = post(client, address, typed | more)
    assert response.status_code == 422
    page = response.content.decode()
    assert REFUSED in page
    assert "распоряжение № 5" in page


RULES = {
    "quorum": "half",
    "majority": "present",
    "frequency": "none",
    "times": 1,
    "secretary_votes": "on",
    "casting_vote": "on",
}
