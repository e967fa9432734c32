"""Writes of a meeting as a whole: its day and place, guests, who came, its states."""

from collections import Counter

from django.db import transaction
from django.db.models import F

from accounts.audit import record
from accounts.models import AuditVerb
from lib.dates import dotted_date
from lib.permissions import NotNow
from lib.versions import Conflict
from schools.operations import save_fields
from workgroups.models import (
    Attendance,
    Meeting,
    MeetingState,
)
from workgroups.notices import SECOND_NOTICE, addressees_of, write_letters, write_notices
from workgroups.polls import is_open
from workgroups.transitions import Act, WrongState, hold, hold_agenda, hold_editable, lead

NO_POLLS = "Положение, которое действует в этот день, заочного голосования не разрешает."


class NoAgenda(NotNow):
    """There is nothing to come together for."""

    def __init__(self):
        super().__init__("В повестке нет ни одного вопроса: добавьте хотя бы один.")


class TooEarly(NotNow):
    """Nobody has been at a meeting of a day to come."""

    def __init__(self, meeting):
        super().__init__(
            f"Заседание назначено на {dotted_date(meeting.held_on)}: присутствие отмечают в этот "
            "день. Если оно прошло раньше, исправьте дату заседания."
        )


class PollOver(NotNow):
    """Nobody could vote in it."""

    def __init__(self):
        super().__init__(
            "Время, до которого принимаются голоса, уже прошло: укажите другие день и время."
        )


class Dissolved(NotNow):
    """The group is no more on the day of the meeting."""

    def __init__(self):
        super().__init__("Группа распущена раньше дня заседания: провести его некому.")


class NoPoll(NotNow):
    """The regulation of the day knows no absentee vote."""

    def __init__(self):
        super().__init__(NO_POLLS)


class NobodyCame(NotNow):
    """The minutes tell who was there."""

    def __init__(self):
        super().__init__("Никто не отмечен присутствовавшим: сначала отметьте, кто был.")


@transaction.atomic
def add_meeting(meeting, *, by):
    """Save a new meeting; returns it."""
    meeting.save()
    record(AuditVerb.CREATE, meeting, by=by)
    return meeting


@transaction.atomic
def change_meeting(meeting, fields, *, seen_version, by):
    """Save day, place and the rest; WrongState, GoingOn, or Conflict if somebody was first."""
    hold_agenda(meeting)
    changes = save_fields(meeting, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, meeting, by=by, changes=changes)


# --- guests and other rows of the meeting


@transaction.atomic
def save_guest(guest, fields, *, seen_version, by):
    """Add a guest or correct one; WrongState, or Conflict if somebody was first."""
    hold_editable(guest.meeting)
    save_row(guest, fields, seen_version=seen_version, by=by)


@transaction.atomic
def drop_guest(guest, *, seen, by):
    """Take a guest off the list; WrongState, or Conflict unless it is still as `seen`."""
    hold_editable(guest.meeting)
    drop_row(guest, seen=seen, by=by)


def save_row(row, fields, *, seen_version, by):
    """Save a new row, or the fields of one that there is; the caller holds its meeting."""
    if row.pk:
        changes = save_fields(row, fields, seen_version=seen_version)
        record(AuditVerb.CHANGE, row, by=by, changes=changes)
    else:
        row.save()
        record(AuditVerb.CREATE, row, by=by)


def drop_row(row, *, seen, by):
    """Delete the row; Conflict unless its version is still `seen`. The caller holds its meeting."""
    current = type(row)._base_manager.filter(pk=row.pk).first()
    if current is None or str(current.version) != str(seen):
        raise Conflict(current)
    record(AuditVerb.DELETE, current, by=by)
    current.delete()


# --- calling it together: one letter to each addressee


@transaction.atomic
def call_meeting(meeting, *, seen_version, by):
    """Call the planned meeting: one letter to each addressee; Sent.

    NoAgenda, Dissolved, of a poll NoPoll or PollOver, or as `lead` raises.
    """
    refuse_dissolved(meeting)
    if not meeting.items.exists():
        raise NoAgenda
    if meeting.is_poll:
        refuse_poll(meeting)
    values = {"called_at": meeting.municipality.now(), "notices": meeting.notices + 1}
    lead(meeting, Act.CALL, seen_version=seen_version, by=by, **values)
    return write_notices(meeting, subject="Заседание")


