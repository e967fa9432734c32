"""The access registry against the product: every address × every role × three municipalities."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from accounts.access import IN_ROLE, PUBLIC, SIGNED_IN, registry
from schools.middleware import ADMINISTRATION
from schools.models import RoleKind
from tests.databases import shared_out
from tests.posting import fetch, post, texts_in

R = RoleKind
# They ask by htmx too, everywhere: whether it asks is looked at after the registry.
THOROUGH = {R.COORDINATOR, R.DIRECTOR, "anonymous"}
ROLES = shared_out(RoleKind)
IDENTITIES = [*ROLES, *shared_out(["no role", "anonymous"])]
# Let in: shown, done, or told what is wrong with the (empty) form.
DONE = {200, 204, 302, 409, 422}

# Key of the object in an address; addresses that are not here take none.
OBJECTS = {
    "monitoring:checkpoint": "checkpoint",
    "monitoring:checkpoint-start": "checkpoint",
    "monitoring:checkpoint-report": "checkpoint",
    "monitoring:checkpoint-accept": "reported",
    "monitoring:checkpoint-return": "reported",
    "monitoring:checkpoint-interim": "checkpoint",
    "monitoring:checkpoint-remove": "checkpoint",
    "monitoring:checkpoint-restore": "removed",
    "monitoring:checkpoint-undo": "checkpoint",
    "monitoring:part-create": "checkpoint",
    "monitoring:part-date": "part",
    "monitoring:order-clauses": "signed_order",
    "monitoring:clause-control": "signed_clause",
    "monitoring:date-ask": "checkpoint",
    "monitoring:date-decide": "date_request",
    "monitoring:roadmap": "roadmap",
    "monitoring:roadmap-next": "roadmap",
    "monitoring:roadmap-look": "draft_roadmap",
    "monitoring:matrix": "roadmap",
    "monitoring:timeline": "roadmap",
    "monitoring:timeline-pdf": "roadmap",
    "monitoring:matrix-pdf": "roadmap",
    "monitoring:matrix-export": "roadmap",
    "monitoring:order-check": "order",
    "monitoring:order-sign": "order",
    "monitoring:school": "school",
    "monitoring:partner-suggestions": "school",
    "monitoring:school-dossier": "school",
    "monitoring:visit": "visit",
    "monitoring:visit-pdf": "sent_visit",
    "monitoring:visit-record": "visit",
    "monitoring:visit-call-off": "visit",
    "monitoring:visit-send": "recorded_visit",
    "monitoring:visit-read": "sent_visit",
    "monitoring:visit-update": "draft_visit",
    "monitoring:visit-delete": "draft_visit",
    "monitoring:recommendation-create": "recorded_visit",
    "monitoring:recommendation-update": "recommendation",
    "monitoring:recommendation-delete": "recommendation",
    "monitoring:joint-plan": "joint_plan",
    "monitoring:joint-plan-update": "joint_plan",
    "monitoring:joint-plan-confirm": "joint_plan",
    "monitoring:joint-plan-print": "joint_plan",
    "monitoring:joint-row-create": "joint_plan",
    "monitoring:joint-row-update": "joint_row",
    "monitoring:joint-row-remove": "joint_row",
    "monitoring:joint-row-done": "joint_row",
    "monitoring:joint-row-move": "joint_row",
    "monitoring:joint-row-drop": "joint_row",
    "monitoring:joint-row-undo": "marked_row",
    "monitoring:roadmap-served": "roadmap",
    "monitoring:school-plan-approve": "own_draft",
    "monitoring:visit-schedule": "visit_schedule",
    "monitoring:visit-schedule-pdf": "visit_schedule",
    "monitoring:visit-schedule-update": "draft_schedule",
    "monitoring:visit-plan": "draft_schedule",
    "monitoring:visit-schedule-approve": "draft_schedule",
    "monitoring:visit-schedule-reopen": "visit_schedule",
    "monitoring:consultation-update": "consultation",
    "monitoring:exam-result-check": "result_table",
    "monitoring:rule-update": "rule",
    "monitoring:risk-profile": "school",
    "monitoring:risk-factor-update": "risk_factor",
    "schools:school-update": "school",
    "schools:school-forms": "school",
    "schools:listing-create": "school",
    "schools:school-check": "school_table",
    "schools:person-check": "person_table",
    "schools:team-create": "school",
    "schools:team-update": "team",
    "schools:listing-move-correct": "listing_move",
    "schools:listing-annul": "listing",
    "schools:listing-lead": "listing",
    "schools:tutor-update": "assignment",
    "schools:person-update": "person",
    "schools:person-forms": "person",
    "schools:role-end": "role",
    "schools:programme": "programme",
    "schools:programme-create": "school",
    "schools:programme-version-create": "programme",
    "schools:partnership": "pair",
    "schools:partnership-update": "pair",
    "schools:agreement-create": "pair",
    "schools:agreement-update": "agreement",
    "schools:joint-act-create": "pair",
    "schools:joint-act-beyond": "pair",
    "schools:joint-act-update": "joint_act",
    "schools:joint-act-held": "joint_act",
    "schools:joint-act-undo": "held_act",
    "schools:joint-act-remove": "joint_act",
    "schools:plan-confirm": "pair",
    "schools:programme-send": "programme",
    "schools:programme-take-back": "sent_programme",
    "schools:programme-archive": "programme",
    "schools:programme-experts": "waiting_programme",
    "schools:programme-return": "sent_programme",
    "schools:programme-conclusion": "judged_programme",
    "schools:appraisal": "appraisal",
    "schools:programme-approval": "agreed_programme",
    "schools:programme-title": "programme",
    "schools:programme-publication": "placed_programme",
    "schools:publication-check": "placed_programme",
    "schools:publication-date-update": "publication_date",
    "schools:saved-filter": "saved_filter",
    "schools:saved-filter-update": "saved_filter",
    "schools:saved-filter-delete": "saved_filter",
    "documents:order": "order",
    "documents:order-update": "order",
    "documents:order-delete": "order",
    "documents:order-pdf": "order",
    "documents:order-pdf-make": "signed_order",
    "documents:order-readers": "signed_order",
    "documents:order-papers": "signed_order",
    "documents:order-papers-zip": "order",
    "documents:order-paper": "order",
    "documents:tick": "reader",
    "documents:scan-create": "signed_order",
    "documents:signature-create": "signed_order",
    "documents:order-submit": "visa_order",
    "documents:order-turn": "visa_order",
    "documents:order-to-sign": "order",
    "documents:order-take-back": "signing_order",
    "documents:basis-create": "order",
    "documents:basis-update": "basis",
    "documents:basis-move": "basis",
    "documents:basis-remove": "basis",
    "documents:control-create": "order",
    "documents:appointment-create": "order",
    "documents:visa-create": "order",
    "documents:visa-move": "visa",
    "documents:visa-remove": "visa",
    "documents:visa-decide": "asked_visa",
    "documents:link-create": "order",
    "documents:link-remove": "link",
    "documents:annex-create": "order",
    "documents:annex": "annex",
    "documents:annex-print": "annex",
    "documents:agreement-text": "pair",
    "documents:annex-update": "annex",
    "documents:annex-move": "annex",
    "documents:annex-remove": "annex",
    "documents:annex-fill": "annex",
    "documents:annex-amend": "listed",
    "documents:annex-clauses": "amended",
    "documents:row-create": "annex",
    "documents:row-update": "row",
    "documents:row-delete": "row",
    "documents:row-move": "row",
    "documents:clause-create": "order",
    "documents:clause-update": "clause",
    "documents:clause-delete": "clause",
    "documents:clause-move": "clause",
    "roadmaps:roadmap-update": "draft_roadmap",
    "roadmaps:plan-import": "plan_import",
    "roadmaps:plan-import-measures": "plan_import",
    "roadmaps:plan-import-measure": "plan_import",
    "roadmaps:plan-import-section": "plan_import",
    "roadmaps:plan-import-parties": "plan_import",
    "roadmaps:plan-import-finish": "plan_import",
    "roadmaps:plan-import-drop": "plan_import",
    "roadmaps:edition": "draft",
    "roadmaps:edition-check": "draft",
    "roadmaps:edition-update": "draft",
    "roadmaps:edition-preview": "edition",
    "roadmaps:edition-pdf": "edition",
    "roadmaps:edition-word": "edition",
    "roadmaps:edition-annex": "draft",
    "roadmaps:edition-open": "roadmap",
    "roadmaps:edition-list": "roadmap",
    "roadmaps:edition-difference": "edition",
    "roadmaps:edition-period": "next_draft",
    "roadmaps:edition-amending": "next_draft",
    "roadmaps:edition-delete": "next_draft",
    "roadmaps:column-update": "column",
    "roadmaps:block-create": "draft",
    "roadmaps:block-update": "block",
    "roadmaps:section-create": "draft",
    "roadmaps:section-update": "section",
    "roadmaps:measure-create": "section",
    "roadmaps:measure-update": "measure",
    "roadmaps:row-move": "measure",
    "roadmaps:row-delete": "measure",
    # --- groups (keep)
    "workgroups:group": "group",
    "workgroups:group-update": "group",
    "workgroups:composition": "group",
    "workgroups:member-create": "group",
    "workgroups:composition-fill": "group",
    "workgroups:member-update": "membership",
    "workgroups:member-role": "membership",
    "workgroups:regulation-create": "group",
    "workgroups:regulation": "regulation",
    "workgroups:regulation-update": "regulation",
    "workgroups:regulation-print": "regulation",
    "workgroups:year-plan": "group",
    "workgroups:meetings-plan": "group",
    "workgroups:request-create": "group",
    "workgroups:request": "request",
    "workgroups:request-update": "request",
    "workgroups:request-answer": "request",
    # meetings
    "workgroups:meeting-create": "working_group",
    "workgroups:meeting": "meeting",
    "workgroups:meeting-update": "meeting",
    "workgroups:meeting-call": "meeting",
    "workgroups:meeting-tell": "called_meeting",
    "workgroups:meeting-call-off": "called_meeting",
    "workgroups:meeting-restore": "off_meeting",
    "workgroups:meeting-attendance": "held_meeting",
    "workgroups:meeting-review": "held_meeting",
    "workgroups:meeting-reopen": "review_meeting",
    "workgroups:meeting-close": "closed_poll",
    "workgroups:guest-create": "meeting",
    "workgroups:guest-update": "guest",
    "workgroups:guest-delete": "guest",
    "workgroups:item-create": "meeting",
    "workgroups:item-update": "agenda_item",
    "workgroups:item-move": "agenda_item",
    "workgroups:item-delete": "agenda_item",
    "workgroups:material-create": "agenda_item",
    "workgroups:material-delete": "material",
    "workgroups:item-record": "held_item",
    "workgroups:resolution-update": "resolution",
    "workgroups:resolution-delete": "resolution",
    "workgroups:speech-update": "speech",
    "workgroups:speech-delete": "speech",
    "workgroups:ballot": "poll",
    "workgroups:paper-ballot": "poll",
    "workgroups:dissent-create": "review_item",
    "workgroups:dissent-update": "dissent",
    "workgroups:remark-create": "review_meeting",
    "workgroups:remark-answer": "remark",
    # papers of working groups
    "workgroups:meeting-papers": "signed_meeting",
    "workgroups:meeting-paper": "signed_meeting",
    "workgroups:recommendation-answer": "advice",
    "monitoring:minutes-sign": "minutes_to_sign",
    "monitoring:meeting-open": "signed_meeting",
    "monitoring:meeting-hear": "meeting_ahead",
    "monitoring:item-progress": "heard_item",
}
OTHER_ARGUMENTS = {
    "documents:profile-update": {"kind": "order"},
    "schools:listing-lead": {"act": "support"},
    "schools:saved-filter-create": {"register": "schools:school-list"},
    "documents:order-paper": {"paper": "order"},
    # Whoever is asked for something by the minutes has the own letter.
    "workgroups:meeting-paper": {"paper": "letter"},
    "monitoring:report": {"code": "moves"},
    "monitoring:school-dossier": {"form": "pdf"},
    "monitoring:risk-profile": {"year": 2026},
    "monitoring:report-file": {"code": "moves", "form": "xlsx"},
    "roadmaps:plan-import-measure": {"row": 3},
    "roadmaps:plan-import-section": {"section": "2-0"},
    "roadmaps:row-move": {"kind": "measure"},
    "roadmaps:row-delete": {"kind": "measure"},
}

# Where the object itself says more than the role: {(address, role): code}.
READERS = {R.TUTOR, R.DIRECTOR, R.SCHOOL_COORDINATOR, R.OBSERVER, R.REGIONAL}
OF_MEMBERS = ("ballot", "remark-create")
OF_BOTH = ("dissent-create", "dissent-update")
# Of a meeting, all that only its secretary writes.
PREPARED = (
    "meeting-",
    "guest-",
    "item-",
    "material-",
    "resolution-",
    "speech-",
    "paper-ballot",
    "remark-answer",
)
OF_SECRETARY = [
    name.removeprefix("workgroups:")
    for name in OBJECTS
    if name.removeprefix("workgroups:").startswith(PREPARED)
    and name not in ("workgroups:meeting-papers", "workgroups:meeting-paper")
]
BY_OBJECT = {
    # A draft order does not exist for those outside the department.
    **{("documents:order", role): 404 for role in READERS},
    **{("documents:order-pdf", role): 404 for role in READERS},
    **{("documents:annex", role): 404 for role in READERS},
    **{("documents:annex-print", role): 404 for role in READERS},
    **{("documents:order-paper", role): 404 for role in READERS},
    **{("documents:order-papers-zip", role): 404 for role in READERS},
    # A visa is given by the person who is asked, or entered by a clerk; so is the tick.
    **{("documents:visa-decide", role): 404 for role in READERS},
    **{("documents:visa-decide", role): 403 for role in (R.METHODOLOGIST, R.ADMINISTRATOR)},
    **{("documents:tick", role): 403 for role in set(R) - {R.COORDINATOR, R.SECRETARY, R.HEAD}},
    # A municipal draft does not exist for a school, and its plan is changed by the department.
    **{
        (f"roadmaps:{act}", role): 404
        for act in (
            "roadmap-update",
            "edition",
            "edition-check",
            "edition-update",
            "edition-period",
            "edition-delete",
            "column-update",
            "block-create",
            "block-update",
            "section-create",
            "section-update",
            "measure-create",
            "measure-update",
            "row-move",
            "row-delete",
        )
        for role in (R.DIRECTOR, R.SCHOOL_COORDINATOR, R.TUTOR)
    },
    **{
        (name, role): 403
        for name in ("roadmaps:edition-open", "monitoring:roadmap-next")
        for role in (R.DIRECTOR, R.SCHOOL_COORDINATOR, R.TUTOR)
    },
    **{
        ("monitoring:roadmap-look", role): 404
        for role in (R.DIRECTOR, R.SCHOOL_COORDINATOR, R.TUTOR)
    },
    # The school's checkpoint is reported by the school alone.
    **{
        (f"monitoring:{act}", role): 403
        for act in (
            "checkpoint-start",
            "checkpoint-interim",
            "checkpoint-report",
            "part-create",
            "date-ask",
        )
        for role in set(RoleKind) - {R.DIRECTOR, R.SCHOOL_COORDINATOR}
    },
    # And judged by the controlling side, or by the lead executor, a unit here.
    **{
        (f"monitoring:{act}", role): 403
        for act in (
            "checkpoint-accept",
            "checkpoint-return",
            "checkpoint-remove",
            "checkpoint-restore",
            "date-decide",
        )
        for role in set(RoleKind) - {R.HEAD, R.COORDINATOR}
    },
    **{
        ("monitoring:part-date", role): 403
        for role in set(RoleKind) - {R.HEAD, R.COORDINATOR, R.METHODOLOGIST, R.SECRETARY}
    },
    # A meeting is seen by the department and its members, prepared by the secretary; members
    # (a methodologist here) say for themselves.
    **{
        (f"workgroups:{name}", role): 404
        for name in (*OF_SECRETARY, *OF_MEMBERS, *OF_BOTH, "meeting")
        for role in READERS
        if name != "meeting-create"
    },
    **{("workgroups:meeting-create", role): 404 for role in READERS - {R.OBSERVER}},
    ("workgroups:meeting-create", R.OBSERVER): 403,
    **{
        (f"workgroups:{name}", role): 403
        for name in OF_SECRETARY
        for role in (R.HEAD, R.COORDINATOR, R.METHODOLOGIST, R.ADMINISTRATOR)
    },
    **{
        (f"workgroups:{name}", role): 403
        for name in OF_MEMBERS
        for role in (R.HEAD, R.COORDINATOR, R.SECRETARY, R.ADMINISTRATOR)
    },
    **{
        (f"workgroups:{name}", role): 403
        for name in OF_BOTH
        for role in (R.HEAD, R.COORDINATOR, R.ADMINISTRATOR)
    },
    # Drafts of minutes and agendas do not exist for those who are no members; the head of the
    # group signs, the secretary prepares. Of signed minutes schools have their own extract alone.
    **{
        ("monitoring:minutes-sign", role): 404 if role in READERS else 403
        for role in set(RoleKind) - {R.HEAD}
    },
    **{
        ("monitoring:meeting-hear", role): 404 if role in READERS else 403
        for role in set(RoleKind) - {R.SECRETARY}
    },
    **{
        (f"monitoring:{name}", role): 404
        for name in ("meeting-open", "item-progress")
        for role in (R.TUTOR, R.DIRECTOR, R.SCHOOL_COORDINATOR)
    },
    # Nobody has acted, so there is nothing to undo.
    **{("monitoring:checkpoint-undo", role): 403 for role in RoleKind},
    # A coordinator gives a director's role, so may end it; nobody ends what one may not give.
    # A group is its members', and those see it who see everything.
    **{
        (f"workgroups:{name}", role): 404
        for name in (
            "group",
            "composition",
            "regulation",
            "regulation-print",
            "year-plan",
            "meetings-plan",
            "request-create",
        )
        for role in (R.TUTOR, R.DIRECTOR, R.SCHOOL_COORDINATOR)
    },
    # Its keepers and its own secretary plan and ask; whom it asks answers.
    **{
        (f"workgroups:{name}", role): 403
        for name in ("meetings-plan", "request-create", "request-update")
        for role in (R.METHODOLOGIST, R.OBSERVER, R.REGIONAL, R.ADMINISTRATOR)
    },
    **{
        ("workgroups:request-update", role): 403
        for role in (R.TUTOR, R.DIRECTOR, R.SCHOOL_COORDINATOR)
    },
    **{
        ("workgroups:request-answer", role): 403
        for role in (R.METHODOLOGIST, R.TUTOR, R.OBSERVER, R.REGIONAL, R.ADMINISTRATOR)
    },
}


@pytest.fixture(autouse=True)
def _nothing_is_printed(monkeypatch):
    """Who may print is asked here, not how it looks; what is printed can be searched."""
    monkeypatch.setattr(
        "lib.press.print_html", lambda html, *args, **kwargs: ("ok", b"%PDF-1.7" + html.encode())
    )


@pytest.fixture
def _bare_refusals(monkeypatch):
    """A refusal is its code here; its page is looked at in test_failure_pages.py."""
    monkeypatch.setattr(
        "config.views.failure", lambda request, status, *args, **kwargs: HttpResponse(status=status)
    )


def addresses(resolver=None, names=()):
    """Names and argument names of every address of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from addresses(pattern, inner)
        else:
            yield ":".join((*names, pattern.name or "без имени"))


