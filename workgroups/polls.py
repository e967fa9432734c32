"""Absentee polls: ballots of members until the closing time, paper ones, the end of the poll."""

from django.db import transaction
from django.db.models import Q

from accounts.audit import record
from accounts.models import AuditVerb
from lib.permissions import NotNow
from workgroups.models import Ballot, Meeting, MeetingForm, MeetingState, Vote
from workgroups.transitions import hold

WHEN = "%d.%m.%Y в %H:%M"


class PollClosed(NotNow):
    """The closing time is over."""

    def __init__(self, meeting):
        closed = meeting.closes_at.astimezone(meeting.municipality.zone).strftime(WHEN)
        super().__init__(f"Голоса принимали до {closed}: изменить голос уже нельзя.")


class PollOpen(NotNow):
    """Nobody knows the outcome before the closing time."""

    def __init__(self, meeting):
        closes = meeting.closes_at.astimezone(meeting.municipality.zone).strftime(WHEN)
        super().__init__(f"Голосование ещё идёт: итоги подводят после {closes}.")


class OwnVoteStands(NotNow):
    """A paper does not overrule what the member has sent."""

    def __init__(self, person):
        super().__init__(f"{person}: голос уже подан в системе, бумажный бюллетень его не меняет.")


def is_open(meeting):
    """Votes are taken now."""
    return meeting.municipality.now() < meeting.closes_at


def hold_poll(meeting):
    """Hold a poll that has begun and whose outcome is not told yet; the row as it is now."""
    hold(meeting, (MeetingState.CALLED,), unless=~Q(form=MeetingForm.ABSENTEE))
    return Meeting._base_manager.select_related("group__municipality").get(pk=meeting.pk)


def hold_open_poll(meeting):
    """Hold a poll in which votes are taken; PollClosed.

    The clock is asked when the row is held: whoever has waited for it may be late by then.
    """
    current = hold_poll(meeting)
    if not is_open(current):
        raise PollClosed(current)


@transaction.atomic
def cast(meeting, person, choices, *, by):
    """The member's votes, {item: Ballot}, in the place of the former; PollClosed, WrongState."""
    hold_open_poll(meeting)
    write_ballot(person, choices, is_paper=False, by=by)


@transaction.atomic
def enter_paper(meeting, person, choices, *, by):
    """A paper ballot of the member, also after the closing time when it came in before it.

    OwnVoteStands when the member has voted in the browser; WrongState once the outcome is told.
    """
    hold_poll(meeting)
    own = Vote.objects.filter(item__meeting=meeting, person=person, is_paper=False)
    if own.exists():
        raise OwnVoteStands(person)
    write_ballot(person, choices, is_paper=True, by=by)


def write_ballot(person, choices, *, is_paper, by):
    """Leave the person exactly these votes on the items."""
    former = {vote.item_id: vote for vote in Vote.objects.filter(item__in=choices, person=person)}
    for item, choice in choices.items():
        vote = former.get(item.pk) or Vote(item=item, person=person)
        changes = {"choice": [label_of(vote.choice), label_of(choice)]}
        if choice:
            vote.choice, vote.is_paper = choice, is_paper
            vote.save()
            record(AuditVerb.CHANGE, vote, by=by, changes=changes)
        elif vote.pk:
            record(AuditVerb.DELETE, vote, by=by, changes=changes)
            vote.delete()


def label_of(choice):
    """The choice in words; nothing of no vote."""
    return Ballot(choice).label if choice else ""