def refuse_poll(meeting):
    """Refuse a poll that nobody could vote in, or that the regulation of its day does not allow.

    Both were right when the poll was planned, and may not be any more.
    """
    if not is_open(meeting):
        raise PollOver
    regulation = meeting.group.regulation_on(meeting.held_on)
    if regulation and not regulation.absentee:
        raise NoPoll


@transaction.atomic
def tell_changes(meeting, *, seen_version, by):
    """One more letter to each addressee, before the meeting; Sent. WrongState, or Conflict."""
    hold(meeting, (MeetingState.CALLED,))
    rows = Meeting._base_manager.filter(pk=meeting.pk, version=seen_version)
    if not rows.update(notices=F("notices") + 1, version=seen_version + 1):
        raise Conflict(Meeting._base_manager.get(pk=meeting.pk))
    meeting.refresh_from_db()
    record(AuditVerb.CHANGE, meeting, by=by, changes={"notices": ["", str(meeting.notices)]})
    return write_notices(meeting, subject=SECOND_NOTICE)


# --- the meeting itself


def refuse_dissolved(meeting):
    """Dissolved when the group ends before the day of the meeting."""
    if meeting.group.is_dissolved_on(meeting.held_on):
        raise Dissolved


def refuse_early(meeting):
    """TooEarly before the day of the meeting, by the municipality's calendar."""
    if meeting.held_on > meeting.municipality.today():
        raise TooEarly(meeting)


@transaction.atomic
def record_attendance(meeting, stays, *, seen_version, by):
    """Write who was there: {person: [(first item, last item or None)]}, who presided and wrote.

    The meeting begins with it. WrongState, TooEarly, or Conflict if somebody was first.
    """
    hold_editable(meeting)
    if meeting.is_poll:
        raise WrongState(meeting)
    refuse_early(meeting)
    changes = save_fields(meeting, ["presiding", "secretary"], seen_version=seen_version)
    former = list(Attendance.objects.filter(meeting=meeting))
    rows = [
        Attendance(meeting=meeting, person=person, first_item=first, last_item=last)
        for person, spans in stays.items()
        for first, last in spans
    ]
    Attendance.objects.filter(meeting=meeting).delete()
    Attendance.objects.bulk_create(rows)
    changes["attendance"] = [told(former), told(rows)]
    record(AuditVerb.CHANGE, meeting, by=by, changes=changes)
    if rows and meeting.state in (MeetingState.PLANNED, MeetingState.CALLED):
        lead(meeting, Act.HOLD, seen_version=meeting.version, by=by)


@transaction.atomic
def name_leaders(meeting, fields, *, seen_version, by):
    """Say who led a poll that is over and who keeps its minutes; WrongState, Conflict."""
    hold(meeting, (MeetingState.HELD,))
    changes = save_fields(meeting, fields, seen_version=seen_version)
    record(AuditVerb.CHANGE, meeting, by=by, changes=changes)


def told(rows):
    """Attendance in a line, for the journal."""
    spans = Counter((row.person_id, row.first_item, row.last_item or "") for row in rows)
    return "; ".join(f"{person}: {first}–{last}" for person, first, last in sorted(spans, key=str))


@transaction.atomic
def send_for_review(meeting, *, seen_version, by):
    """Give the draft of the minutes to the members, one letter to each; Sent."""
    if not meeting.is_poll and not meeting.attendances.exists():
        raise NobodyCame
    lead(meeting, Act.REVIEW, seen_version=seen_version, by=by)
    members = [one for one in addressees_of(meeting) if one[2]]
    return write_letters(
        meeting,
        template="workgroups/letters/review.txt",
        subject=f"Проект протокола {dotted_date(meeting.held_on)}: {meeting.group}",
        key=f"meeting-{meeting.pk}-review-{meeting.version}",
        addressees=members,
    )


@transaction.atomic
def reopen_minutes(meeting, *, seen_version, by):
    """Take the draft back from the members, to correct it. Raises as `lead` does."""
    lead(meeting, Act.REOPEN, seen_version=seen_version, by=by)
