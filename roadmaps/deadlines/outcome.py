"""What was made of a deadline before its doubts are put into one sentence."""

from dataclasses import dataclass, field
from datetime import date

from roadmaps.deadlines.kinds import DeadlineKind

MOST_DATES = 400


@dataclass
class Outcome:
    """Kind, period and control dates; `doubts` are sentences."""

    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    control_dates: list[date] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
