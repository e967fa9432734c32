"""Years in printed words, and the words of deadlines with other years; no database, no request."""

import re

from roadmaps.deadlines import DeadlineKind, read_deadline
from roadmaps.due_days import due_days, working_day
from roadmaps.next_year.moving import is_month_end

# «15.04.2026», «15.04.26» | «2026/27», «2026–2027» | «2026» | «26 г.»
YEARS = re.compile(
    r"(?P<date>(?<![\d.])(?P<dm>\d{1,2}[./]\d{1,2}[./])(?P<date_year>20\d\d|\d\d)(?![\d.]\d|\d))"
    r"|(?P<pair>(?<!\d)(?P<first>20\d\d)(?P<mark>\s*[-–—/]\s*)(?P<second>20\d\d|\d\d)(?!\d|[./]\d))"
    r"|(?P<year>(?<!\d)20\d\d(?!\d))"
    r"|(?P<short>(?<![\d.,])[2-3]\d(?=\s*(?:г\.|г\b|года?\b|гг|уч)))"
)
FULL_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
CENTURY = 100


def years_in(text):
    """Years that stand in the text with all their digits."""
    return {int(year) for year in FULL_YEAR.findall(text)}


def names_years(text):
    """Some year stands in the text, in full or in short."""
    return bool(YEARS.search(text))


def with_years(text, by):
    """The text with every year in it so many years later; nothing else is touched."""
    return YEARS.sub(lambda match: _later(match, by), text)


def _later(match, by):
    if match["date"]:
        return _date(match["dm"], _year(match["date_year"], by))
    if match["pair"]:
        second, follows = match["second"], (int(match["first"]) + 1) % CENTURY
        if len(second) == 2 and int(second) != follows:  # «2026-12»: a month
            return _year(match["first"], by) + match["mark"] + second
        return _year(match["first"], by) + match["mark"] + _year(second, by)
    return _year(match["year"] or match["short"], by)


def _year(digits, by):
    if len(digits) == 2:
        return f"{(int(digits) + by) % CENTURY:02}"
    return str(int(digits) + by)


def _date(day_and_month, year):
    """«29.02.» gives way to «28.02.» in a year that has no such day."""
    is_leap_day = re.fullmatch(r"29([./])0?2[./]", day_and_month)
    if is_leap_day and int(year) % 4:
        day_and_month = "28" + day_and_month[2:]
    return day_and_month + year


def moved_words(text, move):
    """The words of a deadline in the new plan.

    Years are changed only when the new words, read by the recogniser, mean the same days of the
    new plan as the old words meant of the old one; otherwise the words stay as they are.
    """
    if not names_years(text):
        return text
    old = read_deadline(text, move.old)
    if old.kind == DeadlineKind.OTHER:
        return text
    days = [day for day in (old.start, old.end, *old.control_dates) if day]
    for by in sorted({move.years(day) for day in days}):
        words = with_years(text, by)
        if _means_the_same(old, read_deadline(words, move.new), move):
            return words
    return text


def _means_the_same(old, new, move):
    """The new deadline is the old one, moved; no doubt has come."""
    if new.kind != old.kind or (new.needs_review and not old.needs_review):
        return False
    return _comes_to(old.start, new.start, move) and _comes_to(old.end, new.end, move)


def _comes_to(old, new, move):
    """The day is the moved one; the last day of a month stays the last one, of a plan too."""
    if old is None or new is None:
        return old is new
    if (old, new) in ((move.old.start, move.new.start), (move.old.end, move.new.end)):
        return True
    moved = move.day(old)
    is_same_month = (moved.year, moved.month) == (new.year, new.month)
    return moved == new or (is_same_month and is_month_end(old) and is_month_end(new))


def moved_days(text, words, days, move, rules, calendar):
    """Control dates of the new plan, in order, for the old text, the new words, the old days.

    Days that follow from the words are found anew by the rules of the municipality; days that a
    person has set are moved, and from a day off by the same rules.
    """
    if not names_years(text) or words != text:
        old, new = read_deadline(text, move.old), read_deadline(words, move.new)
        by_rule = {due.date for due in due_days(old, rules, calendar, move.old)}
        if days and set(days) == by_rule:
            found = due_days(new, rules, calendar, move.new)
            return [due.date for due in found]
        if days and set(days) == set(old.control_dates):
            return _working(new.control_dates, move, rules, calendar)
    return _working(map(move.day, days), move, rules, calendar)


def _working(days, move, rules, calendar):
    return sorted({working_day(day, rules, calendar, move.new.start) for day in days})
