"""What needs an act of the person today: the lists of «Моя работа» as one line each."""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from monitoring.models.checkpoint import CONTROLLERS
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


def wanted_of(access, overdue):
    """[Wanted], most pressing first; None for those who only read. `overdue`: of everybody."""
    if access.kinds <= READERS:
        return None
    slug = access.municipality.slug
    register = reverse("monitoring:checkpoint-list", args=[slug])
    duties = [duty for duty in duties_of(access) if duty.is_urgent]
    found = paper_lines(papers_of(access), reverse("monitoring:work", args=[slug]))
    found += [
        Wanted(duty.title, number, f"{register}?{duty.query}", BUTTONS[duty.act], oldest)
        for duty, (number, oldest) in zip(duties, sizes_of(duties), strict=True)
    ]
    if access.is_any(*CONTROLLERS):
        url = f"{register}?overdue=on"
        found.append(Wanted("Напомнить тем, кто просрочил", overdue, url, "Посмотреть"))
    return [line for line in found if line.number]


def paper_lines(papers, work):
    """[Wanted] of documents; they are listed in «Моя работа»."""
    return [
        Wanted("Подписать документы", len(papers.orders), f"{work}#sign", "Прочитать и подписать"),
        Wanted("Согласовать документы", len(papers.visas), f"{work}#agree", "Согласовать"),
        Wanted("Ознакомиться с документами", len(papers.to_read), f"{work}#read", "Ознакомиться"),
    ]
