"""Risks of the school by its last profile: what was found, what it works on, and by what."""

from dataclasses import dataclass

from monitoring.models import RiskFactor, RiskProfile
from monitoring.reporting.paper import Column, Table
from monitoring.risks.permissions import can_assess_risks, can_choose_risks
from monitoring.risks.table import GAP, about, by_significance
from monitoring.school_card.part import Part

COLUMNS = (
    Column("Риск", 34),
    Column("Значимость", 12),
    Column("Показатель", 20),
    Column("Взят в работу", 34),
)


@dataclass(frozen=True)
class Risks:
    """The last profile or None, its risks, years of the earlier ones; what may be done here."""

    profile: RiskProfile | None
    risks: list
    years: list
    can_assess: bool
    can_choose: bool
    asked_year: int


def read(seen):
    """Risks of the school; three queries."""
    profiles = list(RiskProfile.objects.visible_to(seen.access).filter(school=seen.school))
    last = next(iter(profiles), None)
    risks = last.risks.select_related("factor", "programme") if last else ()
    can_assess = can_assess_risks(seen.access)
    # A school chooses among what was judged; the department judges the current year.
    year = seen.today.year if can_assess or last is None else last.year
    factors = RiskFactor.objects.filter(municipality=seen.school.municipality_id)
    has_something_to_judge = factors.for_year(year).exists() if can_assess else last is not None
    return Risks(
        last,
        by_significance(risks),
        [profile.year for profile in profiles[1:]],
        can_assess,
        can_choose_risks(seen.access, seen.school) and has_something_to_judge,
        year,
    )


def tables(found, seen):
    """One row for every risk that was judged."""
    rows = tuple(
        (str(risk.factor), risk.get_significance_display(), risk.value, work_words(risk))
        for risk in found.risks
    )
    heading = "Риски"
    if found.profile:
        heading = f"Риски, {found.profile.year} год: {about(found.profile)}"
    return (Table(COLUMNS, rows, heading, empty="Риски школы ещё не оценивали."),)


def work_words(risk):
    """What the school does about the risk: its measures, its programme or that there is none."""
    if not risk.is_chosen:
        return ""
    programme = str(risk.programme) if risk.programme else GAP
    return ". ".join(filter(None, ("взят", risk.measures.rstrip("."), programme)))


PART = Part("risks", "Риски", "monitoring/card/_risks.html", read, tables)
