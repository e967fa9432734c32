"""Days, years in words and deadlines of the last plan in the next one: no database."""

import json
from datetime import date

import pytest
from django.conf import settings

from lib.working_days import WorkCalendar
from roadmaps.deadlines import Period, read_deadline
from roadmaps.due_days import due_days
from roadmaps.next_year.moving import Move, Rhythm, next_period, rhythm_of
from roadmaps.next_year.words import moved_days, moved_words, names_years, with_years, years_in
from schools.models import DueDayRules

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
SCHOOL = Period(date(2025, 9, 1), date(2026, 8, 31))
TWO_YEARS = Period(date(2025, 1, 1), date(2026, 12, 31))
CALENDAR = WorkCalendar()


def moving(old, rhythm=None):
    rhythm = rhythm or rhythm_of(old)
    return Move(old, next_period(old, rhythm), rhythm)


@pytest.mark.parametrize(
    ("old", "rhythm", "new"),
    [
        (YEAR, Rhythm.CALENDAR, "2027-01-01 2027-12-31"),
        (YEAR, Rhythm.SCHOOL, "2026-09-01 2027-08-31"),
        (SCHOOL, Rhythm.SCHOOL, "2026-09-01 2027-08-31"),
        (SCHOOL, Rhythm.CALENDAR, "2027-01-01 2027-12-31"),
        (TWO_YEARS, Rhythm.CALENDAR, "2027-01-01 2028-12-31"),
        # Begun in the middle of a year, it goes to its end.
        (Period(date(2026, 4, 30), date(2026, 12, 31)), Rhythm.CALENDAR, "2027-01-01 2027-12-31"),
        (Period(date(2024, 8, 20), date(2026, 5, 31)), Rhythm.SCHOOL, "2026-09-01 2028-08-31"),
    ],
)
def test_next_period_is_as_many_whole_years(old, rhythm, new):
    assert " ".join(map(str, next_period(old, rhythm))) == new


@pytest.mark.parametrize(
    ("old", "rhythm", "day", "moved"),
    [
        (YEAR, Rhythm.CALENDAR, date(2026, 4, 30), date(2027, 4, 30)),
        (SCHOOL, Rhythm.SCHOOL, date(2026, 4, 30), date(2027, 4, 30)),
        (SCHOOL, Rhythm.SCHOOL, date(2025, 9, 1), date(2026, 9, 1)),
        # To another year: the spring moves, the autumn stays, and back.
        (YEAR, Rhythm.SCHOOL, date(2026, 4, 30), date(2027, 4, 30)),
        (YEAR, Rhythm.SCHOOL, date(2026, 10, 15), date(2026, 10, 15)),
        (SCHOOL, Rhythm.CALENDAR, date(2025, 10, 15), date(2027, 10, 15)),
        (SCHOOL, Rhythm.CALENDAR, date(2026, 4, 15), date(2027, 4, 15)),
        # The second year of two is the second one again.
        (TWO_YEARS, Rhythm.CALENDAR, date(2026, 4, 30), date(2028, 4, 30)),
        # A report after the end of the plan.
        (YEAR, Rhythm.CALENDAR, date(2027, 1, 20), date(2028, 1, 20)),
        (
            Period(date(2028, 1, 1), date(2028, 12, 31)),
            Rhythm.CALENDAR,
            date(2028, 2, 29),
            date(2029, 2, 28),
        ),
    ],
)
def test_day_keeps_its_place_in_the_plan(old, rhythm, day, moved):
    assert moving(old, rhythm).day(day) == moved


def test_period_that_a_person_has_changed_says_how_far():
    move = Move(
        TWO_YEARS, YEAR._replace(start=date(2027, 1, 1), end=date(2027, 12, 31)), "calendar"
    )
    assert move.day(date(2025, 4, 1)) == date(2027, 4, 1)
    assert move.day(date(2026, 4, 1)) == date(2028, 4, 1)  # outside: it will be listed


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("на 2026 год", "на 2027 год"),
        ("2025/26 учебный год", "2026/27 учебный год"),
        ("2025–2026 гг.", "2026–2027 гг."),
        ("15.04.2026 и 15.04.26", "15.04.2027 и 15.04.27"),
        ("апрель 26 г.", "апрель 27 г."),
        ("до 2026-05-01", "до 2027-05-01"),
        ("29.02.2028", "28.02.2029"),
        # No years: numbers, acts, houses.
        ("Школа № 20", "Школа № 20"),
        ("приказ № 120265, п. 20261", "приказ № 120265, п. 20261"),
        ("до 25 числа, 30 чел.", "до 25 числа, 30 чел."),
    ],
)
def test_years_in_a_text(text, later):
    assert with_years(text, 1) == later


def test_years_with_all_their_digits_are_found():
    assert years_in("в 2025/26 году и 31.12.2027, дело 20281") == {2025, 2027}


