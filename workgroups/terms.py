"""By which day the papers of a meeting are sent, its minutes made, its decisions done."""

import datetime
from dataclasses import dataclass

from lib.dates import dotted_date
from workgroups.models import MeetingState

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """What the secretary has to do about the meeting now, and the last day for it."""

    words: str
    due_on: datetime.date


def term_of(session, calendar):
    """The Term of the meeting in its present state, or None when the regulation sets none."""
    meeting, regulation = session.meeting, session.regulation
    if regulation is None:
        return None
    if meeting.state == MeetingState.PLANNED and regulation.papers_days:
        days = datetime.timedelta(days=regulation.papers_days)
        return Term("разослать повестку и материалы", meeting.held_on - days)
    if meeting.state == MeetingState.HELD and regulation.minutes_days:
        due_on = working_days_after(meeting.held_on, regulation.minutes_days, calendar)
        return Term("подготовить протокол", due_on)
    return None


def working_days_after(day, number, calendar):
    """The working day that is so many working days after the day."""
    for _ in range(number):
        day = calendar.following(day + ONE_DAY)
    return day


# No decision of a group is given longer: it is a slip of the hand.
MOST_YEARS = 5


def fault_of_term(day, meeting):
    """What is wrong with the day by which a decision of the meeting is to be done, or nothing."""
    if day and day < meeting.held_on:
        return f"Срок раньше заседания ({dotted_date(meeting.held_on)}): проверьте год."
    if day and day.year > meeting.held_on.year + MOST_YEARS:
        return f"Срок больше чем через {MOST_YEARS} лет после заседания: проверьте год."
    return ""
