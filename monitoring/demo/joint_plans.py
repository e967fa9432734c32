"""Invented joint plans of tutors and schools: one confirmed by both, one that waits."""

import datetime

from lib.dates import school_year
from monitoring.joint_plans import operations
from monitoring.models import JointPlan, JointPlanRow, PlanSide, Visit
from schools.confirming import confirm_plan
from schools.models import Role, RoleKind, TutorAssignment

# What, in how many days from today, for how many days more, who, what is expected.
ROWS = (
    ("Единый методический день: уроки и их разбор", -40, None, "тьютор, учителя школы", "Памятка"),
    ("Разбор итогов проверочных работ", -15, None, "тьютор, администрация", "Справка по классам"),
    ("Посещение уроков и беседа с учителями", 12, 20, "тьютор, учителя", "Рекомендации учителям"),
    ("Общий разбор года, план на следующий", 45, None, "тьютор, директор", "Проект плана"),
)
RESULT = "Проведено, памятка роздана учителям."
REASON = "В этот день в школе был городской смотр."


def make_joint_plans(cast):
    """A confirmed plan and one that waits for its director; other tutors have none yet."""
    place = cast.municipality
    held = TutorAssignment.objects.filter(municipality=place, until=None).order_by("pk")
    roles = Role.objects.filter(municipality=place, kind=RoleKind.DIRECTOR).select_related("user")
    directors = {role.school_id: role.user for role in roles}
    writer = cast.user(RoleKind.METHODOLOGIST)
    # First those whose director signs in: somebody must be able to give the word.
    ordered = sorted(
        held.select_related("person", "school"), key=lambda one: one.school_id not in directors
    )
    for number, assignment in enumerate(ordered[:2]):
        plan = make_plan(assignment, by=writer)
        director = directors.get(assignment.school_id)
        sides = {PlanSide.TUTOR: assignment.person.user or writer}
        if number == 0 and director:
            sides[PlanSide.SCHOOL] = director
        if number == 0:
            mark_rows(plan, by=writer)
        for side, user in sides.items():
            plan.refresh_from_db()
            confirm_plan(plan, [side], seen_plan=plan.plan_version, by=user)


def make_plan(assignment, *, by):
    """The plan of the school year of today, widened to the days of its rows."""
    today = assignment.municipality.today()
    days = [today + datetime.timedelta(days=row[1]) for row in ROWS]
    year = school_year(today)
    plan = JointPlan(
        municipality=assignment.municipality,
        assignment=assignment,
        starts_on=min(datetime.date(year, 9, 1), *days),
        ends_on=max(datetime.date(year + 1, 8, 31), *days),
    )
    operations.save_plan(plan, [], seen_version=None, by=by)
    visits = Visit.objects.filter(
        school=assignment.school, tutor=assignment.person, state="planned"
    )
    for number, (text, _, term, parties, expected) in enumerate(ROWS):
        row = JointPlanRow(
            plan=plan,
            text=text,
            starts_on=days[number],
            ends_on=days[number] + datetime.timedelta(days=term) if term else None,
            parties=parties,
            expected=expected,
            visit=visits.last() if term else None,
            by_school=number == 1,
        )
        operations.save_row(row, [], seen_version=None, by=by)
    return plan


def mark_rows(plan, *, by):
    """The first row is done, the second one was moved to a day still to come."""
    today = plan.municipality.today()
    first, second = plan.rows.all()[:2]
    first.done_on, first.result = first.starts_on, RESULT
    operations.mark_done(first, seen_version=first.version, by=by)
    second.moved_to, second.reason = today + datetime.timedelta(days=5), REASON
    operations.move_row(second, seen_version=second.version, by=by)
