"""Pairs of the school: whom it helps and who helps it."""

from lib.dates import dotted_date
from monitoring.reporting.paper import Column, Table
from monitoring.school_card.part import Part
from schools.models import Partnership, faults_of

COLUMNS = (
    Column("Кто кому помогает", 38),
    Column("С какого дня", 16),
    Column("Направления", 28),
    Column("Что не так", 18),
)


def read(seen):
    """Partnerships of the school with the signs of their faults; one query."""
    pairs = Partnership.objects.of_school(seen.school).with_signs(seen.today)
    return list(pairs)


def tables(found, seen):
    """One row for every pair."""
    rows = tuple(
        (
            f"{pair.mentor} — {pair.mentee}",
            dotted_date(pair.since),
            pair.directions,
            "; ".join(fault.label for fault in faults_of(pair)),
        )
        for pair in found
    )
    return (Table(COLUMNS, rows, "Пары школ", empty="Пары у школы нет."),)


PART = Part("pairs", "Пары школ", "monitoring/card/_pairs.html", read, tables)