def test_every_address_is_in_the_registry():
    names = set(addresses())
    assert names - set(registry()) == set()
    assert set(registry()) - names == set()


def test_every_address_of_a_municipality_says_its_object():
    """An address with a number in it must be walked with a real object."""
    for name, rule in registry().items():
        if rule.kind == IN_ROLE and name not in OBJECTS:
            reverse(name, kwargs={"municipality": "mesto"} | OTHER_ARGUMENTS.get(name, {}))


def url(name, place, objects):
    """Address in the place with the object of the other place (usually the same)."""
    arguments = {"municipality": place.municipality.slug} | OTHER_ARGUMENTS.get(name, {})
    if name in OBJECTS:
        arguments["pk"] = objects.pk[OBJECTS[name]]
    return reverse(name, kwargs=arguments)


def expected(name, rule, identity, method, *, foreign):
    """Set of right codes."""
    if identity == "anonymous":
        return {302} if method == "GET" else {401}
    if foreign or identity == "no role":
        return {404}
    if identity not in rule.allowed(method):
        return {403}
    if (name, identity) in BY_OBJECT:
        return {BY_OBJECT[name, identity]}
    return DONE


def ask(client, method, address, *, htmx):
    """Status code of one request whose effects are undone."""
    with transaction.atomic():
        if method == "GET":
            response = client.get(address, headers={"HX-Request": "true"} if htmx else {})
        else:
            response = post(client, address, htmx=htmx)
        if response.streaming:
            response.getvalue()  # what is sent as a file is closed at its end
        transaction.set_rollback(True)
    return response.status_code


