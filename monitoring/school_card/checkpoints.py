"""What the school owes and has done by the plans."""

from dataclasses import dataclass

from lib.dates import dotted_date
from monitoring.models import Checkpoint
from monitoring.reporting.paper import Column, Table
from monitoring.reports import Tally, tally_of
from monitoring.school_card.part import Part
from monitoring.states import state_words, word_of

COLUMNS = (Column("Мероприятие", 60), Column("Срок", 15), Column("Состояние", 25))
# The rest is a press away in the register, and in the report about the school.
SHOWN = 30


@dataclass(frozen=True)
class Owed:
    """The tally of all checkpoints, and the open ones by date."""

    tally: Tally
    open: list

    @property
    def shown(self):
        return self.open[:SHOWN]

    @property
    def is_more(self):
        return len(self.open) > SHOWN


def read(seen):
    """Checkpoints of the school that the person sees, without those of its own plan; one query."""
    found = Checkpoint.objects.visible_to(seen.access).municipal().filter(school=seen.school)
    found = list(found.order_by("due_on", "pk"))
    return Owed(tally_of(found, seen.today), [one for one in found if one.is_open])


def tables(found, seen):
    """How many are in which state, and those that are open."""
    numbers = tuple((word_of(code), number) for code, number in found.tally.present)
    rows = tuple(
        (one.text, dotted_date(one.due_on), state_words(one.state, one.due_on, seen.today))
        for one in found.shown
    )
    heading = "Что ещё не сдано" + (f": первые {SHOWN} по сроку" if found.is_more else "")
    counted = (Column("Состояние", 75), Column("Контрольных точек", 25, is_number=True))
    return (
        Table(counted, numbers, "Контрольные точки", empty="Контрольных точек у школы нет."),
        *([Table(COLUMNS, rows, heading)] if rows else []),
    )


PART = Part(
    "control", "Что должна сдать школа", "monitoring/card/_checkpoints.html", read, tables, True
)
