"""Invented plans of schools themselves: one in progress, one being written."""

import datetime

from monitoring.demo.history import REPORTS
from monitoring.models import Checkpoint, Verb
from monitoring.proofs import proofs_of
from monitoring.school_plans.approval import approve_school_plan, plan_digest
from roadmaps.forms.school_roadmap import HEADING
from roadmaps.models import Action, Layout, Measure, Roadmap
from roadmaps.school_plans import start_school_plan
from schools.models import Role, RoleKind

# What a school does of its own, and who in it: words of no real plan.
WORKS = (
    (
        "Провести диагностику по русскому языку и математике в 5–9 классах, обсудить итоги на "
        "методическом совете",
        "Заместитель директора по учебной работе",
    ),
    (
        "Составить график взаимного посещения уроков и разобрать по два урока у каждого учителя",
        "Руководители методических объединений",
    ),
    ("Провести педагогический совет об объективности оценивания", "Директор"),
    (
        "Организовать консультации для девятиклассников по графику",
        "Учителя-предметники, заместитель директора",
    ),
    (
        "Провести родительские собрания в 9 классах о подготовке к экзаменам",
        "Классные руководители",
    ),
    (
        "Проследить, чтобы учителя прошли намеченные курсы, и обсудить, что применили на уроках",
        "Заместитель директора по методической работе",
    ),
)
LAYOUT = "L1"


def make_school_plan(cast, edition, *, is_draft=False):
    """A plan of the school with a director, made from the municipal edition; returns its edition.

    In force, it is in progress: the school's coordinator has reported, the director has accepted
    the most of it.
    """
    roles = Role.objects.filter(municipality=cast.municipality).order_by("pk")
    director = roles.filter(kind=RoleKind.DIRECTOR).select_related("school", "user").first()
    school = director.school
    roadmap = Roadmap(
        municipality=cast.municipality,
        school=school,
        name=f"Дорожная карта: {school.short_name}",
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
    )
    draft = start_school_plan(
        roadmap,
        Layout.objects.get(code=LAYOUT),
        heading=HEADING.format(school=school.name),
        source=edition,
        by=director.user,
    )
    write_own_words(draft)
    if is_draft:
        return draft
    day = min(edition.act.signed_on + datetime.timedelta(days=10), cast.municipality.today())
    approve_school_plan(
        draft,
        number="учебный",
        signed_on=day,
        minutes=f"от {day:%d.%m.%Y} № 1",
        seen_digest=plan_digest(draft),
        by=director.user,
    )
    Checkpoint.objects.filter(edition=draft).update(since=day)
    return draft


def write_own_words(draft):
    """Keep as many measures as there are works, and say them in the school's own words."""
    measures = Measure.objects.filter(section__edition=draft, control_dates__isnull=False)
    kept = list(measures.distinct().order_by("section__position", "position")[: len(WORKS)])
    Measure.objects.filter(section__edition=draft).exclude(
        pk__in=[measure.pk for measure in kept]
    ).delete()
    draft.sections.filter(measures=None).delete()
    for measure, (text, who) in zip(kept, WORKS, strict=False):
        Action.objects.filter(measure=measure).update(text=text)
        Measure.objects.filter(pk=measure.pk).update(
            responsible_text=who, indicator="", expected_result="", proof="any"
        )


def play_school_plan(history, edition):
    """Invented acts over the checkpoints of the school's plan in force."""
    director = history.directors[edition.roadmap.school_id]
    roles = Role.objects.filter(school=edition.roadmap.school, kind=RoleKind.SCHOOL_COORDINATOR)
    coordinator = next((role.user for role in roles.select_related("user")), None)
    rows = Checkpoint.objects.filter(edition=edition, due_on__lte=history.today)
    for place, point in enumerate(rows.order_by("due_on", "pk")):
        reporter = coordinator or director
        fate = ("accepted", "accepted", "accepted", "reported", "planned")[place % 5]
        if fate == "planned":
            continue
        proofs = proofs_of(document=f"Справка от {point.due_on:%d.%m.%Y}")
        text = history.chance.choice(REPORTS)
        history.step(point, Verb.REPORT, reporter, before=3, text=text, proofs=proofs)
        if fate == "accepted":
            judge = director if coordinator else history.cast.user(RoleKind.COORDINATOR)
            history.step(point, Verb.ACCEPT, judge, before=1)
