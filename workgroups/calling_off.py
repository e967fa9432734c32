"""A meeting that does not take place, and one that is planned again after that."""

from django.db import transaction

from accounts.audit import record, record_all
from accounts.models import AuditVerb
from lib.dates import dotted_date
from lib.permissions import NotNow
from schools.operations import save_fields
from workgroups.counting import session_of
from workgroups.meetings import refuse_dissolved
from workgroups.models import (
    AgendaItem,
    Attendance,
    Dissent,
    MeetingState,
    MinutesRemark,
    Speech,
    Vote,
)
from workgroups.notices import addressees_of, write_letters
from workgroups.recording import FIGURES, NOT_COUNTED
from workgroups.transitions import Act, hold_editable, lead
from workgroups.voting import Outcome


class TookPlace(NotNow):
    """Something was decided with a quorum: that is not undone by saying that nothing was."""

    def __init__(self, item):
        super().__init__(
            f"По вопросу {item.position} голосовали, и кворум был: заседание состоялось. Если "
            "голоса записаны по ошибке, исправьте их в вопросе."
        )


class PollTookPlace(NotNow):
    """The members have voted: the outcome does not depend on who likes it."""

    def __init__(self):
        super().__init__("Опрос окончен, и кворум был: его итог отменить нельзя.")


@transaction.atomic
def call_off(meeting, *, reason, seen_version, by):
    """The meeting does not take place; those who were told of it get a letter.

    TookPlace, PollTookPlace when it was held and something was voted on with a quorum; else as
    `lead` raises.
    """
    # Votes are recorded under the same hold: none comes in between.
    hold_editable(meeting)
    refuse_voted(meeting)
    was_told = meeting.state == MeetingState.CALLED
    lead(meeting, Act.CALL_OFF, seen_version=seen_version, by=by, reason_off=reason)
    if not was_told:
        return
    write_letters(
        meeting,
        template="workgroups/letters/off.txt",
        subject=f"Не состоится заседание {dotted_date(meeting.held_on)}: {meeting.group}",
        key=f"meeting-{meeting.pk}-off-{meeting.version}",
        addressees=addressees_of(meeting),
    )


def refuse_voted(meeting):
    """TookPlace, PollTookPlace when a vote of the meeting, which is over, has an outcome."""
    if meeting.state != MeetingState.HELD:
        return
    session = session_of(meeting)
    for item in session.items:
        verdict = session.verdict_of(item)
        if verdict and verdict.outcome in (Outcome.ADOPTED, Outcome.REJECTED):
            raise PollTookPlace if meeting.is_poll else TookPlace(item)


# What is noted of a meeting, and which of its words the journal keeps when it was not held.
NOTED = {
    Attendance: ("meeting", ("first_item", "last_item")),
    Vote: ("item__meeting", ("choice",)),
    Speech: ("item__meeting", ("text",)),
    Dissent: ("item__meeting", ("text",)),
    MinutesRemark: ("meeting", ("text", "answer")),
}


@transaction.atomic
def restore_meeting(meeting, *, seen_version, by):
    """A meeting that was called off is planned again, without what was noted of the one that was
    not: who came and led, how they voted, who spoke and minded. Dissolved, or as `lead` raises.
    """
    refuse_dissolved(meeting)
    led = {"presiding": None, "secretary": None}
    changes = {name: [str(getattr(meeting, name) or ""), ""] for name in led}
    lead(
        meeting, Act.RESTORE, seen_version=seen_version, by=by, reason_off="", called_at=None, **led
    )
    record(AuditVerb.CHANGE, meeting, by=by, changes=changes)
    for model, (path, names) in NOTED.items():
        rows = model.objects.filter(**{path: meeting})
        told = [(row, {name: [str(getattr(row, name)), ""] for name in names}) for row in rows]
        record_all(AuditVerb.DELETE, told, by=by)
        rows.delete()
    for item in AgendaItem.objects.filter(meeting=meeting, votes_for__isnull=False):
        for name, value in NOT_COUNTED.items():
            setattr(item, name, value)
        changes = save_fields(item, FIGURES, seen_version=item.version)
        record(AuditVerb.CHANGE, item, by=by, changes=changes)
