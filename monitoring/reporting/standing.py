"""A checkpoint as it stood on the evening of a day, and the acts that had led there."""

import datetime
from dataclasses import dataclass

from lib.text import count
from monitoring.models import Verb
from monitoring.models.checkpoint import OPEN_STATES
from monitoring.models.event import MOVING
from monitoring.states import DROPPED, shown_state, state_words

ACCEPTED, REPORTED = "accepted", "reported"
CAME = (Verb.REPORT, Verb.INTERIM)


def party_key(school, person, unit, executor):
    """Key of an executor: «school-12», «person-3», «unit-4», else the words themselves."""
    keys = {"school": school, "person": person, "unit": unit}
    return next((f"{kind}-{key}" for kind, key in keys.items() if key), f"words-{executor}")


@dataclass(frozen=True, slots=True)
class Act:
    """An act in the history of a checkpoint, in the words of its own time."""

    verb: str
    at: datetime.datetime
    zone: datetime.tzinfo  # the municipality's
    author: str
    text: str
    old_due_on: datetime.date | None = None
    new_due_on: datetime.date | None = None
    # What a report names: files, links, documents.
    proofs: tuple = ()

    @property
    def on(self):
        """Day of the act there, by the clock of the place."""
        return self.at.astimezone(self.zone).date()

    @property
    def moves(self):
        """The date has become another one by it."""
        return self.verb in MOVING and self.new_due_on is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """Контрольная точка на вечер дня: nothing in it changes with what happens later."""

    on: datetime.date
    pk: int
    municipality_id: int
    source: str
    school_id: int | None
    person_id: int | None
    unit_id: int | None
    executor: str
    since: datetime.date
    state: str
    due_on: datetime.date
    planned_on: datetime.date
    text: str
    # Of what stands in no plan: the order or the protocol.
    basis: str
    roadmap_id: int | None
    roadmap: str
    section_key: object
    section: str
    edition: int  # number of the one whose words these are; 0 outside of plans
    # Where the row stands in that edition: roadmap, section, measure.
    place: tuple
    # Those that nobody had undone by that evening, in the order in which they happened.
    acts: tuple

    @property
    def party(self):
        """Who owes it: namesakes are two people, the renamed stays one."""
        return party_key(self.school_id, self.person_id, self.unit_id, self.executor)

    @property
    def is_live(self):
        """Owed or done; neither cancelled nor taken off control."""
        return self.state not in DROPPED

    @property
    def is_open(self):
        return self.state in OPEN_STATES

    @property
    def is_overdue(self):
        return self.is_open and self.due_on < self.on

    @property
    def is_handed(self):
        """A report is there: accepted, or waiting for it."""
        return self.state in (ACCEPTED, REPORTED)

    @property
    def code(self):
        """The state, or «overdue»."""
        return shown_state(self.state, self.due_on, self.on)

    @property
    def words(self):
        """«в работе», «просрочено на 5 дней»."""
        return state_words(self.state, self.due_on, self.on)

    @property
    def is_late(self):
        """Open past its date, or handed in after it."""
        return self.days_late > 0

    @property
    def days_late(self):
        """Days past the date in force: of an open one until the day, of a report until it came."""
        if self.is_open:
            end = self.on
        elif self.is_handed and (came := self.last(Verb.REPORT) or self.last(Verb.ACCEPT)):
            end = came.on
        else:
            return 0
        return max(0, (end - self.due_on).days)

    @property
    def moved(self):
        """Acts that have changed its date."""
        return [act for act in self.acts if act.moves]

    @property
    def came(self):
        """The last report, or report of progress, or None."""
        return self.last(*CAME)

    def last(self, *verbs):
        """The last act of the kinds, or None."""
        return next((act for act in reversed(self.acts) if act.verb in verbs), None)

    @property
    def came_words(self):
        """«отчёт 24.09.2026, 2 подтверждения; возвращён 26.09.2026»; empty when nothing came."""
        came = self.came
        if came is None:
            return ""
        words = f"{'отчёт' if came.verb == Verb.REPORT else 'о ходе работы'} {came.on:%d.%m.%Y}"
        if number := len(came.proofs):
            proofs = count(number, "подтверждение", "подтверждения", "подтверждений")
            words = f"{words}, {proofs}"
        answer = self.last(Verb.RETURN, *CAME)
        return words if answer is came else f"{words}; возвращён {answer.on:%d.%m.%Y}"

    @property
    def document(self):
        """Where the duty comes from: the section of the plan, or the order, or the protocol."""
        return self.basis or self.section

    def is_due_between(self, first, last):
        """The date in force falls in the period; either end may be None."""
        return (first is None or first <= self.due_on) and (last is None or self.due_on <= last)
