"""Visits of a tutor to the school of a place."""

from tests.factories import DUE, make_assignment, make_person
from tests.monitoring.visits.factories import (
    make_consultation,
    make_joint_plan,
    make_joint_row,
    make_recommendation,
    make_schedule,
    make_visit,
)


def add_visits(place, mark, *, tutor=None):
    """Schedules approved and not, a visit in every state that an act needs, a consultation."""
    municipality, school = place.municipality, place.school
    tutor = tutor or make_person(municipality, surname=f"Тьюторова{mark}")
    approved = make_schedule(municipality)
    draft = make_schedule(municipality, approved=False)
    words = {"aim": f"Цель {mark}", "tutor": tutor}
    days = iter(range(1, 20))

    def visit(state="planned", schedule=approved, **values):
        day = DUE.replace(day=next(days))
        return make_visit(school, schedule=schedule, state=state, planned_on=day, **words | values)

    plan = make_joint_plan(make_assignment(tutor, school))
    row = {"text": f"Дело {mark}", "parties": f"Кто {mark}", "expected": f"Итог {mark}"}
    done = {"state": "done", "done_on": DUE, "result": f"Получилось {mark}"}
    place.pk |= {
        "joint_plan": plan.pk,
        "joint_row": make_joint_row(plan, by_school=True, **row).pk,
        "marked_row": make_joint_row(plan, **row, **done).pk,
    }
    told = {"looked_at": f"Посмотрели {mark}", "findings": f"Выводы {mark}"}
    recorded = visit("recorded", **told)
    place.pk |= {
        "visit": visit().pk,
        "recorded_visit": recorded.pk,
        "recommendation": make_recommendation(recorded, text=f"Рекомендация {mark}").pk,
        "sent_visit": visit("sent", **told).pk,
        "draft_visit": visit(schedule=draft).pk,
        "visit_schedule": approved.pk,
        "draft_schedule": draft.pk,
        "consultation": make_consultation(
            school, topic=f"Тема {mark}", advice=f"Совет {mark}", consultant=tutor
        ).pk,
    }
