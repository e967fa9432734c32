"""Due-day rules (peers.md a.4): no test here touches the database."""

import datetime

import pytest

from lib.working_days import WorkCalendar, days_off_by_law
from roadmaps.deadlines import Deadline, DeadlineKind, Period, read_deadline
from roadmaps.due_days import due_days
from schools.models import DueDayRules

D = datetime.date
YEAR = Period(D(2026, 1, 1), D(2026, 12, 31))
SCHOOL_YEAR = Period(D(2026, 9, 1), D(2027, 8, 31))
# 2026 as it ships, made here of the law and the two moves of the Government.
CALENDAR = WorkCalendar(
    frozenset({*days_off_by_law(2026), D(2026, 1, 9), D(2026, 12, 31)}),
    frozenset(),
    frozenset({2026}),
)


def proposed(deadline, plan=YEAR, approved=None, **rules):
    return due_days(deadline, DueDayRules(**rules), CALENDAR, plan, approved)


def dates(*args, **rules):
    return [due.date for due in proposed(*args, **rules)]


def test_monthly_of_2026_gives_twelve_days_and_first_of_may_moves_back():
    """The acceptance example of peers.md."""
    monthly = Deadline("ежемесячно", DeadlineKind.RECURRING_MONTHLY)
    days = proposed(monthly, monthly_day=1)
    assert len(days) == 12
    april = days[3]
    assert (april.date, april.shifted_from) == (D(2026, 4, 30), D(2026, 5, 1))
    assert april.shift_in_words == "перенесено с 01.05.2026: выходной"
    assert april.reason == "за апрель 2026"


def test_monthly_by_the_tenth_of_the_next_month():
    days = dates(Deadline("ежемесячно", DeadlineKind.RECURRING_MONTHLY))
    assert len(days) == 12
    assert days[0] == D(2026, 2, 10)
    assert days[3] == D(2026, 5, 8)  # 10 May is a Sunday
    assert days[-1] == D(2026, 12, 30)  # before 10 January 2027, a Sunday, come the holidays


def test_month_ends_that_the_reader_gives_are_no_days_of_their_own():
    ends = (D(2026, 2, 28), D(2026, 3, 31))
    monthly = Deadline(
        "ежемесячно, февраль–март", DeadlineKind.RECURRING_MONTHLY, control_dates=ends
    )
    assert dates(monthly, monthly="last_day") == [D(2026, 2, 27), D(2026, 3, 31)]
    assert dates(monthly) == [D(2026, 3, 10), D(2026, 4, 10)]


def test_words_that_name_the_day_need_no_rule():
    days = tuple(D(2026, month, 20) for month in (1, 2, 3))
    monthly = Deadline(
        "до 20 числа каждого месяца", DeadlineKind.RECURRING_MONTHLY, control_dates=days
    )
    assert dates(monthly) == list(days)


def test_quarterly_counts_the_quarter_that_the_plan_ends_in():
    quarterly = Deadline("ежеквартально", DeadlineKind.RECURRING_QUARTERLY)
    assert dates(quarterly, quarterly="last_day") == [
        D(2026, 3, 31),
        D(2026, 6, 30),
        D(2026, 9, 30),
        D(2026, 12, 30),  # the 31st is free
    ]
    spring = Period(D(2026, 2, 1), D(2026, 4, 30))
    assert dates(quarterly, spring) == [D(2026, 4, 10), D(2026, 7, 10)]


def test_continuous_is_told_of_by_the_twentieth_of_january_or_never():
    always = Deadline("постоянно", DeadlineKind.CONTINUOUS)
    assert dates(always) == [D(2027, 1, 20)]
    assert dates(always, continuous="none") == []


@pytest.mark.parametrize(
    ("rule", "right"),
    [
        ("january", [D(2027, 1, 20), D(2028, 1, 20)]),
        ("december", [D(2026, 12, 30), D(2027, 8, 31)]),
        ("plan_end", [D(2027, 8, 31)]),
    ],
)
def test_yearly_in_a_plan_of_a_school_year(rule, right):
    yearly = Deadline("ежегодно", DeadlineKind.RECURRING_YEARLY)
    assert dates(yearly, SCHOOL_YEAR, yearly=rule) == right


