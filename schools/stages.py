"""The one table of a school's stages in a list of support, and the writing of its moves.

кандидат → включена → поддерживается → положительная динамика → выведена / продлена → наблюдение →
учебная площадка (domain.md 2.4). An act that is not in the table cannot happen. A move is a kept
row; a mistake is undone by one more row (docs/decisions/0030).
"""

import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from accounts.audit import changed_values, record
from accounts.models import AuditVerb
from lib.dates import dotted_date
from lib.permissions import NotNow
from schools.models import ListingAct, ListingMove, ListingStage, SupportListing
from schools.models.listing import IN_LIST

A, S = ListingAct, ListingStage
ONE_DAY = datetime.timedelta(days=1)
DERIVED = ("stage", "since", "until", "basis", "reason_left")


class Step(NamedTuple):
    """From which stages an act leads, where to, and what is asked for."""

    sources: tuple
    target: str
    title: str
    button: str
    needs_reason: bool = False


STEPS = {
    A.INCLUDE: Step((S.CANDIDATE,), S.INCLUDED, "Включить в перечень", "Включить"),
    A.DECLINE: Step((S.CANDIDATE,), S.DECLINED, "Не включать в перечень", "Не включать", True),
    A.SUPPORT: Step((S.INCLUDED, S.PROLONGED), S.SUPPORTED, "Начать поддержку", "Начать поддержку"),
    A.IMPROVE: Step(
        (S.SUPPORTED, S.PROLONGED),
        S.IMPROVING,
        "Отметить положительную динамику",
        "Положительная динамика",
    ),
    A.RELAPSE: Step(
        (S.IMPROVING,),
        S.SUPPORTED,
        "Динамика не подтвердилась",
        "Динамика не подтвердилась",
        True,
    ),
    A.PROLONG: Step(
        (S.SUPPORTED, S.IMPROVING), S.PROLONGED, "Продлить поддержку", "Продлить", True
    ),
    A.LEAVE: Step(IN_LIST, S.LEFT, "Вывести из перечня", "Вывести", True),
    A.FOLLOW: Step((S.LEFT,), S.FOLLOWED, "Начать наблюдение на год", "Начать наблюдение"),
    A.OPEN_SITE: Step(
        (S.FOLLOWED,), S.SITE, "Сделать учебной площадкой", "Сделать учебной площадкой"
    ),
}
BEGINNINGS = {A.PROPOSE: S.CANDIDATE, A.INCLUDE: S.INCLUDED}


class WrongDay(NotNow):
    """The day of the move is not in the order of the moves."""


class WrongStage(NotNow):
    """The act does not lead from the present stage."""

    def __init__(self, listing):
        super().__init__(
            f"Сейчас это сделать нельзя: школа в стадии «{listing.get_stage_display()}». "
            "Откройте карточку школы ещё раз."
        )


def acts_from(stage):
    """[(act, Step)] that lead from the stage, in the order of the table."""
    return [(act, step) for act, step in STEPS.items() if stage in step.sources]


def chain_of(listing):
    """Moves of the entry that count, in their order."""
    return list(listing.moves.effective().order_by("place"))


def can_annul(move):
    """The last move may be annulled; a candidate is declined instead."""
    return bool(move) and move.stage != S.CANDIDATE


def days_for(chain, place, stage):
    """(first, last) days on which a move to the stage may stand at the place; last may be None.

    Moves go in the order of their days, and who has entered is in the list for a day at least.
    """
    before = [move for move in chain if move.place < place]
    after = [move for move in chain if move.place > place]
    first = before[-1].on + (stage == S.LEFT) * ONE_DAY if before else datetime.date.min
    last = after[0].on - (after[0].stage == S.LEFT) * ONE_DAY if after else None
    return first, last


def words_of_days(first, last):
    """What to do about a day that is not within the two."""
    if last is None:
        return f"Укажите день не раньше {dotted_date(first)}: переходы идут по порядку."
    if first == datetime.date.min:
        return f"Укажите день не позже {dotted_date(last)}: переходы идут по порядку."
    return f"Укажите день с {dotted_date(first)} по {dotted_date(last)}: переходы идут по порядку."


def fits(day, first, last):
    """The day is within the two."""
    return first <= day and (last is None or day <= last)


def overlap_of(listing, since, until=None):
    """Another entry of the school in the same list on some day of the period, or None."""
    others = SupportListing.objects.filter(school=listing.school_id, category=listing.category)
    others = others.exclude(pk=listing.pk).filter(Q(until=None) | Q(until__gte=since))
    others = others.exclude(stage=S.DECLINED).exclude(stage=S.CANDIDATE)
    if until:
        others = others.filter(since__lte=until)
    return others.first()


