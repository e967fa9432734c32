"""Parts of the dashboards, drawn here: a table of many rows is too slow for a template loop."""

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from lib.dates import MONTHS, page_date
from lib.text import NBSP, plural
from monitoring.charts import Series, line_chart
from monitoring.conditions import Standing

register = template.Library()

NO_DATA = format_html('<span class="muted">{}</span>', "нет данных")
WORDS = {Standing.DUE: "срок прошёл", Standing.ACCEPTED: "принято", Standing.OVERDUE: "просрочено"}


def rows_link(number, address):
    """The number as a link to its rows in the register; nothing is opened by a zero.

    `address` is escaped already. Joined by hand: there are hundreds of them on a page.
    """
    return SafeString(f'<a href="{address}">{number:d}</a>' if number else "0")


def also(rows, condition):
    """Address of the rows under one more condition; both are escaped already."""
    return f"{rows}{condition}" if rows.endswith("?") else f"{rows}&amp;{condition}"


@register.simple_tag
def in_time(numbers, rows):
    """«87 % (13 из 15)» of what was accepted; `rows` is the register with conditions so far."""
    if numbers.in_time_percent is None:
        return NO_DATA
    kept = rows_link(numbers.in_time, also(rows, "timing=in_time"))
    timed = rows_link(numbers.timed, also(rows, "timing=either"))
    return SafeString(f"<b>{numbers.in_time_percent:d}{NBSP}%</b> ({kept} из {timed})")


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
    """A bar, «3 из 5» and the share."""
    if numbers.percent is None:
        return NO_DATA
    accepted = rows_link(numbers.accepted, also(rows, "state=accepted"))
    total = rows_link(numbers.total, also(rows, "state=live"))
    return SafeString(
        f'<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="bar-all" width="100" height="8"/><rect class="bar-done" '
        f'width="{numbers.percent:d}" height="8"/></svg> {accepted} из {total} '
        f"<b>{numbers.percent:d}{NBSP}%</b>"
    )


@register.simple_tag
def progress_rows(lines, control, label):
    """Rows of a table of Lines: progress, overdue, waiting, returned, in time, mean delay."""
    return SafeString("\n".join(progress_row(line, control, label) for line in lines))


def progress_row(line, control, label):
    """Safe HTML of a row: names and addresses are escaped, the rest is numbers."""
    numbers, rows = line.numbers, escape(f"{control}?{line.query}")
    delay = delay_words(numbers)
    if numbers.late:
        delay = f"{delay} ({rows_link(numbers.late, also(rows, 'timing=late'))})"
    overdue = rows_link(numbers.overdue, also(rows, "overdue=on"))
    waiting = rows_link(numbers.waiting, also(rows, "state=reported"))
    returned = rows_link(numbers.returned, also(rows, "state=returned"))
    return (
        f'<tr><td data-label="{label}"><a href="{rows}">{escape(line.name)}</a></td>'
        f'<td class="nowrap" data-label="Принято">{progress_bar(numbers, rows)}</td>'
        f'<td class="number" data-label="Просрочено">{overdue}</td>'
        f'<td class="number" data-label="На проверке">{waiting}</td>'
        f'<td class="number" data-label="Возвращено">{returned}</td>'
        f'<td class="number" data-label="В срок">{in_time(numbers, rows)}</td>'
        f'<td class="number" data-label="Среднее опоздание">{delay}</td></tr>'
    )


@register.simple_tag
def debtor_rows(lines, control):
    """Rows of those who have not reported."""
    return SafeString("\n".join(debtor_row(line, control) for line in lines))


