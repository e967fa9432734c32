"""«Контрольный лист»: one A4 for the head, the overdue first (domain.md, peers.md)."""

import datetime
from dataclasses import dataclass, replace

from django.db.models import Q

from lib.dates import dotted_date
from lib.typeface import MM_IN_POINT, lines_of
from lib.typography import bind
from monitoring import conditions
from monitoring.reporting.as_of import end_of, touched_since
from monitoring.reporting.paper import NUMBER, Band, Column, Paper, Table, numbered, shown

DAYS_AHEAD = 7
LONGEST_TEXT = 110
# Of one line of text each; more than a sheet holds.
MOST_LINES = 60
COLUMNS = (
    NUMBER,
    Column("От кого", 21),
    Column("Что сдать", 38),
    Column("Срок", 11),
    Column("Дней опоздания", 11, is_number=True),
    Column("Что пришло", 14),
)

# --- the sheet, mm and points, as static/print/print.css and printing.SHEET have it
HEIGHT, WIDTH = 297 - 20 - 20, 210 - 20 - 10
TABLE_SIZE, TABLE_LINE, TEXT_SIZE, TEXT_LINE = 10, 1.15, 12, 1.25
CELL_FIELDS, CELL_SIDES = 1.6, 3.0
BORDER = 0.5 * MM_IN_POINT
# Title with the day and the room around it; who has made it and when; a reserve for Word.
TITLE = 2 * 14 * TEXT_LINE * MM_IN_POINT + 6
LETTERHEAD_SIZE = 13
FOOT, RESERVE = 8, 5


@dataclass(frozen=True)
class ControlSheet:
    """What the head asks about: Standings in three groups, and what has found no room."""

    on: datetime.date
    overdue: tuple
    waiting: tuple
    ahead: tuple
    # How many of all of them, in this order, the sheet shows.
    fitting: int

    @property
    def groups(self):
        """[(what it is, its Standings)] in the order of the sheet."""
        last = self.on + datetime.timedelta(days=DAYS_AHEAD)
        return [
            ("Просрочено", self.overdue),
            ("Отчёт ждёт приёмки", self.waiting),
            (f"Срок в ближайшие {DAYS_AHEAD} дней, по {dotted_date(last)}", self.ahead),
        ]

    @property
    def total(self):
        return sum(len(rows) for _, rows in self.groups)

    @property
    def left_out(self):
        """[(what it is, how many)] of what stands on no line of the sheet."""
        room, missing = self.fitting, []
        for name, rows in self.groups:
            if len(rows) > room:
                missing.append((name, len(rows) - max(room, 0)))
            room -= len(rows)
        return missing

    def shortened(self):
        """The same sheet with one line less."""
        return replace(self, fitting=min(self.fitting, self.total) - 1)

    def paper(self):
        """The Paper."""
        rows, room = [], self.fitting
        for name, standings in self.groups:
            shown_here = standings[: max(room, 0)]
            if shown_here:
                rows.append(Band(f"{name}: {len(standings)}"))
                rows += [line(row) for row in shown_here]
            room -= len(standings)
        empty = "Просроченного нет, отчёты не ждут приёмки, ближайших сроков нет."
        table = Table(COLUMNS, numbered(rows), empty=empty)
        return Paper("Контрольный лист", self.on, tables=(table,), notes=self.notes())

    def notes(self):
        """What has found no room, and where it is."""
        if not self.left_out:
            return ()
        number = sum(number for _, number in self.left_out)
        parts = "; ".join(f"{name[:1].lower()}{name[1:]} — {n}" for name, n in self.left_out)
        return (
            f"На лист не поместилось: {number} ({parts}). Полный перечень — в разделе «Отчёты», "
            "отчёт «Исполнители» на тот же день.",
        )


def line(row):
    """Cells of one Standing, without its number."""
    late = row.days_late or None
    came = row.came_words or "ничего"
    return (row.executor, clipped(row.text), row.due_on, late, came)


def clipped(text):
    """The text in one line, cut at a word when it is long."""
    text = " ".join(text.split())
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{text[:LONGEST_TEXT].rpartition(' ')[0] or text[:LONGEST_TEXT]}…"


def control_sheet(asked):
    """The ControlSheet of what the person sees: as many lines as find room on one A4."""
    on = asked.on
    # What is neither open nor waiting now was so on the evening only if an act came later.
    later = touched_since(end_of(on, asked.access.municipality.zone))
    standings = asked.standings(conditions.OWED | conditions.WAITING | Q(later))
    last = on + datetime.timedelta(days=DAYS_AHEAD)
    sheet = ControlSheet(
        on=on,
        overdue=by_party([row for row in standings if row.is_overdue]),
        waiting=by_party([row for row in standings if row.state == "reported"]),
        ahead=by_party([row for row in standings if row.is_open and on <= row.due_on <= last]),
        fitting=0,
    )
    whole = replace(sheet, fitting=min(sheet.total, MOST_LINES))
    room = HEIGHT - head_height(asked.access.municipality.department) - FOOT - RESERVE
    room -= row_height([column.heading for column in COLUMNS], bold=True)
    if sheet.total <= MOST_LINES and height_of(whole) <= room:
        return whole
    # With all its words the note needs this room.
    room -= text_height(replace(sheet, fitting=0).notes()[0])
    return replace(sheet, fitting=lines_within(whole, room))


def by_party(rows):
    """The Standings with those of one executor together, who is the latest first."""
    oldest = {}
    for row in rows:
        oldest[row.party] = min(oldest.get(row.party, row.due_on), row.due_on)
    key = lambda row: (oldest[row.party], row.executor, row.party, row.due_on, row.pk)  # noqa: E731
    return tuple(sorted(rows, key=key))


def lines_within(sheet, room):
    """How many lines of the whole sheet have room in so many mm."""
    fitting = 0
    for row in sheet.paper().tables[0].rows:
        room -= height_of_row(row)
        if room < 0:
            break
        fitting += not isinstance(row, Band)
    return fitting


def height_of(sheet):
    """mm that the rows of the sheet take, at most; stops counting far over a sheet."""
    total = 0
    for row in sheet.paper().tables[0].rows:
        total += height_of_row(row)
        if total > HEIGHT:
            break
    return total


def height_of_row(row):
    if isinstance(row, Band):
        return cell_height(lines_of(bind(row.text), width=WIDTH - CELL_SIDES, size=TABLE_SIZE))
    return row_height([shown(cell) for cell in row])


def row_height(texts, *, bold=False):
    """mm of a row of the table with these words in its cells."""
    return cell_height(
        max(
            lines_of(
                bind(text),
                width=WIDTH * column.width / 100 - CELL_SIDES,
                size=TABLE_SIZE,
                bold=bold,
            )
            for column, text in zip(COLUMNS, texts, strict=True)
        )
    )


def head_height(department):
    """mm over the table."""
    lines = lines_of(bind(department), width=WIDTH, size=LETTERHEAD_SIZE, bold=True)
    return lines * LETTERHEAD_SIZE * TEXT_LINE * MM_IN_POINT + TITLE


def cell_height(lines):
    return lines * TABLE_SIZE * TABLE_LINE * MM_IN_POINT + CELL_FIELDS + BORDER


def text_height(text):
    """mm of a paragraph under the table."""
    lines = lines_of(bind(text), width=WIDTH - 13, size=TEXT_SIZE) + 1
    return lines * TEXT_SIZE * TEXT_LINE * MM_IN_POINT
