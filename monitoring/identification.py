"""Which schools the rule of identification proposes for the list ШНОР, and why (domain.md 2.2).

It proposes and explains; a person decides (schools.SupportListing). Reads numbers of participants
of whole schools alone: there is nothing in them about a teacher or a pupil.
"""

import enum
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from lib.collation import sort_key
from lib.text import NBSP
from monitoring.models import ExamResult, Procedure, Subject
from monitoring.models.exam_result import percent_words
from schools.models import School


class Verdict(enum.Enum):
    """What the rule says of a school."""

    PROPOSED = "предлагается включить"
    UNKNOWN = "недостаточно данных"
    UNFIT = "под правило не подходит"

    @property
    def title(self):
        """Heading of a list."""
        return self.value.capitalize()


class Exam(NamedTuple):
    """One procedure: its form, subject and class."""

    procedure: str
    subject: str
    grade: int

    @property
    def words(self):
        """«ВПР-5 математика», «ОГЭ математика»."""
        form = Procedure(self.procedure).label
        grade = f"-{self.grade}" if self.procedure == Procedure.VPR else ""
        return f"{form}{grade} {self.subject_words}"

    @property
    def subject_words(self):
        """«математика»."""
        return Subject(self.subject).label


class Count(NamedTuple):
    """How many took part, and how many were below the threshold."""

    participants: int
    below: int

    def is_failed(self, percent):
        """The share is the percent or more; counted in whole numbers, so a tie is a tie."""
        return 100 * self.below >= percent * self.participants

    @property
    def words(self):
        """«41 %», «29,9 %»; cut, not rounded, so that what is under the limit looks so."""
        return percent_words(self.participants, self.below)


@dataclass(frozen=True)
class Proposal:
    """A school, the verdict and the sentences that explain it."""

    school: School
    verdict: Verdict
    reasons: tuple

    @property
    def explanation(self):
        """«предлагается включить: ВПР-5 математика 2025 — 41 %; 2026 — 38 %»."""
        return f"{self.verdict.value}: {'. '.join(self.reasons)}"


def identify(rule, year, schools, results):
    """[Proposal] of the schools by their results, those to include first, then by name.

    `results` are ExamResults of the schools, of any years and procedures.
    """
    found = defaultdict(dict)
    for result in results:
        if result.procedure in rule.procedures:
            exam = Exam(result.procedure, result.subject, result.grade)
            count = Count(result.participants, result.below_threshold)
            found[result.school_id].setdefault(result.year, {})[exam] = count
    order = list(Verdict)
    proposals = [proposal(rule, year, school, found[school.pk]) for school in schools]
    return sorted(
        proposals, key=lambda one: (order.index(one.verdict), sort_key(one.school.short_name))
    )


def identify_in(rule, year, municipality):
    """[Proposal] of every school of the municipality; two queries."""
    years = rule.window(year)
    results = ExamResult.objects.filter(municipality=municipality, year__in=years)
    return identify(rule, year, School.objects.filter(municipality=municipality), results)


def proposal(rule, year, school, by_year):
    """The Proposal of one school; `by_year` is {year: {Exam: Count}}."""
    case = Case(rule, year, by_year)
    if case.holds():
        return Proposal(school, Verdict.PROPOSED, tuple(case.proofs()))
    if case.may_hold():
        return Proposal(school, Verdict.UNKNOWN, tuple(case.doubts()))
    return Proposal(school, Verdict.UNFIT, tuple(case.denials()))