@pytest.mark.django_db
@pytest.mark.usefixtures("_bare_refusals")
@pytest.mark.parametrize("identity", IDENTITIES)
def test_every_address_answers_by_the_registry(world, identity):
    client = Client()
    if identity != "anonymous":
        client.force_login(world.user_as(None if identity == "no role" else identity))
    wrong = []
    for name, rule in registry().items():
        if rule.kind != IN_ROLE:
            continue
        for method in ("GET", "POST"):
            is_allowed = identity in rule.allowed(method)
            for place, objects, foreign in places(world, identity, name, is_allowed=is_allowed):
                right = expected(name, rule, identity, method, foreign=foreign)
                for htmx in ways(world, identity, place):
                    if identity == "anonymous" and htmx:
                        right = {401}
                    code = ask(client, method, url(name, place, objects), htmx=htmx)
                    if code not in right:
                        wrong.append(
                            (name, method, place_name(world, place, objects), htmx, code, right)
                        )
    assert wrong == []


def places(world, identity, name, *, is_allowed):
    """(place of the address, place of the object, foreign?) to try."""
    region = identity == RoleKind.REGIONAL
    yield world.own, world.own, False
    if identity == "anonymous":
        return  # asked to sign in before anybody looks at the address
    yield world.neighbour, world.neighbour, not region
    # To most both are the same: a place where they have no role.
    if region or identity in THOROUGH:
        yield world.stranger, world.stranger, True
    if name in OBJECTS and is_allowed:
        # A foreign object under one's own municipality's address; who may not do the act at all
        # is refused before any object is looked for.
        yield world.own, world.stranger, True


