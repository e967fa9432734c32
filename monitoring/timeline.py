"""Хронология: measures of a plan in force along its months; SVG made here, for page and PDF."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from documents.models import OrderKind, profile_of
from lib.dates import MONTH_NAMES, add_months, dotted_date
from lib.text import NBSP
from monitoring.in_force import words_of
from monitoring.reports import Tally
from monitoring.states import SHOWN_ORDER, counted_badge, shown_state, word_of
from roadmaps.reports import plan_of

WIDTH, HEIGHT, MIDDLE, RADIUS = 840, 24, 12, 6
# How far the lines of the months go beyond a strip: a row of the table may be higher than it.
TALL = 90
# Narrower months are named by their number.
ROOM_FOR_NAME, ROOM_FOR_NUMBER = 34, 16
INK, GREY, LINE, BEYOND = "#1b2733", "#52606f", "#c3ccd7", "#e8ecf1"
COLOURS = {
    "overdue": "#b3261e",
    "returned": "#a04a00",
    "reported": "#6a3aa8",
    "started": "#0b57b7",
    "planned": GREY,
    "accepted": "#1d6b3a",
    "removed": GREY,
    "cancelled": GREY,
}
# Shapes tell the states apart without colours; {c} is the colour, (0, 0) the day.
SHAPES = {
    "overdue": '<path d="M0-7 7 6H-7z" fill="{c}"/><path d="M0-3v4M0 3.5v1" stroke="#fff"/>',
    "returned": '<path d="M-7-6H7L0 7z" fill="#fff" stroke="{c}" stroke-width="2"/>',
    "reported": '<path d="M0-7 7 0 0 7-7 0z" fill="#fff" stroke="{c}" stroke-width="2"/>'
    '<circle r="2" fill="{c}"/>',
    "started": '<circle r="6" fill="#fff" stroke="{c}" stroke-width="2"/>'
    '<path d="M0-6a6 6 0 0 0 0 12z" fill="{c}"/>',
    "planned": '<circle r="6" fill="#fff" stroke="{c}" stroke-width="2"/>',
    "accepted": '<rect x="-6" y="-6" width="12" height="12" rx="2" fill="{c}"/>'
    '<path d="M-3.5 0-1 2.5 3.5-2.5" fill="none" stroke="#fff" stroke-width="1.8"/>',
    "removed": '<path d="M-5-5 5 5M5-5-5 5" stroke="{c}" stroke-width="2"/>',
    "cancelled": '<path d="M-5-5 5 5M5-5-5 5" stroke="{c}" stroke-width="2"/>',
}


@dataclass(frozen=True)
class Mark:
    """A control date of a measure: the most urgent state, and how many stand in which."""

    day: object
    tally: Tally

    @property
    def code(self):
        return self.tally.present[0][0]

    @property
    def words(self):
        """«15.04.2026: просрочено 3, принято 5»."""
        states = ", ".join(f"{word_of(code)}{NBSP}{number}" for code, number in self.tally.present)
        return f"{dotted_date(self.day)}: {states}"

    @property
    def badges(self):
        """The same as safe HTML."""
        found = self.tally.present
        return format_html_join(" ", "{}", ((counted_badge(code, n),) for code, n in found))


@dataclass(frozen=True)
class Strip:
    """A measure with its marks, or a section's heading."""

    heading: str = ""
    name: str = ""
    marks: tuple = ()
    svg: str = ""


class Scale:
    """Where a day stands across the chart: whole months from the first date to the last."""

    def __init__(self, edition, days, today):
        self.starts_on, self.ends_on, self.today = edition.starts_on, edition.ends_on, today
        first, last = min([edition.starts_on, *days]), max([edition.ends_on, *days])
        self.first = first.replace(day=1)
        self.end = add_months(last.replace(day=1), 1)
        self.months = []
        while (month := add_months(self.first, len(self.months))) < self.end:
            self.months.append(month)

    def x(self, day):
        """Units from the left."""
        return round(WIDTH * (day - self.first).days / (self.end - self.first).days, 1)

    def ground(self):
        """SVG under the marks of every line: beyond the plan, months, today."""
        return "".join([*self._beyond(), *self._lines(), self._today()])

    def _beyond(self):
        spans = [(0, self.x(self.starts_on)), (self.x(self.ends_on + timedelta(days=1)), WIDTH)]
        for left, right in spans:
            if right > left:
                size = f'y="-{TALL}" width="{right - left:.1f}" height="{HEIGHT + 2 * TALL}"'
                yield f'<rect x="{left}" {size} fill="{BEYOND}"/>'

    def _lines(self):
        for month in self.months[1:]:
            yield f'<path d="M{self.x(month)}-{TALL}V{HEIGHT + TALL}" stroke="{LINE}"/>'

    def _today(self):
        if not self.first <= self.today < self.end:
            return ""
        place = self.x(self.today)
        look = f'stroke="{INK}" stroke-width="2" stroke-dasharray="4 2"'
        return f'<path d="M{place}-{TALL}V{HEIGHT + TALL}" {look}/>'

    def head(self):
        """SVG with the names of the months and the years."""
        room, parts = WIDTH / len(self.months), []
        for month in self.months:
            if month.month == 1 or month == self.first:
                parts.append(_text(self.x(month) + 3, 11, str(month.year), weight="bold"))
            if room >= ROOM_FOR_NAME:
                parts.append(_text(self.x(month) + 3, 26, MONTH_NAMES[month.month - 1][:3]))
            elif room >= ROOM_FOR_NUMBER or month.month % 3 == 1:
                parts.append(_text(self.x(month) + 2, 26, str(month.month)))
        words = f"Месяцы с {_named(self.months[0])} по {_named(self.months[-1])}"
        return _svg(words, "".join([*self._lines(), *parts]), height=30)


