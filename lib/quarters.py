"""Quarters of a calendar year: their days, their words, their place in an address."""

import datetime
from dataclasses import dataclass

from lib.dates import add_months, month_end


@dataclass(frozen=True)
class Quarter:
    """A quarter of a calendar year."""

    year: int
    number: int

    @classmethod
    def of(cls, day):
        """The quarter of the day."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self):
        return datetime.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self):
        return month_end(add_months(self.first, 2))

    @property
    def code(self):
        """«2026-2», as in an address."""
        return f"{self.year}-{self.number}"

    def __str__(self):
        """«IV квартал 2026»."""
        return f"{'I' * self.number if self.number < 4 else 'IV'} квартал {self.year}"

    def end_by(self, today):
        """The last day of the quarter that has come; its first day when it is still ahead."""
        return min(max(today, self.first), self.last)

    def before(self):
        """The quarter before it."""
        return Quarter.of(self.first - datetime.timedelta(days=1))
