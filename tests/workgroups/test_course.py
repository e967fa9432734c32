"""Who leads a meeting, when it is held, and what is left of one that was not."""

import datetime

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from lib.permissions import NotNow
from schools.models import RoleKind
from tests.factories import make_role, make_user
from tests.posting import post
from tests.workgroups.groups import make_group, make_item, make_regulation, vote
from tests.workgroups.groups import make_meeting as meeting_of
from tests.workgroups.held import Held
from workgroups import calling_off, meetings, polls
from workgroups.counting import session_of
from workgroups.models import Attendance, Ballot, Dissent, MinutesRemark, Speech, Vote
from workgroups.papers.cuts import text_of
from workgroups.signing import NotReady, faults_of, sign_minutes

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def held():
    return Held()


def poll_of(letters="HDSabc", *, state="review", **values):
    """An absentee poll of the letters, whose outcome is told; people by letters."""
    people = {}
    group = make_group(letters=letters, people=people)
    make_regulation(group, absentee=True)
    closes = group.municipality.now() - HOUR
    values = {"form": "absentee", "state": state, "closes_at": closes} | values
    poll = meeting_of(group, **values)
    poll.people = people
    return poll


# --- who leads


@pytest.mark.parametrize(
    ("voted", "leader"),
    [("HDab", "H"), ("Dabc", "D"), ("abcS", "H")],
)
def test_a_poll_is_led_by_who_voted_of_its_leaders_else_by_the_head(voted, leader):
    poll = poll_of()
    vote(make_item(poll), [poll.people[letter] for letter in voted], "for")
    signed = sign_minutes(poll, number="", by=make_user())
    name = poll.people[leader].surname_first
    assert f"Председательствующий: {name}" in text_of(signed)


def test_a_poll_without_anybody_to_lead_it_is_not_signed():
    poll = poll_of("Sabc")
    vote(make_item(poll), [poll.people[letter] for letter in "abc"], "for")
    with pytest.raises(NotReady, match="нет ни руководителя, ни заместителя"):
        sign_minutes(poll, number="", by=make_user())


def test_at_a_tie_by_name_a_leader_who_is_silent_has_not_adopted(held):
    item = make_item(held.meeting, title="О разном")
    vote(item, [held.people[letter] for letter in "Dab"], "for")
    vote(item, [held.people[letter] for letter in "Scd"], "against")
    session = session_of(held.meeting)
    verdict = session.verdict_of(session.items[-1])
    assert verdict.outcome == "rejected"
    assert verdict.reason.endswith("не принято: председательствующий не голосовал")
    assert faults_of(session) == []


def test_another_keeps_the_minutes_when_the_secretary_is_away(held):
    held.meeting.secretary = held.people["c"]
    held.meeting.save()
    text = text_of(held.meeting)
    assert f"Секретарь: {held.people['c'].surname_first}" in text
    assert f"Секретарь: {held.people['S'].surname_first}" not in text


# --- the day


def attend_by_form(client, meeting, people, **values):
    """The secretary notes who was there; the answer."""
    client.force_login(make_role(RoleKind.SECRETARY, meeting.municipality).user)
    here = {f"here_{person.pk}": "on" for person in people}
    address = reverse("workgroups:meeting-attendance", args=[meeting.municipality.slug, meeting.pk])
    return post(client, address, here | {"version": meeting.version} | values, follow=True)


def test_nobody_is_noted_at_a_meeting_of_a_day_to_come(client):
    people = {}
    group = make_group(people=people)
    tomorrow = group.municipality.today() + datetime.timedelta(days=1)
    meeting = meeting_of(group, held_on=tomorrow)
    page = attend_by_form(client, meeting, people.values()).content.decode()
    assert "присутствие отмечают в этот день" in page
    assert not Attendance.objects.exists()
    meeting.held_on = group.municipality.today()
    meeting.save()
    attend_by_form(client, meeting, people.values(), secretary=people["a"].pk)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.secretary) == ("held", people["a"])


def test_minutes_of_a_day_to_come_are_not_signed(held):
    held.meeting.held_on = held.place.today() + datetime.timedelta(days=1)
    held.meeting.save()
    with pytest.raises(NotReady, match="День заседания ещё не наступил"):
        sign_minutes(held.meeting, number="", by=make_user())


# --- called off, and planned again


@pytest.mark.parametrize(
    ("form", "words"), [("person", "По вопросу 1 голосовали"), ("absentee", "Опрос окончен")]
)
def test_what_was_decided_with_a_quorum_is_not_called_off(held, form, words):
    meeting = held.meeting
    meeting.state, meeting.form, meeting.closes_at = "held", form, meeting.municipality.now()
    meeting.save()
    votes = Vote.objects.count()
    with pytest.raises(NotNow, match=words):
        calling_off.call_off(meeting, reason="", seen_version=meeting.version, by=make_user())
    meeting.refresh_from_db()
    assert (meeting.state, Vote.objects.count()) == ("held", votes)


