"""Parts of the dashboards, drawn here: a table of many rows is too slow for a template loop."""

from django import template
from django.utils.html import format_html, format_html_join

from lib.dates import MONTHS, page_date
from lib.text import NBSP, plural
from monitoring.charts import Series, line_chart
from monitoring.conditions import Standing

register = template.Library()

NO_DATA = format_html('<span class="muted">{}</span>', "нет данных")
WORDS = {Standing.DUE: "срок прошёл", Standing.ACCEPTED: "принято", Standing.OVERDUE: "просрочено"}


def rows_link(number, address):
    """The number as a link to its rows in the register; nothing is opened by a zero."""
    return format_html('<a href="{}">{}</a>', address, number) if number else "0"


@register.simple_tag
def in_time(numbers, rows):
    """«87 % (13 из 15)» of what was accepted; `rows` is the register with conditions so far."""
    if numbers.in_time_percent is None:
        return NO_DATA
    return format_html(
        "<b>{}{}%</b> ({} из {})",
        numbers.in_time_percent,
        NBSP,
        rows_link(numbers.in_time, f"{rows}&timing=in_time"),
        rows_link(numbers.timed, f"{rows}&timing=either"),
    )


@register.filter
def delay_words(numbers):
    """«4,5 дня», «опозданий нет», or that nothing is known."""
    if numbers.mean_delay is None:
        return "опозданий нет" if numbers.timed else NO_DATA
    return days_words(numbers.mean_delay)


def days_words(number):
    """«3 дня», «4,5 дня»."""
    if number == int(number):
        return f"{int(number)}{NBSP}{plural(int(number), 'день', 'дня', 'дней')}"
    return f"{number:.1f}{NBSP}дня".replace(".", ",")


def progress_bar(numbers, rows):
    """A bar and «3 из 5»."""
    if numbers.percent is None:
        return NO_DATA
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" '
        'aria-label="Принято {0}{3}%"><rect class="bar-all" width="100" height="8"/>'
        '<rect class="bar-done" width="{0}" height="8"/></svg> {1} из {2} <b>{0}{3}%</b>',
        numbers.percent,
        rows_link(numbers.accepted, f"{rows}&state=accepted"),
        rows_link(numbers.total, f"{rows}&state=live"),
        NBSP,
    )


@register.simple_tag
def progress_rows(lines, control, label):
    """Rows of a table of Lines: progress, overdue, waiting, returned, in time, mean delay."""
    return format_html_join(
        "\n", "<tr>{}</tr>", ((progress_cells(line, control, label),) for line in lines)
    )


def progress_cells(line, control, label):
    numbers, rows = line.numbers, f"{control}?{line.query}"
    late = f"{rows}&timing=late"
    delay = delay_words(numbers)
    if numbers.late:
        delay = format_html("{} ({})", delay, rows_link(numbers.late, late))
    cells = (
        ("", label, format_html('<a href="{}">{}</a>', rows, line.name)),
        ("nowrap", "Принято", progress_bar(numbers, rows)),
        ("number", "Просрочено", rows_link(numbers.overdue, f"{rows}&overdue=on")),
        ("number", "На проверке", rows_link(numbers.waiting, f"{rows}&state=reported")),
        ("number", "Возвращено", rows_link(numbers.returned, f"{rows}&state=returned")),
        ("number", "В срок", in_time(numbers, rows)),
        ("number", "Опоздание", delay),
    )
    return format_html_join("", '<td class="{}" data-label="{}">{}</td>', cells)


@register.simple_tag
def debtor_rows(lines, control):
    """Rows of those who have not reported."""
    found = []
    for line in lines:
        rows = f"{control}?{line.query}"
        owing = rows_link(line.debt.number, f"{rows}&state=open&due=by_week")
        late = rows_link(line.debt.overdue, f"{rows}&overdue=on")
        found.append((line.name, owing, late, page_date(line.debt.oldest)))
    row = (
        '<tr><td data-label="Исполнитель">{}</td><td class="number" data-label="Не сдано">{}</td>'
        '<td class="number" data-label="Просрочено">{}</td>'
        '<td class="nowrap" data-label="Самый давний срок">{}</td></tr>'
    )
    return format_html_join("\n", row, found)


@register.simple_tag
def trend_chart(points):
    """Two drawings of the same, for the desk and for a phone: the style sheet shows one."""
    labels = [f"{point.sunday:%d.%m}" for point in points]
    series = [
        Series(word, tuple(getattr(point, standing) for point in points))
        for standing, word in WORDS.items()
    ]
    last = points[-1]
    day = f"{last.sunday.day} {MONTHS[last.sunday.month - 1]}"
    title = f"К концу {day}: " + ", ".join(f"{line.name} — {line.values[-1]}" for line in series)
    wide = line_chart(title, labels, series)
    narrow = line_chart(title, labels, series, width=340, height=240, every=4, room=128)
    return format_html(
        '<div class="wide-chart">{}</div><div class="narrow-chart">{}</div>', wide, narrow
    )


@register.simple_tag
def trend_rows(points, control):
    """The same numbers as a table, the latest week first."""
    rows = []
    for point in reversed(points):
        cells = (
            (WORDS[one], rows_link(getattr(point, one), f"{control}?{point.query(one)}"))
            for one in WORDS
        )
        cells = format_html_join("", '<td class="number" data-label="{}">{}</td>', cells)
        rows.append((page_date(point.sunday), cells))
    return format_html_join(
        "\n", '<tr><td class="nowrap" data-label="Конец недели">{}</td>{}</tr>', rows
    )
