"""Tutors of the school, their latest visits, how many consultations there were."""

from lib.dates import dotted_date
from monitoring.joint_plans.states import mark_words
from monitoring.reporting.paper import Column, Table
from monitoring.school_card.part import Part
from monitoring.visits.card import card_of
from monitoring.visits.states import visit_words

TUTORS = (Column("Тьютор", 40), Column("Закреплён с", 20), Column("Основание", 40))
PLANS = (
    Column("Что делают вместе", 32),
    Column("Срок", 16),
    Column("Кто участвует", 22),
    Column("Отметка", 30),
)
VISITS = (Column("День", 16), Column("Тьютор", 28), Column("Цель", 38), Column("Состояние", 18))


def read(seen):
    """VisitCard; five queries."""
    return card_of(seen.school, seen.access)


def tables(found, seen):
    """Tutors of today, their joint plans, then the latest visits."""
    tutors = tuple((str(one.person), dotted_date(one.since), one.basis) for one in found.tutors)
    visits = tuple(
        (
            dotted_date(one.held_on or one.planned_on),
            str(one.tutor),
            one.aim,
            visit_words(one.state, one.planned_on, seen.today),
        )
        for one in found.visits
    )
    rows = tuple(
        (row.text, row.days, row.parties, mark_words(row))
        for plan in found.plans
        for row in plan.lines
    )
    return (
        Table(TUTORS, tutors, "Тьютор", empty="Тьютор за школой не закреплён."),
        Table(PLANS, rows, "План совместной работы с тьютором", empty="Плана нет."),
        Table(VISITS, visits, "Последние посещения", empty="Посещений нет."),
    )


PART = Part("visits", "Тьютор и посещения", "monitoring/card/_visits.html", read, tables)
