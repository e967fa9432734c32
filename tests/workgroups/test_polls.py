"""An absentee poll: votes until the closing time and not after, the outcome only after it."""

import datetime

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from schools.models import Municipality, RoleKind
from tests.factories import make_role, make_school, make_user
from tests.posting import post
from tests.workgroups.groups import make_group, make_item, make_meeting, make_regulation, vote
from tests.workgroups.test_minutes import printed
from workgroups import polls, transitions
from workgroups.counting import session_of
from workgroups.models import Ballot, Meeting, Resolution, Vote
from workgroups.papers.catalogue import PAPERS
from workgroups.papers.minutes import minutes_html
from workgroups.papers.sheets import notice_html

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def poll():
    """A poll of five that closes in an hour; `people` by letters."""
    people = {}
    group = make_group(letters="HDSab", people=people)
    make_regulation(group, absentee=True, secretary_votes=False)
    closes = group.municipality.now() + HOUR
    meeting = make_meeting(group, form="absentee", state="called", closes_at=closes)
    make_item(meeting)
    make_item(meeting)
    meeting.people = people
    return meeting


def sign_in(client, poll, letter):
    school = make_school(poll.municipality)
    user = make_role(RoleKind.DIRECTOR, poll.municipality, school=school).user
    person = poll.people[letter]
    person.user = user
    person.save()
    client.force_login(user)


def as_secretary(client, poll):
    client.force_login(make_role(RoleKind.SECRETARY, poll.municipality).user)


def url(name, poll):
    return reverse(f"workgroups:{name}", args=[poll.municipality.slug, poll.pk])


def ballot(poll, choice):
    return {f"item_{item.pk}": choice for item in poll.items.all()}


def pass_time(monkeypatch, by):
    """From now on it is later here."""
    now = Municipality.now
    monkeypatch.setattr(Municipality, "now", lambda place: now(place) + by)


def test_member_votes_for_oneself_and_may_change_until_the_closing_time(client, poll, monkeypatch):
    sign_in(client, poll, "a")
    post(client, url("ballot", poll), ballot(poll, "for"))
    post(client, url("ballot", poll), ballot(poll, "against"))
    votes = Vote.objects.all()
    assert {(vote.person, vote.choice) for vote in votes} == {(poll.people["a"], "against")}
    assert len(votes) == 2
    pass_time(monkeypatch, by=2 * HOUR)
    response = post(client, url("ballot", poll), ballot(poll, "for"))
    assert response.status_code == 409
    assert "изменить голос уже нельзя" in response.content.decode()
    assert set(Vote.objects.values_list("choice", flat=True)) == {"against"}


def test_secretary_without_a_vote_and_strangers_do_not_vote(client, poll):
    sign_in(client, poll, "S")
    assert client.get(url("ballot", poll)).status_code == 403
    school = make_school(poll.municipality)
    client.force_login(make_role(RoleKind.DIRECTOR, poll.municipality, school=school).user)
    assert client.get(url("ballot", poll)).status_code == 404
    client.force_login(make_role(RoleKind.HEAD, poll.municipality).user)
    assert client.get(url("ballot", poll)).status_code == 403


def test_outcome_is_told_after_the_closing_time_alone(client, poll, monkeypatch):
    for letter in "HDab":
        sign_in(client, poll, letter)
        post(client, url("ballot", poll), ballot(poll, "for"))
    as_secretary(client, poll)
    page = client.get(url("meeting", poll)).content.decode()
    assert "принято" not in page
    page = post(client, url("meeting-close", poll), {"version": 1}, follow=True).content.decode()
    assert "Голосование ещё идёт" in page
    assert Meeting.objects.get().state == "called"
    pass_time(monkeypatch, by=2 * HOUR)
    page = post(client, url("meeting-close", poll), {"version": 1}, follow=True).content.decode()
    assert "проголосовали 4 из 5, кворум есть; за 4" in page
    assert Meeting.objects.get().state == "held"


def test_paper_ballot_is_entered_and_does_not_overrule_an_own_vote(client, poll):
    sign_in(client, poll, "a")
    post(client, url("ballot", poll), ballot(poll, "for"))
    as_secretary(client, poll)
    paper = ballot(poll, "against")
    post(client, url("paper-ballot", poll), paper | {"person": poll.people["b"].pk})
    response = post(client, url("paper-ballot", poll), paper | {"person": poll.people["a"].pk})
    assert response.status_code == 409
    assert "голос уже подан в системе" in response.content.decode()
    cast = set(Vote.objects.values_list("person", "choice", "is_paper"))
    assert cast == {
        (poll.people["a"].pk, "for", False),
        (poll.people["b"].pk, "against", True),
    }


def test_empty_ballot_and_a_choice_of_nobody_are_told(client, poll):
    sign_in(client, poll, "a")
    assert post(client, url("ballot", poll), {}).status_code == 422
    assert post(client, url("ballot", poll), ballot(poll, "maybe")).status_code == 422
    assert not Vote.objects.exists()


def test_what_is_voted_on_does_not_change_meanwhile(client, poll):
    as_secretary(client, poll)
    assert client.get(url("meeting-update", poll)).status_code == 403
    assert post(client, url("item-create", poll), {"title": "О новом"}).status_code == 409
    assert poll.items.count() == 2


