"""The joint plan on paper."""

from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone

from lib.dates import long_date
from lib.grammar.cases import Case
from monitoring.joint_plans.states import mark_words
from monitoring.reporting.writing import SheetOfReport
from schools.models import Person, Post, Role, RoleKind

# Whoever holds the role, then whoever holds it in another's place («и. о.»).
OWN_FIRST = F("principal").asc(nulls_first=True)
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
    school, place = plan.assignment.school, plan.municipality
    roles = Role.objects.in_force(place.today()).order_by(OWN_FIRST, "pk")
    confirmed = plan.school_confirmed_at
    # Whoever has confirmed stands there, also when the school has another director by now.
    director = plan.school_confirmed_by or holder(
        roles.filter(kind=RoleKind.DIRECTOR, school=school)
    )
    head = holder(roles.filter(kind=RoleKind.HEAD, municipality=place))
    agreed_on = long_date(timezone.localdate(confirmed, place.zone)) if confirmed else NO_DATE
    return [
        (f"Директор, {school.short_name}", post_and_name(head, plan)[0] or place.department),
        (f"{LINE} {post_and_name(director, plan)[1]}", f"{LINE} {post_and_name(head, plan)[1]}"),
        (agreed_on, NO_DATE),
    ]


def holder(roles):
    """The user of the first role, or None."""
    role = roles.select_related("user").first()
    return role and role.user


def post_and_name(user, plan):
    """(post, name) under which the user signs; empty words without a user."""
    if user is None:
        return "", ""
    person = Person.objects.filter(user=user, municipality=plan.municipality).first()
    if person is None:
        return "", user.name
    post = Post.objects.held(plan.municipality.today()).filter(person=person).first()
    title = post.title if post else ""
    return title[:1].upper() + title[1:], person.initials_first
