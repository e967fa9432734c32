"""What the scores of experts come to: per cents, median, spread (domain.md 3.5 E03).

Pure functions over plain numbers; whole fractions until the end, so that a tie is a tie.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median
from typing import NamedTuple

from schools.models import Verdict

# Experts who differ by half of the scale or more had better speak to each other.
WIDE = Fraction(1, 2)


class Spread(NamedTuple):
    """The middle of several marks, the lowest and the highest of them."""

    median: Fraction
    lowest: Fraction
    highest: Fraction

    @property
    def width(self):
        """How far the experts are from each other."""
        return self.highest - self.lowest


class CriterionResult(NamedTuple):
    """One criterion: what each expert gave, and what it comes to."""

    criterion: object
    marks: tuple
    spread: Spread

    @property
    def is_disputed(self):
        """The experts differ by half of the scale or more."""
        return len(self.marks) > 1 and self.spread.width >= WIDE * self.criterion.max_score


def spread_of(numbers):
    """Spread of one number or several; ValueError for none."""
    exact = [Fraction(number) for number in numbers]
    if not exact:
        raise ValueError("Нет ни одной оценки.")
    return Spread(median(exact), min(exact), max(exact))


def percent_of(marks):
    """Per cent of the greatest possible sum, of [(score, max_score, weight)], as a Fraction."""
    possible = sum(weight * most for _, most, weight in marks)
    return 100 * Fraction(sum(weight * score for score, _, weight in marks), possible)


def proposed(percent, *, pass_percent, rework_percent):
    """The Verdict that the sheet's two limits propose for the median; a person decides."""
    if percent >= pass_percent:
        return Verdict.RECOMMENDED
    return Verdict.REWORK if percent >= rework_percent else Verdict.REJECTED


def rounded(percent):
    """Decimal with one digit, a half goes up: what is stored and printed."""
    exact = Decimal(percent.numerator) / Decimal(percent.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def by_criterion(criteria, appraisals):
    """[CriterionResult] of the criteria; `appraisals` are [{criterion's key: score}]."""
    results = []
    for criterion in criteria:
        marks = tuple(scores[criterion.pk] for scores in appraisals)
        results.append(CriterionResult(criterion, marks, spread_of(marks)))
    return results


def totals(criteria, appraisals):
    """Per cent of each appraisal, in their order."""
    return [
        percent_of([(scores[one.pk], one.max_score, one.weight) for one in criteria])
        for scores in appraisals
    ]
