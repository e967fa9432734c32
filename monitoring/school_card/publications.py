"""What of the school's programmes stands on its site, who has looked, what is missing."""

from dataclasses import dataclass

from django.utils import timezone

from lib.dates import dotted_date
from monitoring.reporting.paper import Column, Table
from monitoring.school_card.part import Part
from schools.models import Publication, PublicationDate, School
from schools.programmes.publishing import awaited_of

PLACED = (
    Column("Документ", 30),
    Column("Адрес", 34),
    Column("Размещён", 12),
    Column("Проверка", 24),
)
MISSING = (Column("Документ", 60), Column("Чего не хватает", 40))


@dataclass(frozen=True)
class Publications:
    """What is placed, the last date set, [Line] of what the school must place by it."""

    placed: list
    date: PublicationDate | None
    awaited: list

    @property
    def missing(self):
        return [line for line in self.awaited if not line.is_done]

    @property
    def is_awaited(self):
        return bool(self.awaited)


def read(seen):
    """Publications of the school; four queries at most."""
    placed = Publication.objects.filter(programme__school=seen.school)
    placed = placed.select_related("programme", "checked_by").order_by("-published_on", "pk")
    date = PublicationDate.objects.filter(municipality=seen.school.municipality_id).first()
    school = School.objects.filter(pk=seen.school.pk)
    return Publications(list(placed), date, awaited_of(date, school) if date else [])


def tables(found, seen):
    """What is placed; then what is missing by the date, if a date is set."""
    rows = tuple(
        (str(one.programme), one.address, dotted_date(one.published_on), check_words(one))
        for one in found.placed
    )
    empty = "На сайте школы ничего не размещено."
    made = [Table(PLACED, rows, "Размещение на сайте школы", empty=empty)]
    if found.missing:
        lines = tuple(
            (str(line.programme or line.kind.label), line.lack.value) for line in found.missing
        )
        made.append(Table(MISSING, lines, f"Чего не хватает к {dotted_date(found.date.due_on)}"))
    return tuple(made)


def check_words(publication):
    """«документ на месте, 20.04.2026»."""
    if publication.is_found is None:
        return "ещё не проверено"
    words = "документ на месте" if publication.is_found else "документ не найден"
    if not publication.checked_at:
        return words
    return f"{words}, {dotted_date(timezone.localtime(publication.checked_at).date())}"


PART = Part("publications", "На сайте школы", "monitoring/card/_publications.html", read, tables)
