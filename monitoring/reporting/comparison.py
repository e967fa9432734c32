"""Comparison of the municipalities of a region, each by its own evening; for role `regional`."""

import datetime
from dataclasses import dataclass

from django_scopes import scope

from lib.permissions import require
from monitoring.reporting.evening import numbers_by_municipality
from monitoring.reporting.numbers import NO_DELAY, Numbers
from monitoring.reporting.paper import NO_DATA, NUMBER, Column, Paper, Table, numbered
from schools.access import municipalities_of, regions_of
from schools.models import Municipality, Region

NOT_REGIONAL = "Сравнение муниципалитетов открыто специалисту региона."
COLUMNS = (
    NUMBER,
    Column("Муниципалитет", 25),
    Column("На контроле", 10, is_number=True),
    Column("Принято", 10, is_number=True),
    Column("Сдано в срок, %", 10, is_number=True),
    Column("На проверке", 10, is_number=True),
    Column("Просрочено", 10, is_number=True),
    Column("Средняя просрочка, дней", 11, is_number=True),
    Column("Переносов", 9, is_number=True),
)


@dataclass(frozen=True)
class MunicipalityLine:
    """A municipality; `numbers` is None where nothing has ever been on control: no data, not 0."""

    municipality: Municipality
    numbers: Numbers | None


@dataclass(frozen=True)
class Comparison:
    """Сравнение муниципалитетов региона на вечер дня."""

    region: Region
    on: datetime.date
    lines: tuple
    total: Numbers | None

    def paper(self):
        """The Paper."""
        rows = list(
            numbered([(one.municipality.name, *cells_of(one.numbers)) for one in self.lines])
        )
        if len(rows) > 1:
            rows.append(("", "По региону", *cells_of(self.total)))
        notes = (
            "«Сдано в срок» — доля отчётов, пришедших не позже действовавшего срока, среди всех "
            f"сданных. «{NO_DATA.capitalize()}» — считать не из чего; это не ноль.",
        )
        empty = "В регионе нет муниципалитетов."
        return Paper(
            "Сравнение муниципалитетов",
            self.on,
            lines=(self.region.name,),
            tables=(Table(COLUMNS, tuple(rows), empty=empty),),
            notes=notes,
            is_wide=True,
            about=self.region.name,
        )


def cells_of(numbers):
    """Cells of a municipality; what cannot be counted is told in words."""
    if numbers is None:
        return (NO_DATA,) * 7
    share, delay = numbers.in_time_percent, numbers.mean_delay
    return (
        numbers.total,
        numbers.accepted,
        NO_DATA if share is None else share,
        numbers.waiting,
        numbers.overdue,
        NO_DELAY if delay is None else delay,
        numbers.moves,
    )


def compare(region, on, by):
    """The Comparison of the region's municipalities on the evening of the day `on`.

    `by` is the user; lib.permissions.Refused unless they are a specialist of this region today.
    Reads exactly the municipalities of the region, in as many queries for any number of them.
    """
    require(region in regions_of(by), NOT_REGIONAL)
    places = [place for place in municipalities_of(by) if place.region_id == region.pk]
    with scope(municipality=[place.pk for place in places]):
        found = numbers_by_municipality(places, on)
    lines = tuple(MunicipalityLine(place, found.get(place.pk)) for place in places)
    return Comparison(region, on, lines, sum(found.values(), Numbers()) if found else None)


def today_in(places):
    """The day that has come in all of the municipalities; None without any."""
    return min((place.today() for place in places), default=None)
