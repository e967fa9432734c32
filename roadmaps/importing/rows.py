"""Rows of the plan's table made into sections and measures."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from roadmaps.importing.plan import ActionReading, Flag, MeasureReading, Role, SectionReading
from roadmaps.importing.sections import SectionRows, is_no_measure, level_of, number_and_title
from roadmaps.importing.terms import Terms
from roadmaps.importing.torn import GUESSED, TornRows
from roadmaps.importing.wording import joined, one_line


class RowKind(StrEnum):
    """What a row of the table is; a person may decide otherwise."""

    SECTION = "section"
    MEASURE = "measure"
    # The end of a row torn by a page break, or a line of a merged measure.
    TAIL = "tail"
    SKIP = "skip"


@dataclass
class RowReading:
    """A row and what it was taken for."""

    row: object
    kind: RowKind
    doubt: str = ""


@dataclass
class Draft:
    """A measure being put together from its rows: texts by column."""

    rows: list = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


TORN = "Мероприятие собрано из нескольких строк файла: строка разорвана границей страницы."
GUESSED_SECTION = "Строка без срока и ответственного прочитана как раздел. Проверьте, так ли это."
NOTHING_ABOVE = "Строка похожа на продолжение, но продолжать нечего. Проверьте, мероприятие ли это."
MERGED = "Ячейка с мероприятием объединена на несколько строк, они прочитаны как одно мероприятие."


def kinds_of(table, columns, chosen=None):
    """[RowReading] of every row; `chosen` {row key: RowKind} is a person's word."""
    sections, torn = SectionRows(columns, table.rows), TornRows(columns, table.rows)
    readings, above, before = [], None, None
    for place, row in enumerate(table.rows):
        below = table.rows[place + 1] if place + 1 < len(table.rows) else None
        if row.announced:
            above = None
        if chosen and row.key in chosen:
            kind, doubt = RowKind(chosen[row.key]), ""
        else:
            kind, doubt = kind_of(row, above, below, sections, torn)
        if kind == RowKind.SECTION and repeats_section(row, before):
            kind = RowKind.SKIP
        readings.append(RowReading(row, kind, doubt))
        if kind == RowKind.MEASURE:
            above = row
        elif kind == RowKind.SECTION:
            above, before = None, row
        elif kind == RowKind.TAIL and above:
            above = continued(above, row)
    return readings


def kind_of(row, above, below, sections, torn):
    """(RowKind, doubt) of one row between the measure above and the row below."""
    if is_no_measure(row, sections.roles):
        return RowKind.SKIP, ""
    if above is not None and is_merged_measure(row, sections.roles):
        return RowKind.TAIL, MERGED
    if sections.is_section(row, below):
        if not sections.is_guessed(row, below):
            return RowKind.SECTION, ""
        if above is not None and (
            torn.is_broken_off(above) or torn.is_lone(row, below, sections.plain)
        ):
            return RowKind.TAIL, GUESSED.doubt
        return RowKind.SECTION, GUESSED_SECTION
    verdict = torn.judge(row, above)
    if verdict.is_tail:
        return RowKind.TAIL, verdict.doubt
    return RowKind.MEASURE, ""


def is_merged_measure(row, roles):
    """True when what is done is one cell over this row and the one above."""
    subjects = [i for i, role in enumerate(roles) if role in (Role.TITLE, Role.ACTOR)]
    filled = [i for i in subjects if row.texts[i]]
    return not filled and any(row.cells[i].continues for i in subjects)


def repeats_section(row, before):
    """True when the section is named again at the top of the next page."""
    if before is None or not row.is_after_break:
        return False
    return words_of(row).startswith(words_of(before))


def words_of(row):
    return one_line(" ".join(dict.fromkeys(filter(None, row.texts)))).casefold()


def continued(above, row):
    """The row above with the tail's texts at its ends, for the next tail to be compared with."""
    cells = [
        replace(cell, text=joined(cell.text, text), continues=cell.continues and not text)
        for cell, text in zip(above.cells, row.texts, strict=True)
    ]
    return replace(above, cells=cells)


def sections_of(table, columns, readings):
    """[SectionReading] with their measures, deadlines and parties still to be read."""
    builder = Builder(table, columns)
    for reading in readings:
        builder.take(reading)
    return builder.finish()


