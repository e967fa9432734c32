"""Editions of a roadmap one after another: which was in force when."""

from dataclasses import dataclass
from datetime import date

from roadmaps.models import Edition, EditionState


@dataclass(frozen=True)
class Stretch:
    """An edition with the days on which it was in force; a draft has none."""

    edition: Edition
    since: date | None
    # The first day on which it is in force no more.
    until: date | None


def history_of(editions):
    """Stretches of the editions (with annex and order), the newest first."""
    stretches, following = [], None
    for edition in sorted(editions, key=lambda edition: -edition.number):
        since = None if edition.state == EditionState.DRAFT else edition.act.signed_on
        stretches.append(Stretch(edition, since, edition.annulled_on or following))
        following = since or following
    return stretches
