"""Stages of a school in the lists: the table, kept moves, mistakes, two at once."""

import datetime
import importlib

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django_scopes import scopes_disabled

from accounts.models import AuditEntry, AuditVerb
from lib.versions import Conflict, Versioned
from schools.models import (
    ListingAct,
    ListingMove,
    ListingStage,
    School,
    SupportCategory,
    SupportListing,
)
from schools.models.listing import IN_LIST
from schools.stages import (
    STEPS,
    WrongDay,
    WrongStage,
    acts_from,
    annul_last,
    begin,
    correct,
    days_for,
    lead,
)
from tests.factories import make_listing, make_school, make_user, move
from tests.schools.test_races import at_once

pytestmark = pytest.mark.django_db

A, S, D = ListingAct, ListingStage, datetime.date
# The whole way of a school, month by month.
WAY = (A.SUPPORT, A.IMPROVE, A.PROLONG, A.LEAVE, A.FOLLOW, A.OPEN_SITE)


def candidate(school=None):
    listing = SupportListing(school=school or make_school(), category="low")
    return begin(listing, A.PROPOSE, on=D(2025, 12, 1), basis="анкета", by=make_user())


def seen(listing):
    return {"seen_version": listing.version, "by": make_user()}


def stages_on(listing, *days):
    """The stage of the entry on each day; None before it began."""
    listings = SupportListing.objects.filter(pk=listing.pk)
    found = (listings.with_stage(day).get() for day in days)
    return [one.stage_then for one in found]


# --- the table


def test_every_stage_can_be_come_to_and_only_ends_lead_nowhere():
    reached, new = set(), {S.CANDIDATE}
    while new:
        reached |= new
        new = {step.target for stage in new for _, step in acts_from(stage)} - reached
    assert reached == set(S)
    assert {stage for stage in S if not acts_from(stage)} == {S.DECLINED, S.SITE}


@pytest.mark.parametrize("act", list(STEPS))
def test_act_leads_only_from_its_stages(act):
    listing = make_listing()
    day = D(2026, 1, 1)
    for stage in set(S) - set(STEPS[act].sources):
        listing.stage = stage
        with pytest.raises(WrongStage):
            lead(listing, act, on=day, **seen(listing))
    assert listing.moves.count() == 1


def test_the_whole_way_is_kept_row_by_row_and_any_day_has_its_stage():
    listing = candidate()
    lead(listing, A.INCLUDE, on=D(2026, 1, 15), basis="приказ № 12", **seen(listing))
    for month, act in enumerate(WAY, start=2):
        lead(listing, act, on=D(2026, month, 1), reason="причина", **seen(listing))

    moves = listing.moves.order_by("place")
    way = [STEPS[act].target for act in WAY]
    assert [one.stage for one in moves] == [S.CANDIDATE, S.INCLUDED, *way]
    assert all(one.by and one.at for one in moves)
    days = [D(2025, 11, 30), D(2025, 12, 1), D(2026, 1, 15), D(2026, 4, 30), D(2026, 5, 1)]
    assert stages_on(listing, *days) == [None, S.CANDIDATE, S.INCLUDED, S.PROLONGED, S.LEFT]
    listing.refresh_from_db()
    assert (listing.since, listing.until) == (D(2026, 1, 15), D(2026, 4, 30))
    assert (listing.basis, listing.reason_left) == ("приказ № 12", "причина")
    assert listing.followed_until == D(2027, 4, 30)
    assert AuditEntry.objects.filter(verb=AuditVerb.STATE).count() == 7


def test_in_the_list_is_exactly_who_stands_in_a_stage_of_it():
    """`in_force`, by which orders and plans take schools, against the stage of every day."""
    listing = candidate()
    lead(listing, A.INCLUDE, on=D(2026, 1, 15), **seen(listing))
    move(listing, A.SUPPORT, D(2026, 2, 1))
    move(listing, A.LEAVE, D(2026, 3, 1))
    one = SupportListing.objects.filter(pk=listing.pk)
    edges = [D(2025, 12, 1), D(2026, 1, 15), D(2026, 2, 1), D(2026, 3, 1)]
    for day in (edge + datetime.timedelta(days=shift) for edge in edges for shift in (-1, 0, 1)):
        is_in = stages_on(listing, day)[0] in IN_LIST
        assert one.in_force(day).exists() == is_in, day
        assert School.objects.listed("low", day).exists() == is_in, day


def test_last_day_before_the_first_is_told():
    listing = make_listing()
    listing.until = D(2019, 12, 31)
    with pytest.raises(ValidationError, match=r"Последний день раньше первого\."):
        listing.validate_constraints()


def test_school_is_in_both_lists_by_itself():
    school = make_school()
    low, hard = (make_listing(school, category=one) for one in SupportCategory)
    move(low, A.LEAVE, D(2026, 1, 1))
    assert [one.stage for one in (low, hard)] == [S.LEFT, S.INCLUDED]
    assert list(SupportListing.objects.in_force(D(2026, 1, 1))) == [hard]


