"""The table of risks × schools of a year: what the page, the Excel and the card say of a risk."""

from dataclasses import dataclass, field

from django.utils.html import format_html

from lib.collation import by_name
from lib.dates import dotted_date
from lib.excel import Sheet
from monitoring.models import Risk, RiskProfile, Significance

# Read in black and white: a letter for how much it means, a mark for what the school does.
LETTERS = {
    Significance.HIGH: "В",
    Significance.MEDIUM: "С",
    Significance.LOW: "Н",
    Significance.ABSENT: "–",
}
ORDER = list(Significance)
CHOSEN, GAP = "взят", "нет программы"
HEADINGS = {
    "Школа": 34,
    "Риск": 50,
    "Значимость": 14,
    "Показатель или примечание": 40,
    "Взят в работу": 12,
    "Меры кратко": 40,
    "Антирисковая программа": 36,
    "Откуда оценки": 28,
    "Дата оценки": 13,
}


@dataclass
class Line:
    """One factor: its cells by the columns of the table, and how many schools work on it."""

    factor: object
    cells: list
    chosen: int


@dataclass
class RiskTable:
    """Profiles of the year by the name of the school, and the factors that they have."""

    year: int
    profiles: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    gaps: int = 0


def table_of(access, year):
    """RiskTable of the profiles that the person sees; two queries."""
    profiles = RiskProfile.objects.visible_to(access).filter(year=year).select_related("school")
    profiles = list(profiles.order_by(by_name("school__short_name"), "pk"))
    risks = Risk.objects.filter(profile__in=[profile.pk for profile in profiles])
    cells, factors = {}, {}
    for profile in profiles:
        profile.chosen = []
    by_key = {profile.pk: profile for profile in profiles}
    for risk in risks.select_related("factor", "programme"):
        risk.profile = by_key[risk.profile_id]
        factors[risk.factor_id] = risk.factor
        cells[risk.factor_id, risk.profile_id] = risk
        if risk.is_chosen:
            risk.profile.chosen.append(risk)
    lines = []
    for factor in factors.values():
        row = [cells.get((factor.pk, profile.pk)) for profile in profiles]
        lines.append(Line(factor, row, sum(1 for risk in row if risk and risk.is_chosen)))
    return RiskTable(year, profiles, lines, sum(1 for risk in cells.values() if risk.is_gap))


def risk_letter(risk):
    """The letter in its box, with the whole word for who listens."""
    return format_html(
        '<span class="risk risk-{}" title="{}"><b aria-hidden="true">{}</b>'
        '<span class="visually-hidden">{}</span></span>',
        risk.significance,
        risk.value or risk.get_significance_display(),
        LETTERS[risk.significance],
        risk.get_significance_display(),
    )


def risk_mark(risk):
    """«взят» or «нет программы»; empty when the school does not work on it."""
    if risk.is_gap:
        return format_html('<span class="risk-gap nowrap">{}</span>', GAP)
    return CHOSEN if risk.is_chosen else ""


def risk_cell(risk):
    """The letter and the mark; empty when the factor was not judged."""
    return format_html("{} {}", risk_letter(risk), risk_mark(risk)) if risk else ""


def cell_words(risk):
    """The same in words, for Excel: «высокая, взят, нет программы»."""
    if risk is None:
        return ""
    said = [risk.get_significance_display()]
    if risk.is_chosen:
        said += [CHOSEN, *([GAP] if risk.is_gap else [])]
    return ", ".join(said)


def sheets_of(table, note):
    """[Sheet]: the table as on the page, then every risk with all that is written of it."""
    schools = [profile.school.short_name for profile in table.profiles]
    wide = [[line.factor.name, *map(cell_words, line.cells), line.chosen] for line in table.lines]
    long = [
        row_of(risk)
        for place, _ in enumerate(table.profiles)
        for line in table.lines
        if (risk := line.cells[place])
    ]
    return [
        Sheet(
            "Риски и школы",
            ["Риск", *schools, "Взяли школ"],
            wide,
            above=[note],
            widths=[50, *[18] * len(schools), 12],
        ),
        Sheet("По строкам", list(HEADINGS), long, above=[note], widths=list(HEADINGS.values())),
    ]


def row_of(risk):
    """Values of one line of the second sheet."""
    return [
        risk.profile.school.short_name,
        risk.factor.name,
        risk.get_significance_display(),
        risk.value,
        "да" if risk.is_chosen else "нет",
        risk.measures,
        str(risk.programme or (GAP if risk.is_gap else "")),
        risk.profile.get_source_display(),
        risk.profile.made_on,
    ]


def by_significance(risks):
    """The chosen ones first, then by how much they mean; places of the list after that."""
    return sorted(risks, key=lambda risk: (not risk.is_chosen, ORDER.index(risk.significance)))


def about(profile):
    """«анкетирование (рисковый профиль школы), 15.03.2026»."""
    return f"{profile.get_source_display()}, {dotted_date(profile.made_on)}"
