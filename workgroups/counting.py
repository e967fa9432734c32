"""From the rows of a meeting to the figures that workgroups.voting judges.

Composition and regulation are those of the meeting's day. A person counts once, whatever roles or
posts the composition names.
"""

from dataclasses import dataclass, field
from functools import cached_property

from workgroups.members import composition
from workgroups.models import Ballot, MemberRole
from workgroups.models.group import ROLE_ORDER
from workgroups.voting import Count, Rules, Verdict, quorum_words, verdict

NO_REGULATION = "На день заседания нет положения о группе: добавьте его, и голоса будут посчитаны."


@dataclass
class Seat:
    """A member of the meeting's day: the person once, in the highest of the roles."""

    person: object
    role: str
    post: str
    # [(first item, last item or None)] during which the person was there.
    stays: list = field(default_factory=list)

    def is_present(self, number):
        """Was there at the item of the number."""
        return any(first <= number <= (last or number) for first, last in self.stays)

    @property
    def was_there(self):
        """Came at all."""
        return bool(self.stays)


@dataclass
class Session:
    """What a meeting is counted by: seats of the day, rules, who presides."""

    meeting: object
    regulation: object
    seats: list
    items: list

    @cached_property
    def present(self):
        """Seats of those who came, or in a poll voted, in the order of the composition."""
        if not self.meeting.is_poll:
            return [seat for seat in self.seats if seat.was_there]
        voted = {vote.person_id for item in self.items for vote in item.votes.all()}
        return [seat for seat in self.seats if seat.person.pk in voted]

    @property
    def absent(self):
        return [seat for seat in self.seats if not seat.was_there]

    @property
    def presiding(self):
        """The Seat that presides over the meeting as a whole: by those who came; None if nobody.

        A poll is held by its leader whether or not the leader votes in it.
        """
        if not self.meeting.is_poll:
            return self.leader_of(self.present)
        named = (seat for seat in self.seats if seat.person.pk == self.meeting.presiding_id)
        return next(named, None) or self.leader_of(self.present) or self.leader_of(self.seats)

    def presiding_at(self, item):
        """The Seat that presides at the item: the head may come later or leave earlier."""
        return self.presiding if self.meeting.is_poll else self.leader_of(self.present_at(item))

    def leader_of(self, present):
        """The one named for the meeting, else the head, else a deputy, of those present."""
        named = (seat for seat in present if seat.person.pk == self.meeting.presiding_id)
        leaders = [s for s in present if s.role in (MemberRole.HEAD, MemberRole.DEPUTY)]
        usual = min(leaders, key=lambda seat: ROLE_ORDER[seat.role], default=None)
        return next(named, usual)

    @property
    def secretary(self):
        """The Seat of whoever keeps the minutes: named for the meeting, else the group's own."""
        named = (s for s in self.seats if s.person.pk == self.meeting.secretary_id)
        usual = (s for s in self.seats if s.role == MemberRole.SECRETARY)
        return next(named, None) or next(usual, None)

    def has_vote(self, seat):
        """A secretary may have none, by the regulation."""
        if seat.role != MemberRole.SECRETARY or self.regulation is None:
            return True
        return self.regulation.secretary_votes

    def present_at(self, item):
        """Seats that were there at the item; in a poll, those whose vote has come in."""
        if self.meeting.is_poll:
            voted = {vote.person_id for vote in item.votes.all()}
            return [seat for seat in self.seats if seat.person.pk in voted]
        return [seat for seat in self.seats if seat.is_present(item.position)]

    def quorum_at(self, item=None):
        """«присутствуют 7 из 10, кворум есть» at an item, or of all who came."""
        present = self.present_at(item) if item else self.present
        rules = rules_of(self.regulation)
        is_poll = self.meeting.is_poll
        return quorum_words(rules, members=len(self.seats), present=len(present), is_poll=is_poll)

    def count_of(self, item):
        """Count of the item's vote; None when nobody has voted on it."""
        present = self.present_at(item)
        votes = choices_of(item, filter(self.has_vote, present))
        if not item.is_counted and not votes:
            return None
        leader = self.presiding_at(item)
        if item.is_counted:
            figures = counted_by_hands(item, votes)
        else:
            figures = counted_by_name(votes, leader)
        return Count(
            members=len(self.seats),
            present=len(present),
            voters=sum(map(self.has_vote, self.seats)),
            voters_present=sum(map(self.has_vote, present)),
            is_poll=self.meeting.is_poll,
            **figures,
        )

    def verdict_of(self, item):
        """Verdict of the item's vote, or None when nobody has voted or there is no regulation."""
        if self.regulation is None:
            return None
        counted = self.count_of(item)
        return verdict(rules_of(self.regulation), counted) if counted else None


def counted_by_hands(item, votes):
    """{field of Count} of the figures that the secretary has counted."""
    return {
        "votes_for": item.votes_for,
        "against": item.votes_against or 0,
        "abstained": item.votes_abstained or 0,
        "recused": tally(votes, Ballot.RECUSED),
        "presiding": Ballot(item.presiding_choice) if item.presiding_choice else None,
    }


def counted_by_name(votes, leader):
    """{field of Count} of the votes of people; who is in none of them did not vote."""
    presiding = leader and votes.get(leader.person.pk)
    return {
        "votes_for": tally(votes, Ballot.FOR),
        "against": tally(votes, Ballot.AGAINST),
        "abstained": tally(votes, Ballot.ABSTAINED),
        "recused": tally(votes, Ballot.RECUSED),
        "presiding": presiding,
        "is_presiding_silent": bool(leader) and presiding is None,
    }


def tally(votes, choice):
    """How many voted so."""
    return sum(one == choice for one in votes.values())


def choices_of(item, seats):
    """{person: Ballot} of the seats, which were there and have a vote; others have no voice."""
    there = {seat.person.pk for seat in seats}
    return {
        vote.person_id: Ballot(vote.choice) for vote in item.votes.all() if vote.person_id in there
    }


def rules_of(regulation):
    """Rules of the regulation."""
    return Rules(
        quorum=regulation.quorum,
        quorum_number=regulation.quorum_number,
        majority=regulation.majority,
        casting_vote=regulation.casting_vote,
    )


def seats_on(group, day):
    """[Seat] of the composition of the day, the head first; each person once."""
    return [Seat(one.person, MemberRole(one.role), one.post) for one in composition(group, day)]


def session_of(meeting):
    """Session of the meeting; a constant number of queries."""
    seats = seats_on(meeting.group, meeting.held_on)
    by_person = {seat.person.pk: seat for seat in seats}
    for stay in meeting.attendances.all():
        if seat := by_person.get(stay.person_id):
            seat.stays.append((stay.first_item, stay.last_item))
    items = list(meeting.items.select_related("speaker").prefetch_related("votes"))
    return Session(meeting, meeting.group.regulation_on(meeting.held_on), seats, items)


__all__ = ["NO_REGULATION", "Seat", "Session", "Verdict", "rules_of", "seats_on", "session_of"]
