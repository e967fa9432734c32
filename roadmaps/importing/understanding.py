"""From a paper to the plan that it holds. It never guesses silently: every doubt is marked."""

from dataclasses import dataclass, field

from roadmaps.deadlines import DeadlineKind, Period, read_deadline
from roadmaps.importing.columns import read_columns
from roadmaps.importing.period import SCHOOL_YEAR, period_in, period_of_deadlines
from roadmaps.importing.pieces import find_plan
from roadmaps.importing.plan import DEADLINE_ROLES, Finding, Flag, PlanReading, Role
from roadmaps.importing.preface import read_preface
from roadmaps.importing.rows import RowKind, kinds_of, sections_of
from roadmaps.importing.wording import NOTHING, one_line
from roadmaps.parties import read_responsible


@dataclass
class Choices:
    """What a person has said about the reading: roles of columns, kinds of rows."""

    columns: dict[int, Role] = field(default_factory=dict)
    # By the key of the row.
    rows: dict[int, RowKind] = field(default_factory=dict)
    # The person has looked at the dates: an empty one is meant so.
    is_said: bool = False


@dataclass
class Understanding:
    """The plan, and the table with what each of its rows was taken for."""

    plan: PlanReading
    table: object = None
    rows: list = field(default_factory=list)


def understand(paper, *, plan=None, approved=None, choices=None):
    """PlanReading of the paper; `plan` (a Period) and `approved` are given or found in it."""
    return explain(paper, plan=plan, approved=approved, choices=choices).plan


def explain(paper, *, plan=None, approved=None, choices=None):
    """Understanding of the paper: the PlanReading and the rows it was made from."""
    choices = choices or Choices()
    table = find_plan(paper)
    preface = read_preface(paper, table)
    reading = PlanReading(title=preface.title, blocks=preface.blocks)
    reading.approved = approved if choices.is_said else approved or preface.approved
    if table is None:
        reading.warnings.append(NO_TABLE)
        set_period(reading, plan, preface)
        return Understanding(reading)
    reading.columns = read_columns(table, choices.columns)
    rows = kinds_of(table, reading.columns, choices.rows)
    reading.sections = sections_of(table, reading.columns, rows)
    set_period(reading, plan, preface)
    for _, measure in reading.measures:
        read_meaning(measure, reading)
    reading.warnings += doubts_of(reading, rows, table.left_aside)
    reading.warnings += [Finding("note", "remark", "файл", note, LOOK_AT) for note in paper.notes]
    return Understanding(reading, table, rows)


def set_period(reading, given, preface):
    """Period: given, stated before the table, named in the measures, or by the deadlines."""
    period, source = given, "given" if given else ""
    if not period:
        period, source = preface.period, preface.period_source
    if not period:
        period, source = school_year_of(reading), "text"
    if not period:
        deadlines = [measure.deadline_text for _, measure in reading.measures]
        period, source = period_of_deadlines(deadlines), "deadlines"
    if period:
        reading.start, reading.end, reading.period_source = period.start, period.end, source


def school_year_of(reading):
    """The one school year that the words of the measures name, or None."""
    texts = [action.text for _, measure in reading.measures for action in measure.actions]
    periods = {period_in(text) for text in texts if SCHOOL_YEAR.search(one_line(text))}
    return periods.pop() if len(periods) == 1 else None


def read_meaning(measure, reading):
    """Read the words of the deadline and of the responsible, and flag what is doubtful."""
    read_term(measure, reading)
    measure.parties = read_responsible(measure.responsible_text)
    if Role.RESPONSIBLE in {column.role for column in reading.columns}:
        flag_responsible(measure)
    if not measure.actions:
        measure.flags.append(Flag("no_title", "title", "Не сказано, что делается."))


def read_term(measure, reading):
    """Read the words of the deadline and flag what is doubtful in them."""
    period = Period(reading.start, reading.end) if reading.start else None
    measure.deadline = read_deadline(measure.deadline_text, plan=period, approved=reading.approved)
    if not DEADLINE_ROLES & {column.role for column in reading.columns}:
        return
    if one_line(measure.deadline_text) in NOTHING:
        measure.flags.append(Flag("no_deadline", "deadline", "Срок не указан."))
    elif measure.deadline.kind == DeadlineKind.OTHER or measure.deadline.needs_review:
        reason = sentence(measure.deadline.reason) or NOT_UNDERSTOOD
        measure.flags.append(Flag("deadline", "deadline", reason))


