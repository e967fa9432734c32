"""Years and dates that a paper itself names: the period of the plan, the day of its approval."""

import re
from datetime import date

from roadmaps.deadlines import DeadlineKind, Period, read_deadline
from roadmaps.importing.headings import MONTH_STEMS
from roadmaps.importing.wording import DASHES, one_line

YEAR = r"20\d\d"
SCHOOL_YEAR = re.compile(
    rf"\b({YEAR})\s*[-/]\s*((?:20)?\d\d)\s*(?:\(?уч|г\w*\.?\s*уч)", re.IGNORECASE
)
SLASHED = re.compile(rf"\b({YEAR})\s*/\s*((?:20)?\d\d)\b")
YEARS = re.compile(rf"\b({YEAR})\s*-\s*({YEAR})\b")
ONE_YEAR = re.compile(
    rf"\b(?:на|в|за)\s+({YEAR})\s*(?:-?\s*й\s*)?(?:г|$|\))|\b({YEAR})\s*г(?:од\b|\.)", re.IGNORECASE
)
PAST = re.compile(
    rf"\b(?:по итогам|по результатам|на основе|итоги|результаты|за)\b[^,;]*?{YEAR}"
    rf"(?:\s*[-/]\s*(?:20)?\d\d)?\s*(?:уч\w*\.?\s*)?(?:г(?:од\w*|г?\.)?)?",
    re.IGNORECASE,
)
FUTURE = re.compile(
    rf"\bна\s+(?:период\s+)?(?:с\s+)?(?:{YEAR}|[а-я]+\s+{YEAR}|\d\d\.\d\d)", re.IGNORECASE
)
ANY_MONTH = rf"(?:{'|'.join(MONTH_STEMS)})\w{{0,3}}"
MONTHS_SPAN = re.compile(
    rf"(?:с\s+)?{ANY_MONTH}\s+{YEAR}\s*(?:г(?:ода|\.)?)?\s*(?:-|по)\s*{ANY_MONTH}\s+{YEAR}",
    re.IGNORECASE,
)
DATES = re.compile(
    r"(?:с|от)?\s*(\d{1,2}\.\d{2}\.20\d\d)\s*(?:г\.?|года)?\s*(?:-|по|до)\s*(\d{1,2}\.\d{2}\.20\d\d)"
)
DAY = re.compile(
    r"[«\"“]?\s*(?P<day>\d{1,2})\s*[»\"”]?[\s.]*(?P<month>\d{2}|[а-яё]+)[\s.]*(?P<year>20\d\d)",
    re.IGNORECASE,
)
# «от 30.04.2020 г. № 86-р», «10.09.2020г», «26 марта 2021 г.»: a date with little around it.
ACT_LINE = re.compile(r"^\W*(?:от\s+)?[«\"“]?\d{1,2}[»\"”]?[\s.]", re.IGNORECASE)
LONGEST_ACT_LINE = 60
ACT_LINES = 25
SLIP_DAYS = 90
BASIS = re.compile(r"на основании|в соответствии|во исполнение|в целях", re.IGNORECASE)


def period_in(text):
    """Period that the words state, or None: school years, years, one year, two dates, months.

    What stands after «на» counts first; «по итогам 2023 года» is the time before the plan.
    """
    text = PAST.sub(" ", DASHES.sub("-", one_line(text)))
    if found := FUTURE.search(text):
        return stated_in(text[found.start() :]) or stated_in(text)
    return stated_in(text)


def stated_in(text):
    """The first kind of period that the words hold."""
    if found := MONTHS_SPAN.search(text):
        deadline = read_deadline(found[0])
        if deadline.start and deadline.end and deadline.start < deadline.end:
            return Period(deadline.start, deadline.end)
    if found := DATES.search(text):
        start, end = (parse_day(words) for words in found.groups())
        return Period(start, end) if start and end and start <= end else None
    for pattern in (SCHOOL_YEAR, SLASHED):
        if years := [year_pair(found) for found in pattern.finditer(text)]:
            first, last = min(years)[0], max(years)[1]
            return Period(date(first, 9, 1), date(last, 8, 31)) if first < last else None
    if found := YEARS.search(text):
        first, last = int(found[1]), int(found[2])
        return (
            Period(date(first, 1, 1), date(last, 12, 31)) if first <= last <= first + 15 else None
        )
    if found := ONE_YEAR.search(text):
        year = int(found[1] or found[2])
        return Period(date(year, 1, 1), date(year, 12, 31))
    return None


def year_pair(found):
    """(2020, 2021) of «2020-2021» and of «2020/21»."""
    first, last = found[1], found[2]
    return int(first), int(last if len(last) == 4 else first[:2] + last)


def period_of_deadline(text):
    """Period of the words beside «Срок реализации», or None."""
    if period := period_in(text):
        return period
    deadline = read_deadline(text)
    if deadline.start and deadline.end and deadline.start < deadline.end:
        return Period(deadline.start, deadline.end)
    return None


def period_of_deadlines(texts):
    """From the first to the last day that the deadlines name with their years, or None.

    `texts` stand in the order of the plan. Recurring and open ones say nothing of where the plan
    ends; a lone day far from the others, in the middle of the plan, is a slip more likely than
    its beginning or end (domain.md 3.7: «Январь 2019» among the rows of 2020).
    """
    days = []
    for place, text in enumerate(texts):
        deadline = read_deadline(text)
        if deadline.kind not in UNBOUNDED:
            days += [(day, place) for day in (deadline.start, deadline.end) if day]
    if not days:
        return None
    days.sort()
    start = without_slip(days, len(texts), is_end=False)
    end = without_slip(days[::-1], len(texts), is_end=True)
    return Period(start, end) if start < end else None


def without_slip(days, count, *, is_end):
    """The first day of [(day, place in the plan)], a slip of one measure passed over."""
    first, place = days[0]
    rest = [(day, other) for day, other in days if other != place]
    if not rest or abs((rest[0][0] - first).days) < SLIP_DAYS:
        return first
    # Plans are written roughly in the order of time.
    is_at_its_place = place + 1 >= count * 0.8 if is_end else place <= count * 0.1
    return first if is_at_its_place else rest[0][0]


UNBOUNDED = frozenset(
    {
        DeadlineKind.CONTINUOUS,
        DeadlineKind.OTHER,
        DeadlineKind.RECURRING_MONTHLY,
        DeadlineKind.RECURRING_QUARTERLY,
        DeadlineKind.RECURRING_YEARLY,
        DeadlineKind.RECURRING_YEARLY_IN_MONTHS,
    }
)


def parse_day(words):
    """The first full date in the words, or None."""
    found = DAY.search(words)
    if not found:
        return None
    month = found["month"]
    if not month.isdigit():
        stems = [i for i, stem in enumerate(MONTH_STEMS, 1) if re.match(stem, month.casefold())]
        month = stems[0] if stems else 0
    try:
        return date(int(found["year"]), int(month), int(found["day"]))
    except ValueError:
        return None


def approval_in(paragraphs):
    """Day of the act at the head of the paper, or None: a short line with little but a date."""
    for text in paragraphs[:ACT_LINES]:
        if BASIS.search(text):
            return None
        line = one_line(text)
        if len(line) <= LONGEST_ACT_LINE and ACT_LINE.match(line) and (day := parse_day(line)):
            return day
    return None