def open_twin_of(listing):
    """Another entry of the school in the same list that has not ended (a candidate's too)."""
    others = SupportListing.objects.filter(school=listing.school_id, category=listing.category)
    return others.exclude(pk=listing.pk).filter(until=None).exclude(stage=S.DECLINED).first()


def words_of_twin(other):
    """What to do about an entry that has not ended: a candidate is decided about first."""
    if other.stage == S.CANDIDATE:
        return "Школа уже кандидат в этот перечень: сначала примите решение о ней."
    return words_of_overlap(other)


def words_of_overlap(other):
    """«Школа уже в этом перечне: с 01.09.2020 по 31.08.2022.»."""
    end = f" по {dotted_date(other.until)}" if other.until else ""
    return f"Школа уже в этом перечне: с {dotted_date(other.since)}{end}."


@transaction.atomic
def begin(listing, act, *, on, basis="", reason="", by):
    """Save a new entry, of a candidate or of one who is included at once; returns it.

    IntegrityError when a twin has begun one in the same list.
    """
    listing.stage = BEGINNINGS[act]
    move = ListingMove(act=act, stage=listing.stage, on=on, basis=basis, reason=reason, place=1)
    derive(listing, [move])
    listing.save()
    keep(move, listing, by=by)
    record(AuditVerb.CREATE, listing, by=by)
    return listing


@transaction.atomic
def lead(listing, act, *, on, basis="", reason="", seen_version, by):
    """Lead the entry by the act of the table; returns the ListingMove.

    Raises WrongStage, or lib.versions.Conflict when somebody was first.
    """
    step = STEPS[act]
    if listing.stage not in step.sources:
        raise WrongStage(listing)
    chain = chain_of(listing)
    move = ListingMove(
        act=act,
        from_stage=listing.stage,
        stage=step.target,
        on=on,
        basis=basis,
        reason=reason,
        place=chain[-1].place + 1 if chain else 1,
    )
    write(listing, [*chain, move], move, seen_version=seen_version, by=by)
    return move


@transaction.atomic
def annul_last(listing, *, on, basis="", reason="", seen_version, by):
    """Take back the last move by one more row, which keeps when and why; returns it.

    Raises WrongStage when there is nothing to take back, lib.versions.Conflict as lead().
    """
    *before, last = chain_of(listing) or [None]
    if not can_annul(last):
        raise WrongStage(listing)
    move = ListingMove(
        act=A.ANNUL,
        from_stage=listing.stage,
        stage=before[-1].stage if before else S.DECLINED,
        on=on,
        basis=basis,
        reason=reason,
        place=last.place,
        replaces=last,
    )
    write(listing, before, move, seen_version=seen_version, by=by)
    return move


@transaction.atomic
def correct(former, *, on, basis="", reason="", seen_version, by):
    """Say the day and the basis of a move that counts rightly, by one more row; returns it.

    Raises lib.versions.Conflict as lead(), and when the move counts no more.
    """
    listing, chain = former.listing, chain_of(former.listing)
    if former not in chain:
        raise WrongStage(listing)
    move = ListingMove(
        act=A.CORRECT,
        from_stage=former.from_stage,
        stage=former.stage,
        on=on,
        basis=basis,
        reason=reason,
        place=former.place,
        replaces=former,
    )
    chain[chain.index(former)] = move
    write(listing, chain, move, seen_version=seen_version, by=by)
    return move


def write(listing, chain, move, *, seen_version, by):
    """Save what the chain makes of the entry in one conditional UPDATE, and keep the new row."""
    for one in chain:
        days = days_for(chain, one.place, one.stage)
        if not fits(one.on, *days):
            raise WrongDay(words_of_days(*days))
    before = {name: getattr(listing, name) for name in DERIVED}
    derive(listing, chain)
    listing.save_changes(DERIVED, seen_version=seen_version)
    keep(move, listing, by=by)
    changes = changed_values(before, {name: getattr(listing, name) for name in DERIVED})
    record(AuditVerb.STATE, listing, by=by, changes=changes)


def keep(move, listing, *, by):
    """Save the new row of the entry."""
    move.listing, move.by, move.at = listing, by, listing.municipality.now()
    move.save(force_insert=True)


def derive(listing, chain):
    """Set the fields of the entry by its moves that count."""
    entered = next((move for move in chain if move.stage == S.INCLUDED), None)
    left = next((move for move in reversed(chain) if move.stage == S.LEFT), None)
    listing.stage = chain[-1].stage if chain else S.DECLINED
    listing.since = entered.on if entered else None
    listing.until = left.on - ONE_DAY if left else None
    listing.basis = (entered or chain[0]).basis if chain else ""
    listing.reason_left = left.reason if left else ""
