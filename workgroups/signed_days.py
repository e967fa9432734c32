"""Days whose minutes are signed: what they were counted by does not change any more.

The page of a meeting is made from the rows, its minutes are frozen; both say the same only while
the composition and the rules of that day stay (docs/decisions/0039).
"""

from lib.dates import dotted_date
from lib.permissions import NotNow
from workgroups.models import MeetingForm, MeetingState, in_force_on


class DaySigned(NotNow):
    """Minutes of a day that the change touches are signed."""

    def __init__(self, meeting):
        day = dotted_date(meeting.held_on)
        super().__init__(
            f"Протокол № {meeting.number} от {day} подписан: состав и правила этого дня уже не "
            "меняют. Укажите день после него."
        )


def refuse_signed(group, differs):
    """DaySigned when `differs(meeting)` is true of a meeting of the group with signed minutes.

    The caller holds the row of the group: signing does too.
    """
    signed = group.meetings.filter(state=MeetingState.SIGNED).defer("signed_html")
    for meeting in signed.order_by("held_on", "pk"):
        if differs(meeting):
            raise DaySigned(meeting)


def refuse_other_seats(group, before, after):
    """DaySigned when some memberships in the place of others change a composition signed by."""
    refuse_signed(
        group,
        lambda meeting: roles_on(before, meeting.held_on) != roles_on(after, meeting.held_on),
    )


def roles_on(memberships, day):
    """{(person, role)} of the day; posts are words, and no vote is counted by them."""
    return {
        (one.person_id, one.role)
        for one in memberships
        if one.since <= day and (one.until is None or one.until >= day)
    }


# What a vote is counted by.
COUNTED_BY = ("quorum", "quorum_number", "majority", "casting_vote", "secretary_votes")
# What an absentee poll is allowed by.
ALLOWED_BY = "absentee"


def refuse_other_rules(regulation):
    """DaySigned when the regulation, new or changed, counts a signed day in another way."""
    group = regulation.group
    rows = list(group.regulations.all())
    others = [row for row in rows if row.pk != regulation.pk]
    after = [*others, regulation]
    refuse_signed(group, lambda meeting: rules_of(meeting, rows) != rules_of(meeting, after))


def rules_of(meeting, regulations):
    """Values that the meeting was held and its votes counted by; None without a regulation."""
    judge = in_force_on(regulations, meeting.held_on)
    names = (*COUNTED_BY, ALLOWED_BY) if meeting.form == MeetingForm.ABSENTEE else COUNTED_BY
    return judge and tuple(getattr(judge, name) for name in names)
