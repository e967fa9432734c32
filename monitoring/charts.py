"""Charts as inline SVG, the same on a page and in a PDF.

Lines are told apart by how they are drawn and named where they end: no legend, no colour needed.
Presentation stands in attributes, so that a paper without our style sheet shows the same.
"""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

FONT = 13
LINE = FONT + 3
TOP, BOTTOM, LEFT = 12, 26, 6
# (width, dashes, mark) of the lines in their order.
STYLES = ((1.5, "", "ring"), (3, "", "dot"), (2, "6 4", "square"))


@dataclass(frozen=True)
class Series:
    """A line of the chart: its name and its numbers, one for each label."""

    name: str
    values: tuple


def line_chart(title, labels, series, *, width=720, height=240, every=1, room=170):
    """SVG of the lines over the labels, every so many of which is written; safe HTML.

    `room` is left on the right for the names of the lines and their last numbers.
    """
    most = max([1, *(value for line in series for value in line.values)])
    right = width - room

    def x(place):
        return round(LEFT + (right - LEFT) * place / max(1, len(labels) - 1), 1)

    def y(value):
        return round(height - BOTTOM - (height - BOTTOM - TOP) * value / most, 1)

    places = spread([y(line.values[-1]) for line in series], height - BOTTOM)
    drawn = [
        (line_of([(x(place), y(value)) for place, value in enumerate(line.values)], style),)
        for line, style in zip(series, STYLES, strict=False)
    ]
    names = [
        (right + 10, place + FONT / 3, line.values[-1], line.name)
        for line, place in zip(series, places, strict=True)
    ]
    last = len(labels) - 1
    ticks = [
        (x(place), height - 8, "middle" if place not in (0, last) else anchor(place), label)
        for place, label in enumerate(labels)
        if (last - place) % every == 0
    ]
    return format_html(
        '<svg class="chart" role="img" aria-label="{}" viewBox="0 0 {} {}" font-size="{}">'
        '<g stroke="#9aa7b5" stroke-width="1"><path d="M{} {}H{}"/></g>{}{}{}</svg>',
        title,
        width,
        height,
        FONT,
        LEFT,
        height - BOTTOM,
        right,
        format_html_join("", "{}", drawn),
        format_html_join(
            "", '<text x="{}" y="{}"><tspan font-weight="700">{}</tspan> {}</text>', names
        ),
        format_html_join("", '<text x="{}" y="{}" text-anchor="{}">{}</text>', ticks),
    )


def anchor(place):
    """The first label begins at its point, the last one ends there."""
    return "end" if place else "start"


def spread(heights, lowest):
    """Where the names stand: as near to the ends of their lines as there is room for each."""
    order = sorted(range(len(heights)), key=lambda one: heights[one])
    placed = list(heights)
    for above, one in zip(order, order[1:], strict=False):
        placed[one] = max(placed[one], placed[above] + LINE)
    overflow = max([0, *(place - lowest for place in placed)])
    for below, one in zip([None, *reversed(order)], reversed(order), strict=False):
        if overflow:
            limit = lowest if below is None else placed[below] - LINE
            placed[one] = min(placed[one], limit)
    return placed


def line_of(points, style):
    """The line and the marks on its points."""
    width, dashes, mark = style
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    marks = format_html_join("", MARKS[mark], ((x, y, x - 3.5, y - 3.5) for x, y in points))
    return format_html(
        '<path d="{}" fill="none" stroke="#1b2733" stroke-width="{}" stroke-dasharray="{}"/>{}',
        path,
        width,
        dashes or "none",
        marks,
    )


MARKS = {
    "ring": '<circle cx="{0}" cy="{1}" r="3.5" fill="#fff" stroke="#1b2733" stroke-width="1.5"/>',
    "dot": '<circle cx="{0}" cy="{1}" r="4" fill="#1b2733"/>',
    "square": '<rect x="{2}" y="{3}" width="7" height="7" fill="#fff" stroke="#1b2733"'
    ' stroke-width="2"/>',
}
