"""What the scores come to: pure functions, by tables."""

from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.models import Criterion, Verdict
from schools.programmes import scoring

THIRD = Fraction(100, 3)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([60], (60, 60, 60, 0)),
        ([60, 80], (70, 60, 80, 20)),
        ([80, 60, 65], (65, 60, 80, 20)),
        ([50, 50, 50, 100], (50, 50, 100, 50)),
        ([0, 100], (50, 0, 100, 100)),
        ([THIRD, 2 * THIRD], (50, THIRD, 2 * THIRD, THIRD)),
    ],
)
def test_median_and_spread(numbers, expected):
    spread = scoring.spread_of(numbers)
    assert (*spread, spread.width) == expected


def test_no_marks_are_no_zero():
    with pytest.raises(ValueError, match="ни одной оценки"):
        scoring.spread_of([])


@pytest.mark.parametrize(
    ("marks", "percent"),
    [
        # (score, scores at most, weight)
        ([(0, 3, 1)], 0),
        ([(3, 3, 1), (2, 2, 5)], 100),
        ([(1, 2, 1), (3, 3, 1)], 80),
        ([(1, 2, 1), (3, 3, 2)], Fraction(700, 8)),
        ([(0, 2, 1), (3, 3, 2)], 75),
        ([(1, 3, 1)], THIRD),
    ],
)
def test_weights_count(marks, percent):
    assert scoring.percent_of(marks) == percent


@pytest.mark.parametrize(
    ("percent", "verdict"),
    [
        (100, Verdict.RECOMMENDED),
        (75, Verdict.RECOMMENDED),
        (Fraction(7499, 100), Verdict.REWORK),
        (40, Verdict.REWORK),
        (Fraction(3999, 100), Verdict.REJECTED),
        (0, Verdict.REJECTED),
    ],
)
def test_limits_of_the_sheet_propose(percent, verdict):
    assert scoring.proposed(percent, pass_percent=75, rework_percent=40) == verdict


@pytest.mark.parametrize(
    ("fraction", "printed"),
    [(THIRD, "33.3"), (Fraction(6665, 100), "66.7"), (Fraction(80), "80.0")],
)
def test_what_is_stored_is_rounded_by_halves_up(fraction, printed):
    assert str(scoring.rounded(fraction)) == printed


@pytest.mark.parametrize(
    ("marks", "most", "disputed"),
    [
        ((3,), 3, False),
        ((1, 2), 3, False),
        ((1, 3), 3, True),
        ((1, 2), 2, True),
        ((0, 0), 2, False),
    ],
)
def test_experts_who_differ_by_half_of_the_scale_are_marked(marks, most, disputed):
    criterion = SimpleNamespace(max_score=most)
    result = scoring.CriterionResult(criterion, marks, scoring.spread_of(marks))
    assert result.is_disputed is disputed


CRITERIA = [Criterion(pk=1, max_score=2, weight=1), Criterion(pk=2, max_score=3, weight=2)]


def test_each_expert_and_each_criterion():
    appraisals = [{1: 2, 2: 3}, {1: 0, 2: 2}]
    assert scoring.totals(CRITERIA, appraisals) == [100, 50]
    rows = scoring.by_criterion(CRITERIA, appraisals)
    assert [(row.marks, row.spread.median) for row in rows] == [
        ((2, 0), 1),
        ((3, 2), Fraction(5, 2)),
    ]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=5))
def test_median_is_among_the_marks_and_the_order_does_not_matter(marks):
    appraisals = [dict(zip((1, 2), pair, strict=True)) for pair in marks]
    totals = scoring.totals(CRITERIA, appraisals)
    spread = scoring.spread_of(totals)
    assert 0 <= spread.lowest <= spread.median <= spread.highest <= 100
    assert sum(total <= spread.median for total in totals) * 2 >= len(totals)
    assert sum(total >= spread.median for total in totals) * 2 >= len(totals)
    assert spread == scoring.spread_of(scoring.totals(CRITERIA, appraisals[::-1]))
