"""Meetings with signed minutes, as quickly as may be: what is printed is not looked at."""

from files.kinds import FileKind
from files.store import store_bytes
from tests.factories import make_user
from tests.files.samples import make_pdf
from tests.workgroups.groups import attend, make_item, make_meeting, vote
from workgroups.models import MeetingState, Resolution
from workgroups.papers.minutes import minutes_html

PDF = make_pdf()


def held_meeting(group, people, **values):
    """A meeting to which the people came; its minutes are with the members."""
    meeting = make_meeting(group, **{"state": MeetingState.REVIEW} | values)
    attend(meeting, people)
    return meeting


def decide(meeting, text, *, schools=(), people=(), title="О работе", voters=(), **values):
    """An item on which the voters, else all who came, adopted one resolution."""
    item = make_item(meeting, title=title)
    voters = voters or [one.person for one in meeting.attendances.select_related("person")]
    vote(item, voters, "for")
    row = Resolution.objects.create(item=item, position=1, text=text, **values)
    row.schools.set(schools)
    row.people.set(people)
    return row


def freeze(meeting, *, number="1"):
    """Sign without all that signing does; once more, and the frozen text is made anew."""
    Resolution.objects.filter(item__meeting=meeting).update(is_adopted=True)
    user = make_user()
    meeting.number, meeting.year = number, meeting.held_on.year
    meeting.signed_by, meeting.signed_at = user, meeting.municipality.now()
    meeting.signed_html = minutes_html(meeting)
    if not meeting.pdf_id:
        name = f"Протокол № {number}.pdf"
        meeting.pdf = store_bytes(PDF, name, kind=FileKind.PDF, by=user)
    meeting.state = MeetingState.SIGNED
    meeting.save()
    return meeting
