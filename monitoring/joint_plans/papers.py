"""The joint plan on paper."""

from django.template.loader import render_to_string
from django.utils import timezone

from lib.dates import long_date
from lib.grammar.cases import Case
from monitoring.joint_plans.states import mark_words
from monitoring.reporting.writing import SheetOfReport
from schools.models import Person, Post, Role, RoleKind

LINE = "_____________"
NO_DATE = "«___» ______________ 20___ г."


def plan_html(plan, rows):
    """Full HTML of the plan with the blocks «СОГЛАСОВАНО» and «УТВЕРЖДАЮ»."""
    context = {
        "title": f"{plan}, {plan.assignment.school}",
        "author": plan.municipality.department,
        "style": SheetOfReport(),
        "plan": plan,
        "school": plan.assignment.school.form(Case.GENITIVE),
        "sides": ["СОГЛАСОВАНО", "УТВЕРЖДАЮ"],
        "blocks": blocks_of(plan),
        "rows": [(row, mark_words(row)) for row in rows],
        "is_draft": bool(plan.waits_for),
    }
    return render_to_string("print/joint_plan.html", context)


def blocks_of(plan):
    """Rows of the two blocks: posts, names under which they sign, dates."""
    school, confirmed = plan.assignment.school, plan.school_confirmed_at
    roles = Role.objects.in_force(plan.municipality.today()).filter(principal=None)
    director = holder(roles.filter(kind=RoleKind.DIRECTOR, school=school), plan)
    head = holder(roles.filter(kind=RoleKind.HEAD, municipality=plan.municipality), plan)
    agreed_on = long_date(timezone.localdate(confirmed)) if confirmed else NO_DATE
    return [
        (f"Директор, {school.short_name}", head[0] or plan.municipality.department),
        (f"{LINE} {director[1]}", f"{LINE} {head[1]}"),
        (agreed_on, NO_DATE),
    ]


def holder(roles, plan):
    """(post, name) of the first person with one of the roles; empty words without one."""
    role = roles.select_related("user").first()
    if role is None:
        return "", ""
    person = Person.objects.filter(user=role.user, municipality=plan.municipality).first()
    if person is None:
        return "", role.user.name
    post = Post.objects.held(plan.municipality.today()).filter(person=person).first()
    title = post.title if post else ""
    return title[:1].upper() + title[1:], person.initials_first