class Builder:
    """Goes down the rows and keeps the section and the measure that are open."""

    def __init__(self, table, columns):
        self.columns = columns
        self.roles = [column.role for column in columns]
        self.terms = Terms(columns, table.leaves)
        self.sections, self.draft = [], None
        self.stage = self.roles.index(Role.SECTION) if Role.SECTION in self.roles else None

    def take(self, reading):
        row = reading.row
        for words in row.announced:
            self.open_section(words, row)
        if reading.kind == RowKind.SECTION:
            self.open_section(" ".join(dict.fromkeys(filter(None, row.texts))), row)
        elif reading.kind == RowKind.TAIL and self.draft is not None:
            self.add_tail(reading)
        elif reading.kind != RowKind.SKIP:
            self.open_measure(reading)

    def open_measure(self, reading):
        """Begin a measure; what was to go on with one that is not there begins one with a doubt."""
        row = reading.row
        self.close()
        self.open_stage(row)
        texts = self.over_marks(row, [self.own(row, i) for i in range(len(self.roles))])
        doubt = NOTHING_ABOVE if reading.kind == RowKind.TAIL else reading.doubt
        self.draft = Draft([row], texts, [doubt] if doubt else [])

    def own(self, row, index):
        """Text of the column: a covered cell repeats what covers it, save for what is done."""
        cell = row.cells[index]
        if cell.continues and self.roles[index] in (Role.TITLE, Role.ACTOR, Role.NUMBER):
            return ""
        return row.coverings[index] if cell.continues else row.texts[index]

    def over_marks(self, row, texts):
        """A mark merged over several months stands in each of them."""
        for index, span in enumerate(row.spans):
            for other in range(index + 1, min(index + span, len(texts))):
                if self.roles[index] == self.roles[other] == Role.DEADLINE_MARK:
                    texts[other] = texts[other] or texts[index]
        return texts

    def add_tail(self, reading):
        """Put the row's texts at the ends of the open measure's."""
        if self.stage is not None and (words := one_line(reading.row.texts[self.stage])):
            self.continue_stage(words, reading.row)
        self.draft.rows.append(reading.row)
        for index, text in enumerate(reading.row.texts):
            if reading.doubt == MERGED and text:
                own = self.draft.texts[index]
                self.draft.texts[index] = f"{own}\n{text}" if own else text
            else:
                self.draft.texts[index] = joined(self.draft.texts[index], text)
        if reading.doubt:
            self.draft.doubts.append(reading.doubt)

    def continue_stage(self, words, row):
        """The name of the stage goes on in a torn row."""
        if self.sections:
            self.sections[-1].title = joined(self.sections[-1].title, words)
        else:
            self.sections.append(SectionReading("", words, 1, [], [row.number], f"{row.key}-0"))

    def open_section(self, words, row):
        self.close()
        number, title = number_and_title(words)
        beside = sum(section.key.startswith(f"{row.key}-") for section in self.sections)
        level, key = level_of(number, title), f"{row.key}-{beside}"
        self.sections.append(SectionReading(number, title, level, [], [row.number], key))

    def open_stage(self, row):
        """A stage column names a section wherever its merged cell begins or its text changes."""
        if self.stage is None:
            return
        words = one_line(row.texts[self.stage])
        last = self.sections[-1] if self.sections else None
        if words and (last is None or one_line(f"{last.number} {last.title}") != words):
            number, title = number_and_title(words)
            if last is None or (last.number, last.title) != (number, title):
                self.open_section(words, row)

    def close(self):
        """Put the open measure into its section."""
        if self.draft is None:
            return
        if not self.sections:
            self.sections.append(SectionReading())
        self.sections[-1].measures.append(self.measure(self.draft))
        self.draft = None

    def finish(self):
        self.close()
        return self.sections or [SectionReading()]

    def measure(self, draft):
        """MeasureReading of the texts by column."""

        def all_of(role):
            texts = [draft.texts[i] for i, one in enumerate(self.roles) if one == role]
            return "\n".join(filter(None, texts))

        measure = MeasureReading(
            number=one_line(all_of(Role.NUMBER)),
            actions=self.actions(draft),
            expected_result=all_of(Role.EXPECTED_RESULT),
            indicator=all_of(Role.INDICATOR),
            note="\n".join(filter(None, [all_of(Role.NOTE), *self.others(draft)])),
            deadline_text=self.terms.text(lambda index: draft.texts[index]),
            responsible_text=all_of(Role.RESPONSIBLE),
            source_rows=[row.number for row in draft.rows],
            key=draft.rows[0].key,
        )
        if len(draft.rows) > 1:
            measure.flags.append(Flag("joined", "", TORN))
        measure.flags += [Flag("row_doubt", "", doubt) for doubt in dict.fromkeys(draft.doubts)]
        return measure

    def actions(self, draft):
        """One action of the title, one of every filled actor column."""
        return [
            ActionReading(self.columns[i].heading if role == Role.ACTOR else "", draft.texts[i], i)
            for i, role in enumerate(self.roles)
            if role in (Role.TITLE, Role.ACTOR) and draft.texts[i]
        ]

    def others(self, draft):
        """Columns of no known role, with their headings, so that nothing is lost."""
        return [
            f"{self.columns[i].heading}: {draft.texts[i]}".lstrip(": ")
            for i, role in enumerate(self.roles)
            if role == Role.OTHER and draft.texts[i]
        ]