class Timeline:
    """What the chart shows; `seen` says where one is and what one may see (a request)."""

    def __init__(self, edition, rows_filter, seen):
        self.edition, self.today = edition, seen.municipality.today()
        self.marks = self._marks(rows_filter)
        days = [mark.day for marks in self.marks.values() for mark in marks]
        self.scale = Scale(edition, days, self.today)
        self.strips = list(self._strips(plan_of(edition, words_only=True)))

    @property
    def head(self):
        return self.scale.head()

    @property
    def codes(self):
        """States that occur, the urgent ones first."""
        found = {code for marks in self.marks.values() for m in marks for code in m.tally.counts}
        return [code for code in SHOWN_ORDER if code in found]

    @property
    def legend(self):
        """[(SVG of the shape, word)] of the states that occur."""
        return [(_shape_alone(code), word_of(code)) for code in self.codes]

    def _marks(self, rows_filter):
        """{measure: its Marks by date}, in one query."""
        rows = rows_filter.qs if rows_filter.is_valid() else rows_filter.queryset.none()
        counted = (
            rows.order_by().values_list("measure_id", "due_on", "state").annotate(n=Count("pk"))
        )
        found = defaultdict(lambda: defaultdict(Counter))
        for measure, day, state, number in counted:
            found[measure][day][shown_state(state, day, self.today)] += number
        return {
            measure: [Mark(day, Tally(states)) for day, states in sorted(days.items())]
            for measure, days in found.items()
        }

    def _strips(self, plan):
        ground = self.scale.ground()
        for section in plan.sections:
            rows = [row for row in section.rows if row.measure.pk in self.marks]
            if section.heading and rows:
                yield Strip(heading=section.heading)
            for row in rows:
                marks = self.marks[row.measure.pk]
                name = f"{row.number} {row.title}".strip()
                yield Strip("", name, tuple(marks), self._svg(marks, ground))

    def _svg(self, marks, ground):
        # The most urgent is drawn last, over its neighbours.
        ordered = sorted(marks, key=lambda m: SHOWN_ORDER.index(m.code), reverse=True)
        drawn = "".join(
            f'<g transform="translate({self._inside(m.day)} {MIDDLE})"><title>{m.words}</title>'
            f"{_shape(m.code)}</g>"
            for m in ordered
        )
        return _svg("; ".join(mark.words for mark in marks), f"{ground}{drawn}")

    def _inside(self, day):
        """Where the mark stands, whole within the chart."""
        return min(max(self.scale.x(day), RADIUS + 2), WIDTH - RADIUS - 2)


def _shape(code):
    return SHAPES[code].replace("{c}", COLOURS[code])


def _shape_alone(code):
    return SafeString(
        '<svg class="shape" width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">'
        f"{_shape(code)}</svg>"
    )


def _text(x, y, words, *, weight="normal"):
    return (
        f'<text x="{x}" y="{y}" font-size="11" font-weight="{weight}" fill="{INK}">{words}</text>'
    )


def _named(month):
    return f"{month:%m.%Y}"


def _svg(words, inside, *, height=HEIGHT):
    """A strip of the chart; everything in it is dates, numbers and our own words."""
    return SafeString(
        f'<svg class="strip" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{words}">'
        f"{inside}</svg>"
    )


def timeline_html(seen, edition, rows_filter):
    """Full HTML to print: the same strips on A4 or, `paper=A3` in the address, on A3."""
    is_large = rows_filter.data.get("paper") == "A3"
    context = {
        "title": f"Хронология: {edition.roadmap}",
        "author": seen.municipality.department,
        "style": profile_of(seen.municipality, OrderKind.ORDER),
        "municipality": seen.municipality,
        "roadmap": edition.roadmap,
        "edition": edition,
        "timeline": Timeline(edition, rows_filter, seen),
        "chosen": words_of(rows_filter),
        "paper": "A3" if is_large else "A4",
    }
    return render_to_string("print/timeline.html", context)
