"""Writes of what came of an item: what was heard, speeches, votes, resolutions."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from accounts.audit import record
from accounts.models import AuditVerb
from schools.operations import save_fields
from workgroups.counting import session_of
from workgroups.meetings import drop_row, save_row
from workgroups.models import Ballot, MeetingState, Resolution, Vote
from workgroups.polls import PollOpen, hold_poll, is_open
from workgroups.transitions import Act, hold, lead

# Of an item whose votes nobody has counted by hands.
NOT_COUNTED = {
    "votes_for": None,
    "votes_against": None,
    "votes_abstained": None,
    "presiding_choice": "",
}
FIGURES = tuple(NOT_COUNTED)


@dataclass
class Adopted:
    """A new resolution with whom it addresses."""

    resolution: Resolution
    people: list = field(default_factory=list)
    schools: list = field(default_factory=list)


def hold_record(meeting):
    """Hold a meeting that has begun and whose minutes are not with the members yet."""
    hold(meeting, (MeetingState.HELD,))


@transaction.atomic
def record_item(item, fields, *, votes, speeches, resolutions, seen_version, by):
    """Write what came of the item: its fields, {person: Ballot}, new speeches, new Adopted.

    `votes` is None in a poll: its votes were cast by the members. All of it or nothing:
    WrongState, or Conflict if somebody was first.
    """
    hold_record(item.meeting)
    changes = save_fields(item, fields, seen_version=seen_version)
    if votes is not None:
        changes["votes"] = write_votes(item, votes)
    record(AuditVerb.CHANGE, item, by=by, changes=changes)
    for speech in speeches:
        save_row(speech, (), seen_version=0, by=by)
    for adopted in resolutions:
        add_resolution(adopted, by=by)


def write_votes(item, votes):
    """Leave the item exactly these votes; [former, new] for the journal."""
    former = Vote.objects.filter(item=item)
    before = {vote.person_id: vote.choice for vote in former}
    after = {person.pk: str(choice) for person, choice in votes.items()}
    if before != after:
        former.delete()
        Vote.objects.bulk_create(
            Vote(item=item, person=person, choice=choice) for person, choice in votes.items()
        )
    return [told(before), told(after)]


def told(votes):
    """Votes in a line, for the journal."""
    labels = ((person, Ballot(choice).label) for person, choice in sorted(votes.items()))
    return "; ".join(f"{person}: {label}" for person, label in labels)


def add_resolution(adopted, *, by):
    """Add the resolution after the last one of its item."""
    row = adopted.resolution
    last = Resolution.objects.filter(item=row.item).aggregate(last=Max("position"))["last"]
    row.position = (last or 0) + 1
    save_row(row, (), seen_version=0, by=by)
    row.people.set(adopted.people)
    row.schools.set(adopted.schools)


@transaction.atomic
def change_resolution(resolution, fields, *, people, schools, seen_version, by):
    """Save the resolution and whom it addresses; WrongState, or Conflict if somebody was first."""
    hold_record(resolution.item.meeting)
    save_row(resolution, fields, seen_version=seen_version, by=by)
    resolution.people.set(people)
    resolution.schools.set(schools)


@transaction.atomic
def drop_resolution(resolution, *, seen, by):
    """Take the resolution out and number those after it anew; WrongState, or Conflict."""
    hold_record(resolution.item.meeting)
    drop_row(resolution, seen=seen, by=by)
    rows = list(Resolution.objects.filter(item=resolution.item))
    for position, row in enumerate(rows, start=1):
        row.position = position
    Resolution.objects.bulk_update(rows, ["position"])


@transaction.atomic
def change_speech(speech, fields, *, seen_version, by):
    """Correct a speech; WrongState, or Conflict if somebody was first."""
    hold_record(speech.item.meeting)
    save_row(speech, fields, seen_version=seen_version, by=by)


@transaction.atomic
def drop_speech(speech, *, seen, by):
    """Take a speech out; WrongState, or Conflict unless it is still as `seen`."""
    hold_record(speech.item.meeting)
    drop_row(speech, seen=seen, by=by)


@transaction.atomic
def close_poll(meeting, *, seen_version, by):
    """Tell the outcome, after the closing time; PollOpen, or as `lead` raises.

    The members have voted on the drafts: those that are adopted are the resolutions.
    """
    current = hold_poll(meeting)
    if is_open(current):
        raise PollOpen(current)
    lead(meeting, Act.HOLD, seen_version=seen_version, by=by)
    session = session_of(meeting)
    for item in session.items:
        verdict = session.verdict_of(item)
        if item.draft_decision and verdict and verdict.is_adopted:
            add_resolution(Adopted(Resolution(item=item, text=item.draft_decision)), by=by)
