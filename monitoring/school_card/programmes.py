"""Programmes of the school with their last versions."""

from django.db.models import Count, Max
from django.utils import timezone

from lib.dates import dotted_date
from lib.registers import in_total_order
from lib.text import count
from monitoring.reporting.paper import Column, Table
from monitoring.school_card.part import Part

COLUMNS = (Column("Программа", 45), Column("Состояние", 30), Column("Версии", 25))


def read(seen):
    """Programmes with the number of versions and the day of the last one; one query."""
    counted = seen.school.programmes.annotate(
        version_count=Count("versions"), uploaded_at=Max("versions__uploaded_at")
    )
    return list(in_total_order(counted))


def tables(found, seen):
    """One row for every programme."""
    rows = tuple((str(one), one.get_state_display(), versions(one)) for one in found)
    return (Table(COLUMNS, rows, "Программы", empty="Программ пока нет."),)


def versions(programme):
    """«2 версии, последняя 15.04.2026»."""
    if not programme.version_count:
        return "файла нет"
    last = dotted_date(timezone.localtime(programme.uploaded_at).date())
    return f"{count(programme.version_count, 'версия', 'версии', 'версий')}, последняя {last}"


PART = Part("programmes", "Программы", "monitoring/card/_programmes.html", read, tables)
