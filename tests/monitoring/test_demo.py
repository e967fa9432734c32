"""The training data: facts of five plans, every state, sign-ins for every role."""

import datetime
import shutil
from html import unescape
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from accounts.models import User
from documents.models import Order
from documents.preamble import preamble
from files.models import StoredFile
from lib.text import NB_HYPHEN, NBSP
from monitoring.management.commands import demo
from monitoring.models import (
    Checkpoint,
    CheckpointState,
    Consultation,
    DateRequest,
    Risk,
    RiskProfile,
    Significance,
    Visit,
    VisitState,
)
from roadmaps.models import Measure, Section
from schools.models import (
    Appraisal,
    Conclusion,
    ListingStage,
    Municipality,
    PairFault,
    Partnership,
    Programme,
    ProgrammeState,
    ProgrammeVersion,
    RoleKind,
    Side,
    SupportListing,
    SupportTeam,
    TutorAssignment,
    faults_of,
)
from tests.factories import make_municipality
from workgroups.members import composition
from workgroups.models import InformationRequest, Meeting, Regulation, Resolution, WorkingGroup
from workgroups.regulations.contradictions import contradictions_of

MEASURES = {"serafimovich": 15, "ponomarevka": 23, "chaa-khol": 18, "rodionovo": 28, "kirovsk": 37}
SECTIONS = {"serafimovich": 3, "ponomarevka": 1, "chaa-khol": 4, "rodionovo": 6, "kirovsk": 6}
ACTS = {
    "serafimovich": ("directive", "86-р", "2020-04-30"),
    "ponomarevka": ("order", "01-10/142-2", "2020-09-10"),
    "chaa-khol": ("order", "158", "2021-03-26"),
    "rodionovo": ("order", "155-РМК", "2023-04-24"),
}
# Schools of the lists that the plan itself names, by their names there; how many tutors it has.
NAMED = {
    "chaa-khol": {"МБОУ СОШ с.Ак-Дуруг", "МБОУ СОШ им.Кара-оола В.Х. с.Булун-Терек"},
    "kirovsk": {
        "МКОУ «Синявинская СОШ»",
        "МБОУ «ОСШ №3»",
        "МКОУ «Назиевская СОШ»",
        "МКОУ «Шумская СОШ»",
        "МКОУ «Путиловская ООШ»",
    },
}
# (kinds of lists, words that stand in the printed annex) of the order that prints them.
PRINTED = {
    ("serafimovich", "86-р"): {"composition": 10},
    ("ponomarevka", "01-10/142-2"): {"schools": 5, "composition": 8, "pairs": 5},
    ("chaa-khol", "учебный-2"): {"schools": 4, "pairs": 4},
    ("rodionovo", "учебный-2"): {"schools": 4, "teams": 4},
    ("kirovsk", "учебный-2"): {"schools": 5, "composition": 7, "tutors": 5, "teams": 5},
}
# What the act names: visas, kinds of annexes in their order, opening of the preamble.
PARTS = {
    "serafimovich": (2, ["roadmap", "composition", "regulation"], "На основании приказа комитета"),
    "ponomarevka": (
        0,
        ["roadmap", "schools", "composition", "pairs"],
        "На основании приказа министерства",
    ),
    "chaa-khol": (0, ["roadmap"], "В целях повышения"),
    "rodionovo": (0, ["roadmap"], "Во исполнение приказа Управления"),
}

pytestmark = pytest.mark.django_db


