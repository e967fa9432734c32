"""What a page tells of a school's places in the lists, and whose follow-up comes to its end."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from lib.dates import add_months
from schools.listing_register import move_words
from schools.models import ListingMove, ListingStage, SupportListing
from schools.models.listing import AFTER_LIST, FOLLOW_UP_MONTHS, IN_LIST
from schools.permissions import can_edit_schools
from schools.stages import acts_from, can_annul

# How long before its end, and after it, the end of a follow-up is told.
REMIND_BEFORE = datetime.timedelta(days=30)
REMIND_AFTER_MONTHS = 6


@dataclass(frozen=True)
class Entry:
    """A place of the school in a list: the stage, what may follow, every row of its history."""

    listing: SupportListing
    moves: list

    @property
    def chain(self):
        """Moves that count, in their order."""
        return [move for move in self.moves if move.counts]

    @property
    def stage_since(self):
        """The first day of the present stage; None when nothing counts any more."""
        return self.chain[-1].on if self.chain else None

    @property
    def is_in(self):
        """The school is in the list."""
        return self.listing.stage in IN_LIST

    @property
    def is_followed(self):
        """It has left and is followed, so that the year of it matters."""
        return self.listing.stage in (ListingStage.LEFT, ListingStage.FOLLOWED)

    @property
    def acts(self):
        """[(act, Step)] that may follow."""
        return acts_from(self.listing.stage)

    @property
    def can_annul(self):
        """The last move may be taken back."""
        return bool(self.chain) and can_annul(self.chain[-1])

    @property
    def history(self):
        """[(move, words)] of every row, the last one first."""
        return [
            (move, move_words(move.act, move.from_stage, move.stage))
            for move in sorted(self.moves, key=lambda move: move.pk, reverse=True)
        ]


def entries_of(school):
    """[Entry] of the school, those in the lists first; two queries."""
    listings = list(school.listings.all())
    moves = ListingMove.objects.filter(listing__in=listings).select_related("by", "replaced_by")
    by_listing = {}
    for move in moves.order_by("place", "pk"):
        by_listing.setdefault(move.listing_id, []).append(move)
    entries = [Entry(listing, by_listing.get(listing.pk, [])) for listing in listings]
    return sorted(entries, key=lambda entry: entry.listing.stage in (*AFTER_LIST, "declined"))


def endings_near(access, today):
    """[SupportListing] whose year of follow-up ends soon or has ended; for those who keep lists.

    A school that is in the same list again is not reminded of; one query.
    """
    if not can_edit_schools(access):
        return []
    first = add_months(today, -FOLLOW_UP_MONTHS - REMIND_AFTER_MONTHS)
    last = add_months(today + REMIND_BEFORE, -FOLLOW_UP_MONTHS)
    again = SupportListing.objects.filter(
        school=OuterRef("school"), category=OuterRef("category"), since__gt=OuterRef("until")
    )
    found = SupportListing.objects.visible_to(access).left_between(first, last)
    return list(found.exclude(Exists(again)).select_related("school").order_by("until", "pk"))
