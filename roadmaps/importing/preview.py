"""The measures beside the rows of the file, as the page of the import shows them."""

from dataclasses import dataclass

from roadmaps.due_days import DueDay
from roadmaps.importing.progress import key_of, key_of_party


@dataclass
class SourceLine:
    """A row of the file: (heading, text) of its filled cells."""

    place: str
    cells: list[tuple[str, str]]


@dataclass
class PreviewRow:
    """A measure, the rows it was read from, and what became of its words."""

    key: str
    measure: object
    lines: list[SourceLine]
    # DueDays that will be kept, and those that are only proposed until somebody confirms.
    kept: list
    proposed: list
    # PartyWords of the responsible.
    parties: list

    @property
    def is_doubtful(self):
        """Something still has to be looked at."""
        return any(flag.code != "joined" for flag in self.measure.flags)

    def flags_of(self, field):
        return [flag for flag in self.measure.flags if flag.field == field]

    @property
    def row_flags(self):
        return [flag for flag in self.measure.flags if flag.field in ("", "title")]

    @property
    def deadline_flags(self):
        return self.flags_of("deadline")

    @property
    def responsible_flags(self):
        return self.flags_of("responsible")


@dataclass
class PreviewSection:
    """A section with its rows."""

    section: object
    rows: list[PreviewRow]

    @property
    def heading(self):
        return f"{self.section.number} {self.section.title}".strip()


def preview_of(progress, *, only_doubts=False):
    """[PreviewSection] of the plan; `only_doubts` leaves out what nobody needs to look at."""
    lines = {row.row.number: line_of(progress, row.row) for row in progress.understanding.rows}
    sections = [
        PreviewSection(section, [row_of(progress, measure, lines) for measure in section.measures])
        for section in progress.reading.sections
    ]
    if only_doubts:
        for section in sections:
            section.rows = [row for row in section.rows if row.is_doubtful]
        sections = [section for section in sections if section.rows]
    return sections


def line_of(progress, row):
    """The row as it stands in the file."""
    headings = [column.heading for column in progress.reading.columns]
    return SourceLine(row.place, [(headings[i], row.texts[i]) for i in row.filled])


def row_of(progress, measure, lines):
    moved = {due.date: due for due in progress.proposed(measure)}
    kept = progress.control_dates(measure)
    return PreviewRow(
        key=key_of(measure),
        measure=measure,
        lines=[lines[number] for number in measure.source_rows],
        kept=[moved.get(day) or DueDay(day) for day in kept],
        proposed=[] if kept else list(moved.values()),
        parties=[progress.parties[key_of_party(party)] for party in measure.parties],
    )
