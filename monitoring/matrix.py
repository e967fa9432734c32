"""The matrix schools × measures of a plan in force, drawn in Python: its cells are many."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lib.text import NBSP, plural
from monitoring.reports import Tally
from monitoring.states import ICONS, SHOWN_ORDER, counted_badge, pictures, shown_state, word_of
from roadmaps.reports import plan_of
from schools.models import School

# The column of executors that are no schools: units, services, people.
OTHERS = 0
RANK = {code: number for number, code in enumerate(SHOWN_ORDER)}
FIELDS = ("pk", "measure_id", "school_id", "due_on", "state")


@dataclass
class Cell:
    """What one school owes by one measure: the most urgent checkpoint, and how many there are."""

    pk: int
    code: str
    due_on: object
    number: int = 1


@dataclass(frozen=True)
class Column:
    """A school, or OTHERS, with how many of its checkpoints stand in which state."""

    key: int
    name: str
    tally: Tally


@dataclass(frozen=True)
class Line:
    """A measure of the table, or a section's heading."""

    heading: str = ""
    key: int = 0
    number: str = ""
    title: str = ""


def rows_of(rows_filter):
    """Tuples of FIELDS of what passes the filter, by date."""
    rows = rows_filter.qs if rows_filter.is_valid() else rows_filter.queryset.none()
    return rows.order_by("due_on", "pk").values_list(*FIELDS)


def cells_of(rows, today):
    """{(measure, school or OTHERS): Cell} and the states {school or OTHERS: Counter}."""
    cells, counts = {}, defaultdict(Counter)
    for pk, measure, school, due_on, state in rows:
        code, key = shown_state(state, due_on, today), (measure, school or OTHERS)
        counts[key[1]][code] += 1
        cell = cells.get(key)
        if cell is None:
            cells[key] = Cell(pk, code, due_on)
            continue
        cell.number += 1
        if RANK[code] < RANK[cell.code]:
            cell.pk, cell.code, cell.due_on = pk, code, due_on
    return cells, counts


class Matrix:
    """Lines, columns and cells; `seen` says where one is and what one may see (a request)."""

    def __init__(self, edition, rows_filter, seen):
        self.edition, self.seen = edition, seen
        self.today = seen.municipality.today()
        self.is_filtered = rows_filter.is_set
        self.cells, self.counts = cells_of(rows_of(rows_filter), self.today)
        self.columns = self._columns()
        self.lines = self._lines()

    @property
    def tally(self):
        """Tally of all that the table shows."""
        return Tally(sum(self.counts.values(), Counter()))

    @property
    def codes(self):
        """States that occur, for the legend."""
        return [code for code, _ in self.tally.present]

    def _columns(self):
        """Schools of the plan and those that owe; with a filter, only those that pass it."""
        wanted = Q(pk__in=[key for key in self.counts if key])
        if not self.is_filtered:
            wanted |= Q(pk__in=self.edition.schools.values("pk"))
        schools = School.objects.visible_to(self.seen.access).filter(wanted)
        names = list(schools.values_list("pk", "short_name"))
        if OTHERS in self.counts:
            names.append((OTHERS, "Управление и другие"))
        return [Column(key, name, Tally(self.counts[key])) for key, name in names]

    def _lines(self):
        plan, owing = plan_of(self.edition, words_only=True), {key for key, _ in self.cells}
        # Measures without a row: not on control, or nothing of theirs is seen here.
        self.left_out = len({row.measure.pk for row in plan.rows} - owing)
        lines = []
        for section in plan.sections:
            rows = [row for row in section.rows if row.measure.pk in owing]
            if section.heading and rows:
                lines.append(Line(heading=section.heading))
            lines += [Line("", row.measure.pk, row.number, row.title) for row in rows]
        return lines

    def school_list(self):
        """The columns as a list with counts, for a phone: a school leads to its own measures."""
        return format_html_join(
            "\n", "<li><div>{}<br>{}</div></li>", map(self._entry, self.columns)
        )

    def _entry(self, column):
        states = SafeString(" ".join(counted_badge(*found) for found in column.tally.present))
        if not column.key:
            return format_html("<b>{}</b>", column.name), states
        return format_html('<a href="?school={}">{}</a>', column.key, column.name), states

    def body(self):
        """Table body as safe HTML."""
        draw, width = CellPen(self.seen.municipality, self.today), len(self.columns) + 1
        return SafeString("\n".join(self._row(line, draw, width) for line in self.lines))

    def _row(self, line, draw, width):
        if line.heading:
            return format_html(
                '<tr class="section"><th colspan="{}" scope="colgroup"><span>{}</span></th></tr>',
                width,
                line.heading,
            )
        name = format_html(
            '<th scope="row"><span class="clamp" title="{1}"><span class="muted">{0}</span> {1}'
            "</span></th>",
            line.number,
            line.title,
        )
        cells = (
            draw.cell(line.key, c.key, self.cells.get((line.key, c.key))) for c in self.columns
        )
        # Both went through format_html or the pen.
        return f"<tr>{name}{''.join(cells)}</tr>"


def short_date(day, today):
    """«15.04», with the year when it is another one."""
    return f"{day:%d.%m}" if day.year == today.year else f"{day:%d.%m.%y}"


class CellPen:
    """Draws cells; whatever does not differ from cell to cell is written once."""

    def __init__(self, municipality, today):
        self.today = today
        self.cards = reverse("monitoring:checkpoint", args=[municipality.slug, 0])[: -len("0/")]
        self.states = {
            code: '<svg class="icon" aria-hidden="true">'
            f'<use href="{pictures()}#{icon}"></use></svg>'
            f'<span class="visually-hidden">{word_of(code)} </span>'
            for code, icon in ICONS.items()
        }
        self.dates = {}

    def cell(self, measure, column, found, *, swap=""):
        """HTML of the cell: numbers, dates and our own words only, so nothing is to be escaped."""
        if found is None:
            return f'<td id="cell-{measure}-{column}"{swap}></td>' if swap else "<td></td>"
        address = f"{self.cards}{found.pk}/"
        return SafeString(
            f'<td id="cell-{measure}-{column}"{swap}><a class="state state-{found.code}"'
            f' href="{address}" hx-get="{address}">{self.states[found.code]}'
            f"{self.date(found.due_on)}</a>{number_of(found)}</td>"
        )

    def date(self, day):
        """Text of the date, written once for each."""
        if day not in self.dates:
            self.dates[day] = short_date(day, self.today)
        return self.dates[day]


def number_of(cell):
    """«×3» of a cell with several dates."""
    if cell.number == 1:
        return ""
    words = plural(cell.number, "срок", "срока", "сроков")
    return (
        f' <span class="muted nowrap">×{cell.number}'
        f'<span class="visually-hidden">{NBSP}{words}</span></span>'
    )