def sentence(reason):
    """The reason as a sentence of its own."""
    return f"{reason[:1].upper()}{reason[1:]}." if reason else ""


def flag_responsible(measure):
    """Nobody named, or words that name nobody known."""
    if one_line(measure.responsible_text) in NOTHING:
        measure.flags.append(Flag("no_responsible", "responsible", "Ответственный не указан."))
        return
    unknown = [party.text for party in measure.parties if party.kind == "text"]
    if unknown or not measure.parties:
        words = "; ".join(unknown) or measure.responsible_text
        measure.flags.append(
            Flag("responsible", "responsible", f"Не понято, кто это: «{one_line(words)[:150]}».")
        )


def doubts_of(reading, rows, left_aside):
    """Findings about the reading as a whole: columns, rows left out, what is absent."""
    findings = [
        Finding(
            "column", "warning", f"графа «{column.heading or index}»", column.doubt, CHOOSE_ROLE
        )
        for index, column in enumerate(reading.columns, start=1)
        if column.doubt
    ]
    roles = {column.role for column in reading.columns}
    if not roles & DEADLINE_ROLES:
        findings.append(NO_DEADLINES)
    if not roles & {Role.RESPONSIBLE, Role.ACTOR}:
        findings.append(NO_RESPONSIBLE)
    findings += [
        Finding("section", "warning", one.row.place, one.doubt, words(one.row))
        for one in rows
        if one.kind == RowKind.SECTION and one.doubt
    ]
    skipped = [one.row for one in rows if one.kind == RowKind.SKIP]
    findings += [
        Finding("row_skipped", "remark", row.place, SKIPPED.format(words(row)), LOOK)
        for row in skipped
    ]
    findings += [
        Finding("other_table", "warning", "документ", OTHER_TABLE.format(count), ADD_BY_HAND)
        for count in left_aside
    ]
    if not reading.start:
        findings.append(NO_PERIOD)
    elif reading.period_source == "deadlines":
        findings.append(PERIOD_GUESSED)
    return findings


def words(row):
    return one_line(" ".join(filter(None, row.texts)))[:150]


NOT_UNDERSTOOD = "Слова срока не поняты. Выберите, что они значат."
CHOOSE_ROLE = "Выберите, что в этой графе."
LOOK_AT = "Проверьте, нужно ли это в плане."
LOOK = "Если это мероприятие или раздел, отметьте это в списке строк."
OTHER_TABLE = "В файле есть ещё одна таблица, похожая на план (строк: {}); она не прочитана."
ADD_BY_HAND = "Если это часть плана, вставьте её отдельно или приведите графы к одному виду."
SKIPPED = "Строка не вошла в план: «{}»."
NO_TABLE = Finding(
    "no_table",
    "error",
    "документ",
    "В файле нет таблицы, похожей на план мероприятий.",
    "Проверьте, тот ли файл выбран, или вставьте таблицу плана из буфера обмена.",
)
NO_DEADLINES = Finding(
    "no_deadline_column",
    "warning",
    "таблица плана",
    "В таблице нет графы со сроками.",
    "Укажите сроки при проверке строк или позже, в редакторе.",
)
NO_RESPONSIBLE = Finding(
    "no_responsible_column",
    "warning",
    "таблица плана",
    "В таблице нет графы с ответственными.",
    "Укажите, кто отвечает, при проверке строк или позже, в редакторе.",
)
PERIOD_GUESSED = Finding(
    "period_guessed",
    "warning",
    "документ",
    "Период плана взят по самому раннему и самому позднему срокам: в документе он не назван.",
    "Проверьте начало и окончание: по ним понимаются «весь период», «ежегодно» и сроки без года.",
)
NO_PERIOD = Finding(
    "no_period",
    "warning",
    "документ",
    "На какой период составлен план, в документе не сказано.",
    "Укажите начало и окончание: по ним понимаются сроки без года.",
)
