"""What was understood of a paper: the plan, each doubt marked; nothing is saved yet."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from roadmaps.deadlines import Deadline
from roadmaps.parties import Party


class Role(StrEnum):
    """What a column of the plan's table holds."""

    NUMBER = "number"
    TITLE = "title"
    SECTION = "section"
    ACTOR = "actor"
    DEADLINE = "deadline"
    DEADLINE_START = "deadline_start"
    DEADLINE_END = "deadline_end"
    DEADLINE_MARK = "deadline_mark"
    RESPONSIBLE = "responsible"
    EXPECTED_RESULT = "expected_result"
    INDICATOR = "indicator"
    NOTE = "note"
    OTHER = "other"


# A row says in one of them when it is due.
DEADLINE_ROLES = frozenset(
    {Role.DEADLINE, Role.DEADLINE_START, Role.DEADLINE_END, Role.DEADLINE_MARK}
)


@dataclass
class Finding:
    """One doubt about a document, for a person to look at."""

    code: str
    # "error", "warning" or "remark"
    severity: str
    # Where it stands, in words: «мероприятие 2.8», «таблица 1, строка 12».
    where: str
    # What is wrong, with the words of the document.
    text: str
    # What one can do about it.
    advice: str = ""
    # Anchor or address of the place on a page; empty when there is none.
    link: str = ""


@dataclass
class ColumnReading:
    heading: str
    role: Role
    # Why the role is doubtful; empty when it is sure.
    doubt: str = ""


@dataclass
class ActionReading:
    """What one actor does; the actor is empty where the table has no actor columns."""

    actor: str
    text: str
    # Index of its column; two actors may have the same heading.
    column: int = 0


@dataclass
class Flag:
    """A doubt about one measure: its field ("" for the row) and the reason in words."""

    code: str
    field: str
    text: str


@dataclass
class MeasureReading:
    number: str = ""
    actions: list[ActionReading] = field(default_factory=list)
    expected_result: str = ""
    indicator: str = ""
    note: str = ""
    deadline_text: str = ""
    deadline: Deadline | None = None
    responsible_text: str = ""
    parties: list[Party] = field(default_factory=list)
    # Rows of the file that it was read from, counted over the plan's tables from 1.
    source_rows: list[int] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    # Of its first row: where a person's corrections are kept.
    key: int = 0
    # Control dates that a person has named; None while nobody has.
    decided_dates: tuple[date, ...] | None = None

    @property
    def title(self):
        return self.actions[0].text if self.actions else ""


@dataclass
class SectionReading:
    number: str = ""
    title: str = ""
    level: int = 1
    measures: list[MeasureReading] = field(default_factory=list)
    source_rows: list[int] = field(default_factory=list)
    # Of the row that names it and its place among the names there; "" for a nameless section.
    key: str = ""


@dataclass
class BlockReading:
    """A text before the table: kind is a value of BlockKind."""

    kind: str
    title: str
    text: str


@dataclass
class PlanReading:
    """The plan of a paper."""

    title: str = ""
    start: date | None = None
    end: date | None = None
    # Where the period comes from: "given", "passport", "title", "text", "deadlines" or "".
    period_source: str = ""
    # Day of the act, given or read at the head of the paper.
    approved: date | None = None
    columns: list[ColumnReading] = field(default_factory=list)
    sections: list[SectionReading] = field(default_factory=list)
    blocks: list[BlockReading] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    @property
    def measures(self):
        """(section, measure) of every measure in order."""
        return [(section, measure) for section in self.sections for measure in section.measures]
