"""What the page of a meeting shows: each item with its vote, explained, and what hangs on it."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from workgroups.counting import NO_REGULATION, session_of
from workgroups.models import AHEAD

WITH_ITEM = (
    "materials__file",
    "speeches__person",
    "resolutions__people",
    "resolutions__schools",
    "dissents__person",
    "dissents__file",
)


@dataclass
class ItemCard:
    """An item, how many were there, what came of the vote; None while nobody has voted."""

    item: object
    quorum: str
    verdict: object
    # Who left before the item or came after it.
    away: list
    presiding: object

    @property
    def tone(self):
        """Class of the verdict's badge."""
        if self.verdict is None:
            return ""
        return {"adopted": "accepted", "rejected": "cancelled"}.get(self.verdict.outcome, "overdue")

    @property
    def sign(self):
        """Icon of the verdict's badge."""
        return {"accepted": "check", "cancelled": "cancel"}.get(self.tone, "alert")


@dataclass
class MeetingCard:
    """The meeting as its page shows it."""

    session: object
    items: list
    quorum: str
    # Of a poll: names of those whose vote has come in, before the outcome is told.
    voted: list
    fault: str
    # The meeting has been held, or the poll is over.
    is_told: bool

    @property
    def meeting(self):
        return self.session.meeting


def card_of(meeting):
    """MeetingCard; a constant number of queries."""
    session = session_of(meeting)
    prefetch_related_objects(session.items, *WITH_ITEM)
    is_told = meeting.state not in AHEAD
    cards = [item_card(session, item, is_told=is_told) for item in session.items]
    has_rules = session.regulation is not None
    return MeetingCard(
        session=session,
        items=cards,
        quorum=session.quorum_at() if has_rules and session.present and is_told else "",
        voted=session.present if meeting.is_poll else [],
        fault="" if has_rules else NO_REGULATION,
        is_told=is_told,
    )


def item_card(session, item, *, is_told):
    """ItemCard; before the meeting is held, and while a poll goes on, nothing is counted."""
    if not is_told or session.regulation is None:
        return ItemCard(item, "", None, [], None)
    present = session.present_at(item)
    came = [] if session.meeting.is_poll else session.present
    return ItemCard(
        item=item,
        quorum=session.quorum_at(item),
        verdict=session.verdict_of(item),
        away=[seat for seat in came if seat not in present],
        presiding=session.presiding_at(item),
    )
