"""What was understood of the words of a deadline."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from roadmaps.deadlines.kinds import DeadlineKind


class Period(NamedTuple):
    """First and last day of a plan, both inside it."""

    start: date
    end: date


@dataclass(frozen=True)
class Deadline:
    """The words of a deadline, untouched, and their meaning."""

    text: str
    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    control_dates: tuple[date, ...] = ()
    needs_review: bool = False
    # What is doubtful and what to check, in Russian; empty when nothing is.
    reason: str = ""

    def as_json(self):
        """The object that `manage.py parse_deadline` prints: ISO dates or null."""
        return {
            "text": self.text,
            "kind": self.kind.value,
            "start": self.start and self.start.isoformat(),
            "end": self.end and self.end.isoformat(),
            "control_dates": [day.isoformat() for day in self.control_dates],
            "needs_review": self.needs_review,
            "reason": self.reason,
        }
