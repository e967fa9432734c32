"""What a deadline is made of, between its tokens and its meaning."""

from dataclasses import dataclass
from typing import NamedTuple

from roadmaps.deadlines.moments import Moment, Part


class Sign(NamedTuple):
    """A word before a moment: «с» (`word` «с»), or «до», «к», «по», «не позднее» (of a limit)."""

    word: str


class Stop(NamedTuple):
    """A comma, dash, line end, bracket or conjunction."""

    mark: str


class Mark(NamedTuple):
    """A set phrase: «по графику», «по мере необходимости», «после …»."""

    name: str
    doubt: str = ""


class Rhythm(NamedTuple):
    """«2 раза в год», «раз в 3 месяца», «ежемесячно»."""

    unit: str
    every: int = 1
    times: int = 1
    # Only supposed from «до 20 числа месяца»; another repetition beside it decides.
    is_implied: bool = False


class MonthPart(NamedTuple):
    """A day or part of whichever month: «до 20 числа», «последняя пятница месяца»."""

    part: Part
    # 1 for «месяца, следующего за отчётным», −2 for the first month of a quarter.
    shift: int = 0
    is_until: bool = False
    # Which month is said: «каждого месяца», «последнего месяца квартала».
    is_named: bool = False


class Left(NamedTuple):
    """A word that was not understood."""

    word: str


@dataclass(frozen=True)
class Span:
    """A point of time or a range of it, as it is written."""

    first: Moment
    last: Moment | None = None
    # Empty for a point or a range; «с» for an open start; «до» and the like for a limit.
    sign: str = ""
    # «по», «до» or «не позднее» before the end of a range; empty for a dash.
    last_sign: str = ""
    # What stands between it and the span before: a stop, or nothing.
    joint: str = ""

    @property
    def moments(self):
        return (self.first, self.last) if self.last else (self.first,)

    @property
    def is_point(self):
        return not (self.last or self.sign)

    @property
    def is_limit(self):
        """«до …», without a beginning."""
        return not self.last and self.sign not in ("", "с")
