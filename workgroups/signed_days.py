"""Days whose minutes are signed: what they were counted by does not change any more.

The page of a meeting is made from the rows, its minutes are frozen; both say the same only while
the composition and the rules of that day stay (docs/decisions/0039).
"""

from lib.dates import dotted_date
from lib.permissions import NotNow
from workgroups.models import MeetingState, in_force_on


class DaySigned(NotNow):
    """Minutes of a day that the change touches are signed."""

    def __init__(self, meeting):
        day = dotted_date(meeting.held_on)
        super().__init__(
            f"Протокол № {meeting.number} от {day} подписан: состав и правила этого дня уже не "
            "меняют. Укажите день после него."
        )


def refuse_signed(group, differs):
    """DaySigned when `differs(day)` is true of a day of the group with signed minutes.

    The caller holds the row of the group: signing does too.
    """
    signed = group.meetings.filter(state=MeetingState.SIGNED).defer("signed_html")
    for meeting in signed.order_by("held_on", "pk"):
        if differs(meeting.held_on):
            raise DaySigned(meeting)


def refuse_other_seat(group, before, after):
    """DaySigned when one membership in the place of the other changes a composition signed by.

    None is no membership.
    """
    refuse_signed(group, lambda day: role_on(before, day) != role_on(after, day))


def role_on(membership, day):
    """The role of the membership on the day; None outside its days."""
    if membership is None or membership.since > day:
        return None
    is_over = membership.until is not None and membership.until < day
    return None if is_over else membership.role


# What a vote is counted by.
COUNTED_BY = ("quorum", "quorum_number", "majority", "casting_vote", "secretary_votes")


def refuse_other_rules(regulation):
    """DaySigned when the regulation, new or changed, counts a signed day in another way."""
    group = regulation.group
    rows = list(group.regulations.all())
    others = [row for row in rows if row.pk != regulation.pk]
    refuse_signed(group, lambda day: rules_on(rows, day) != rules_on([*others, regulation], day))


def rules_on(regulations, day):
    """Values that votes of the day are counted by; None without a regulation."""
    judge = in_force_on(regulations, day)
    return judge and tuple(getattr(judge, name) for name in COUNTED_BY)
