"""Small picture of a layout: its columns with their widths, as inline SVG."""

from django.utils.html import format_html, format_html_join

from roadmaps.models import ColumnKind

WIDTH, HEIGHT = 440, 40
WORDS = {
    ColumnKind.NUMBER: "№",
    ColumnKind.ACTION: "мероприятие",
    ColumnKind.ACTOR: "исполнитель",
    ColumnKind.DEADLINE: "срок",
    ColumnKind.RESPONSIBLE: "ответственный",
    ColumnKind.RESULT: "результат",
    ColumnKind.INDICATOR: "показатель",
    ColumnKind.NOTE: "примечание",
}


def schematic(columns):
    """SVG with one box for each column; it only repeats the name beside it."""
    return format_html(
        '<svg class="schematic" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>',
        WIDTH,
        HEIGHT,
        format_html_join("", "{}", ((box,) for box in _boxes(list(columns)))),
    )


def _boxes(columns):
    left, actors = 1, 0
    total = sum(column.width for column in columns) or 1
    for column in columns:
        width = round((WIDTH - 2) * column.width / total)
        word = WORDS[column.kind]
        if column.kind == ColumnKind.ACTOR:
            actors += 1
            word = f"{word} {actors}"
        yield format_html(
            '<rect x="{}" y="1" width="{}" height="{}"/><text x="{}" y="25">{}</text>',
            left,
            width,
            HEIGHT - 2,
            left + width // 2,
            word,
        )
        left += width