def ways(world, identity, place):
    """With htmx or without; a foreign place is refused before anybody looks how it is asked."""
    return (False, True) if identity in THOROUGH and place is world.own else (False,)


def place_name(world, place, objects):
    names = {id(world.own): "own", id(world.neighbour): "neighbour", id(world.stranger): "stranger"}
    return f"{names[id(place)]} with object of {names[id(objects)]}"


@pytest.mark.django_db
@pytest.mark.parametrize("identity", [*RoleKind, "no role"])
def test_reference_data_section_opens_to_the_administrator_alone(world, identity, client):
    client.force_login(world.user_as(None if identity == "no role" else identity))
    names = [n for n, rule in registry().items() if rule.kind == ADMINISTRATION]
    assert "admin:schools_school_changelist" in names
    code = client.get(reverse("admin:schools_school_changelist")).status_code
    assert code == (200 if identity == R.ADMINISTRATOR else 403)


@pytest.mark.django_db
def test_public_addresses_are_few_and_known():
    public = {name for name, rule in registry().items() if rule.kind == PUBLIC}
    ours = {name for name in public if not name.startswith(("account_", "mfa_"))}
    assert ours == {"healthz", "favicon", "verify", "accounts:invitation", "calendar-feed"}
    personal = {name for name, rule in registry().items() if rule.kind == SIGNED_IN}
    assert {"home", "files:download"} <= personal


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ROLES)
def test_no_page_shows_a_word_of_another_municipality(world, kind):
    """Canary strings stand in every text of the others; no page of ours may hold one."""
    client = Client()
    client.force_login(world.user_as(kind))
    canaries = ["КАНАРЕЙКА-ЧУЖОЙ"] + ([] if kind == R.REGIONAL else ["КАНАРЕЙКА-СОСЕД"])
    pages = 0
    for name, rule in registry().items():
        if rule.kind != IN_ROLE or kind not in rule.get:
            continue
        status, body = fetch(client, url(name, world.own, world.own))
        pages += status == 200
        for canary in canaries:
            assert canary not in texts_in(body), name
    assert pages >= 8


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [*RoleKind])
def test_file_is_read_in_its_own_municipality_alone(world, kind, client):
    client.force_login(world.user_as(kind))
    own, stranger = (
        fetch(client, reverse("files:download", args=[place.pk["file"]]))[0]
        for place in (world.own, world.stranger)
    )
    assert (own, stranger) == (200, 404)
