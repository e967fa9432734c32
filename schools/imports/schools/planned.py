"""What would be written of a school, and how its values are shown."""

import datetime
from dataclasses import dataclass, field

from lib.dates import dotted_date
from schools.imports.plan import Planned
from schools.models import ListingMove, School, SupportListing


@dataclass
class PlannedListing:
    """An entry of a list of support: a new one, a candidate that enters, or a correction."""

    listing: SupportListing
    since: datetime.date
    basis: str
    corrects: ListingMove = None


@dataclass
class PlannedSchool(Planned):
    """A school of the file, with what would be written of it."""

    school: School = None
    fields: list[str] = field(default_factory=list)
    aliases: list[str] | None = None
    listings: list[PlannedListing] = field(default_factory=list)


def shown(value):
    """The value as a person reads it."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    return dotted_date(value) if hasattr(value, "year") else str(value or "")