def debtor_row(line, control):
    """Safe HTML of a row."""
    rows = escape(f"{control}?{line.query}")
    owing = rows_link(line.debt.number, also(rows, "state=open&amp;due=by_week"))
    late = rows_link(line.debt.overdue, also(rows, "overdue=on"))
    return (
        f'<tr><td data-label="Исполнитель">{escape(line.name)}</td>'
        f'<td class="number" data-label="Не сдано">{owing}</td>'
        f'<td class="number" data-label="Просрочено">{late}</td>'
        f'<td class="nowrap" data-label="Самый давний срок">{page_date(line.debt.oldest)}</td></tr>'
    )


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
    wide = line_chart(title, labels, series, width=520, every=2, room=140)
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
            (WORDS[one], rows_link(getattr(point, one), escape(f"{control}?{point.query(one)}")))
            for one in WORDS
        )
        cells = format_html_join("", '<td class="number" data-label="{}">{}</td>', cells)
        rows.append((page_date(point.sunday), cells))
    return format_html_join(
        "\n", '<tr><td class="nowrap" data-label="Конец недели">{}</td>{}</tr>', rows
    )


@register.simple_tag
def region_rows(board):
    """Rows of the municipalities of a RegionBoard; every number opens its rows there."""
    return SafeString("\n".join(region_row(line, board.days[0]) for line in board.lines))


def region_row(line, usual):
    """Safe HTML of a municipality: names and addresses are escaped, the rest is numbers."""
    slug = line.municipality.slug
    rows = f"{reverse('monitoring:checkpoint-list', args=[slug])}?"
    summary = reverse("monitoring:dashboard", args=[slug])
    name = f'<a href="{summary}">{escape(line.municipality.name)}</a>'
    if line.today != usual:
        name += f'<br><span class="muted">{page_date(line.today)}</span>'
    plans = f'<a href="{reverse("monitoring:roadmap-list", args=[slug])}">{line.plans:d}</a>'
    numbers = line.numbers
    overdue = rows_link(numbers.overdue, also(rows, "overdue=on"))
    waiting = rows_link(numbers.waiting, also(rows, "state=reported"))
    delay = delay_words(numbers)
    if numbers.late:
        delay = f"{delay} ({rows_link(numbers.late, also(rows, 'timing=late'))})"
    cells = (progress_bar(numbers, rows), overdue, waiting, in_time(numbers, rows), delay)
    return region_cells(name, plans if line.plans else "нет", cells, line)


@register.simple_tag
def region_sums(board):
    """The row of the sums: rows of several municipalities stand in no one register."""
    numbers = board.numbers
    in_time_words = NO_DATA
    if numbers.in_time_percent is not None:
        share = f"<b>{numbers.in_time_percent:d}{NBSP}%</b>"
        in_time_words = f"{share} ({numbers.in_time:d} из {numbers.timed:d})"
    share = f"{numbers.accepted:d} из {numbers.total:d} <b>{numbers.percent or 0:d}{NBSP}%</b>"
    delay = delay_words(numbers)
    if numbers.late:
        delay = f"{delay} ({numbers.late:d})"
    cells = (share, f"{numbers.overdue:d}", f"{numbers.waiting:d}", in_time_words, delay)
    return SafeString(region_cells("По региону", f"{board.plans:d}", cells, board))


def region_cells(name, plans, cells, line):
    """Safe HTML of a row of cells that are safe; without anything on control it says so."""
    if not line.numbers.total:
        cells = (NO_DATA,) * len(cells)
    last_act = page_date(line.last_act) or NO_DATA
    inner = "".join(
        f'<td class="{kind}" data-label="{label}">{cell}</td>'
        for (label, kind), cell in zip(REGION_COLUMNS, (plans, *cells, last_act), strict=True)
    )
    return f'<tr><td data-label="Муниципалитет">{name}</td>{inner}</tr>'


# (name, class) of the columns after the municipality.
REGION_COLUMNS = (
    ("Карты в силе", "number"),
    ("Принято", "nowrap"),
    ("Просрочено", "number"),
    ("На проверке", "number"),
    ("В срок", "number"),
    ("Среднее опоздание", "number"),
    ("Последний отчёт или приёмка", ""),
)
