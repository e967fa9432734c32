"""Which school could help another one, and why (peers.md row 1): suggested, never chosen by itself.

A pure comparison of the results of one year: numbers of participants of whole schools alone.
"""

from collections import defaultdict
from dataclasses import dataclass

from lib.collation import sort_key
from lib.text import NBSP, count
from monitoring.identification import Count, Exam
from monitoring.models import ExamResult, IdentificationRule
from schools.models import Partnership, School, SupportCategory
from schools.partnership_register import loads_of

FAR = "другой населённый пункт"


@dataclass(frozen=True)
class Suggestion:
    """A school that could help: in which of the failed exams it is stronger, where it is, and how
    many schools it helps already. `reasons` say it in words."""

    school: School
    stronger: tuple  # Exam
    reasons: tuple
    load: int
    is_near: bool


@dataclass(frozen=True)
class Suggestions:
    """What the page shows: the year, where the school fails, and who could help."""

    year: int
    failed: tuple  # «ВПР-5 математика — 41 %»
    found: tuple  # Suggestion


def suggestions(rule, school, candidates, results):
    """Suggestions for the school from the candidates, each with `load`; results are of one year.

    First whoever is stronger in more of the failed exams, then who is in the same place, then who
    helps fewer schools.
    """
    year = max((result.year for result in results), default=0)
    counts = defaultdict(dict)
    for result in results:
        if result.participants >= rule.least_participants:
            exam = Exam(result.procedure, result.subject, result.grade)
            counts[result.school_id][exam] = Count(result.participants, result.below_threshold)
    failed = {
        exam: number
        for exam, number in counts[school.pk].items()
        if number.is_failed(rule.threshold_percent)
    }
    found = [
        suggestion(rule, school, failed, other, counts[other.pk])
        for other in candidates
        if other.pk != school.pk
    ]
    words = sorted(f"{exam.words}{NBSP}— {number.words}" for exam, number in failed.items())
    return Suggestions(year, tuple(words), tuple(sorted(found, key=rank)))


def rank(one):
    """Order of the suggestions."""
    return -len(one.stronger), not one.is_near, one.load, sort_key(one.school.short_name)


def suggestion(rule, school, failed, other, theirs):
    """The Suggestion of one candidate, with its reasons in words."""
    stronger = [
        exam
        for exam in sorted(failed, key=lambda exam: exam.words)
        if exam in theirs and not theirs[exam].is_failed(rule.threshold_percent)
    ]
    reasons = [
        f"{exam.words}: ниже порога {theirs[exam].words}, у школы {failed[exam].words}"
        for exam in stronger
    ]
    is_near = bool(other.locality) and other.locality == school.locality
    if failed and not stronger:
        reasons.append(
            "Там, где школе трудно, результаты не выше"
            if failed.keys() & theirs.keys()
            else "Там, где школе трудно, сравнить не с чем: таких результатов нет"
        )
    place = other.locality if not is_near else ""
    reasons.append("Тот же населённый пункт" if is_near else f"{FAR}: {place}".rstrip(": "))
    reasons[-1] = reasons[-1][:1].upper() + reasons[-1][1:]
    helps = count(other.load, "школе", "школам", "школам")
    reasons.append(f"Сейчас помогает {helps}" if other.load else "Пока никому не помогает")
    return Suggestion(other, tuple(stronger), tuple(reasons), other.load, is_near)


def suggestions_for(school):
    """Suggestions for the school from the leaders of its municipality; a few queries.

    A school of the list ШНОР is no candidate, nor is one that is in a pair with the school today.
    """
    place = school.municipality
    today = place.today()
    results = ExamResult.objects.filter(municipality=place)
    year = results.filter(school=school).order_by("-year").values_list("year", flat=True).first()
    rules = IdentificationRule.objects.filter(municipality=place)
    rule = (rules.for_year(year) if year else None) or IdentificationRule()
    paired = Partnership.objects.in_force(today).filter(mentee=school).values("mentor")
    weak = School.objects.listed(SupportCategory.LOW_PERFORMING, today).values("pk")
    candidates = loads_of(place).filter(is_leader=True).exclude(pk__in=paired)
    candidates = candidates.exclude(pk__in=weak)
    of_year = results.filter(year=year) if year else results.none()
    return suggestions(rule, school, list(candidates), list(of_year))
