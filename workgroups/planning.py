"""The plan of a year from the least frequency: periods, what was held in them, days to propose.

A period is judged by the regulation of its last day, the present one by that of today; it counts as
missed when it is over and the group had a regulation all through it. Nobody is blamed for the
quarter in which a group was founded, and a new regulation hides no period that was over before it.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from accounts.audit import record
from accounts.models import AuditVerb
from lib.dates import add_months, month_end
from workgroups.groups import hold
from workgroups.models import AHEAD, TOOK_PLACE, Frequency, Meeting, Regulation, in_force_on

ONE_DAY = datetime.timedelta(days=1)
MONTHS = {Frequency.QUARTER: 3, Frequency.HALF_YEAR: 6, Frequency.YEAR: 12}
ROMAN = ("I", "II", "III", "IV")
# A meeting late in its period still lets what was prepared be looked at; too late leaves no time.
PLACE_IN_PERIOD = 2 / 3


@dataclass(frozen=True)
class Period:
    """A quarter, a half-year or a year."""

    first: datetime.date
    last: datetime.date
    name: str

    def has(self, day):
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Standing:
    """A period against the regulation: how many meetings are needed, held, still planned."""

    period: Period
    needed: int
    held: tuple
    planned: tuple
    is_over: bool
    # The group had a regulation on every day of the period.
    is_whole: bool

    @property
    def is_done(self):
        """As many were held as the regulation asks."""
        return len(self.held) >= self.needed

    @property
    def is_missed(self):
        """Over, and fewer were held than the regulation asks."""
        return self.is_over and self.is_whole and not self.is_done

    @property
    def lacking(self):
        """How many meetings are still to be put into the plan."""
        if self.is_over:
            return 0
        return max(0, self.needed - len(self.held) - len(self.planned))


def periods_of(frequency, year):
    """[Period] of the year; a group that meets when there is need has none."""
    if frequency not in MONTHS:
        return []
    months = MONTHS[frequency]
    firsts = [datetime.date(year, month, 1) for month in range(1, 13, months)]
    return [
        Period(first, month_end(add_months(first, months - 1)), period_name(frequency, place, year))
        for place, first in enumerate(firsts)
    ]


def period_name(frequency, place, year):
    """«II квартал 2026 года», «первое полугодие 2026 года», «2026 год»."""
    if frequency == Frequency.QUARTER:
        return f"{ROMAN[place]} квартал {year} года"
    if frequency == Frequency.HALF_YEAR:
        return f"{('первое', 'второе')[place]} полугодие {year} года"
    return f"{year} год"


def standings(regulations, meetings, year, today):
    """[Standing] of the periods of the year, by their last days.

    `regulations` are all of the group, `meetings` is [(day, state)].
    """
    found = [
        standing_of(period, judge, regulations, meetings, today)
        for frequency in MONTHS
        for period in periods_of(frequency, year)
        if (judge := judge_of(period, regulations, today)) and judge.frequency == frequency
    ]
    return sorted(found, key=lambda one: (one.period.last, one.period.first))


def judge_of(period, regulations, today):
    """The regulation by which the period is judged, or None."""
    return in_force_on(regulations, today if period.has(today) else period.last)


def standing_of(period, judge, regulations, meetings, today):
    """Standing of the period by the regulation that judges it."""
    inside = [(day, state) for day, state in meetings if period.has(day)]
    return Standing(
        period=period,
        needed=judge.times,
        held=tuple(day for day, state in inside if state in TOOK_PLACE),
        planned=tuple(day for day, state in inside if state in AHEAD and day >= today),
        is_over=period.last < today,
        is_whole=in_force_on(regulations, period.first) is not None,
    )


def plan_of(group, year):
    """[Standing] of the group's year; two queries."""
    today = group.municipality.today()
    meetings = group.meetings.filter(held_on__year=year).order_by("held_on")
    days = list(meetings.values_list("held_on", "state"))
    found = standings(list(group.regulations.all()), days, year, today)
    return [one for one in found if group.ended_on is None or one.period.first <= group.ended_on]


def proposed_days(standing, calendar, *, not_before):
    """[day] for the meetings that the period lacks: working days, evenly, in time for papers."""
    period = standing.period
    start, lacking = max(period.first, not_before), standing.lacking
    span, days = (period.last - start).days, []
    if span < 0:
        return days
    for place in range(lacking):
        day = start + datetime.timedelta(days=round(span * (place + PLACE_IN_PERIOD) / lacking))
        day = calendar.preceding(day)
        if day < start or day in days:
            day = calendar.following(max([start, *(one + ONE_DAY for one in days)]))
        if period.has(day):
            days.append(day)
    return days


@transaction.atomic
def plan_meetings(group, days, *, by):
    """Put meetings on these days into the plan; a day that has one already stays as it is.

    Returns the new meetings.
    """
    hold(group)
    taken = set(group.meetings.values_list("held_on", flat=True))
    made = []
    for day in sorted(set(days) - taken):
        meeting = Meeting.objects.create(group=group, held_on=day)
        record(AuditVerb.CREATE, meeting, by=by)
        made.append(meeting)
    return made


# --- what a group lacks, for a list of groups


@dataclass(frozen=True)
class Attention:
    """What of a group wants the secretary: a missed period, a period without a planned meeting."""

    missed: Period | None = None
    lacking: Period | None = None

    def __bool__(self):
        return bool(self.missed or self.lacking)


def attention_of(groups, today):
    """{group's key: Attention} by the last period that is over and the present one; two queries."""
    groups = [group for group in groups if group.ended_on is None or group.ended_on >= today]
    keys = [group.pk for group in groups]
    regulations, days = defaultdict(list), defaultdict(list)
    for regulation in Regulation.objects.filter(group__in=keys):
        regulations[regulation.group_id].append(regulation)
    meetings = Meeting.objects.filter(
        group__in=keys, held_on__range=(datetime.date(today.year - 1, 1, 1), year_end(today))
    )
    for key, day, state in meetings.values_list("group", "held_on", "state"):
        days[key].append((day, state))
    return {key: attention(found, days[key], today) for key, found in regulations.items()}


def year_end(day):
    """The last day of the year of the day."""
    return day.replace(month=12, day=31)


def attention(regulations, meetings, today):
    """Attention to one group."""
    both_years = [
        standing
        for year in (today.year - 1, today.year)
        for standing in standings(regulations, meetings, year, today)
    ]
    over = [standing for standing in both_years if standing.is_over]
    present = next((one for one in both_years if one.period.has(today)), None)
    missed = over[-1].period if over and over[-1].is_missed else None
    return Attention(missed, present.period if present and present.lacking else None)
