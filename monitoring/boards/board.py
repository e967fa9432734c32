"""The dashboard of a municipality, as far as the person sees it."""

import datetime
from dataclasses import dataclass

from monitoring.boards.numbers import Numbers
from monitoring.boards.progress import (
    debtors_of,
    executors_of,
    groups_of,
    plans_of,
    schools_of,
)
from monitoring.boards.trend import trend_of
from monitoring.boards.wanted import wanted_of
from monitoring.models import Checkpoint


@dataclass(frozen=True)
class Board:
    """Сводка: what needs an act, the numbers, who owes, how it goes and how it went."""

    today: datetime.date
    # [Wanted]; None for those who only read.
    wanted: list | None
    numbers: Numbers
    due_this_week: int
    # [Line] of those who owe something by the end of this week.
    debtors: list
    # [PlanProgress]
    plans: list
    schools: list
    # Everybody else: services, bodies, people.
    executors: list
    # [trend.Point]; empty when there is nothing to tell.
    trend: list


def board_of(access):
    """The Board of what the person may see; the number of queries does not depend on the rows."""
    today = access.municipality.today()
    visible = Checkpoint.objects.visible_to(access)
    checkpoints = visible.counted_for(access)
    groups = groups_of(checkpoints, today, access)
    numbers = Numbers.of_all(group.numbers for group in groups)
    schools, executors = schools_of(groups), executors_of(groups)
    return Board(
        today=today,
        wanted=wanted_of(access, visible, numbers.overdue),
        numbers=numbers,
        due_this_week=sum(group.week for group in groups),
        debtors=debtors_of([*schools, *executors]),
        plans=plans_of(groups),
        schools=schools,
        executors=executors,
        trend=trend_of(checkpoints, today),
    )