def test_what_was_not_held_leaves_nothing_in_the_next(held):
    meeting, by = held.meeting, make_user()
    # Seven came of ten: too few.
    held.group.regulations.update(quorum="number", quorum_number=8)
    item = make_item(meeting, title="О разном", votes_for=5, presiding_choice="for")
    MinutesRemark.objects.create(meeting=meeting, author=held.people["a"], text="Срок другой.")
    meeting.state, meeting.presiding = "held", held.people["D"]
    meeting.save()
    noted = (Vote, Attendance, Speech, Dissent, MinutesRemark)
    counts = {model._meta.verbose_name: model.objects.count() for model in noted}
    assert min(counts.values()) > 0
    calling_off.call_off(meeting, reason="нет кворума", seen_version=meeting.version, by=by)
    calling_off.restore_meeting(meeting, seen_version=meeting.version, by=by)
    meeting.refresh_from_db()
    item.refresh_from_db()
    assert (meeting.state, meeting.presiding, meeting.reason_off) == ("planned", None, "")
    assert not any(model.objects.exists() for model in noted)
    assert (item.votes_for, item.presiding_choice, item.title) == (None, "", "О разном")
    entries = AuditEntry.objects.filter(verb="delete")
    assert {name: entries.filter(object_type=name).count() for name in counts} == counts
    told = [entry.changes for entry in AuditEntry.objects.all()]
    assert {"text": ["Срок другой.", ""], "answer": ["", ""]} in told
    assert {"votes_for": ["5", "None"], "presiding_choice": ["for", ""]} in told
    assert any(one.get("presiding") == [str(held.people["D"]), ""] for one in told)


# --- polls


def test_a_poll_is_not_begun_when_nobody_could_vote_or_the_rules_forbid_it():
    by = make_user()
    poll = poll_of(state="planned")
    make_item(poll)
    with pytest.raises(meetings.PollOver, match="укажите другие день и время"):
        meetings.call_meeting(poll, seen_version=poll.version, by=by)
    poll.closes_at = poll.municipality.now() + HOUR
    poll.save()
    poll.group.regulations.update(absentee=False)
    with pytest.raises(meetings.NoPoll, match="заочного голосования не разрешает"):
        meetings.call_meeting(poll, seen_version=poll.version, by=by)
    poll.group.regulations.update(absentee=True)
    meetings.call_meeting(poll, seen_version=poll.version, by=by)
    assert poll.state == "called"


def test_the_journal_tells_what_a_changed_vote_was():
    poll = poll_of(state="called")
    poll.closes_at = poll.municipality.now() + HOUR
    poll.save()
    item, by = make_item(poll), make_user()
    for choice in (Ballot.FOR, Ballot.AGAINST, ""):
        polls.cast(poll, poll.people["a"], {item: choice}, by=by)
    entries = AuditEntry.objects.filter(object_type="голос").order_by("pk")
    told = [(entry.verb, entry.changes["choice"]) for entry in entries]
    assert told == [
        ("change", ["", "за"]),
        ("change", ["за", "против"]),
        ("delete", ["против", ""]),
    ]
    assert not Vote.objects.exists()


def test_who_led_a_poll_is_named_when_it_is_over(client):
    poll = poll_of("Habc", state="held")
    vote(make_item(poll), [poll.people[letter] for letter in "abc"], "for")
    client.force_login(make_role(RoleKind.SECRETARY, poll.municipality).user)
    address = reverse("workgroups:meeting-leaders", args=[poll.municipality.slug, poll.pk])
    page = reverse("workgroups:meeting", args=[poll.municipality.slug, poll.pk])
    assert address in client.get(page).content.decode()
    named = {"presiding": poll.people["a"].pk, "secretary": poll.people["b"].pk}
    assert post(client, address, named | {"version": poll.version}).status_code == 302
    poll.refresh_from_db()
    assert f"Председательствующий: {poll.people['a'].surname_first}" in text_of(poll)
    assert f"Секретарь: {poll.people['b'].surname_first}" in text_of(poll)
    poll.state = "called"
    poll.save()
    assert client.get(address).status_code == 403


def test_the_day_of_a_poll_is_not_after_its_end(client):
    group = make_group()
    make_regulation(group, absentee=True)
    client.force_login(make_role(RoleKind.SECRETARY, group.municipality).user)
    address = reverse("workgroups:meeting-create", args=[group.municipality.slug, group.pk])
    typed = {"held_on": "2090-05-20", "form": "absentee", "closes_time": "18:00", "version": 1}
    response = post(client, address, typed | {"closes_on": "2090-05-19"})
    assert response.status_code == 422
    assert "перестают принимать раньше этого дня" in response.content.decode()
    assert post(client, address, typed | {"closes_on": "2090-05-20"}).status_code == 302


def test_who_keeps_the_minutes_may_write_them(client, held):
    held.meeting.state = "held"
    held.meeting.save()
    user = make_role(RoleKind.METHODOLOGIST, held.place).user
    held.people["c"].user = user
    held.people["c"].save()
    client.force_login(user)
    item = held.meeting.items.first()
    address = reverse("workgroups:item-record", args=[held.place.slug, item.pk])
    assert client.get(address).status_code == 403
    held.meeting.secretary = held.people["c"]
    held.meeting.save()
    assert client.get(address).status_code == 200


def test_a_dissolved_group_is_not_called_together(client, held):
    meeting, by = held.meeting, make_user()
    held.group.ended_on = meeting.held_on - datetime.timedelta(days=1)
    held.group.save()
    meeting.group.refresh_from_db()
    for state, act in (("planned", meetings.call_meeting), ("off", calling_off.restore_meeting)):
        meeting.state = state
        meeting.save()
        with pytest.raises(meetings.Dissolved, match="Группа распущена"):
            act(meeting, seen_version=meeting.version, by=by)
    client.force_login(make_role(RoleKind.SECRETARY, held.place).user)
    plan = reverse("workgroups:meetings-plan", args=[held.place.slug, held.group.pk])
    assert client.get(plan).status_code == 403
