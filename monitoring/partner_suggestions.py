"""Which school could help another one, and why (peers.md row 1): suggested, never chosen by itself.

A pure comparison of the results of one year: numbers of participants of whole schools alone.
"""

from collections import defaultdict
from dataclasses import dataclass
from math import inf

from lib.collation import sort_key
from lib.distance import kilometres
from lib.text import NBSP, count
from monitoring.identification import Count, Exam
from monitoring.models import ExamResult, IdentificationRule
from schools.models import Partnership, School, SupportCategory
from schools.partnership_register import loads_of

# A school so far is as near as one of the same district; nearer than so many are the same.
NEAR_KM, STEP_KM = 15, 10


@dataclass(frozen=True)
class Suggestion:
    """A school that could help: in which of the failed exams it is stronger, where it is, and how
    many schools it helps already. `reasons` say it in words."""

    school: School
    stronger: tuple  # Exam
    reasons: tuple
    load: int
    place: "Closeness"


@dataclass(frozen=True)
class Suggestions:
    """What the page shows: the year, where the school fails, and who could help."""

    year: int
    failed: tuple  # «ВПР-5 математика — 41 %»
    found: tuple  # Suggestion


def suggestions(rule, school, candidates, results):
    """Suggestions for the school from the candidates, each with `load`; results are of one year.

    First whoever is stronger in more of the failed exams, then who is nearer, then who helps
    fewer schools.
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
    return -len(one.stronger), one.place.rank, one.load, sort_key(one.school.short_name)


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
    place = closeness(school, other)
    if failed and not stronger:
        reasons.append(
            "Там, где школе трудно, результаты не выше"
            if failed.keys() & theirs.keys()
            else "Там, где школе трудно, сравнить не с чем: таких результатов нет"
        )
    reasons.append(place.words)
    helps = count(other.load, "школе", "школам", "школам")
    reasons.append(f"Сейчас помогает {helps}" if other.load else "Пока никому не помогает")
    return Suggestion(other, tuple(stronger), tuple(reasons), other.load, place)


@dataclass(frozen=True)
class Closeness:
    """How near two schools are: a rank, less is nearer, and why, in words."""

    rank: tuple
    words: str


def closeness(school, other):
    """Closeness by the same place, the coordinates (as the crow flies) and the same district.

    Roads are not known; where there are no coordinates, nothing is said of kilometres.
    """
    is_here = bool(other.locality) and other.locality == school.locality
    is_district = bool(other.district) and other.district == school.district
    points = school.point, other.point
    km = kilometres(*points) if all(points) else inf
    tier = 0 if is_here else 1 if is_district or km <= NEAR_KM else 2
    said = []
    if km < inf:
        said.append(f"{max(1, round(km))}{NBSP}км по прямой" if km >= 0.5 else "рядом на карте")
    if is_here:
        said.append("тот же населённый пункт")
    else:
        if is_district:
            said.append(f"тот же округ или поселение ({other.district})")
        said.append(
            f"другой населённый пункт: {other.locality}"
            if other.locality
            else "населённый пункт не указан"
        )
    words = ", ".join(said)
    return Closeness((tier, km // STEP_KM if km < inf else inf), words[:1].upper() + words[1:])


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
