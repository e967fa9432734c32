"""Progress by section, by school and by other executors, and who has not reported: one query."""

from collections import Counter
from dataclasses import dataclass, field, fields
from urllib.parse import urlencode

from django.db.models import Count, Min, Q

from lib.dates import week_of
from monitoring import conditions
from monitoring.boards.numbers import Numbers, counted
from monitoring.models import Source
from roadmaps.models import EditionState, Section

NAMES = [field.name for field in fields(Numbers)]
KEYS = ("measure__section", "source", "school", "executor")


@dataclass(frozen=True)
class Debt:
    """What is owed by the end of the week, and not reported."""

    number: int = 0
    overdue: int = 0
    oldest: object = None

    def __add__(self, other):
        days = [day for day in (self.oldest, other.oldest) if day]
        number, overdue = self.number + other.number, self.overdue + other.overdue
        return Debt(number, overdue, min(days, default=None))


@dataclass
class Line:
    """A section, a school or an executor; `query` opens its rows in the register."""

    name: str
    query: str
    numbers: Numbers = Numbers()
    debt: Debt = Debt()

    def add(self, group):
        """Count the rows of the group in."""
        self.numbers += group.numbers
        self.debt += group.debt


@dataclass(frozen=True)
class Group:
    """Checkpoints of one section that one executor owes."""

    section: int | None
    source: str
    school: int | None
    executor: str
    week: int
    numbers: Numbers
    debt: Debt


@dataclass
class PlanProgress:
    """The lines of the sections of a plan in force; without a roadmap, of what stands in none."""

    title: str
    roadmap: int | None
    lines: list = field(default_factory=list)


def groups_of(checkpoints, today):
    """[Group] of the checkpoints."""
    monday, sunday = week_of(today)
    week = conditions.OWED & Q(due_on__range=(monday, sunday))
    unreported = conditions.unreported(sunday)
    rows = (
        checkpoints.order_by()
        .values(*KEYS)
        .annotate(
            week=Count("pk", filter=week),
            unreported=Count("pk", filter=unreported),
            oldest=Min("due_on", filter=unreported),
            **counted(today),
        )
    )
    return [group_of(row) for row in rows]


def group_of(row):
    """The Group of a row of counts."""
    section, source, school, executor = (row[key] for key in KEYS)
    debt = Debt(row["unreported"], row["overdue"], row["oldest"])
    numbers = Numbers(**{name: row[name] for name in NAMES})
    return Group(section, source, school, executor, row["week"], numbers, debt)


def lines_of(groups, key_of):
    """The Lines of the groups by (name, conditions) of each, most urgent first; None: no line.

    Words of an executor may have changed since: those of the most checkpoints head the line.
    """
    lines, words = {}, {}
    for group in groups:
        found = key_of(group)
        if found is None:
            continue
        name, conditions_of = found
        query = urlencode(conditions_of)
        lines.setdefault(query, Line(name, query)).add(group)
        words.setdefault(query, Counter())[name] += group.numbers.total
    for query, line in lines.items():
        line.name = words[query].most_common(1)[0][0]
    return sorted((line for line in lines.values() if line.numbers.total), key=urgency)


def urgency(line):
    """What needs attention comes first."""
    numbers = line.numbers
    return -numbers.overdue, -numbers.returned, numbers.accepted - numbers.total, line.name


def by_executor(access):
    """Key of the school that the person sees, else of the executor's words."""

    def key_of(group):
        if group.school and (access.sees_everything or group.school in access.school_ids):
            return group.executor, {"school": group.school}
        return group.executor, {"executor": group.executor}

    return key_of


def debtors_of(lines):
    """Lines of those who owe something by the end of the week, the longest debt first."""
    owing = [line for line in lines if line.debt.number]
    return sorted(owing, key=lambda line: (line.debt.oldest, -line.debt.number, line.name))


def plans_of(groups):
    """[PlanProgress] of the plans in force, and of what stands in no plan; lines as in the plan.

    Of a superseded edition only what was done before is left: it stands in no section in force.
    """
    tallies = {}
    for group in groups:
        key = ("section", group.section) if group.section else ("source", group.source)
        tallies.setdefault(key, []).append(group)
    sections = Section.objects.filter(
        edition__state=EditionState.APPROVED,
        pk__in=[key for kind, key in tallies if kind == "section"],
    )
    plans = {}
    for pk, title, roadmap, name in sections.order_by("edition__roadmap", "position").values_list(
        "pk", "title", "edition__roadmap", "edition__roadmap__name"
    ):
        plan = plans.setdefault(roadmap, PlanProgress(name, roadmap))
        plan.lines.append(
            line_over(title or "Мероприятия", {"section": pk}, tallies["section", pk])
        )
    others = [
        line_over(Source(source).label.capitalize(), {"source": source}, found)
        for (kind, source), found in tallies.items()
        if kind == "source"
    ]
    return [*plans.values(), *([PlanProgress("Вне дорожных карт", None, others)] if others else [])]


def line_over(name, conditions_of, groups):
    """A Line with all the groups."""
    line = Line(name, urlencode(conditions_of))
    for group in groups:
        line.add(group)
    return line