@pytest.mark.parametrize(
    ("rule", "right"),
    [("preceding", D(2026, 3, 6)), ("following", D(2026, 3, 10)), ("leave", D(2026, 3, 8))],
)
def test_day_off(rule, right):
    date = Deadline("8 марта 2026", DeadlineKind.DATE, control_dates=(D(2026, 3, 8),))
    assert dates(date, on_day_off=rule) == [right]


def test_two_days_that_move_to_one_are_one():
    weekend = Deadline(
        "2 и 3 мая 2026", DeadlineKind.DATE, control_dates=(D(2026, 5, 2), D(2026, 5, 3))
    )
    assert dates(weekend) == [D(2026, 4, 30)]


def test_no_term_given_is_a_month_or_nothing():
    empty = Deadline("", DeadlineKind.OTHER)
    assert dates(empty) == []
    assert dates(empty, YEAR, D(2026, 1, 31), undated="month") == [D(2026, 2, 27)]
    assert dates(empty, undated="month") == []  # the day of approval is not known yet


def test_unknown_words_are_never_guessed():
    unknown = Deadline("по обстановке", DeadlineKind.OTHER, needs_review=True)
    assert dates(unknown, YEAR, D(2026, 1, 15), undated="month") == []


@pytest.mark.parametrize("kind", ["by_schedule", "on_demand", "event_based"])
def test_what_another_paper_dates_has_no_days(kind):
    assert dates(Deadline("по графику", DeadlineKind(kind), end=D(2026, 12, 31))) == []


def test_period_without_days_of_its_own_is_due_at_its_end():
    spring = Deadline("март–апрель 2026", DeadlineKind.RANGE, D(2026, 3, 1), D(2026, 4, 30))
    assert dates(spring) == [D(2026, 4, 30)]


def test_rules_begin_with_the_approval_and_named_days_stay():
    monthly = Deadline("ежемесячно", DeadlineKind.RECURRING_MONTHLY)
    assert dates(monthly, YEAR, D(2026, 4, 15))[0] == D(2026, 5, 8)
    named = Deadline("февраль 2026", DeadlineKind.MONTH, control_dates=(D(2026, 2, 27),))
    assert dates(named, YEAR, D(2026, 4, 15)) == [D(2026, 2, 27)]


def test_half_years_are_days_of_their_own():
    halves = (D(2026, 6, 30), D(2026, 12, 31))
    twice = Deadline("раз в полугодие", DeadlineKind.RECURRING_YEARLY, *YEAR, control_dates=halves)
    assert dates(twice) == [D(2026, 6, 30), D(2026, 12, 30)]
    once = Deadline(
        "ежегодно", DeadlineKind.RECURRING_YEARLY, *SCHOOL_YEAR,
        control_dates=(D(2026, 12, 31), D(2027, 8, 31)),
    )  # fmt: skip
    assert dates(once, SCHOOL_YEAR, yearly="plan_end") == [D(2027, 8, 31)]


def test_day_does_not_go_back_before_the_plan():
    fifth = Deadline(
        "ежемесячно, до 5 числа", DeadlineKind.RECURRING_MONTHLY, control_dates=(D(2026, 1, 5),)
    )
    assert dates(fifth) == [D(2026, 1, 12)]


@pytest.mark.parametrize(
    ("words", "count", "first"),
    [
        ("ежемесячно", 12, D(2026, 2, 10)),
        ("до 20 числа каждого месяца", 12, D(2026, 1, 20)),
        ("ежеквартально", 4, D(2026, 4, 10)),
        ("ежегодно", 1, D(2027, 1, 20)),
        ("постоянно", 1, D(2027, 1, 20)),
        ("ежегодно, ноябрь", 1, D(2026, 11, 30)),
        ("до 1 мая 2026 г.", 1, D(2026, 4, 30)),
        ("по запросам", 0, None),
    ],
)
def test_words_through_the_recogniser(words, count, first):
    found = dates(read_deadline(words, YEAR))
    assert (len(found), found[0] if found else None) == (count, first)


def test_nothing_is_proposed_where_neither_words_nor_plan_tell_the_period():
    assert dates(Deadline("ежемесячно", DeadlineKind.RECURRING_MONTHLY), None) == []
