"""The one table of a meeting's states, and the hold that every write about a meeting takes.

The table is the documentation; an act that is not here cannot happen. Who may do it is said in
workgroups/permissions.py.
"""

from enum import StrEnum
from typing import NamedTuple

from django.db.models import F, Q

from accounts.audit import record
from accounts.models import AuditVerb
from lib.permissions import NotNow
from lib.versions import Conflict
from workgroups.models import AHEAD, EDITABLE, Meeting, MeetingForm, MeetingState

S = MeetingState
# Dissents and remarks are taken until the minutes are signed.
OPEN_TO_OPINIONS = (S.HELD, S.REVIEW)


class Act(StrEnum):
    CALL = "call"
    HOLD = "hold"
    REVIEW = "review"
    REOPEN = "reopen"
    SIGN = "sign"
    CALL_OFF = "call_off"
    RESTORE = "restore"


class Transition(NamedTuple):
    """From which states the act leads, and to which one."""

    sources: tuple
    target: str


TRANSITIONS = {
    Act.CALL: Transition((S.PLANNED,), S.CALLED),
    # A meeting may come together without a notice: it was called by telephone.
    Act.HOLD: Transition(AHEAD, S.HELD),
    Act.REVIEW: Transition((S.HELD,), S.REVIEW),
    Act.REOPEN: Transition((S.REVIEW,), S.HELD),
    Act.SIGN: Transition((S.REVIEW,), S.SIGNED),
    # Those who came may turn out to be too few.
    Act.CALL_OFF: Transition(EDITABLE, S.OFF),
    Act.RESTORE: Transition((S.OFF,), S.PLANNED),
}


class WrongState(NotNow):
    """The act does not lead from the meeting's present state."""

    def __init__(self, meeting):
        state = meeting.get_state_display()
        super().__init__(
            f"Сейчас это сделать нельзя: состояние заседания — «{state}». Обновите страницу."
        )


def leads_from(act, state):
    """The act may happen to a meeting in the state."""
    return state in TRANSITIONS[act].sources


def lead(meeting, act, *, by, seen_version, **values):
    """Lead the meeting to the next state in one conditional UPDATE, with further fields `values`.

    WrongState when the act does not lead from its state; lib.versions.Conflict when it was changed
    after the page was opened.
    """
    sources, target = TRANSITIONS[act]
    current = Meeting._base_manager.get(pk=meeting.pk)
    if current.state not in sources:
        raise WrongState(current)
    rows = Meeting._base_manager.filter(pk=meeting.pk, state=current.state, version=seen_version)
    if not rows.update(state=target, version=seen_version + 1, **values):
        raise Conflict(Meeting._base_manager.get(pk=meeting.pk))
    record(AuditVerb.STATE, meeting, by=by, changes={"state": [current.state, target]})
    for name, value in {"state": target, "version": seen_version + 1, **values}.items():
        setattr(meeting, name, value)


class GoingOn(NotNow):
    """What a poll is about does not change under those who vote."""

    def __init__(self):
        super().__init__(
            "Голосование уже идёт: вопросы и срок не меняют. Если это нужно, отмените опрос и "
            "начните новый."
        )


def hold(meeting, states, *, unless=None):
    """Hold the meeting until the end of the transaction, or raise WrongState.

    A conditional UPDATE of the row alone, so that it holds on both databases: signing changes the
    same row (roadmaps.operations.draft_row tells why not by the scope). Its version stays: two
    who write about different items do not disturb each other.
    """
    rows = Meeting._base_manager.filter(pk=meeting.pk, state__in=states)
    if unless:
        rows = rows.exclude(unless)
    if not rows.update(version=F("version")):
        current = Meeting._base_manager.get(pk=meeting.pk)
        raise GoingOn if current.state in states else WrongState(current)


def hold_editable(meeting):
    """Hold a meeting whose minutes are not with the members yet."""
    hold(meeting, EDITABLE)


def hold_agenda(meeting):
    """Hold a meeting whose day and agenda may change; GoingOn when a poll about them has begun."""
    hold(meeting, EDITABLE, unless=Q(form=MeetingForm.ABSENTEE) & ~Q(state=S.PLANNED))
