"""The rule of identification against a table made by hand, and against any results."""

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.text import NBSP
from monitoring.identification import Count, Exam, Verdict, identify, proposal
from monitoring.models import ExamResult, IdentificationRule
from tests.monitoring.identification.table import EXPECTED

pytestmark = pytest.mark.django_db


def rule(**values):
    return IdentificationRule(first_year=2020, **values)


def said(schools, **values):
    """{name of the school: explanation}, in the order of the list."""
    found = identify(rule(**values), 2026, schools.values(), ExamResult.objects.all())
    return {one.school.short_name: one.explanation.replace("\u00a0", " ") for one in found}


def proposed(schools, **values):
    found = identify(rule(**values), 2026, schools.values(), ExamResult.objects.all())
    return {one.school.short_name for one in found if one.verdict == Verdict.PROPOSED}


def test_twelve_schools_of_the_table(schools):
    found = said(schools)
    assert found == EXPECTED
    assert list(found) == list(EXPECTED)


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({"threshold_percent": 31}, {"Подходит", "В обоих перечнях"}),
        (
            {"least_procedures": 1},
            {
                "Подходит",
                "Ровно порог",
                "Одна процедура",
                "Малая группа решает",
                "В обоих перечнях",
            },
        ),
        (
            {"least_participants": 9, "least_procedures": 2},
            {
                "Подходит",
                "Ровно порог",
                "Малая группа решает",
                "В обоих перечнях",
            },
        ),
        (
            {"years_window": 1},
            {
                "Подходит",
                "Ровно порог",
                "Не повторилось",
                "Нет прошлого года",
                "Не проводилась",
                "В обоих перечнях",
            },
        ),
        ({"same_procedure": False}, {"Ровно порог"}),
        ({"procedures": ["vpr"]}, {"Подходит", "Ровно порог"}),
        ({"years_window": 3}, set()),
    ],
)
def test_parameters_of_the_rule_decide(schools, values, names):
    assert proposed(schools, **values) == names


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {},
            "Школу предлагают, если не меньше чем в 2 процедурах доля ниже порога — 30 % или "
            "больше, и хотя бы в одной из них — 2 года подряд. Считают ВПР, ОГЭ, ЕГЭ; процедуры, "
            "где участников меньше 10, не считают.",
        ),
        (
            {"same_procedure": False, "years_window": 3, "least_procedures": 1},
            "Школу предлагают, если не меньше чем в 1 процедуре доля ниже порога — 30 % или "
            "больше, и так — 3 года подряд. Считают ВПР, ОГЭ, ЕГЭ; процедуры, где участников "
            "меньше 10, не считают.",
        ),
        (
            {"years_window": 1, "procedures": ["oge"], "threshold_percent": 25},
            "Школу предлагают, если не меньше чем в 2 процедурах доля ниже порога — 25 % или "
            "больше. Считают ОГЭ; процедуры, где участников меньше 10, не считают.",
        ),
    ],
)
def test_rule_is_told_in_words(values, words):
    assert rule(**values).words.replace("\u00a0", " ") == words


def test_rule_of_the_year_is_found_by_its_years(place):
    old = IdentificationRule.objects.create(municipality=place, first_year=2019, last_year=2022)
    new = IdentificationRule.objects.create(municipality=place, first_year=2024)
    rules = IdentificationRule.objects.filter(municipality=place)
    found = [rules.for_year(year) for year in (2018, 2019, 2022, 2023, 2024, 2030)]
    assert found == [None, old, old, None, new, new]


def test_school_of_small_groups_alone_is_not_told_that_nobody_failed():
    """One procedure of seven, all below: no share is told, and there are too few procedures."""
    told = proposal(rule(least_procedures=2), 2026, None, {2026: {EXAMS[0]: Count(7, 7)}})
    assert [reason.replace(NBSP, " ") for reason in told.reasons] == [
        "В 2026 году во всех группах меньше 10 участников: долей не считали",
        "Процедур в 2026 году 1, а нужно не меньше 2",
    ]


# --- any results

YEAR = 2026
EXAMS = [Exam("vpr", subject, 5) for subject in ("mathematics", "russian", "history")]
COUNTS = {"failed": Count(20, 10), "passed": Count(20, 1), "small": Count(3, 3)}


@example(
    # Not held before, passed now: it may have been the second failed one of that year.
    cells=dict.fromkeys(product((YEAR - 1, YEAR), EXAMS), "failed")
    | {(YEAR - 1, EXAMS[1]): "passed", (YEAR - 1, EXAMS[2]): "absent", (YEAR, EXAMS[2]): "passed"},
    same=False,
    least=2,
)
@given(
    cells=st.fixed_dictionaries(
        {
            (year, exam): st.sampled_from(["failed", "passed", "small", "absent"])
            for year in (YEAR - 1, YEAR)
            for exam in EXAMS
        }
    ),
    same=st.booleans(),
    least=st.integers(1, 3),
)
def test_verdict_is_what_all_that_may_be_true_agree_on(cells, same, least):
    """Every way in which the unknown may have been is tried: all, some or none meet the rule."""
    by_year = {YEAR: {}, YEAR - 1: {}}
    for (year, exam), state in cells.items():
        if state != "absent":
            by_year[year][exam] = COUNTS[state]
    told = proposal(rule(same_procedure=same, least_procedures=least), YEAR, None, by_year)
    if not by_year[YEAR]:
        assert told.verdict == Verdict.UNKNOWN
    else:
        assert told.verdict == verdict_of(set(possible_outcomes(cells, same, least)))
    assert told.reasons


def possible_outcomes(cells, same, least):
    """Is the rule met, for every way to fill in the small groups and what was not held before."""
    unknown = [
        (year, exam)
        for (year, exam), state in cells.items()
        if state == "small" or (state == "absent" and year < YEAR and cells[YEAR, exam] != "absent")
    ]
    for guesses in product(["failed", "passed"], repeat=len(unknown)):
        full = cells | dict(zip(unknown, guesses, strict=True))
        before, now = (
            {exam for exam in EXAMS if full[year, exam] == "failed"} for year in (YEAR - 1, YEAR)
        )
        yield len(now) >= least and (bool(before & now) if same else len(before) >= least)


def verdict_of(outcomes):
    return {
        frozenset({True}): Verdict.PROPOSED,
        frozenset({False}): Verdict.UNFIT,
    }.get(frozenset(outcomes), Verdict.UNKNOWN)
