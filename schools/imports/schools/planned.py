"""What would be written of a school, and how its values are compared and shown."""

from dataclasses import dataclass, field

from lib.dates import dotted_date
from lib.text import fold
from schools.imports.plan import Planned
from schools.models import School, SupportListing


@dataclass
class PlannedListing:
    """An entry of a list of support: a new one, or fields of one that is there."""

    listing: SupportListing
    fields: list[str] = field(default_factory=list)


@dataclass
class PlannedSchool(Planned):
    """A school of the file, with what would be written of it."""

    school: School = None
    fields: list[str] = field(default_factory=list)
    aliases: list[str] | None = None
    listings: list[PlannedListing] = field(default_factory=list)


def is_same(old, new):
    """The values differ at most in case, ё and quotes."""
    return fold(old) == fold(new) if isinstance(old, str) and isinstance(new, str) else old == new


def shown(value):
    """The value as a person reads it."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    return dotted_date(value) if hasattr(value, "year") else str(value or "")
