"""What was planned and what was done in a quarter, and which schools were not visited in it."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import BooleanField, Max, Q, Value

from lib.collation import sort_key
from monitoring.models import Visit, VisitState
from schools.models import School, SupportCategory, SupportListing, TutorAssignment


@dataclass(frozen=True)
class TutorLine:
    """One tutor's visits of a quarter."""

    tutor: object
    planned: int  # in approved schedules
    done: int  # of those
    late: int  # of those, the day is over and there is no record
    off: int  # of those
    extra: int  # held, though nobody planned them


@dataclass(frozen=True)
class Unvisited:
    """A supported school that was not visited in a quarter."""

    school: School
    lists: tuple
    tutors: tuple
    next_on: datetime.date | None  # planned for a day that is still to come
    last_on: datetime.date | None  # of the last visit ever


def tutor_lines(visits, quarter, today):
    """[TutorLine] by name. A visit counts as planned by its planned day, as extra by its real one.

    `visits` are those of approved schedules and those without one.
    """
    counts, tutors = defaultdict(Counter), {}
    for visit in visits:
        tutors[visit.tutor_id] = visit.tutor
        if visit.schedule_id is None:
            counts[visit.tutor_id]["extra"] += int(quarter.first <= visit.held_on <= quarter.last)
        elif quarter.first <= visit.planned_on <= quarter.last:
            counts[visit.tutor_id].update(
                planned=1,
                done=int(visit.is_held),
                late=int(visit.is_late(today)),
                off=int(visit.state == VisitState.OFF),
            )
    names = ("planned", "done", "late", "off", "extra")
    lines = [
        TutorLine(tutors[pk], **{name: counted[name] for name in names})
        for pk, counted in counts.items()
        if any(counted.values())
    ]
    return sorted(lines, key=lambda line: sort_key(str(line.tutor)))


def visits_of(municipality, quarter):
    """Visits that the lines of the quarter may count."""
    days = (quarter.first, quarter.last)
    planned = Q(schedule__approved_on__isnull=False, planned_on__range=days)
    extra = Q(schedule=None, held_on__range=days)
    found = Visit.objects.filter(planned | extra, municipality=municipality)
    return found.select_related("tutor")


def unvisited_keys(municipality, quarter, today):
    """Keys of schools listed or tutored on the last day that has come, without a visit held in it.

    One flat query: as conditions on schools the same takes the dashboard longer.
    """
    day = quarter.end_by(today)
    visits = Visit.objects.held().filter(held_on__range=(quarter.first, quarter.last))
    listed, tutored, visited = (
        rows.order_by()
        .filter(school__municipality=municipality)
        .values_list("school", Value(rows is visits, BooleanField()))
        for rows in (
            SupportListing.objects.in_force(day),
            TutorAssignment.objects.in_force(day),
            visits,
        )
    )
    found = set(listed.union(tutored, visited))
    return {
        school for school, is_visited in found if not is_visited and (school, True) not in found
    }


def unvisited(municipality, quarter, today):
    """[Unvisited] by name, of unvisited_keys."""
    schools = School.objects.filter(pk__in=unvisited_keys(municipality, quarter, today))
    day = quarter.end_by(today)
    lists, tutors = lists_on(municipality, day), tutors_on(municipality, day)
    held = Visit.objects.held().filter(municipality=municipality, held_on__lt=quarter.first)
    last = dict(held.order_by().values_list("school").annotate(last=Max("held_on")))
    coming = next_days(municipality, quarter, today)
    return [
        Unvisited(
            school,
            tuple(lists.get(school.pk, ())),
            tuple(tutors.get(school.pk, ())),
            coming.get(school.pk),
            last.get(school.pk),
        )
        for school in schools
    ]


def lists_on(municipality, day):
    """{school: labels of the lists it is in on the day}."""
    listings = SupportListing.objects.in_force(day).filter(school__municipality=municipality)
    found = defaultdict(list)
    for school, category in listings.values_list("school", "category"):
        found[school].append(SupportCategory(category).label)
    return found


def tutors_on(municipality, day):
    """{school: its tutors of the day}."""
    held = TutorAssignment.objects.in_force(day).filter(municipality=municipality)
    found = defaultdict(list)
    for assignment in held.select_related("person"):
        found[assignment.school_id].append(assignment.person)
    return found


def next_days(municipality, quarter, today):
    """{school: the nearest planned day of the quarter that is not over}."""
    start = max(today, quarter.first)
    planned = Visit.objects.scheduled().filter(
        municipality=municipality,
        state=VisitState.PLANNED,
        planned_on__range=(start, quarter.last),
    )
    days = planned.order_by("-planned_on").values_list("school", "planned_on")
    return dict(days) if start <= quarter.last else {}