@pytest.mark.parametrize(
    ("old", "text", "moved"),
    [
        # every kind that the recogniser tells
        (YEAR, "15.04.2026", "15.04.2027"),
        (YEAR, "Апрель 2026", "Апрель 2027"),
        (YEAR, "февраль 2026 г.", "февраль 2027 г."),
        (YEAR, "Апрель, июнь, декабрь 2026", "Апрель, июнь, декабрь 2027"),
        (YEAR, "Январь-март 2026", "Январь-март 2027"),
        (YEAR, "до 15 апреля 2026 г.", "до 15 апреля 2027 г."),
        (SCHOOL, "2025-2026 учебный год", "2026-2027 учебный год"),
        (YEAR, "в течение 2026 года", "в течение 2027 года"),
        (YEAR, "в течение всего периода", "в течение всего периода"),
        (YEAR, "ежемесячно", "ежемесячно"),
        (YEAR, "ежеквартально", "ежеквартально"),
        (YEAR, "ежегодно", "ежегодно"),
        (YEAR, "ежегодно, ноябрь", "ежегодно, ноябрь"),
        (YEAR, "постоянно", "постоянно"),
        (YEAR, "Январь 2026 - постоянно", "Январь 2027 - постоянно"),
        (YEAR, "по графику", "по графику"),
        (YEAR, "по запросу", "по запросу"),
        (YEAR, "по мере проведения процедур", "по мере проведения процедур"),
        (YEAR, "до 20 числа", "до 20 числа"),
        (TWO_YEARS, "Ноябрь 2025 - январь 2026", "Ноябрь 2027 - январь 2028"),
        (Period(date(2028, 1, 1), date(2028, 12, 31)), "29.02.2028", "28.02.2029"),
        # not understood: left
        (YEAR, "согласно письму 2026-го", "согласно письму 2026-го"),
        (Period(date(2028, 1, 1), date(2028, 12, 31)), "29 февраля 2028", "29 февраля 2028"),
        ("to school", "Октябрь 2026", "Октябрь 2026"),
        ("to school", "Апрель 2026", "Апрель 2027"),
        # The parts go different ways, and one year cannot say it.
        ("to school", "Апрель, октябрь 2026", "Апрель, октябрь 2026"),
    ],
)
def test_words_of_a_deadline(old, text, moved):
    move = moving(YEAR, Rhythm.SCHOOL) if old == "to school" else moving(old)
    assert moved_words(text, move) == moved


def days_of(text, days, old=YEAR, **rules):
    move = moving(old)
    words = moved_words(text, move)
    return moved_days(text, words, days, move, DueDayRules(**rules), CALENDAR)


def test_days_that_follow_from_the_words_are_found_anew():
    """20 September 2026 is a Sunday and was brought forward; in 2027 it is a Monday and stays."""
    text = "до 20 сентября 2026 г."
    old = [due.date for due in due_days(read_deadline(text, YEAR), DueDayRules(), CALENDAR, YEAR)]
    assert old == [date(2026, 9, 18)]
    assert days_of(text, old) == [date(2027, 9, 20)]
    # The end of February, of a leap year too; 31 days do not matter.
    year = Period(date(2027, 1, 1), date(2027, 12, 31))
    assert days_of("Февраль 2027", [date(2027, 2, 26)], year) == [date(2028, 2, 29)]
    # «ежегодно» comes as often as the new plan has years.
    assert days_of("ежегодно", [date(2027, 1, 20)]) == [date(2028, 1, 20)]


def test_days_of_a_person_are_moved_and_kept_off_days_off():
    # 15 May 2027 is a Saturday.
    assert days_of("Апрель 2026", [date(2026, 5, 15)]) == [date(2027, 5, 14)]
    following = days_of("Апрель 2026", [date(2026, 5, 15)], on_day_off="following")
    assert following == [date(2027, 5, 17)]
    # Two days that come to one are one.
    assert days_of("по графику", [date(2026, 5, 15), date(2026, 5, 14)]) == [date(2027, 5, 14)]
    assert days_of("", []) == []


def test_left_words_do_not_give_days_of_the_last_year():
    assert days_of("согласно письму 2026-го", [date(2026, 6, 30)]) == [date(2027, 6, 30)]


def demo_deadlines():
    """(period of the plan, words) of every dated deadline of the demo plans."""
    for path in sorted((settings.BASE_DIR / "fixtures" / "demo").glob("*.json")):
        text = path.read_text(encoding="utf-8").replace("%YEAR%", "2027")
        plan = json.loads(text).get("roadmap", {})
        if isinstance(plan.get("period"), list):
            period = Period(*map(date.fromisoformat, plan["period"]))
            yield from ((period, words) for words in sorted(set(words_under(plan))))


def words_under(node):
    if isinstance(node, dict):
        deadline = node.get("deadline")
        if isinstance(deadline, dict):
            yield deadline["text"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from words_under(child)


def test_every_deadline_of_the_demo_comes_a_whole_plan_later():
    told = [(period, words) for period, words in demo_deadlines() if names_years(words)]
    assert len(told) > 50
    for period, words in told:
        move = moving(period)
        later = moved_words(words, move)
        assert later != words
        days = read_deadline(words, period).control_dates
        moved = read_deadline(later, move.new).control_dates
        assert [(move.day(d).year, d.month) for d in days] == [(d.year, d.month) for d in moved]
