"""What a report is asked for: by whom, on which day, for which period, about whom."""

import datetime
from dataclasses import dataclass

from monitoring.models import Checkpoint
from monitoring.reporting.as_of import standings
from schools.access import Access


@dataclass(frozen=True)
class Asked:
    """Conditions of a report; those that a report does not know stay empty."""

    access: Access
    on: datetime.date
    first: datetime.date | None = None
    last: datetime.date | None = None
    roadmap: int | None = None
    school: int | None = None
    party: str = ""

    def standings(self, *among):
        """Standings of all that the person may see, on the evening of the day.

        `among` are conditions that spare the reading of what the report will not look at; they
        may let through more, since the report looks at each Standing itself. A plan of a school is
        told to the department only when it asks for that very plan.
        """
        rows = Checkpoint.objects.visible_to(self.access).filter(*among)
        return standings(rows if self.roadmap else rows.counted_for(self.access), self.on)

    def as_arguments(self):
        """The conditions as JSON keeps them, for a job."""
        return {
            "on": self.on.isoformat(),
            "first": self.first and self.first.isoformat(),
            "last": self.last and self.last.isoformat(),
            "roadmap": self.roadmap,
            "school": self.school,
            "party": self.party,
        }

    @classmethod
    def from_arguments(cls, access, arguments):
        """The same again."""
        days = {
            name: arguments[name] and datetime.date.fromisoformat(arguments[name])
            for name in ("on", "first", "last")
        }
        others = {name: arguments[name] for name in ("roadmap", "school", "party")}
        return cls(access=access, **days, **others)
