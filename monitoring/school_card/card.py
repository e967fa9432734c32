"""The parts of the card in their order: what is told of a school is added here, and only here."""

from monitoring.reporting.paper import Paper
from monitoring.school_card import (
    checkpoints,
    facts,
    lists,
    own_plans,
    pairs,
    people,
    programmes,
    publications,
    results,
    risks,
    visits,
)

PARTS = (
    facts.PART,
    people.PART,
    lists.PART,
    pairs.PART,
    visits.PART,
    risks.PART,
    programmes.PART,
    publications.PART,
    checkpoints.PART,
    own_plans.PART,
    results.PART,
)


def card_of(seen):
    """[(Part, what it has read)] of the school."""
    return [(part, part.read(seen)) for part in PARTS]


def dossier_of(seen):
    """Paper with everything that the card tells."""
    tables = [table for part, found in card_of(seen) for table in part.tables(found, seen)]
    return Paper(
        title="Досье школы",
        on=seen.today,
        lines=(seen.school.name,),
        tables=tuple(tables),
        about=seen.school.short_name,
    )
