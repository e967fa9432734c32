"""Progress by section, by school and by other executors, and who has not reported: one query."""

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Case, Count, F, Min, Q, When

from lib.dates import week_of
from monitoring import conditions
from monitoring.boards.numbers import Numbers, counted
from monitoring.models import Source
from roadmaps.models import EditionState, Section
from schools.models import School


class Debt(NamedTuple):
    """What is owed by the end of the week, and not reported."""

    number: int = 0
    overdue: int = 0
    oldest: datetime.date | None = None

    @classmethod
    def of_all(cls, several):
        """All the debts together."""
        several = [debt for debt in several if debt.number or debt.overdue]
        days = [debt.oldest for debt in several if debt.oldest]
        number = sum(debt.number for debt in several)
        return cls(number, sum(debt.overdue for debt in several), min(days, default=None))


@dataclass(frozen=True)
class Line:
    """A section, a school or an executor; `query` opens its rows in the register."""

    name: str
    query: str
    numbers: Numbers = Numbers()
    debt: Debt = Debt()


class Group(NamedTuple):
    """Checkpoints of one section that one executor owes."""

    section: int | None
    # Only of what stands in no section.
    source: str | None
    school: int | None
    # None of a school that the person sees.
    executor: str | None
    week: int
    numbers: Numbers
    debt: Debt


@dataclass
class PlanProgress:
    """The lines of the sections of a plan in force; without a roadmap, of what stands in none."""

    title: str
    roadmap: int | None
    lines: list = field(default_factory=list)


def groups_of(checkpoints, today, access):
    """[Group] of the checkpoints; words of the executor only where no school of the person owes.

    What tells nothing further stays empty: the fewer words there are to group by, the sooner.
    """
    monday, sunday = week_of(today)
    own = Q(school__isnull=False) if access.sees_everything else Q(school__in=access.school_ids)
    rows = (
        checkpoints.order_by()
        .annotate(
            origin=Case(When(section=None, then="source")),
            own=F("school") if access.sees_everything else Case(When(own, then="school")),
            who=Case(When(~own, then="executor")),
        )
        .values_list("section", "origin", "own", "who")
        .annotate(
            **counted(today),
            week=Count("pk", filter=conditions.OWED & Q(due_on__range=(monday, sunday))),
            owed=Count("pk", filter=conditions.unreported(sunday)),
            oldest=Min("due_on", filter=conditions.unreported(sunday)),
        )
    )
    found = []
    for section, source, school, executor, *counts, week, owed, oldest in rows:
        numbers = Numbers(*counts)
        debt = Debt(owed, numbers.overdue, oldest)
        found.append(Group(section, source, school, executor, week, numbers, debt))
    return found


def schools_of(groups):
    """[Line] of the schools that have anything on control, the most urgent first."""
    found = together(groups, lambda group: group.school)
    names = dict(School.objects.filter(pk__in=found).values_list("pk", "short_name"))
    return urgent(line_over(names[pk], {"school": pk}, rows) for pk, rows in found.items() if pk)


def executors_of(groups):
    """[Line] of everybody else: services, bodies, people."""
    found = together(groups, lambda group: group.executor)
    return urgent(line_over(who, {"executor": who}, rows) for who, rows in found.items() if who)


def together(groups, key_of):
    """{key: [Group]}."""
    found = {}
    for group in groups:
        found.setdefault(key_of(group), []).append(group)
    return found


def urgent(lines):
    """The lines with anything on control, what needs attention first."""
    return sorted((line for line in lines if line.numbers.total), key=urgency)


def urgency(line):
    """Most overdue, most returned, most left to do; then by name."""
    numbers = line.numbers
    return -numbers.overdue, -numbers.returned, numbers.accepted - numbers.total, line.name


def debtors_of(lines):
    """Lines of those who owe something by the end of the week, the longest debt first."""
    owing = [line for line in lines if line.debt.number]
    return sorted(owing, key=lambda line: (line.debt.oldest, -line.debt.number, line.name))


def plans_of(groups):
    """[PlanProgress] of the plans in force, and of what stands in no plan; lines as in the plan.

    Of a superseded edition only what was done before is left: it stands in no section in force.
    """
    sections = together(groups, lambda group: group.section)
    rows = Section.objects.filter(edition__state=EditionState.APPROVED, pk__in=sections)
    fields = ("pk", "title", "edition__roadmap", "edition__roadmap__name")
    plans = {}
    for pk, title, roadmap, name in rows.order_by("edition__roadmap", "position").values_list(
        *fields
    ):
        plan = plans.setdefault(roadmap, PlanProgress(name, roadmap))
        plan.lines.append(line_over(title or "Мероприятия", {"section": pk}, sections[pk]))
    others = [
        line_over(Source(source).label.capitalize(), {"source": source}, found)
        for source, found in together(sections.get(None, ()), lambda group: group.source).items()
    ]
    return [*plans.values(), *([PlanProgress("Вне дорожных карт", None, others)] if others else [])]


def line_over(name, conditions_of, groups):
    """A Line with all the groups."""
    numbers = Numbers.of_all(group.numbers for group in groups)
    debt = Debt.of_all(group.debt for group in groups)
    return Line(name, urlencode(conditions_of), numbers, debt)
