"""Places of the school in the lists, with every move."""

from lib.dates import dotted_date
from monitoring.reporting.paper import Column, Table
from monitoring.school_card.part import Part
from schools.listings import entries_of

COLUMNS = (
    Column("Перечень", 12),
    Column("С какого дня", 14),
    Column("Переход", 24),
    Column("Документ и причина", 50),
)


def read(seen):
    """[Entry] of the school."""
    return entries_of(seen.school)


def tables(found, seen):
    """Moves that count, list by list."""
    rows = [
        (entry.listing.get_category_display(), dotted_date(move.on), words, told(move))
        for entry in found
        for move, words in reversed(entry.history)
        if move.counts
    ]
    return (Table(COLUMNS, tuple(rows), "Перечни ШНОР и ШССУ", empty="В перечнях не была."),)


def told(move):
    """The document and the reason in one cell."""
    return ". ".join(filter(None, (move.basis.rstrip("."), move.reason.rstrip("."))))


PART = Part("listings", "Перечни ШНОР и ШССУ", "monitoring/card/_lists.html", read, tables)
