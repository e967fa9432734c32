"""The annex «График посещений» of an order is filled from the schedule (documents.annex_kinds)."""

from documents.annex_kinds.filling import visits_to_plan
from lib.dates import dotted_date
from monitoring.models import Visit, VisitState

FILLED_WITH = (
    "посещения из графиков, которые ещё не кончились; если их нет — тьюторы и их школы, даты и "
    "цели впишете сами"
)


def visits_to_approve(order):
    """One row for every planned visit of the schedules that are not over, else as documents do."""
    planned = Visit.objects.filter(
        municipality=order.municipality,
        state=VisitState.PLANNED,
        schedule__ends_on__gte=order.municipality.today(),
    ).select_related("school", "tutor")
    rows = [
        {
            "person": visit.tutor,
            "school": visit.school,
            "cells": [
                visit.school.short_name,
                str(visit.tutor),
                dotted_date(visit.planned_on),
                visit.aim,
            ],
        }
        for visit in planned.order_by("planned_on", "pk")
    ]
    return rows or visits_to_plan(order)
