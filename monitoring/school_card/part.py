"""What a part of the card is."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from schools.access import Access
from schools.models import School


@dataclass(frozen=True)
class Seen:
    """Whose card it is, who looks at it, on which day."""

    school: School
    access: Access
    today: datetime.date


@dataclass(frozen=True)
class Part:
    """One part: `read(seen)` gives what its template shows as `found`, `tables(found, seen)` the
    same for the dossier: reporting.paper.Tables, a tuple of them.

    A part costs the same number of queries for any school.
    """

    code: str
    title: str
    template: str
    read: Callable
    tables: Callable
    # Needs the whole width of the page.
    is_wide: bool = False
