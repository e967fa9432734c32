"""Words of a deadline → their meaning: plain functions, no database and no request."""

from roadmaps.deadlines.deadline import Deadline, Period
from roadmaps.deadlines.kinds import DeadlineKind
from roadmaps.deadlines.reading import read_deadline

__all__ = ["Deadline", "DeadlineKind", "Period", "read_deadline"]