class Case:
    """The results of one school before the rule.

    A procedure is failed in a year when its share below the threshold reaches the limit. Small
    groups count neither for nor against; a verdict that hangs on them is «not enough data».
    """

    def __init__(self, rule, year, by_year):
        self.rule, self.year, self.years = rule, year, rule.window(year)
        self.by_year = {one: by_year.get(one, {}) for one in self.years}
        self.failed = {one: self.chosen(one, self.is_failed) for one in self.years}
        self.small = {one: self.chosen(one, self.is_small) for one in self.years}
        self.missing = [one for one in self.years if not self.by_year[one]]

    def chosen(self, year, condition):
        return {exam for exam, count in self.by_year[year].items() if condition(count)}

    def is_small(self, count):
        return count.participants < self.rule.least_participants

    def is_failed(self, count):
        return not self.is_small(count) and count.is_failed(self.rule.threshold_percent)

    def holds(self):
        """The rule is met whatever is not known."""
        return self.is_met(self.failed)

    def may_hold(self):
        """The rule would be met if all that is not known spoke for it."""
        if self.year in self.missing:
            return True
        possible = {one: self.failed[one] | self.small[one] for one in self.years}
        for one in self.years[:-1]:
            # What the school held in the year itself, and not there, may have been failed there.
            possible[one] = possible[one] | (set(self.by_year[self.year]) - set(self.by_year[one]))
        return self.is_met(possible)

    def is_met(self, failed):
        """Enough procedures failed in the year, and the years before were like it."""
        years = [self.year] if self.rule.same_procedure else self.years
        if any(len(failed[one]) < self.rule.least_procedures for one in years):
            return False
        return not self.rule.same_procedure or bool(self.repeated(failed))

    def repeated(self, failed):
        """Procedures failed in every year of the window."""
        return set.intersection(*(failed[one] for one in self.years))

    def proofs(self):
        """What speaks for including: the repeated procedures first."""
        exams = set().union(*self.failed.values())
        repeated = self.repeated(self.failed)
        for exam in sorted(exams, key=lambda exam: (exam not in repeated, exam.words)):
            if exam in self.failed[self.year] or not self.rule.same_procedure:
                yield self.told(exam, [one for one in self.years if exam in self.failed[one]])

    def told(self, exam, years):
        """«ВПР-5 математика 2025 — 41 %; 2026 — 38 %»."""
        shares = "; ".join(f"{one}{NBSP}—{NBSP}{self.by_year[one][exam].words}" for one in years)
        return f"{exam.words} {shares}"

    def doubts(self):
        """What is known already, and what is missing."""
        yield from self.proofs()
        for one in self.missing:
            yield f"Результатов за {one} год нет"
        for one in self.years:
            for exam in sorted(self.small[one], key=lambda exam: exam.words):
                number = self.by_year[one][exam].participants
                least = self.rule.least_participants
                yield f"{exam.words} {one}: участников {number}, меньше {least}"
        yield from self.absent()

    def absent(self):
        """Procedures that an earlier year did not have, and that matter: the same ones must be
        failed in every year, or any."""
        held = self.failed if self.rule.same_procedure else self.by_year
        for exam in sorted(held[self.year], key=lambda exam: exam.words):
            years = [
                str(one)
                for one in self.years
                if one not in self.missing and exam not in self.by_year[one]
            ]
            if years:
                yield f"{exam.words}: нет результатов за {', '.join(years)}"

    def denials(self):
        """Why the rule does not fit."""
        failed = self.failed[self.year]
        if not failed:
            yield from self.denials_of_none()
            return
        yield from self.proofs()
        if len(failed) < self.rule.least_procedures:
            yield (
                f"Таких процедур в {self.year} году {len(failed)}, "
                f"а нужно не меньше {self.rule.least_procedures}"
            )
        elif self.rule.same_procedure:
            first = self.years[0]
            yield f"Ни одна из них не повторилась во всех годах с {first} по {self.year}"
        else:
            yield f"Не в каждом году с {self.years[0]} по {self.year} их было достаточно"

    def denials_of_none(self):
        """Why the rule does not fit when nothing was failed in the year; small groups are named."""
        limit, least = self.rule.threshold_percent, self.rule.least_participants
        held, small = self.by_year[self.year], self.small[self.year]
        if small == set(held):
            yield f"В {self.year} году во всех группах меньше {least} участников: долей не считали"
        else:
            told = f"В {self.year} году доля ниже порога ни разу не достигла {limit}{NBSP}%"
            yield f"{told}; группы меньше {least} участников не считали" if small else told
        if len(held) < self.rule.least_procedures:
            yield (
                f"Процедур в {self.year} году {len(held)}, "
                f"а нужно не меньше {self.rule.least_procedures}"
            )
