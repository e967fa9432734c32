"""The municipalities of a region side by side, each by its own «today»; for role `regional`."""

import datetime
import hashlib
from collections import Counter
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Case, Count, DateField, Max, Value, When
from django_scopes import scope

from lib.collation import sort_key
from monitoring.boards.numbers import Numbers, counted
from monitoring.models import Checkpoint
from roadmaps.models import Edition, EditionState
from schools.access import regions_of
from schools.models import Municipality, Region

# Counting so many takes a second of the database: the numbers serve for a minute, and the page
# says so (docs/decisions/0028).
LARGE = 50_000
KEPT_SECONDS = 60


@dataclass(frozen=True)
class PlaceLine:
    """A municipality with its Numbers; nothing on control is no data, and not zeros."""

    municipality: Municipality
    today: datetime.date
    # Plans in force.
    plans: int
    numbers: Numbers
    # Day of the last report or acceptance; None when there has been none.
    last_act: datetime.date | None

    @property
    def has_data(self):
        """Anything is on control."""
        return bool(self.numbers.total)

    @property
    def urgency(self):
        """What needs attention comes first; those of which nothing is known come last."""
        numbers, total = self.numbers, max(1, self.numbers.total)
        shares = (-numbers.overdue / total, -numbers.overdue, -numbers.waiting)
        name = sort_key(self.municipality.name)
        return not self.has_data, *shares, numbers.accepted / total, name


@dataclass(frozen=True)
class RegionBoard:
    """Сводка региона: its municipalities and their sums."""

    region: Region
    lines: tuple
    # The numbers of a large region are kept for a minute.
    is_kept: bool = False

    @property
    def numbers(self):
        """Numbers of all municipalities together."""
        return Numbers.of_all(line.numbers for line in self.lines)

    @property
    def plans(self):
        """Plans in force."""
        return sum(line.plans for line in self.lines)

    @property
    def last_act(self):
        """Day of the last report or acceptance anywhere."""
        return max((line.last_act for line in self.lines if line.last_act), default=None)

    @property
    def silent(self):
        """How many municipalities have nothing on control."""
        return sum(not line.has_data for line in self.lines)

    @property
    def days(self):
        """The dates that it is in the municipalities, the earliest first."""
        return sorted({line.today for line in self.lines})


def region_boards(user):
    """[RegionBoard] of the regions of which the user is the specialist today, by name.

    Reads exactly the municipalities of these regions, in three queries for any number of them;
    rows of the others are out of the scope that is set here.
    """
    regions = regions_of(user)
    places = list(Municipality.objects.filter(region__in=regions))
    with scope(municipality=[place.pk for place in places]):
        lines, is_kept = lines_of(places)
    return [
        RegionBoard(
            region,
            tuple(
                sorted(
                    (line for line in lines if line.municipality.region_id == region.pk),
                    key=lambda line: line.urgency,
                )
            ),
            is_kept,
        )
        for region in regions
    ]


def lines_of(places):
    """([PlaceLine] of the municipalities, are they kept); the scope must be theirs."""
    todays = {place.pk: place.today() for place in places}
    rows, is_kept = kept_counts_of(todays)
    found = {place: (Numbers(*counts), days) for place, counts, days in rows}
    in_force = {"state": EditionState.APPROVED, "roadmap__school": None}
    editions = Edition.objects.filter(**in_force).order_by()
    plans = dict(editions.values_list("roadmap__municipality").annotate(Count("pk")))
    nothing = Numbers(), (None, None)
    lines = []
    for place in places:
        numbers, days = found.get(place.pk, nothing)
        last_act = max(filter(None, days), default=None)
        today, in_force = todays[place.pk], plans.get(place.pk, 0)
        lines.append(PlaceLine(place, today, in_force, numbers, last_act))
    return lines, is_kept


def kept_counts_of(todays):
    """(rows of counts_of, are they kept for a while).

    The key is made of the very municipalities that are asked for, and of their days.
    """
    days = ",".join(f"{pk}:{day:%y%m%d}" for pk, day in sorted(todays.items()))
    key = f"region-counts-{hashlib.sha256(days.encode()).hexdigest()}"
    if (kept := cache.get(key)) is not None:
        return kept, True
    rows = list(counts_of(todays))
    is_large = sum(Numbers(*counts).total for _, counts, _ in rows) >= LARGE
    if is_large:
        cache.set(key, rows, KEPT_SECONDS)
    return rows, is_large


def counts_of(todays):
    """(municipality, values of Numbers, days of the last report and acceptance), one query."""
    if not todays:
        return
    rows = (
        Checkpoint.objects.municipal()
        .order_by()
        .values_list("municipality")
        .annotate(
            **counted(today_of(todays)), reported=Max("reported_on"), taken=Max("accepted_on")
        )
    )
    for place, *counts, reported, taken in rows:
        yield place, counts, (reported, taken)


def today_of(todays):
    """Expression of the municipality's own today: midnight comes to them at different moments."""
    (usual, _), *others = Counter(todays.values()).most_common()
    if not others:
        return usual
    whens = [
        When(municipality__in=[pk for pk, today in todays.items() if today == day], then=Value(day))
        for day, _ in others
    ]
    return Case(*whens, default=Value(usual), output_field=DateField())
