"""Invented risks of the demo's schools: judged this year and the last, answered in part."""

import datetime

from monitoring.demo.papers import keep
from monitoring.models import Risk, RiskFactor, RiskProfile, RiskSource, Significance
from monitoring.risks.operations import save_profile, take_common_factors
from schools.models import (
    Programme,
    ProgrammeKind,
    ProgrammeVersion,
    RoleKind,
    SupportListing,
)

S = Significance
# By turns: how much the factors of the year mean in one school, and which of them are taken.
STORIES = (
    ((S.MEDIUM, S.HIGH, S.HIGH, S.LOW, S.ABSENT, S.HIGH, S.MEDIUM, S.HIGH, S.LOW), (1, 2, 7)),
    ((S.LOW, S.MEDIUM, S.LOW, S.HIGH, S.ABSENT, S.MEDIUM, S.HIGH, S.HIGH, S.MEDIUM), (6, 7)),
    ((S.HIGH, S.LOW, S.MEDIUM, S.LOW, S.MEDIUM, S.HIGH, S.ABSENT, S.MEDIUM, S.HIGH), (0, 5, 8)),
    ((S.ABSENT, S.MEDIUM, S.MEDIUM, S.LOW, S.LOW, S.MEDIUM, S.LOW, S.MEDIUM, S.LOW), ()),
)
VALUES = {
    S.HIGH: "выше среднего по району на 15–20 %",
    S.MEDIUM: "на уровне района",
}
MEASURES = "Назначены ответственные, ход обсуждают на педсовете раз в четверть"


def make_risks(cast):
    """The common list of factors, a profile of every supported school."""
    place, by = cast.municipality, cast.user(RoleKind.COORDINATOR)
    today = place.today()
    take_common_factors(place, by=by)
    listed = SupportListing.objects.in_force(today).filter(school__municipality=place)
    schools = list(
        dict.fromkeys(one.school for one in listed.order_by("school").select_related("school"))
    )
    directors = {role.school_id: role.user for role in place.roles.filter(kind=RoleKind.DIRECTOR)}
    for number, school in enumerate(schools):
        director = directors.get(school.pk)
        make_profile(school, today.year, number, director=director, by=by)
        if number == 0:
            make_profile(school, today.year - 1, number + 1, director=None, by=by)


def make_profile(school, year, number, *, director, by):
    """The profile of a school; who has a director signing in has programmes for all but one."""
    marks, taken = STORIES[number % len(STORIES)]
    place = school.municipality
    factors = list(RiskFactor.objects.filter(municipality=place).for_year(year))
    profile = RiskProfile(
        municipality=place,
        school=school,
        year=year,
        source=RiskSource.SELF if number % 3 == 2 else RiskSource.SURVEY,
        made_on=datetime.date(year, 3, 10 + number),
    )
    answered = taken[:-1] if director else ()
    risks = [
        Risk(
            factor=factor,
            significance=marks[at % len(marks)],
            value=VALUES.get(marks[at % len(marks)], ""),
            is_chosen=at in taken,
            measures=MEASURES if at in taken else "",
            programme=answer(school, factor, year, by=director) if at in answered else None,
        )
        for at, factor in enumerate(factors)
    ]
    save_profile(profile, [], risks, seen_version=profile.version, by=by)


def answer(school, factor, year, *, by):
    """The anti-risk programme of the school about the factor, uploaded by the director."""
    programme = Programme.objects.create(
        municipality=school.municipality,
        school=school,
        kind=ProgrammeKind.ANTIRISK,
        title=factor.name,
        starts_on=datetime.date(year, 4, 1),
        ends_on=datetime.date(year, 12, 31),
    )
    ProgrammeVersion.objects.create(
        programme=programme,
        number=1,
        file=keep("Антирисковая программа", f"{factor.name}.pdf", by=by),
        uploaded_by=by,
        uploaded_at=school.municipality.now() - datetime.timedelta(days=12),
    )
    return programme