# --- a mistake


def test_annulled_move_stays_and_counts_for_nothing():
    listing = make_listing()
    move(listing, A.SUPPORT, D(2020, 3, 1))
    move(listing, A.LEAVE, D(2026, 1, 1), reason="ошибка")
    annul_last(listing, on=D(2026, 2, 1), reason="вывели не ту школу", **seen(listing))

    listing.refresh_from_db()
    assert (listing.stage, listing.until, listing.reason_left) == (S.SUPPORTED, None, "")
    assert stages_on(listing, D(2026, 1, 15)) == [S.SUPPORTED]
    assert listing.moves.count() == 4
    # And what was annulled can be done rightly, an earlier day too.
    move(listing, A.LEAVE, D(2025, 9, 1))
    assert stages_on(listing, D(2026, 1, 15)) == [S.LEFT]


def test_annulled_inclusion_leaves_the_school_out_of_the_list():
    listing = make_listing()
    annul_last(listing, on=D(2026, 2, 1), reason="ошибка", **seen(listing))
    assert (listing.stage, listing.since) == (S.DECLINED, None)
    assert stages_on(listing, D(2026, 3, 1)) == [None]
    make_listing(listing.school)
    with pytest.raises(WrongStage):
        annul_last(listing, on=D(2026, 2, 1), reason="ещё раз", **seen(listing))


def test_corrected_day_replaces_the_former_one():
    listing = make_listing()
    move(listing, A.SUPPORT, D(2020, 3, 1))
    entered = listing.moves.get(place=1)
    correct(entered, on=D(2020, 2, 1), basis="приказ № 5", **seen(listing))
    assert stages_on(listing, D(2020, 1, 15), D(2020, 2, 1), D(2020, 3, 1)) == [
        None,
        S.INCLUDED,
        S.SUPPORTED,
    ]
    listing.refresh_from_db()
    assert (listing.since, listing.basis) == (D(2020, 2, 1), "приказ № 5")
    entered.refresh_from_db()
    assert entered.on == D(2020, 1, 1)
    with pytest.raises(WrongStage):
        correct(entered, on=D(2020, 2, 1), **seen(listing))


def test_days_of_moves_go_in_their_order():
    listing = make_listing()
    for act, day in ((A.SUPPORT, D(2019, 12, 31)), (A.LEAVE, D(2020, 1, 1))):
        with pytest.raises(WrongDay):
            move(make_listing(), act, day)
    move(listing, A.LEAVE, D(2020, 1, 2))
    entered = listing.moves.get(place=1)
    assert days_for([entered], 1, S.INCLUDED) == (D.min, None)
    with pytest.raises(WrongDay):
        correct(entered, on=D(2020, 1, 2), **seen(listing))


def test_former_entries_get_the_moves_that_made_them():
    was_in = SupportListing.objects.create(
        school=make_school(), category="low", since="2020-09-01", basis="приказ № 1"
    )
    left = SupportListing.objects.create(
        school=make_school(),
        category="low",
        since="2018-09-01",
        until="2020-08-31",
        reason_left="выше порога",
    )
    migration = importlib.import_module("schools.migrations.0010_listing_stages")
    migration.tell_moves(apps, None)

    days = D(2018, 8, 31), D(2020, 8, 31), D(2020, 9, 1)
    assert stages_on(was_in, *days) == [None, None, S.INCLUDED]
    assert stages_on(left, *days) == [None, S.INCLUDED, S.LEFT]
    for listing in (was_in, left):
        listing.refresh_from_db()
    assert [was_in.stage, left.stage] == [S.INCLUDED, S.LEFT]
    assert [one.reason for one in left.moves.all()] == ["", "выше порога"]
    move(was_in, A.SUPPORT, D(2021, 1, 1))


# --- two at once


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_ten_at_once_one_leads_the_school_on():
    listing = make_listing()
    assert ten_at_once(listing) == 1
    assert ListingMove.objects.filter(listing=listing, stage=S.SUPPORTED).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_condition_more_than_one_does(monkeypatch):
    """The twin: it is the conditional UPDATE that lets one through."""
    monkeypatch.setattr(
        Versioned,
        "save_changes",
        lambda self, fields, seen_version: self.save(update_fields=fields),
    )
    assert ten_at_once(make_listing()) > 1


def ten_at_once(listing):
    """How many of ten have led the same entry on from the page they had all opened."""
    by = make_user()
    copies = [
        SupportListing.objects.select_related("school__municipality").get(pk=listing.pk)
        for _ in range(10)
    ]

    def act(number):
        with scopes_disabled():
            try:
                return lead(copies[number], A.SUPPORT, on=D(2026, 1, 1), seen_version=1, by=by)
            except Conflict:
                return None

    return len([done for done in at_once(act, times=10) if done])
