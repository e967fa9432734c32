"""Words of a deadline → their meaning: plain functions, no database and no request.

The way of a text: `writing` (spelling) → `words`, `tokens` → `cutting` into `pieces` (moments from
`naming`, repetitions from `rhythms`, set `phrases`) → `spans`, `contexts` (years are shared) →
`resolving` against the plan → `meaning`, which asks `shapes` or `repeats` for the kind and days.
"""

from roadmaps.deadlines.deadline import Deadline, Period
from roadmaps.deadlines.kinds import DeadlineKind
from roadmaps.deadlines.reading import read_deadline

__all__ = ["Deadline", "DeadlineKind", "Period", "read_deadline"]