@pytest.mark.once
def test_demo_has_the_facts_and_shows_every_state():
    said = StringIO()
    call_command("demo", "--if-empty", stdout=said)
    in_force = {"edition__state": "approved", "edition__roadmap__school": None}
    for place in Municipality.objects.all():
        sections = Section.objects.filter(edition__roadmap__municipality=place, **in_force)
        assert sections.count() == SECTIONS[place.slug]
        assert Measure.objects.filter(section__in=sections).count() == MEASURES[place.slug]
        rows = Checkpoint.objects.filter(municipality=place)
        assert set(rows.values_list("state", flat=True)) == set(CheckpointState.values)
        of_plans = rows.filter(measure__isnull=False)
        assert of_plans.filter(section=F("measure__section")).count() == of_plans.count() > 0
        assert rows.overdue(place.today()).exists()
        assert rows.open().filter(due_on__gte=place.today()).exists()
        assert rows.filter(events__evidence__isnull=False).exists()
        requests = DateRequest.objects.filter(checkpoint__municipality=place)
        assert {"granted", "refused", "asked"} <= set(requests.values_list("state", flat=True))
        roles = set(place.roles.values_list("kind", flat=True))
        assert roles == set(RoleKind) - {RoleKind.REGIONAL}
    assert set(SupportListing.objects.values_list("stage", flat=True)) == set(ListingStage)
    for slug, (kind, number, day) in ACTS.items():
        order = Order.objects.get(municipality__slug=slug, state="signed", number=number)
        assert (order.kind, order.number, str(order.signed_on)) == (kind, number, day)
        assert order.pdf.path.exists()
        check_what_a_clerk_looks_at(order, *PARTS[slug])
    check_tutors_and_visits()
    check_groups()
    check_meetings()
    assert Order.objects.filter(state="draft").count() == 5
    check_pairs()
    assert ProgrammeVersion.objects.count() == 34
    check_what_the_plans_name()
    check_printed_lists()
    check_risks()
    states = {"draft", "sent", "returned", "appraisal"}
    for place in Municipality.objects.all():
        shown = set(Programme.objects.filter(municipality=place).values_list("state", flat=True))
        assert shown == (set(ProgrammeState) if place.slug == "chaa-khol" else states)
        assert Appraisal.objects.waiting().filter(sheet__municipality=place).count() == 1
    numbers = Conclusion.objects.order_by("year", "number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]
    assert "koordinator@serafimovich.example" in said.getvalue()
    check_that_nobody_accepted_the_own_report()


def check_meetings():
    signed = Meeting.objects.filter(state="signed").order_by("held_on")
    assert [(one.number, str(one.held_on)) for one in signed] == [
        ("1", "2020-06-18"),
        ("2", "2020-07-22"),
    ]
    first, second = (one.signed_html for one in signed)
    assert "принято голосом председательствующего" in first
    assert "Решение не принято" in second
    assert "Особое мнение" in second
    points = Checkpoint.objects.filter(resolution__isnull=False)
    assert set(points.values_list("state", flat=True)) == {
        "planned",
        "started",
        "reported",
        "returned",
        "accepted",
    }
    assert set(Meeting.objects.values_list("state", flat=True)) == {"signed", "review", "planned"}
    ahead = Meeting.objects.get(state="planned")
    assert ahead.items.filter(measure_lineage__isnull=False).exists()
    answers = Resolution.objects.filter(is_recommendation=True)
    assert {row.answered_on is None for row in answers} == {True, False}


def check_tutors_and_visits():
    for place in Municipality.objects.all():
        visits = Visit.objects.filter(municipality=place)
        assert set(visits.values_list("state", flat=True)) == set(VisitState)
        assert visits.filter(recommendations__checkpoint__isnull=False).exists()
        assert Consultation.objects.filter(municipality=place).count() == 5
    tutors = TutorAssignment.objects.filter(municipality__slug="rodionovo")
    assert len({assignment.person_id for assignment in tutors}) == 5
    order = Order.objects.get(municipality__slug="rodionovo", state="signed", number="учебный")
    rows = {annex.kind: list(annex.rows.all()) for annex in order.annexes.all()}
    assert len(rows["tutors"]) == tutors.count()
    assert rows["visits"]
    assert all(row.cells[0] in order.signed_html for row in rows["tutors"])


def check_groups():
    """Bodies of the plans; of one town, the composition and the regulation of its order."""
    assert set(WorkingGroup.objects.values_list("kind", flat=True)) == {
        "working",
        "council",
        "association",
        "creative",
        "club",
        "team",
    }
    group = WorkingGroup.objects.get(municipality__slug="serafimovich", kind="working")
    today = group.municipality.today()
    founded = composition(group, datetime.date(2020, 4, 30))
    assert [len(founded), len(composition(group, today))] == [10, 10]
    assert {one.person for one in founded} != {one.person for one in composition(group, today)}
    order = Order.objects.get(municipality=group.municipality, number="86-р")
    annex = order.annexes.get(kind="composition")
    assert [row.person for row in annex.rows.all()] == [one.person for one in founded]
    signing_in = group.memberships.filter(person__user__isnull=False, until=None)
    emails = {one.person.user.email.split("@")[0]: one.role for one in signing_in}
    assert emails == {
        "nablyudatel": "head",
        "nachalnik": "deputy",
        "sekretar": "secretary",
        "metodist": "member",
        "tutor": "member",
        "direktor": "member",
    }
    rules = group.regulation_on(today)
    assert (rules.quorum, rules.majority, rules.casting_vote) == ("more", "present", True)
    assert (rules.frequency, rules.times) == ("quarter", 1)
    faulty = [one.group for one in Regulation.objects.all() if contradictions_of(one)]
    assert [one.municipality.slug for one in faulty] == ["rodionovo"]
    for place in Municipality.objects.all():
        assert InformationRequest.objects.filter(municipality=place).count() == 3


def check_what_a_clerk_looks_at(order, visas, kinds, opening):
    clauses = list(order.clauses.all())
    annexes = list(order.annexes.all())
    assert (order.visas.count(), [annex.kind for annex in annexes]) == (visas, kinds)
    assert order.executor
    assert preamble(order)[0].startswith(opening)
    assert len({clause.number for clause in clauses}) == len(clauses)
    control = next(clause for clause in clauses if clause.kind == "control")
    assert control == clauses[-1]
    assert "возложить на" in control.text or "оставляю за собой" in control.text
    said = " ".join(clause.text for clause in clauses)
    for number in range(1, len(annexes) + 1):
        assert f"(приложение № {number})" in said
    lists = {annex.kind: {row.school_id for row in annex.rows.all()} for annex in annexes}
    assert lists.get("pairs", set()) == lists.get("schools", set())


def check_what_the_plans_name():
    """Facts of the seeds: who is listed, who leads whom, who tutors (seeds 000, 002, 003, 004)."""
    for slug, names in NAMED.items():
        place = Municipality.objects.get(slug=slug)
        listed = SupportListing.objects.in_force(place.today()).filter(category="low")
        assert names <= set(listed.values_list("school__name", flat=True))
    leaders = Partnership.objects.filter(mentee__name__in=NAMED["chaa-khol"])
    assert len({pair.mentor_id for pair in leaders}) == 1
    consultants = TutorAssignment.objects.filter(municipality__slug="kirovsk")
    assert {one.school.name for one in consultants} == NAMED["kirovsk"]
    posts = {post.title for one in consultants for post in one.person.posts.all()}
    assert "эксперт-консультант" in posts
    teams = SupportTeam.objects.filter(municipality__slug="kirovsk")
    assert {team.school.name for team in teams} == NAMED["kirovsk"]
    group = Order.objects.get(municipality__slug="serafimovich", number="86-р").annexes
    roles = [row.cells[2] for row in group.get(kind="composition").rows.all()]
    assert sorted(filter(None, roles)) == ["заместитель руководителя", "руководитель", "секретарь"]


def check_printed_lists():
    """Every list stands in a signed order, row by row, in the text that was signed."""
    for (slug, number), kinds in PRINTED.items():
        order = Order.objects.get(municipality__slug=slug, state="signed", number=number)
        shown = plain(unescape(order.signed_html))
        for kind, size in kinds.items():
            rows = list(order.annexes.get(kind=kind).rows.all())
            assert len(rows) == size, (slug, kind)
            cells = [plain(cell) for row in rows for cell in row.cells]
            missing = [cell for cell in cells if cell not in shown]
            assert missing == [], (slug, kind)


def plain(text):
    """The text with plain spaces and hyphens: printing binds what must not be parted."""
    return text.translate(str.maketrans({NBSP: " ", NB_HYPHEN: "-"}))


def check_risks():
    """Two towns with both lists of factors; answered, unanswered and absent ones, a former year."""
    profiles = RiskProfile.objects.select_related("municipality")
    assert {profile.municipality.slug for profile in profiles} == {"ponomarevka", "rodionovo"}
    assert {profile.year for profile in profiles} == {2019 + 1, 2022, 2023} | {2019}
    risks = Risk.objects.all()
    assert set(risks.values_list("significance", flat=True)) == set(Significance)
    assert risks.filter(is_chosen=True, programme=None).exists()
    assert risks.filter(programme__kind="antirisk").exists()
    assert risks.filter(is_chosen=False).exists()


def check_pairs():
    """Those of two plans, in every state that the register tells of."""
    pairs = Partnership.objects.select_related("municipality")
    assert {pair.municipality.slug for pair in pairs} == {"chaa-khol", "ponomarevka"}
    found = set()
    for pair in pairs:
        today = pair.municipality.today()
        found.update(faults_of(Partnership.objects.with_signs(today).get(pk=pair.pk)))
        for side in set(Side) - set(pair.waits_for):
            by = getattr(pair, f"{side}_confirmed_by")
            assert by.roles.filter(kind="director", school=pair.school(side)).exists()
    assert found == set(PairFault)
    assert {len(pair.waits_for) for pair in pairs} == {0, 1}


def check_that_nobody_accepted_the_own_report():
    for checkpoint in Checkpoint.objects.filter(state="accepted").prefetch_related("events"):
        events = [event for event in checkpoint.events.all() if event.verb != "amend"]
        reporter = next(e.by_id for e in reversed(events) if e.verb == "report")
        assert events[-1].by_id != reporter


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_reset_builds_everything_anew_and_leaves_no_old_files(settings, tmp_path, monkeypatch):
    folder = tmp_path / "demo"
    folder.mkdir()
    for name in ("chaa-khol", "next-year"):  # one town is enough to see what is left of the old
        shutil.copy(demo.FILES / f"{name}.json", folder)
    monkeypatch.setattr(demo, "FILES", folder)
    call_command("demo", "--if-empty")
    Municipality.objects.update(name="Испорчено")
    call_command("demo", "--reset")
    assert not Municipality.objects.filter(name="Испорчено").exists()
    on_disk = {path.name for path in settings.FILES_ROOT.glob("??/*")}
    assert on_disk == {str(pk) for pk in StoredFile.objects.values_list("pk", flat=True)}


def test_demo_is_not_loaded_over_data_nor_on_a_production_server(settings):
    make_municipality()
    with pytest.raises(CommandError, match="уже есть данные"):
        call_command("demo")
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="рабочем сервере"):
        call_command("demo", "--reset")
    assert not User.objects.exists()
