"""What the checker looks at: the facts of a document, whatever they were read from."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from roadmaps.checking.names import mentions_in
from roadmaps.importing.plan import MeasureReading, Role, SectionReading
from roadmaps.parties.directory import Directory


@dataclass(frozen=True)
class Place:
    """Where something stands: in words, and the address of it when there is a page."""

    where: str
    link: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph or the text of a cell; its lines are divided by line feeds."""

    text: str
    place: Place
    is_cell: bool = False
    # Texts of one list or one table share it; a cell of the plan has its own.
    group: str = ""
    is_strong: bool = False  # bold, or a heading by its style
    # Nothing but a name of a column, repeated over and over.
    is_column: bool = False

    @property
    def lines(self):
        """Lines that are not empty."""
        return [line.strip() for line in self.text.split("\n") if line.strip()]


class PartKind(StrEnum):
    ORDER = "order"
    ANNEX = "annex"
    BODY = "body"  # a paper without an act, or what follows the signature unmarked


@dataclass
class Part:
    """The act itself, one of its annexes, or a paper that has neither."""

    kind: PartKind
    place: Place
    # Of an annex: the number in its mark, «» without one.
    number: str = ""
    # Lines of the mark and of the approval: «Приложение 1», «УТВЕРЖДЕН», «приказом …».
    mark: list[Text] = field(default_factory=list)
    title: str = ""
    texts: list[Text] = field(default_factory=list)

    @property
    def paragraphs(self):
        """Texts outside tables."""
        return [text for text in self.texts if not text.is_cell]


@dataclass(frozen=True)
class Clause:
    """A clause of an order with its number as printed."""

    number: str
    text: str
    place: Place


@dataclass
class OrderFacts:
    """What is known of the act."""

    kind: str  # "приказ", "распоряжение", "постановление"
    place: Place
    title: str = ""
    number: str = ""
    day: date | None = None
    preamble: str = ""
    clauses: list[Clause] = field(default_factory=list)
    # Everything over the clauses: whose act it is, of which region.
    head: str = ""
    # Kept in the program: it fills in dates, numbers and marks of annexes by itself.
    is_stored: bool = False


@dataclass
class MeasureFacts:
    """A measure and where it stands."""

    words: MeasureReading
    place: Place
    # Of the program's own plan: when somebody will be asked to report, and whether anybody.
    control_dates: tuple[date, ...] | None = None
    has_executors: bool = True


@dataclass
class SectionFacts:
    words: SectionReading
    place: Place
    measures: list[MeasureFacts] = field(default_factory=list)


@dataclass
class PlanFacts:
    """The table of measures."""

    place: Place
    start: date | None = None
    end: date | None = None
    # As PlanReading.period_source; "given" for the program's own plan.
    period_source: str = ""
    roles: frozenset[Role] = frozenset()
    sections: list[SectionFacts] = field(default_factory=list)
    # What the editor says of the plan as a whole.
    remarks: list[str] = field(default_factory=list)

    @property
    def measures(self):
        return [measure for section in self.sections for measure in section.measures]

    @property
    def has_actors(self):
        """The matrix: who acts is said by the column."""
        return Role.ACTOR in self.roles


@dataclass(frozen=True)
class PeriodStatement:
    """A place where the document says for which years its plan is."""

    first: int
    last: int
    words: str
    place: Place


@dataclass
class Municipality:
    """The municipality that the document belongs to."""

    # Its people, units and schools.
    directory: Directory = field(default_factory=Directory)
    # Keys of the schools that are in a list of support today.
    weak: frozenset[int] = frozenset()
    region: str = ""


@dataclass
class Document:
    """Everything that the rules ask about."""

    title: str
    parts: list[Part] = field(default_factory=list)
    order: OrderFacts | None = None
    plans: list[PlanFacts] = field(default_factory=list)
    periods: list[PeriodStatement] = field(default_factory=list)
    # The plan came into force on this day; a draft will, at the earliest.
    approved: date | None = None
    is_draft: bool = False
    # None for a paper of nobody knows whom.
    municipality: Municipality | None = None
    # Texts of the papers that it belongs to: they explain words and create bodies, but are
    # checked on their own.
    background: list[str] = field(default_factory=list)
    # Faults of a regulation, [(place, text, advice)]: what a group has decided, another app knows.
    of_regulations: list = field(default_factory=list)

    @cached_property
    def texts(self):
        """Every text in its order; marks of annexes are not among them."""
        return [text for part in self.parts for text in part.texts]

    @cached_property
    def measures(self):
        return [measure for plan in self.plans for measure in plan.measures]

    @cached_property
    def mentions(self):
        """[(mention of a person, the text it stands in)] over the whole document."""
        return [(one, text) for text in self.texts for one in mentions_in(text.text)]
