"""What needs an act of the person today: the lists of «Моя работа» as one line each."""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from lib.quarters import Quarter
from monitoring.models.checkpoint import CONTROLLERS
from monitoring.visits.quarter import unvisited_keys
from monitoring.visits.work import visit_work_of
from monitoring.work import duties_of, papers_of, sizes_of
from schools.models import RoleKind

READERS = frozenset({RoleKind.OBSERVER, RoleKind.REGIONAL})
BUTTONS = {"decide": "Проверить", "date": "Решить", "report": "Отчитаться"}


@dataclass(frozen=True)
class Wanted:
    """One line with one button; `url` opens exactly what is counted."""

    title: str
    number: int
    url: str
    button: str
    oldest: datetime.date | None = None


def wanted_of(access, checkpoints, overdue):
    """[Wanted] of what the person sees, most pressing first; None for those who only read.

    `overdue`: how many are, of everybody.
    """
    if access.kinds <= READERS:
        return None
    slug = access.municipality.slug
    register = reverse("monitoring:checkpoint-list", args=[slug])
    duties = [duty for duty in duties_of(access) if duty.is_urgent]
    work = reverse("monitoring:work", args=[slug])
    found = paper_lines(papers_of(access), work) + visit_lines(visit_work_of(access), work)
    found += [
        Wanted(duty.title, number, f"{register}?{duty.query}", BUTTONS[duty.act], oldest)
        for duty, (number, oldest) in zip(duties, sizes_of(duties, checkpoints), strict=True)
    ]
    if access.is_any(*CONTROLLERS):
        url = f"{register}?overdue=on"
        found.append(Wanted("Напомнить тем, кто просрочил", overdue, url, "Посмотреть"))
        found.append(unvisited_line(access.municipality))
    return [line for line in found if line.number]


def paper_lines(papers, work):
    """[Wanted] of documents; they are listed in «Моя работа»."""
    return [
        Wanted("Подписать документы", len(papers.orders), f"{work}#sign", "Прочитать и подписать"),
        Wanted("Согласовать документы", len(papers.visas), f"{work}#agree", "Согласовать"),
        Wanted("Ознакомиться с документами", len(papers.to_read), f"{work}#read", "Ознакомиться"),
    ]


def visit_lines(visits, work):
    """[Wanted] of visits; they are listed in «Моя работа»."""
    return [
        Wanted(
            "Прочитать справки о посещениях",
            len(visits.to_read),
            f"{work}#read-visits",
            "Прочитать",
        ),
        Wanted(
            "Утвердить графики посещений",
            len(visits.to_approve),
            f"{work}#approve-visits",
            "Утвердить",
        ),
        Wanted("Записать свои посещения", len(visits.to_hold), f"{work}#hold-visits", "Записать"),
    ]


def unvisited_line(municipality):
    """Wanted of the supported schools that nobody has visited in this quarter."""
    today = municipality.today()
    url = reverse("monitoring:visit-quarter", args=[municipality.slug])
    number = len(unvisited_keys(municipality, Quarter.of(today), today))
    return Wanted("Школы без посещения в этом квартале", number, url, "Посмотреть")
