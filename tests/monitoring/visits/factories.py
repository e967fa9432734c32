"""make_<model>() of visits and consultations; say only what the test is about."""

import datetime

from monitoring.models import (
    Consultation,
    JointPlan,
    JointPlanRow,
    Recommendation,
    Visit,
    VisitSchedule,
)
from tests.factories import (
    DUE,
    make_assignment,
    make_municipality,
    make_person,
    make_school,
    make_user,
)


def make_schedule(municipality=None, *, approved=True, **values):
    """A schedule of visits for the year 2026, approved on its first day."""
    defaults = {
        "municipality": municipality or make_municipality(),
        "starts_on": datetime.date(2026, 1, 1),
        "ends_on": datetime.date(2026, 12, 31),
    }
    if approved:
        defaults |= {"approved_on": datetime.date(2026, 1, 1), "approved_by": make_user()}
    return VisitSchedule.objects.create(**defaults | values)


def make_visit(school=None, *, tutor=None, schedule=None, state="planned", **values):
    """A visit of a schedule that is approved, in the state with all the facts of it."""
    school = school or make_school()
    place = school.municipality
    defaults = {
        "municipality": place,
        "school": school,
        "tutor": tutor or make_person(place),
        "schedule": schedule or make_schedule(place),
        "planned_on": DUE,
        "aim": "Посещение уроков",
        "state": state,
    }
    if state in ("recorded", "sent", "read"):
        defaults |= {"held_on": DUE, "looked_at": "Три урока", "findings": "Есть трудности"}
    if state in ("sent", "read"):
        defaults["sent_on"] = DUE
    if state == "read":
        defaults |= {"read_on": DUE, "read_by": make_user(), "reader": "Директорова А. П."}
    if state == "off":
        defaults["reason_off"] = "Карантин"
    return Visit.objects.create(**defaults | values)


def make_recommendation(visit, **values):
    defaults = {"visit": visit, "text": "Обновить план занятий", "due_on": "2090-05-05"}
    return Recommendation.objects.create(**defaults | values)


def make_joint_plan(assignment=None, **values):
    """A plan of the assignment for 2000–2089, without rows, confirmed by nobody."""
    assignment = assignment or make_assignment()
    defaults = {
        "municipality": assignment.municipality,
        "assignment": assignment,
        "starts_on": datetime.date(2000, 1, 1),
        "ends_on": datetime.date(2089, 12, 31),
    }
    return JointPlan.objects.create(**defaults | values)


def make_joint_row(plan, **values):
    """A row of the plan for the day DUE."""
    defaults = {
        "plan": plan,
        "text": "Единый методический день",
        "starts_on": DUE,
        "parties": "тьютор, учителя",
        "expected": "Памятка",
    }
    return JointPlanRow.objects.create(**defaults | values)


def make_consultation(school=None, **values):
    """A line of the journal of the day DUE."""
    school = school or make_school()
    defaults = {
        "municipality": school.municipality,
        "school": school,
        "held_on": DUE,
        "form": "phone",
        "post": "учитель математики",
        "topic": "Задания с графиками",
        "advice": "Отправлены материалы",
        "consultant": values.get("consultant") or make_person(school.municipality),
    }
    return Consultation.objects.create(**defaults | values)