def test_poll_needs_a_regulation_that_allows_it_and_a_closing_time(client, poll):
    as_secretary(client, poll)
    address = reverse("workgroups:meeting-create", args=[poll.municipality.slug, poll.group.pk])
    typed = {"held_on": "2026-05-20", "form": "absentee", "version": 1}
    page = post(client, address, typed).content.decode()
    assert "Укажите день и время, до которых принимаются голоса." in page
    poll.group.regulations.update(absentee=False)
    later = {"closes_on": "2090-05-20", "closes_time": "18:00"}
    response = post(client, address, typed | later)
    assert response.status_code == 422
    assert "заочного голосования не разрешает" in response.content.decode()


# --- whoever waits for the row may be late by then


def waits(monkeypatch, by):
    """Holding the row takes as long as this."""
    held = transitions.hold

    def hold(meeting, *args, **kwargs):
        held(meeting, *args, **kwargs)
        pass_time(monkeypatch, by=by)

    monkeypatch.setattr(polls, "hold", hold)


def cast(poll):
    [item, _] = poll.items.all()
    polls.cast(poll, poll.people["a"], {item: Ballot.FOR}, by=make_user())


def test_vote_that_waited_over_the_closing_time_is_refused(poll, monkeypatch):
    waits(monkeypatch, by=2 * HOUR)
    with scopes_disabled(), pytest.raises(polls.PollClosed):
        cast(poll)
    assert not Vote.objects.exists()


def test_twin_that_asks_the_clock_first_takes_a_late_vote(poll, monkeypatch):
    def naive(meeting):
        assert polls.is_open(meeting)
        polls.hold(meeting, ("called",))

    waits(monkeypatch, by=2 * HOUR)
    monkeypatch.setattr(polls, "hold_open_poll", naive)
    with scopes_disabled():
        cast(poll)
    assert Vote.objects.count() == 1
    assert not polls.is_open(poll)


def test_poll_waits_among_the_work_until_the_member_has_voted(client, poll):
    sign_in(client, poll, "a")
    home = reverse("monitoring:work", args=[poll.municipality.slug])
    assert url("ballot", poll) in client.get(home).content.decode()
    post(client, url("ballot", poll), ballot(poll, "for"))
    assert url("ballot", poll) not in client.get(home).content.decode()


def test_poll_does_not_wait_for_a_secretary_without_a_vote(client, poll):
    sign_in(client, poll, "S")
    home = reverse("monitoring:work", args=[poll.municipality.slug])
    assert url("ballot", poll) not in client.get(home).content.decode()


# --- what came of it


def test_adopted_drafts_are_the_resolutions(client, poll, monkeypatch):
    first, second = poll.items.all()
    poll.items.update(draft_decision="Утвердить план")
    voters = [poll.people[letter] for letter in "HDab"]
    vote(first, voters, "for")
    vote(second, voters, "against")
    as_secretary(client, poll)
    pass_time(monkeypatch, by=2 * HOUR)
    post(client, url("meeting-close", poll), {"version": 1})
    rows = Resolution.objects.values_list("item", "position", "text")
    assert list(rows) == [(first.pk, 1, "Утвердить план")]


@pytest.mark.parametrize(("named", "leader"), [("b", "b"), (None, "H")])
def test_who_is_named_led_the_poll_though_without_a_vote(poll, named, leader):
    vote(poll.items.first(), [poll.people[letter] for letter in "HDa"], "for")
    poll.presiding = poll.people[named] if named else None
    assert session_of(poll).presiding.person == poll.people[leader]


def test_one_person_does_not_lead_the_poll_and_keep_its_minutes(client, poll):
    Meeting.objects.update(state="held")
    as_secretary(client, poll)
    chosen = poll.people["D"].pk
    typed = {"version": 1, "presiding": chosen, "secretary": chosen}
    response = post(client, url("meeting-leaders", poll), typed)
    assert response.status_code == 422
    assert "Протокол ведёт не тот, кто председательствует" in response.content.decode()
    assert Meeting.objects.get().presiding is None


def test_papers_of_a_poll_speak_of_a_poll(poll):
    poll.closes_at = datetime.datetime(2026, 5, 22, 15, tzinfo=poll.municipality.zone)
    poll.save()
    notice = printed(notice_html(poll))
    assert "о проведении заочного голосования" in notice
    assert "заседани" not in notice
    assert "Голоса принимаются до 22 мая 2026 г., 15.00." in notice
    vote(poll.items.first(), poll.people.values(), "for")
    minutes = printed(minutes_html(poll))
    assert "Голоса принимались до 22 мая 2026 г., 15.00." in minutes
    assert "1. РАССМОТРЕЛИ: вопрос о ходе реализации плана." in minutes
    assert "СЛУШАЛИ" not in minutes
    assert not PAPERS["participants"].is_there(poll)
    poll.form = "person"
    assert PAPERS["participants"].is_there(poll)


def test_the_ballot_tells_until_when(client, poll):
    sign_in(client, poll, "a")
    closes = poll.closes_at.astimezone(poll.municipality.zone)
    told = f"Голоса принимаются до {closes:%d.%m.%Y в %H:%M}"
    assert told in client.get(url("ballot", poll)).content.decode()
